// /_virga/: what a test can see and steer from outside.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "base/text.h"
#include "base/time.h"
#include "support/cloud.h"
#include "support/raw_client.h"
#include "support/refused.h"
#include "support/signer.h"
#include "wire/served.h"

namespace virga {
namespace {

using Catch::Matchers::Contains;

Answer rename_pool(Cloud& cloud, const std::string& name) {
  return cloud.act("UpdateNumberPoolV2", {{"NumberPoolNo", "NP1234"}, {"Name", name}});
}

std::vector<std::int64_t> ids(const Answer& answer) {
  std::vector<std::int64_t> found;
  for (const Json& entry : answer.json.at("requests")) found.push_back(entry.at("id"));
  return found;
}

const std::string kQuota = R"(
format: 1
name: quota
description: The second rename is refused.
rules:
  - id: second
    when: {service: vms, operation: UpdateNumberPoolV2}
    at: {calls: 2}
    do: [{error: QuotaExceeded, with: {what: The number of number pools}}]
    expect: {hits: 1}
)";

const std::string kScenario = "/_virga/scenarios/quota";

// ---- health, operations

TEST_CASE("Health tells version, services and worlds", "[control]") {
  Cloud cloud;
  cloud.send("GET", "/v1/tags", "", {{"X-Virga-World", "one"}});
  cloud.get("/v1/tags");
  const Json health = cloud.get("/_virga/health").json;
  CHECK(health.at("status") == "ok");
  CHECK(health.at("version") == VIRGA_VERSION);
  CHECK(health.at("services") == Json{"gsl", "iam", "sts", "vms"});
  CHECK(health.at("worlds") == Json{"default", "one"});
  CHECK(health.at("uptime_ms").get<std::int64_t>() >= 0);
  CHECK_FALSE(health.at("instance").get<std::string>().empty());
}

TEST_CASE("Two emulators have two instance ids, one keeps its own", "[control]") {
  Cloud one, other;
  const auto instance = [](Cloud& cloud) {
    return cloud.get("/_virga/health").json.at("instance").get<std::string>();
  };
  CHECK(instance(one) == instance(one));
  CHECK(instance(one) != instance(other));
}

TEST_CASE("Control calls are not in the journal", "[control]") {
  Cloud cloud;
  cloud.get("/_virga/health");
  cloud.get("/_virga/no-such-call");
  CHECK(cloud.emulator.requests().empty());
}

TEST_CASE("Operations come from the catalogue, all or of one service", "[control]") {
  Cloud cloud;
  const Json all = cloud.get("/_virga/operations").json;
  const Json gsl = cloud.get("/_virga/operations?service=gsl").json;
  const Json vms = cloud.get("/_virga/operations?service=vms").json;
  CHECK(all.size() == gsl.size() + vms.size() +
                          cloud.get("/_virga/operations?service=iam").json.size() +
                          cloud.get("/_virga/operations?service=sts").json.size());
  bool found = false;
  for (const Json& operation : vms) {
    CHECK(operation.at("service") == "vms");
    if (operation.at("name") != "UpdateNumberPoolV2") continue;
    found = true;
    CHECK(operation.at("route") == kRename);
    CHECK(operation.at("emulated") == true);
    CHECK(operation.at("parameters")[0].at("name") == "NumberPoolNo");
    CHECK(operation.at("parameters")[0].at("required") == true);
  }
  CHECK(found);
  check_refused(cloud.get("/_virga/operations?service=vmss"), 404, "not_found",
                "did you mean \"vms\"?");
}

// ---- state

TEST_CASE("State lists every document of every kind", "[control]") {
  Cloud cloud;
  const Json answer = cloud.get("/_virga/state").json;
  CHECK(answer.at("world") == "default");
  CHECK(answer.at("state").size() == 4);
  const Json& pools = answer.at("state").at("vms").at("number_pools");
  CHECK(pools.at("total") == 14);
  CHECK(pools.at("documents").size() == 14);
  CHECK(pools.at("documents")[0] == Json{{"NumberPoolNo", "NP1234"},
                                         {"Name", "默认号码池"},
                                         {"ServiceType", 100},
                                         {"SubServiceType", 101}});
  CHECK(answer.at("state").at("gsl").at("tags").at("total") == kDemoTags);
}

TEST_CASE("State is narrowed to a service or a kind", "[control]") {
  Cloud cloud;
  const Json service = cloud.get("/_virga/state?service=vms").json.at("state");
  CHECK(service.size() == 1);
  CHECK(service.at("vms").contains("numbers"));
  const Json kind = cloud.get("/_virga/state?service=gsl&kind=tags").json.at("state");
  CHECK(kind.size() == 1);
  CHECK(kind.at("gsl").size() == 1);
  CHECK(kind.at("gsl").at("tags").at("documents").size() == kDemoTags);
}

TEST_CASE("State is paged, and the total stays", "[control]") {
  Cloud cloud;
  const std::string target = "/_virga/state?service=vms&kind=number_pools";
  const Json all = cloud.state("vms", "number_pools");
  const Json page = cloud.get(target + "&limit=2&offset=1").json;
  CHECK(page.at("limit") == 2);
  CHECK(page.at("offset") == 1);
  const Json& pools = page.at("state").at("vms").at("number_pools");
  CHECK(pools.at("total") == 14);
  CHECK(pools.at("documents") == Json{all[1], all[2]});
  const Json beyond = cloud.get(target + "&offset=100").json;
  CHECK(beyond.at("state").at("vms").at("number_pools").at("documents").empty());
  for (const char* wrong : {"limit=0", "limit=-1", "limit=two", "offset=-1", "offset=1.5"})
    check_refused(cloud.get(target + "&" + wrong), 400, "invalid_parameter", "a whole number");
}

TEST_CASE("An unknown service or kind of state is refused with the nearest", "[control]") {
  Cloud cloud;
  check_refused(cloud.get("/_virga/state?service=vmz"), 404, "not_found", "did you mean \"vms\"?");
  check_refused(cloud.get("/_virga/state?service=vms&kind=number_pool"), 404, "not_found",
                "did you mean \"number_pools\"?");
  check_refused(cloud.get("/_virga/state?kind=number_pools"), 400, "invalid_parameter", "service");
  check_refused(cloud.get("/_virga/state/vmz/number_pools/NP1234"), 404, "not_found", "\"vms\"");
  check_refused(cloud.get("/_virga/state/gsl/tag/123"), 404, "not_found", "\"tags\"");
}

TEST_CASE("One document of the state is found by its id, text or number", "[control]") {
  Cloud cloud;
  CHECK(cloud.get("/_virga/state/vms/number_pools/NP1234").json ==
        cloud.state("vms", "number_pools")[0]);
  CHECK(cloud.get("/_virga/state/gsl/tags/123").json == cloud.state("gsl", "tags")[0]);
  CHECK(cloud.get("/_virga/state/vms/number_pools/NP%31234").status == 200);
  for (const char* id : {"vms/number_pools/NP0", "gsl/tags/124", "gsl/tags/abc", "gsl/tags/1e2",
                         "gsl/tags/99999999999999999999"})
    check_refused(cloud.get("/_virga/state/" + std::string(id)), 404, "not_found", "holds no");
}

// ---- requests

// Five calls: two renames, a refusal, a list of tags, an unknown action.
void make_calls(Cloud& cloud) {
  rename_pool(cloud, "first name");
  cloud.advance(std::chrono::minutes(1));
  const Request rename{"POST",
                       kRename,
                       {{"Host", "h"}, {"X-Virga-World", "default"}},
                       "NumberPoolNo=NP1234&Name=second"};
  cloud.emulator.handle({rename.method, rename.target,
                         sign_volcengine(rename, "AKVIRGA-k", "SKVIRGA", "cn-beijing", "vms",
                                         cloud.emulator.clock().now()),
                         rename.body});
  cloud.advance(std::chrono::minutes(1));
  cloud.act("UpdateNumberPoolV2", {{"NumberPoolNo", "NP-none"}, {"Name", "x"}});
  cloud.get("/v1/tags");
  cloud.advance(std::chrono::minutes(1));
  cloud.get("/?Action=UpdateNumberPoolV3&Version=2022-01-01");
}

TEST_CASE("The journal shows what was asked, what was answered, and why", "[control]") {
  Cloud cloud;
  make_calls(cloud);
  const Json answer = cloud.get("/_virga/requests").json;
  CHECK(answer.at("world") == "default");
  CHECK(answer.at("total") == 5);
  CHECK(answer.at("dropped") == 0);
  const Json& refused = answer.at("requests")[2];
  CHECK(refused.at("id") == 3);
  CHECK(refused.at("time") == "2025-06-05T07:29:35.000Z");
  CHECK(refused.at("service") == "vms");
  CHECK(refused.at("operation") == "UpdateNumberPoolV2");
  CHECK(refused.at("status") == 400);
  CHECK(refused.at("error") == "InvalidParameter");
  CHECK(refused.at("why") == "there is no such pool");
  CHECK(refused.at("request").at("method") == "POST");
  CHECK(refused.at("request").at("target") == kRename);
  CHECK(parse_json(refused.at("request").at("body").get<std::string>())->at("Name") == "x");
  const Json body = *parse_json(refused.at("reply").at("body").get<std::string>());
  CHECK(body.at("ResponseMetadata").at("RequestId") == refused.at("request_id"));
  CHECK(refused.at("reply").at("ending") == "whole");
  const Json& signed_call = answer.at("requests")[1];
  CHECK(signed_call.at("access_key") == "AKVIRGA-k");
  CHECK(signed_call.at("account") == "AKVIRGA-k");
  CHECK(signed_call.at("proof") == "signature");
}

TEST_CASE("The journal is filtered by each of its filters, and by all together", "[control]") {
  Cloud cloud;
  make_calls(cloud);
  REQUIRE(cloud
              .send("PUT", "/_virga/scenarios/second", R"(
format: 1
name: second
rules:
  - {id: out, when: {service: gsl, operation: ListTags}, do: [{status: 503}]}
)")
              .status == 200);
  cloud.get("/v1/tags");
  const auto found = [&](const std::string& query) {
    const Answer answer = cloud.get("/_virga/requests?" + query);
    CAPTURE(query);
    REQUIRE(answer.status == 200);
    CHECK(answer.json.at("total") == answer.json.at("requests").size());
    return ids(answer);
  };
  using Ids = std::vector<std::int64_t>;
  CHECK(found("") == Ids{1, 2, 3, 4, 5, 6});
  CHECK(found("service=gsl") == Ids{4, 6});
  CHECK(found("operation=UpdateNumberPoolV2") == Ids{1, 2, 3});
  CHECK(found("status=503") == Ids{6});
  CHECK(found("error=InvalidActionOrVersion") == Ids{5});
  CHECK(found("rule=out") == Ids{6});
  CHECK(found("access_key=AKVIRGA-k") == Ids{2});
  CHECK(found("text=first%20name") == Ids{1});
  CHECK(found("text=UpdateNumberPoolV3") == Ids{5});
  CHECK(found("since=2025-06-05T07:29:35Z") == Ids{3, 4, 5, 6});
  CHECK(found("until=2025-06-05T07:28:35Z") == Ids{1, 2});
  CHECK(found("since=2025-06-05T07:28:35Z&until=2025-06-05T07:28:35Z") == Ids{2});
  CHECK(found("service=vms&status=200&text=second") == Ids{2});
  CHECK(found("service=gsl&operation=UpdateNumberPoolV2").empty());
}

TEST_CASE("The journal is paged by limit and after", "[control]") {
  Cloud cloud;
  make_calls(cloud);
  const Answer page = cloud.get("/_virga/requests?limit=2&after=1");
  CHECK(ids(page) == std::vector<std::int64_t>{2, 3});
  CHECK(page.json.at("total") == 5);
  check_refused(cloud.get("/_virga/requests?limit=0"), 400, "invalid_parameter", "limit");
  check_refused(cloud.get("/_virga/requests?status=ok"), 400, "invalid_parameter", "status");
  check_refused(cloud.get("/_virga/requests?since=yesterday"), 400, "invalid_parameter", "since");
}

TEST_CASE("One request of the journal is found by its number", "[control]") {
  Cloud cloud;
  make_calls(cloud);
  CHECK(cloud.get("/_virga/requests/4").json.at("operation") == "ListTags");
  CHECK(cloud.get("/_virga/requests/4").json == cloud.get("/_virga/requests").json["requests"][3]);
  for (const char* id : {"0", "6", "-1", "four", "99999999999999999999"})
    check_refused(cloud.get("/_virga/requests/" + std::string(id)), 404, "not_found", id);
}

TEST_CASE("DELETE empties the journal and leaves the state", "[control]") {
  Cloud cloud;
  make_calls(cloud);
  CHECK(cloud.send("DELETE", "/_virga/requests").status == 200);
  CHECK(cloud.get("/_virga/requests").json.at("total") == 0);
  CHECK(cloud.get("/_virga/state/vms/number_pools/NP1234").json.at("Name") == "second");
  cloud.get("/v1/tags");
  CHECK(cloud.get("/_virga/requests/1").json.at("operation") == "ListTags");
}

TEST_CASE("The journal takes bytes that are no text", "[control]") {
  Cloud cloud;
  cloud.post("/v1/tags", "\xff\xfe{");
  const Answer answer = cloud.get("/_virga/requests");
  CHECK(answer.status == 200);
  CHECK(answer.json.at("total") == 1);
}

// ---- scenarios

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

// ---- reset

TEST_CASE("Reset puts state, journal, counters, clock and ids back", "[control]") {
  Cloud cloud;
  cloud.send("PUT", kScenario, kQuota);
  const Json before = cloud.get("/_virga/state").json;
  const auto live = [&] {
    return Json{rename_pool(cloud, "one").json,
                rename_pool(cloud, "two").json,
                cloud
                    .act("CreateNumberPool",
                         {{"Name", "new"}, {"ServiceType", 100}, {"SubServiceType", 101}})
                    .json,
                cloud.post("/v1/tags", R"({"tag_name": "new"})").json,
                cloud.get("/_virga/requests").json.at("requests").back().at("id"),
                cloud.get("/_virga/clock").json};
  };
  const Json first_life = live();
  cloud.send("PUT", "/_virga/clock", R"({"mode": "real"})");
  CHECK(cloud.get("/_virga/state").json != before);
  CHECK(cloud.post("/_virga/reset", "").json == Json{{"world", "default"}, {"reset", true}});
  CHECK(cloud.get("/_virga/state").json == before);
  CHECK(cloud.get("/_virga/requests").json.at("total") == 0);
  CHECK(cloud.get(kScenario + "/report").json.at("rules")[0].at("matched") == 0);
  // The same calls give the same answers, down to every id in them.
  CHECK(live() == first_life);
}

TEST_CASE("Reset of an emulator on real time gives it real time back", "[control]") {
  Options options = Cloud::usual();
  options.frozen_at.reset();
  Cloud cloud(options);
  cloud.send("PUT", "/_virga/clock", R"({"now": "2001-01-01T00:00:00Z"})");
  cloud.post("/_virga/reset", "");
  const Json clock = cloud.get("/_virga/clock").json;
  CHECK(clock.at("mode") == "real");
  CHECK(clock.at("now").get<std::string>() > "2024");
}

// ---- clock

TEST_CASE("The clock is shown, set, moved and let go", "[control]") {
  Cloud cloud;
  const auto clock = [&] { return cloud.get("/_virga/clock").json; };
  CHECK(clock() ==
        Json{{"world", "default"}, {"now", "2025-06-05T07:27:35.000Z"}, {"mode", "frozen"}});
  CHECK(cloud.post("/_virga/clock/advance", R"({"by": "36h"})").json.at("now") ==
        "2025-06-06T19:27:35.000Z");
  CHECK(cloud.send("PUT", "/_virga/clock", R"({"now": "2025-09-01T08:00:00.250+08:00"})").json ==
        Json{{"world", "default"}, {"now", "2025-09-01T00:00:00.250Z"}, {"mode", "frozen"}});
  cloud.get("/v1/tags");
  CHECK(cloud.emulator.requests().back().time == parse_time("2025-09-01T00:00:00.250Z"));
  CHECK(cloud.send("PUT", "/_virga/clock", R"({"mode": "real"})").json.at("mode") == "real");
  const std::string real = clock().at("now");
  CHECK(real > "2024");
  CHECK(real < "2030");
  CHECK(cloud.send("PUT", "/_virga/clock", R"({"mode": "frozen"})").json.at("mode") == "frozen");
  CHECK(clock() == clock());
}

TEST_CASE("A running clock that is advanced keeps running", "[control]") {
  Cloud cloud;
  cloud.send("PUT", "/_virga/clock", R"({"mode": "real"})");
  const Time before = cloud.emulator.clock().now();
  const Json moved = cloud.post("/_virga/clock/advance", R"({"by": "10h"})").json;
  CHECK(moved.at("mode") == "offset");
  CHECK(*parse_time(moved.at("now").get<std::string>()) >= before + std::chrono::hours(10));
  CHECK(eventually([&] { return cloud.get("/_virga/clock").json.at("now") != moved.at("now"); }));
}

TEST_CASE("What is no time for a clock is refused, and the clock stays", "[control]") {
  Cloud cloud;
  const Json before = cloud.get("/_virga/clock").json;
  for (const char* body :
       {"", "36h", "[]", "{}", R"({"now": "tomorrow"})", R"({"now": 1})", R"({"mode": "fast"})",
        R"({"mode": "real", "now": "2030-01-01T00:00:00Z"})", R"({"nwo": "2030-01-01T00:00:00Z"})"})
    check_refused(cloud.send("PUT", "/_virga/clock", body), 400, "invalid_body", "");
  for (const char* body : {"", "{}", R"({"by": "36"})", R"({"by": "-1h"})", R"({"by": 36})",
                           R"({"by": "36h", "to": "x"})", R"({"by": ""})"})
    check_refused(cloud.post("/_virga/clock/advance", body), 400, "invalid_body", "");
  CHECK(cloud.get("/_virga/clock").json == before);
}

// ---- routes

TEST_CASE("An unknown call is refused with the nearest known one", "[control]") {
  Cloud cloud;
  check_refused(cloud.get("/_virga/helth"), 404, "not_found", "did you mean \"/health\"?");
  check_refused(cloud.get("/_virga/request"), 404, "not_found", "did you mean \"/requests\"?");
  check_refused(cloud.get("/_virga/health/"), 404, "not_found", "/_virga/health/");
  check_refused(cloud.get("/_virga/state/vms/number_pools"), 404, "not_found", "no such call");
  check_refused(cloud.get("/_virga/state//number_pools/x"), 404, "not_found", "no such call");
}

TEST_CASE("A call that is known but not built answers 501", "[control]") {
  Cloud cloud;
  for (const char* path : {"metrics", "events"})
    check_refused(cloud.get("/_virga/" + std::string(path)), 501, "not_implemented",
                  "is not built yet");
}

TEST_CASE("A known call with another method answers 405", "[control]") {
  Cloud cloud;
  check_refused(cloud.post("/_virga/health", ""), 405, "method_not_allowed", "POST");
  check_refused(cloud.send("DELETE", "/_virga/clock"), 405, "method_not_allowed", "DELETE");
  check_refused(cloud.get("/_virga/reset"), 405, "method_not_allowed", "GET");
}

TEST_CASE("A query parameter that a call does not know is refused with the nearest", "[control]") {
  Cloud cloud;
  rename_pool(cloud, "x");
  check_refused(cloud.get("/_virga/requests?servce=vms"), 400, "unknown_parameter",
                "did you mean \"service\"?");
  check_refused(cloud.post("/_virga/reset?wolrd=a", ""), 400, "unknown_parameter",
                "did you mean \"world\"?");
  CHECK(cloud.emulator.requests().size() == 1);  // nothing was reset
  check_refused(cloud.send("DELETE", "/_virga/requests?service=vms"), 400, "unknown_parameter",
                "service");
}

TEST_CASE("Only targets below /_virga are control calls", "[control]") {
  Cloud cloud;
  CHECK(cloud.get("/_virgant/health").json.contains("error") == false);
  CHECK(cloud.get("/_virga?x=1").json.contains("error"));
}

// ---- who may call

TEST_CASE("A page of another site is refused, one of the emulator itself is answered",
          "[control]") {
  Cloud cloud;
  const auto asked_by = [&](Headers headers) {
    return cloud.send("POST", "/_virga/reset", "", std::move(headers));
  };
  const std::string host = "127.0.0.1:4610";
  for (const char* origin : {"http://evil.example", "http://127.0.0.1:3000", "http://127.0.0.1",
                             "http://localhost:4610", "null", "", "127.0.0.1",
                             "http://127.0.0.1:4610.evil.example", "http://127.0.0.1:4610@evil"}) {
    CAPTURE(origin);
    check_refused(asked_by({{"Host", host}, {"Origin", origin}}), 403, "forbidden", "other sites");
  }
  check_refused(asked_by({{"Origin", "http://127.0.0.1:4610"}}), 403, "forbidden", "other sites");
  CHECK(asked_by({{"Host", host}, {"Origin", "http://127.0.0.1:4610"}}).status == 200);
  CHECK(asked_by({{"Host", "[::1]:4610"}, {"Origin", "http://[::1]:4610"}}).status == 200);
  CHECK(asked_by({{"Host", host}}).status == 200);
}

TEST_CASE("A Host that is not loopback is refused, even one that begins as if it were",
          "[control]") {
  Cloud cloud;
  for (const char* host :
       {"evil.example", "evil.example:4610", "127.0.0.1.evil.example", "127.evil.example:4610",
        "127.", "127.0.0", "127.0.0.1.", "127.0.0.256", "127.0.0.1.1", "localhost.evil.example",
        "192.0.2.7", "0.0.0.0", "[::2]", "[::1].evil.example", "[::1", "::1", ""}) {
    CAPTURE(host);
    check_refused(cloud.send("GET", "/_virga/health", "", {{"Host", host}}), 403, "forbidden",
                  "loopback");
  }
  for (const char* host : {"localhost", "LocalHost:4610", "127.0.0.1", "127.0.0.1:4610",
                           "127.255.0.53:80", "[::1]", "[::1]:4610"}) {
    CAPTURE(host);
    CHECK(cloud.send("GET", "/_virga/health", "", {{"Host", host}}).status == 200);
  }
}

TEST_CASE("The clouds answer to any Host and any Origin", "[control]") {
  Cloud cloud;
  const Headers headers{{"Host", "vms.volcengineapi.com"}, {"Origin", "http://evil.example"}};
  CHECK(cloud.send("GET", kListPools, "", headers).status == 200);
}

TEST_CASE("The address given to listen on is welcome as a Host", "[control]") {
  for (const auto& [given, host] :
       {std::pair("192.0.2.7", "192.0.2.7:4610"), std::pair("virga.test", "Virga.test:4610"),
        std::pair("2001:db8::7", "[2001:db8::7]:4610")}) {
    CAPTURE(given);
    Options options = Cloud::usual();
    options.host = given;
    Cloud cloud(options);
    CHECK(cloud.send("GET", "/_virga/health", "", {{"Host", host}}).status == 200);
    CHECK(cloud.send("GET", "/_virga/health", "", {{"Host", "192.0.2.8"}}).status == 403);
    CHECK(cloud.send("GET", "/_virga/health", "", {{"Host", "localhost"}}).status == 200);
  }
}

TEST_CASE("With a control token, only who shows it is answered", "[control]") {
  Options options = Cloud::usual();
  options.control_token = "s3cret";
  Cloud cloud(options);
  for (const char* shown :
       {"", "s3cret", "Bearer", "Bearer s3cre", "Bearer s3cret2", "Basic s3cret"}) {
    CAPTURE(shown);
    check_refused(cloud.send("GET", "/_virga/health", "", {{"Authorization", shown}}), 401,
                  "unauthorized", "token");
  }
  check_refused(cloud.post("/_virga/reset", ""), 401, "unauthorized", "token");
  CHECK(cloud.send("GET", "/_virga/health", "", {{"Authorization", "Bearer s3cret"}}).status ==
        200);
  CHECK(cloud.get("/v1/tags").status == 200);  // the clouds ask for no such thing
}

// ---- over the wire

TEST_CASE("The control API is served beside the clouds on one connection", "[control]") {
  Served cloud;
  RawClient client(cloud.url);
  CHECK(client.ask(raw_request("PUT", kScenario, kQuota)).status == 200);
  CHECK(client.ask(raw_request("GET", "/v1/tags")).status == 200);
  const RawAnswer journal = client.ask(raw_request("GET", "/_virga/requests"));
  CHECK(journal.header("Content-Type") == "application/json");
  CHECK(journal.json().at("total") == 1);
  CHECK(client.ask(raw_request("DELETE", kScenario)).status == 200);
  CHECK(client.ask(raw_request("GET", "/_virga/helth")).status == 404);
}

}  // namespace
}  // namespace virga
