#include "support/lived.h"

#include <catch2/catch.hpp>
#include <chrono>

#include "base/file.h"
#include "base/text.h"

namespace virga {
namespace {

Json examples_of(const std::string& service) {
  return Json::parse(read_file(VIRGA_TEST_DATA "/" + service + "/examples.json").value());
}

// The parameters of an action, wherever the documentation has them.
Json parameters_of(const Json& example) {
  Json parameters = example.at("query");
  if (example.contains("body") && example.at("body").is_object())
    parameters.update(example.at("body"));
  return parameters;
}

std::string in_world(const std::string& target, const std::string& world) {
  return target + (target.find('?') == std::string::npos ? "?" : "&") + "world=" + world;
}

}  // namespace

void live_a_day(Cloud& cloud, const std::string& world) {
  const Headers headers{{"X-Virga-World", world}};
  const auto pass = [&](std::chrono::minutes span) { cloud.emulator.clock(world).advance(span); };
  for (const Json& example : examples_of("vms")) {
    cloud.act(example.at("action"), parameters_of(example), headers);
    pass(std::chrono::minutes(1));
  }
  for (const Json& example : examples_of("gsl")) {
    const std::string request = example.at("request");
    const auto blank = request.find(' ');
    cloud.send(request.substr(0, blank), request.substr(blank + 1),
               example.contains("body") ? example.at("body").dump() : "", headers);
    pass(std::chrono::minutes(7));
  }
  cloud.act("UpdateNumberPoolV2", {{"NumberPoolNo", "NP1234"}, {"Name", "lived in"}}, headers);
}

std::string dump_of(Cloud& cloud, const std::string& world) {
  std::string dump = cloud.get(in_world("/_virga/state?format=yaml", world)).reply.body +
                     cloud.get(in_world("/_virga/callbacks", world)).reply.body +
                     cloud.get(in_world("/_virga/clock", world)).reply.body;
  const Json scenarios = cloud.get(in_world("/_virga/scenarios", world)).json.at("scenarios");
  for (const Json& scenario : scenarios) {
    const std::string name = scenario.at("name");
    dump += cloud.get(in_world("/_virga/scenarios/" + name + "/report", world)).reply.body;
  }
  return dump;
}

std::string next_ids(Cloud& cloud, const std::string& world) {
  const Headers headers{{"X-Virga-World", world}};
  return cloud
             .act("CreateNumberPool",
                  {{"Name", "next"}, {"ServiceType", 100}, {"SubServiceType", 101}}, headers)
             .reply.body +
         cloud.send("POST", "/v1/tags", R"({"tag_name": "next"})", headers).reply.body +
         cloud.send("POST", "/v1/sim-cards/158123456/stop", "", headers).reply.body +
         cloud
             .act("Click2Call",
                  {{"Caller", "13700000000"},
                   {"Callee", "13700000002"},
                   {"CallerNumberPoolNo", "NP160000111122223333"},
                   {"CalleeNumberPoolNo", "NP160000111122223333"}},
                  headers)
             .reply.body;
}

std::string dump_of_all(Cloud& cloud, const std::string& world) {
  std::string dump = dump_of(cloud, world) + next_ids(cloud, world);
  cloud.emulator.clock(world).advance(std::chrono::hours(60));
  return dump + dump_of(cloud, world);
}

nlohmann::json documents_of(Cloud& cloud, const std::string& world) {
  const Answer answer = cloud.get(in_world("/_virga/state?limit=100000", world));
  REQUIRE(answer.status == 200);
  return nlohmann::json::parse(answer.json.at("state").dump());
}

}  // namespace virga
