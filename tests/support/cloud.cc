#include "support/cloud.h"

#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>

#include "base/time.h"
#include "catalog/catalog.h"
#include "services/services.h"

namespace virga {
namespace {

const Catalog& catalog() {
  static const Catalog all(all_services());
  return all;
}

// What the operation put into the answer, without the cloud's envelope.
Json result_of(const Entry& entry, const Json& body) {
  if (entry.service != "vms" && entry.service != "sts") return body;
  return body.contains("Result") ? body.at("Result") : Json(nullptr);
}

void hold_against_declaration(const Entry& entry, const Json& body) {
  const Service* service = catalog().service(entry.service);
  if (service == nullptr || entry.operation.empty()) return;
  const Operation& operation = *catalog().operation(*service, entry.operation);
  if (operation.handler == nullptr) return;
  INFO(entry.operation << " answered " << body.dump());
  if (entry.error.empty()) {
    const Output& output = operation.output;
    CHECK(mismatch(output.type, output.items, output.members, result_of(entry, body), "answer") ==
          "");
  } else {
    const auto declared = injectable_errors(*service, operation);
    const bool documented = std::any_of(declared.begin(), declared.end(), [&](const Error* error) {
      return error->code == entry.error;
    });
    CHECK(documented);
  }
}

}  // namespace

Options Cloud::usual() {
  Options options;
  options.seed = 1;
  options.frozen_at = parse_time("2025-06-05T07:27:35Z");
  options.observe = [](const Entry& entry) {
    // Callbacks may be sent by another thread than the test's, to which assertions belong.
    if (entry.callback.empty() && entry.rule.empty() && entry.reply.status != 0)
      hold_against_declaration(entry, parse_json(entry.reply.body).value_or(nullptr));
  };
  return options;
}

Answer Cloud::send(const std::string& method, const std::string& target, const std::string& body,
                   Headers headers) {
  Answer answer;
  answer.reply = emulator.handle({method, target, std::move(headers), body});
  answer.status = answer.reply.status;
  answer.json = parse_json(answer.reply.body).value_or(nullptr);
  return answer;
}

Answer Cloud::act(const std::string& action, const Json& parameters, Headers headers) {
  headers.emplace_back("Content-Type", "application/json; charset=utf-8");
  return send("POST", "/?Action=" + action + "&Version=2022-01-01", print_json(parameters),
              std::move(headers));
}

Json Cloud::state(const std::string& service, const std::string& kind, const std::string& world) {
  const Answer answer =
      get("/_virga/state?service=" + service + "&kind=" + kind + "&world=" + world);
  REQUIRE(answer.status == 200);
  return answer.json.at("state").at(service).at(kind).at("documents");
}

ScenarioFile::ScenarioFile(const std::string& text) {
  char name[] = "/tmp/virga-scenario-XXXXXX";
  const int file = ::mkstemp(name);
  REQUIRE(file >= 0);
  ::close(file);
  path_ = name;
  std::ofstream(path_) << text;
}

ScenarioFile::~ScenarioFile() { ::unlink(path_.c_str()); }

}  // namespace virga
