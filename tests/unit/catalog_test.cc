// The catalogue with every service that Virga emulates.
#include "catalog/catalog.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>
#include <set>

#include "base/text.h"
#include "catalog/catalog_json.h"
#include "services/services.h"

namespace virga {
namespace {

const Catalog& catalog() {
  static const Catalog all(all_services());
  return all;
}

void each_operation(const std::function<void(const Service&, const Operation&)>& look) {
  for (const Service& service : catalog().services())
    for (const auto& group : service.operations)
      for (const Operation& operation : group) {
        INFO(service.name << " " << operation.name);
        look(service, operation);
      }
}

// A request that means this route, its parameters filled with p1, p2, …
Request request_for(const Route& route) {
  if (const auto* action = std::get_if<Action>(&route))
    return {"POST", route_text(*action), {}, ""};
  const auto& rest = std::get<Rest>(route);
  std::string target;
  int count = 0;
  for (const std::string_view segment : split(rest.path.substr(1), '/'))
    target +=
        "/" + (segment.starts_with('{') ? "p" + std::to_string(++count) : std::string(segment));
  return {std::string(rest.method), target + "?x=1", {}, ""};
}

// The names between braces in the path of a route.
std::vector<std::string> path_parameters(const Route& route) {
  std::vector<std::string> names;
  if (const auto* rest = std::get_if<Rest>(&route))
    for (const std::string_view segment : split(rest->path, '/'))
      if (segment.starts_with('{')) names.emplace_back(segment.substr(1, segment.size() - 2));
  return names;
}

TEST_CASE("An operation has a name of its own, but for its versions", "[catalog]") {
  std::set<std::string> seen;
  each_operation([&](const Service& service, const Operation& operation) {
    const auto* action = std::get_if<Action>(&operation.route);
    const std::string version(action == nullptr ? "" : action->version);
    CHECK(seen.insert(std::string(service.name) + " " + std::string(operation.name) + " " + version)
              .second);
    CHECK_FALSE(operation.name.empty());
    CHECK_FALSE(operation.summary.empty());
  });
  CHECK(seen.size() > 100);
}

TEST_CASE("Every route resolves to its own operation", "[catalog]") {
  each_operation([](const Service& service, const Operation& operation) {
    const Match match = catalog().resolve(request_for(operation.route));
    CHECK(match.service == &service);
    CHECK(match.operation == &operation);
    CHECK(match.nearest == "");
    std::vector<std::string> names;
    for (const auto& [name, value] : match.path_values) {
      names.push_back(name);
      CHECK(value == "p" + std::to_string(names.size()));
    }
    CHECK(names == path_parameters(operation.route));
  });
}

TEST_CASE("An action is known in any letter case", "[catalog]") {
  each_operation([](const Service&, const Operation& operation) {
    const auto* action = std::get_if<Action>(&operation.route);
    if (action == nullptr) return;
    const std::string tail = "&Version=" + std::string(action->version);
    CHECK(catalog().resolve({"GET", "/?Action=" + lower(action->name) + tail, {}, ""}).operation ==
          &operation);
  });
  CHECK(catalog()
            .resolve({"GET", "/?Action=nUMBERpoolLIST&Version=2022-01-01", {}, ""})
            .operation->name == "NumberPoolList");
}

TEST_CASE("The parameters of a path are the fields that come from it", "[catalog]") {
  each_operation([](const Service&, const Operation& operation) {
    std::set<std::string> fields;
    for (const Field& field : operation.input)
      if (field.in == In::kPath) {
        fields.emplace(field.name);
        CHECK(field.required);
      }
    const auto names = path_parameters(operation.route);
    if (operation.handler != nullptr)
      CHECK(fields == std::set<std::string>(names.begin(), names.end()));
  });
}

TEST_CASE("No field of an operation is declared twice", "[catalog]") {
  each_operation([](const Service&, const Operation& operation) {
    std::set<std::string_view> names;
    for (const Field& field : operation.input) {
      INFO(field.name);
      CHECK(names.insert(field.name).second);
    }
  });
}

TEST_CASE("A standard value keeps the limits of its own field", "[catalog]") {
  each_operation([](const Service&, const Operation& operation) {
    for (const Field& field : operation.input) {
      if (field.standard.empty()) continue;
      INFO(field.name);
      RawInput raw;
      raw.given.push_back({&field, std::string(field.standard), false});
      std::vector<Complaint> complaints;
      const Input given = validate({&field, 1}, raw, complaints);
      CHECK(complaints.empty());
      CHECK(given.values() == validate({&field, 1}, {}, complaints).values());
    }
  });
}

TEST_CASE("No documented error is listed twice", "[catalog]") {
  each_operation([](const Service&, const Operation& operation) {
    std::set<std::pair<std::string_view, int>> seen;
    for (const Error* error : operation.errors) {
      REQUIRE(error != nullptr);
      INFO(error->code << " " << error->status);
      CHECK(seen.emplace(error->code, error->status).second);
      CHECK_FALSE(error->code.empty());
      CHECK((error->status >= 200 && error->status < 600));
      CHECK(utf8_length(error->text).value_or(0) > 0);
    }
  });
}

TEST_CASE("An emulated operation has an error for bad input, and documents it", "[catalog]") {
  int emulated = 0;
  each_operation([&](const Service&, const Operation& operation) {
    if (operation.handler == nullptr) return;
    ++emulated;
    CHECK(operation.invalid != nullptr);
    for (const Error* error : {operation.invalid, operation.missing, operation.internal})
      if (error != nullptr)
        CHECK(std::find(operation.errors.begin(), operation.errors.end(), error) !=
              operation.errors.end());
  });
  CHECK(emulated > 0);
}

TEST_CASE("A scenario may inject what the operation and its gateway document", "[catalog]") {
  const Service& vms = *catalog().service("vms");
  const Operation& list = *catalog().operation(vms, "NumberPoolList");
  const auto errors = injectable_errors(vms, list);
  REQUIRE(errors.size() == list.errors.size() + vms.gateway_errors.size());
  CHECK(errors.front() == list.errors.front());
  CHECK(errors.back() == vms.gateway_errors.back());
}

TEST_CASE("An unknown action is told the nearest known one", "[catalog]") {
  const Match slip =
      catalog().resolve({"GET", "/?Action=NumberPoolLst&Version=2022-01-01", {}, ""});
  CHECK(slip.service->name == "vms");
  CHECK(slip.operation == nullptr);
  CHECK(slip.nearest == "NumberPoolList");
  const Match version =
      catalog().resolve({"GET", "/?Action=NumberPoolList&Version=1999-01-01", {}, ""});
  CHECK(version.operation == nullptr);
  CHECK(version.nearest == "NumberPoolList");
  CHECK(catalog().resolve({"GET", "/?Action=Xyzzy&Version=2022-01-01", {}, ""}).nearest == "");
}

TEST_CASE("An unknown path is told the nearest known one", "[catalog]") {
  const Match match = catalog().resolve({"GET", "/v1/sim-card?limit=1", {}, ""});
  CHECK(match.service->name == "gsl");
  CHECK(match.operation == nullptr);
  CHECK_FALSE(match.path_known);
  CHECK(match.nearest == "GET /v1/sim-cards");
}

TEST_CASE("A known path with another method is known, and no operation", "[catalog]") {
  each_operation([](const Service& service, const Operation& operation) {
    if (std::holds_alternative<Action>(operation.route)) return;
    Request request = request_for(operation.route);
    request.method = "TRACE";
    const Match match = catalog().resolve(request);
    CHECK(match.path_known);
    CHECK(match.operation == nullptr);
    CHECK(match.service == &service);
    CHECK(match.path_values.empty());
  });
}

TEST_CASE("A path is compared as it stands, its parameters decoded", "[catalog]") {
  const Match match = catalog().resolve({"GET", "/v1/sim-cards/a%2Fb%20/real-named", {}, ""});
  REQUIRE(match.operation != nullptr);
  CHECK(match.path_values ==
        std::vector<std::pair<std::string, std::string>>{{"sim_card_id", "a/b "}});
  for (const std::string target : {"/v1/sim-cards//real-named", "/v1/sim-cards/1/real-named/",
                                   "/v1/SIM-cards/1/real-named", "//v1/sim-cards/1/real-named"})
    CHECK(catalog().resolve({"GET", target, {}, ""}).operation == nullptr);
}

TEST_CASE("Every request belongs to some service", "[catalog]") {
  for (const std::string target : {"/", "", "/nothing", "/?Action=", "?", "/v9/x", "/%"}) {
    INFO(target);
    CHECK(catalog().resolve({"BREW", target, {}, ""}).service != nullptr);
  }
}

TEST_CASE("The catalogue as JSON lists every operation", "[catalog]") {
  std::size_t count = 0;
  each_operation([&](const Service&, const Operation&) { ++count; });
  CHECK(operations_json(catalog(), "").size() == count);
  const Json gsl = operations_json(catalog(), "gsl");
  CHECK((gsl.size() > 0 && gsl.size() < count));
  for (const Json& each : gsl) CHECK(each.at("service") == Json("gsl"));
  CHECK(operations_json(catalog(), "nothing") == Json::array());
}

}  // namespace
}  // namespace virga
