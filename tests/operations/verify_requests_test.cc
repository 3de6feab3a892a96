// Expectations about what was asked and answered, held against the journal.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "support/cloud.h"
#include "support/refused.h"
#include "support/told.h"

namespace virga {
namespace {

using namespace std::chrono_literals;
using Catch::Matchers::Contains;

std::string file(const std::string& expectations, const std::string& top = "") {
  return "format: 1\n" + top + "expectations:\n" + expectations;
}

std::string one(const std::string& when, const std::string& rest = "",
                const std::string& id = "a") {
  return "  - {id: " + id + ", when: {" + when + "}" + rest + "}\n";
}

const std::string kRename = "service: vms, operation: UpdateNumberPoolV2";
const std::string kTags = "service: gsl, operation: ListTags";

Answer rename_pool(Cloud& cloud, const std::string& number, const std::string& name,
                   Headers headers = {}) {
  return cloud.act("UpdateNumberPoolV2", {{"NumberPoolNo", number}, {"Name", name}},
                   std::move(headers));
}

// How many calls an expectation counts.
std::int64_t counted(Cloud& cloud, const std::string& when, const std::string& rest = "") {
  return cloud.emulator.verify(file(one(when, rest))).expectations.at(0).counted;
}

std::vector<bool> held(const Verification& verification) {
  std::vector<bool> list;
  for (const auto& each : verification.expectations) list.push_back(each.held());
  return list;
}

// ---- what is counted

TEST_CASE("an expectation counts the calls that satisfy every clause of when", "[verify]") {
  Cloud cloud;
  rename_pool(cloud, "NP1234", "one");
  rename_pool(cloud, "NP1234", "two", {{"X-Kind", "b"}});
  rename_pool(cloud, "NP-none", "two");
  cloud.get("/v1/tags");
  CHECK(counted(cloud, kRename) == 3);
  CHECK(counted(cloud, kRename + ", params: {NumberPoolNo: NP1234}") == 2);
  CHECK(counted(cloud, kRename + ", params: {NumberPoolNo: {not: NP1234}}") == 1);
  CHECK(counted(cloud, kRename + ", params: {Name: {in: [one, three]}}") == 1);
  CHECK(counted(cloud, kRename + ", params: {ServiceType: {absent: true}}") == 3);
  CHECK(counted(cloud, kRename + ", headers: {X-Kind: b}") == 1);
  CHECK(counted(cloud, kRename + ", headers: {X-Kind: {absent: true}}") == 2);
  CHECK(counted(cloud, "service: [vms, gsl]") == 4);
  CHECK(counted(cloud, "service: iam") == 0);
  CHECK(counted(cloud, "service: vms, kind: number_pool") == 3);
}

TEST_CASE("an expectation can be about the account that called", "[verify]") {
  Cloud cloud;
  cloud.get("/v1/tags");
  CHECK(counted(cloud, kTags + ", account: {absent: true}") == 1);
  CHECK(counted(cloud, kTags + ", account: AKVIRGA-one") == 0);
}

TEST_CASE("an expectation can be about the answer: status, error and rule", "[verify]") {
  Cloud cloud;
  const ScenarioFile scenario(
      "format: 1\nname: t\nrules:\n  - {id: quota, when: {service: vms, operation: "
      "UpdateNumberPoolV2}, at: {calls: 2}, do: [{error: QuotaExceeded}]}\n");
  cloud.emulator.play(scenario.path());
  rename_pool(cloud, "NP1234", "one");
  rename_pool(cloud, "NP1234", "two");
  CHECK(counted(cloud, kRename, ", answered: {status: 200}") == 1);
  CHECK(counted(cloud, kRename, ", answered: {status: {ge: 400}}") == 1);
  CHECK(counted(cloud, kRename, ", answered: {error: QuotaExceeded}") == 1);
  CHECK(counted(cloud, kRename, ", answered: {error: {absent: true}}") == 1);
  CHECK(counted(cloud, kRename, ", answered: {rule: quota}") == 1);
  CHECK(counted(cloud, kRename, ", answered: {rule: {absent: true}, status: 200}") == 1);
  CHECK(counted(cloud, kRename, ", answered: {rule: quota, status: 200}") == 0);
}

TEST_CASE("an expectation sees what a refused request said", "[verify]") {
  Cloud cloud;
  const std::string longer(40, 'x');
  CHECK(rename_pool(cloud, "NP1234", longer).status == 400);
  CHECK(counted(cloud, kRename + ", params: {NumberPoolNo: NP1234, Name: " + longer + "}") == 1);
}

TEST_CASE("a whole service has its calls of unknown operations, too", "[verify]") {
  Cloud cloud;
  cloud.get("/?Action=NoSuchThing&Version=2022-01-01");
  CHECK(counted(cloud, "service: vms", ", answered: {status: {ge: 400}}") == 1);
  CHECK(counted(cloud, "service: gsl") == 0);
  CHECK(counted(cloud, kRename) == 0);
}

TEST_CASE("between is of the world's time, both ends among it", "[verify]") {
  Cloud cloud;  // 07:27:35
  cloud.get("/v1/tags");
  cloud.advance(1h);
  cloud.get("/v1/tags");
  CHECK(counted(cloud, kTags, ", between: {since: 2025-06-05T07:27:35Z}") == 2);
  CHECK(counted(cloud, kTags, ", between: {since: 2025-06-05T07:27:36Z}") == 1);
  CHECK(counted(cloud, kTags, ", between: {until: 2025-06-05T08:27:35Z}") == 2);
  CHECK(counted(cloud, kTags, ", between: {until: 2025-06-05T08:27:34Z}") == 1);
  CHECK(counted(cloud, kTags,
                ", between: {since: 2025-06-05T07:30:00Z, until: 2025-06-05T08:00:00Z}") == 0);
}

TEST_CASE("an expectation is about one world", "[verify]") {
  Cloud cloud;
  cloud.send("GET", "/v1/tags", "", {{"X-Virga-World", "one"}});
  CHECK(cloud.emulator.verify(file(one(kTags)), "one").held());
  CHECK_FALSE(cloud.emulator.verify(file(one(kTags))).held());
}

TEST_CASE("versions of one operation's name are all meant", "[verify]") {
  Cloud cloud;
  cloud.get("/?Action=QueryCallRecordMsg&Version=2021-01-01");
  cloud.get("/?Action=QueryCallRecordMsg&Version=2022-01-01");
  CHECK(counted(cloud, "service: vms, operation: QueryCallRecordMsg") == 2);
}

// ---- what is said

TEST_CASE("what does not hold is told with the calls that came nearest", "[verify]") {
  Cloud cloud;
  const Reply near = rename_pool(cloud, "NP1234", "one").reply;
  rename_pool(cloud, "NP-none", "two");
  cloud.get("/v1/tags");
  const Verification said =
      cloud.emulator.verify(file(one(kRename + ", params: {NumberPoolNo: NP1234, Name: two}") +
                                 one(kTags, ", count: none", "b") + one("service: sts", "", "c")));
  CHECK_FALSE(said.held());
  const ExpectationReport& rename = said.expectations[0];
  CHECK(rename.expected == "at least 1");
  CHECK(rename.unmet == std::vector<std::string>{"1 call too few"});
  CHECK(rename.misses == std::vector<std::pair<std::string, std::int64_t>>{{"params", 2}});
  REQUIRE(rename.nearest.size() == 2);
  CHECK(rename.nearest[0].clause == "params");
  CHECK(rename.nearest[0].why == "params.Name: \"one\", expected two");
  CHECK(rename.nearest[1].why == "params.NumberPoolNo: \"NP-none\", expected NP1234");
  CHECK(rename.nearest[0].request_id == cloud.emulator.requests()[0].request_id);
  const std::string tags = cloud.emulator.requests()[2].request_id;
  CHECK(said.text() ==
        "not held  a: 0 calls, expected at least 1\n"
        "          1 call too few\n"
        "          near: params.Name: \"one\", expected two (" +
            rename.nearest[0].request_id +
            ", 2025-06-05T07:27:35.000Z)\n"
            "          near: params.NumberPoolNo: \"NP-none\", expected NP1234 (" +
            rename.nearest[1].request_id +
            ", 2025-06-05T07:27:35.000Z)\n"
            "not held  b: 1 call, expected none\n"
            "          1 call too many, the first of them " +
            tags +
            "\n"
            "not held  c: 0 calls, expected at least 1\n"
            "          1 call too few\n"
            "          no call of an operation that it is about has come\n");
}

TEST_CASE("the farther a call came, the nearer it is", "[verify]") {
  Cloud cloud;
  rename_pool(cloud, "NP-none", "two");
  rename_pool(cloud, "NP1234", "two");
  const auto said = cloud.emulator
                        .verify(file(one(kRename + ", params: {NumberPoolNo: NP1234}",
                                         ", answered: {status: 500}, between: {until: "
                                         "2025-06-05T07:27:35Z}")))
                        .expectations[0];
  REQUIRE(said.nearest.size() == 2);
  CHECK(said.nearest[0].why == "status: 200, expected 500");
  CHECK(said.misses ==
        std::vector<std::pair<std::string, std::int64_t>>{{"status", 1}, {"params", 1}});
}

// ---- order

TEST_CASE("in an order, the calls of each come after those of the one before", "[verify]") {
  const std::string ordered =
      file(one(kTags, ", count: 1", "tags") + one(kRename, ", count: 1..2", "rename") +
               one("service: gsl, operation: ShowRealNamed", "", "name"),
           "order: true\n");
  const auto play = [&](const std::string& calls) {
    Cloud cloud;
    for (const char call : calls) {
      if (call == 't') cloud.get("/v1/tags");
      if (call == 'r') rename_pool(cloud, "NP1234", "x");
      if (call == 'n') cloud.get("/v1/sim-cards/158123456/real-named");
      if (call == 'o') cloud.get("/v1/sim-cards");  // is no concern of it
    }
    return cloud.emulator.verify(ordered);
  };
  CHECK(play("trn").held());
  CHECK(play("totrrnnn").held() == false);  // a tag too many
  CHECK(play("otorornon").held());
  CHECK(play("trrnn").held());
  CHECK(held(play("trrr")) == std::vector<bool>{true, false, false});
  CHECK(held(play("rtn")) == std::vector<bool>{true, false, false});
  CHECK(held(play("trnr")) == std::vector<bool>{true, false, true});
  CHECK(held(play("trnt")) == std::vector<bool>{false, true, true});
  const auto late = play("trnr").expectations[1];
  REQUIRE(late.unmet.size() == 1);
  CHECK_THAT(late.unmet[0],
             Contains("1 call out of order: ") && Contains(" came after calls of name"));
  const auto early = play("rtn").expectations[1];
  CHECK_THAT(early.unmet.back(), Contains(" came before tags had its calls"));
}

TEST_CASE("an order may have the same calls again, and forbid others altogether", "[verify]") {
  Cloud cloud;
  cloud.get("/v1/tags");
  rename_pool(cloud, "NP1234", "x");
  cloud.get("/v1/tags");
  const std::string again =
      one(kTags, ", count: 1", "a") + one(kRename, "", "b") + one(kTags, ", count: 1", "c");
  CHECK(cloud.emulator.verify(file(again, "order: true\n")).held());
  CHECK_FALSE(cloud.emulator.verify(file(again)).held());  // each counts both
  const auto forbidden = cloud.emulator.verify(
      file(again + one("service: vms", ", count: none", "d"), "order: true\n"));
  CHECK(held(forbidden) == std::vector<bool>{true, true, true, false});
}

// ---- callbacks

TEST_CASE("an expectation can be about callbacks, and what their receiver answered", "[verify]") {
  Receiver receiver;
  TellingCloud cloud(everything_to(receiver.url()));
  cloud.act("EnableOrDisableNumber", {{"EnableCode", 2}, {"NumberList", {"17000000002"}}});
  cloud.advance(1h);
  REQUIRE(receiver.received().size() == 1);
  const std::string told = "service: vms, callback: number_status";
  CHECK(counted(cloud, told) == 1);
  CHECK(counted(cloud, told, ", answered: {status: 200}") == 1);
  CHECK(counted(cloud, told, ", answered: {status: {ge: 300}}") == 0);
  CHECK(counted(cloud, "service: vms, callback: call_record") == 0);
  CHECK(counted(cloud, "service: vms") == 1);  // a callback is no request
  const auto miss =
      cloud.emulator.verify(file(one(told, ", answered: {status: 500}"))).expectations[0].nearest;
  REQUIRE(miss.size() == 1);
  CHECK(miss[0].request_id == "entry 2");
}

// ---- the control API and C++

TEST_CASE("the control API tells what holds and why the rest does not", "[verify][control]") {
  Cloud cloud;
  cloud.get("/v1/tags");
  const std::string path = "/_virga/requests/verify";
  const Json good = cloud.post(path, file(one(kTags), "name: mine\n")).json;
  CHECK(good ==
        Json{{"world", "default"},
             {"name", "mine"},
             {"held", true},
             {"expectations",
              Json::array(
                  {Json{{"id", "a"}, {"held", true}, {"expected", "at least 1"}, {"counted", 1}}})},
             {"text", "held      a: 1 call, expected at least 1\n"}});
  const Json bad = cloud.post(path + "?world=other", file(one(kTags))).json;
  CHECK(bad.at("world") == "other");
  CHECK(bad.at("held") == false);
  const Json near =
      cloud.post(path, file(one(kTags, ", answered: {status: 404}"))).json.at("expectations")[0];
  CHECK(near.at("misses") == Json{{"status", 1}});
  CHECK(near.at("nearest")[0].at("why") == "status: 200, expected 404");
  CHECK(near.at("nearest")[0].at("request_id") == cloud.emulator.requests()[0].request_id);
  CHECK(cloud.emulator.requests().size() == 1);
}

TEST_CASE("the control API refuses what are no expectations", "[verify][control]") {
  Cloud cloud;
  const std::string path = "/_virga/requests/verify";
  check_refused(cloud.post(path, ""), 400, "invalid_expectations", "expectations:1:1: ");
  check_refused(cloud.post(path, file(one(kTags, ", cuont: 1"))), 400, "invalid_expectations",
                "did you mean \"count\"?");
  check_refused(cloud.post(path + "?wait=5", file(one(kTags))), 400, "invalid_parameter",
                "wait: 5 lacks its unit");
  check_refused(cloud.post(path + "?wait=1h", file(one(kTags))), 400, "invalid_parameter",
                "wait: at most 5m, not 1h");
  check_refused(cloud.post(path + "?waits=5s", file(one(kTags))), 400, "unknown_parameter",
                "did you mean \"wait\"?");
  check_refused(cloud.send("PUT", path, ""), 405, "method_not_allowed", "PUT");
}

TEST_CASE("expectations in C++ are a text or a file, and mistakes are thrown", "[verify]") {
  Cloud cloud;
  cloud.get("/v1/tags");
  const ScenarioFile good(file(one(kTags)));
  CHECK(cloud.emulator.verify_file(good.path()).held());
  const ScenarioFile bad(file(one(kTags, ", cuont: 1")));
  CHECK_THROWS_WITH(cloud.emulator.verify_file(bad.path()),
                    Contains(bad.path() + ":3:") && Contains("did you mean \"count\"?"));
  CHECK_THROWS_AS(cloud.emulator.verify_file("/no/such/file"), InvalidInput);
  CHECK_THROWS_AS(cloud.emulator.verify("{}"), InvalidInput);
  CHECK_THROWS_AS(cloud.emulator.verify(file(one(kTags)), "no name"), InvalidInput);
}

TEST_CASE("expectations about what the journal has dropped are refused", "[verify]") {
  Options options = Cloud::usual();
  options.observe = {};
  Cloud cloud(options);
  cloud.get("/v1/tags");
  cloud.advance(1h);
  const std::string large(9 << 20, 'x');
  for (int i = 0; i < 8; ++i) cloud.send("POST", "/v1/sim-cards", large);
  cloud.advance(1h);
  cloud.get("/v1/tags");
  REQUIRE(cloud.get("/_virga/requests?limit=1").json.at("dropped") > 0);
  const std::string path = "/_virga/requests/verify";
  check_refused(cloud.post(path, file(one(kTags))), 409, "dropped",
                "from 2025-06-05T07:27:35.000Z to 2025-06-05T08:27:35.000Z, that a asks about");
  check_refused(cloud.post(path, file(one(kTags, ", between: {until: 2025-06-05T07:30:00Z}"))), 409,
                "dropped", "the journal has dropped ");
  CHECK_THROWS_WITH(cloud.emulator.verify(file(one(kTags))), Contains("the journal has dropped"));
  CHECK(counted(cloud, kTags, ", between: {since: 2025-06-05T09:00:00Z}") == 1);
  CHECK(counted(cloud, kTags, ", between: {until: 2025-06-05T07:00:00Z}") == 0);
  cloud.send("DELETE", "/_virga/requests");
  CHECK(counted(cloud, kTags) == 0);
}

}  // namespace
}  // namespace virga
