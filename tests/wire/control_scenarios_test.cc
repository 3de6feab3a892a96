// /_virga/scenarios: what goes wrong, as tests say it.
#include <catch2/catch.hpp>
#include <string>

#include "support/cloud.h"
#include "support/refused.h"
#include "wire/second_rename.h"

namespace virga {
namespace {

using Catch::Matchers::Contains;

TEST_CASE("A scenario is put, acts, reports its hits, and is dropped", "[control]") {
  Cloud cloud;
  const Answer put = cloud.send("PUT", kScenario, kQuota);
  CHECK(put.json == Json{{"world", "default"}, {"name", "quota"}, {"rules", 1}});
  CHECK(cloud.get("/_virga/scenarios").json.at("scenarios") ==
        Json{{{"name", "quota"}, {"description", "The second rename is refused."}, {"rules", 1}}});
  const auto report = [&] { return cloud.get(kScenario + "/report").json; };
  CHECK(report().at("held") == false);
  CHECK(rename_pool(cloud, "one").status == 200);
  CHECK(rename_pool(cloud, "two").status == 400);
  CHECK(rename_pool(cloud, "three").status == 200);
  const Json rule = report().at("rules").at(0);
  CHECK(report().at("scenario") == "quota");
  CHECK(report().at("held") == true);
  CHECK(rule.at("id") == "second");
  CHECK(rule.at("armed") == true);
  CHECK(rule.at("called") == 3);
  CHECK(rule.at("matched") == 3);
  CHECK(rule.at("hits") == 1);
  CHECK(rule.at("expected") == "1");
  CHECK(rule.at("held") == true);
  CHECK(rule.at("misses") == Json{{"calls", 2}});
  CHECK(rule.at("nearest").at(1).at("clause") == "calls");
  CHECK(rule.at("nearest").at(1).at("why") == "calls: this is the 3rd, the rule takes 2");
  CHECK(rule.at("nearest").at(1).at("request_id") ==
        cloud.get("/_virga/requests/3").json.at("request_id"));
  CHECK(cloud.send("DELETE", kScenario).status == 200);
  CHECK(cloud.get("/_virga/scenarios").json.at("scenarios").empty());
  check_refused(cloud.get(kScenario + "/report"), 404, "not_found", "no scenario \"quota\"");
}

TEST_CASE("The report says why a rule never acted", "[control]") {
  Cloud cloud;
  cloud.send("PUT", kScenario, kQuota);
  const auto rule = [&] { return cloud.get(kScenario + "/report").json.at("rules").at(0); };
  CHECK(rule().at("diagnosis") == "never called");
  CHECK(rule().at("unmet") == Json{"never acted, expected 1"});
  rename_pool(cloud, "one");
  CHECK(rule().at("diagnosis") == "clause failed");
  CHECK(rule().at("nearest").at(0).at("why") == "calls: this is the 1st, the rule takes 2");
}

TEST_CASE("A rule is armed and disarmed over the control API", "[control]") {
  Cloud cloud;
  cloud.send("PUT", kScenario, R"(format: 1
name: quota
rules:
  - {id: down, when: {service: vms, operation: UpdateNumberPoolV2}, do: [{status: 503}]}
)");
  const std::string armed = kScenario + "/rules/down/armed";
  const auto status = [&] { return rename_pool(cloud, "x").status; };
  CHECK(cloud.send("PUT", armed, "false").json ==
        Json{{"world", "default"}, {"scenario", "quota"}, {"rule", "down"}, {"armed", false}});
  CHECK(status() == 200);
  CHECK(cloud.send("PUT", armed, "true").status == 200);
  CHECK(status() == 503);
  CHECK(cloud.send("PUT", armed, R"({"armed": true, "max_hits": 1})").status == 200);
  CHECK(status() == 503);
  CHECK(status() == 200);
  CHECK(cloud.send("PUT", armed, R"({"armed": true, "ttl": "1m"})").status == 200);
  CHECK(status() == 503);
  cloud.advance(std::chrono::minutes(1));
  CHECK(status() == 200);
  check_refused(cloud.send("PUT", armed, "perhaps"), 400, "invalid_body",
                "body:1:1: armed has to be true or false");
  check_refused(cloud.send("PUT", armed, R"({"armed": true, "ttll": "1m"})"), 400, "invalid_body",
                "body:1:17: unknown key \"ttll\" in the body (did you mean \"ttl\"?)");
  check_refused(cloud.send("PUT", armed, ""), 400, "invalid_body", "");
  check_refused(cloud.send("PUT", kScenario + "/rules/dwn/armed", "true"), 404, "not_found",
                "scenario \"quota\" has no rule \"dwn\" (did you mean \"down\"?)");
  CHECK(status() == 200);
}

TEST_CASE("PUT of a scenario takes JSON as well as YAML", "[control]") {
  Cloud cloud;
  const Json scenario{
      {"format", 1},
      {"name", "quota"},
      {"rules",
       {{{"id", "all"},
         {"when", {{"service", "vms"}, {"operation", {"UpdateNumberPoolV2", "NumberPoolList"}}}},
         {"do", {{{"status", 503}, {"body", {{"said", "\"no\"\n"}}}}}}}}}};
  for (const int indent : {-1, 2}) {
    CHECK(cloud.send("PUT", kScenario, scenario.dump(indent)).status == 200);
    const Answer answer = rename_pool(cloud, "x");
    CHECK(answer.status == 503);
    CHECK(answer.json == Json{{"said", "\"no\"\n"}});
  }
}

TEST_CASE("Putting a scenario again replaces it and starts its counters anew", "[control]") {
  Cloud cloud;
  for (int i = 0; i < 2; ++i) {
    cloud.send("PUT", kScenario, kQuota);
    CHECK(rename_pool(cloud, "one").status == 200);
    CHECK(rename_pool(cloud, "two").status == 400);
  }
  CHECK(cloud.get("/_virga/scenarios").json.at("scenarios").size() == 1);
}

TEST_CASE("A scenario with mistakes is refused with the place of each, and nothing is loaded",
          "[control]") {
  Cloud cloud;
  const Answer answer = cloud.send("PUT", kScenario, R"(format: 1
name: quota
rules:
  - id: one
    when: {service: vms, operation: UpdateNumberPol}
    do: [{latency: 80}]
  - id: two
    wen: {service: vms}
    do: [{eror: QuotaExceeded}]
)");
  check_refused(answer, 400, "invalid_scenario", "did you mean");
  const std::string message = answer.json.at("error").at("message");
  for (const char* place : {"quota:5:37: ", "quota:6:20: ", "quota:8:5: ", "quota:9:11: "})
    CHECK_THAT(message, Contains(place));
  CHECK(cloud.get("/_virga/scenarios").json.at("scenarios").empty());
}

TEST_CASE("A bad scenario does not replace the one that is loaded", "[control]") {
  Cloud cloud;
  cloud.send("PUT", kScenario, kQuota);
  rename_pool(cloud, "one");
  for (const char* bad : {"", "[]", "format: 1", "{", "name: quota\nname: quota", "\xff\xfe"})
    check_refused(cloud.send("PUT", kScenario, bad), 400, "invalid_scenario", "quota:");
  CHECK(rename_pool(cloud, "two").status == 400);  // still the second call
}

TEST_CASE("A scenario has to have the name of its address", "[control]") {
  Cloud cloud;
  check_refused(cloud.send("PUT", "/_virga/scenarios/other", kQuota), 400, "invalid_scenario",
                "named \"quota\", the address says \"other\"");
  CHECK(cloud.get("/_virga/scenarios").json.at("scenarios").empty());
}

TEST_CASE("A scenario that is not loaded is refused with the nearest", "[control]") {
  Cloud cloud;
  cloud.send("PUT", kScenario, kQuota);
  check_refused(cloud.send("DELETE", "/_virga/scenarios/qouta"), 404, "not_found",
                "did you mean \"quota\"?");
  check_refused(cloud.get("/_virga/scenarios/quotas/report"), 404, "not_found",
                "did you mean \"quota\"?");
}

}  // namespace
}  // namespace virga
