// The requests that the documentation of GSL prints, against the demo world. tests/data/gsl holds
// them, with what their answers show: ids that the documentation masks with x stand there as the
// demo's own, months move with the clock, and counts are the demo's.
#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "base/file.h"
#include "catalog/catalog.h"
#include "services/services.h"
#include "support/cloud.h"

namespace virga {
namespace {

const Headers kDocumented{{"X-Auth-Token", "MIIDkgYJKoZIhvcNAQcCoIIDgzCCXXXXX..."},
                          {"Content-Type", "application/json"}};

Json examples() { return Json::parse(read_file(VIRGA_TEST_DATA "/gsl/examples.json").value()); }

Answer send(Cloud& cloud, const Json& example) {
  const std::string request = example.at("request");
  const auto blank = request.find(' ');
  const std::string body = example.contains("body") ? example.at("body").dump() : "";
  return cloud.send(request.substr(0, blank), request.substr(blank + 1), body, kDocumented);
}

// Every member and element of `shown` is in `whole`, with the same value.
bool contains(const Json& whole, const Json& shown) {
  if (shown.is_object()) {
    for (const auto& [name, value] : shown.items())
      if (!whole.contains(name) || !contains(whole.at(name), value)) return false;
    return true;
  }
  if (shown.is_array()) {
    if (whole.size() < shown.size()) return false;
    for (std::size_t i = 0; i < shown.size(); ++i)
      if (!contains(whole[i], shown[i])) return false;
    return true;
  }
  return whole == shown;
}

TEST_CASE("The documented examples of GSL work as printed", "[gsl]") {
  for (const Json& example : examples()) {
    Cloud cloud;
    if (example.contains("before"))
      for (const Json& earlier : example.at("before")) REQUIRE(send(cloud, earlier).status == 200);
    const Answer answer = send(cloud, example);
    CAPTURE(example.at("operation"), example.at("name"), answer.reply.body);
    CHECK(answer.status == 200);
    CHECK(cloud.emulator.requests().back().operation == example.at("operation").get<std::string>());
    CHECK(contains(answer.json, example.at("answer")));
  }
}

TEST_CASE("Every operation of GSL has a documented example", "[gsl]") {
  std::set<std::string> shown;
  for (const Json& example : examples()) shown.insert(example.at("operation"));
  const Catalog catalog(all_services());
  for (const auto& group : catalog.service("gsl")->operations)
    for (const Operation& operation : group) {
      INFO(operation.name);
      CHECK(operation.handler != nullptr);
      CHECK(shown.erase(std::string(operation.name)) == 1);
    }
  CHECK(shown.empty());
}

}  // namespace
}  // namespace virga
