#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/time.h"
#include "catalog/catalog.h"
#include "scenario/scenario.h"
#include "scenarios/shipped.h"
#include "services/services.h"
#include "support/cloud.h"
#include "support/signer.h"

namespace virga {
namespace {

const Json kRename{{"NumberPoolNo", "NP1234"}, {"Name", "营销专用号码池"}};

std::string name_of_pool(Cloud& cloud) {
  return cloud.get("/_virga/state/vms/number_pools/NP1234").json.at("Name");
}

// An action of the voice service, signed with the key, in one world for all keys.
int status_as(Cloud& cloud, const std::string& key, const std::string& action,
              const Json& parameters) {
  Request request{"POST",
                  "/?Action=" + action + "&Version=2022-01-01",
                  {{"Host", "vms.volcengineapi.com"}, {"Content-Type", "application/json"}},
                  print_json(parameters)};
  request.headers = sign_volcengine(request, key, "SKVIRGA", "cn-beijing", "vms",
                                    cloud.emulator.clock("shared").now());
  request.headers.emplace_back("X-Virga-World", "shared");
  return cloud.send(request.method, request.target, request.body, request.headers).status;
}

// One mark a call: `.` for 200.
std::string marks(int calls, const std::function<int()>& status) {
  std::string seen;
  for (int i = 0; i < calls; ++i) seen += status() == 200 ? '.' : 'x';
  return seen;
}

std::string header(const Reply& reply, std::string_view name) {
  for (const auto& [each, value] : reply.headers)
    if (each == name) return value;
  return {};
}

std::set<std::string> tag_names(Cloud& cloud) {
  std::set<std::string> names;
  for (const Json& tag : cloud.state("gsl", "tags")) names.insert(tag.at("tag_name"));
  return names;
}

// ---- all of them

TEST_CASE("every shipped scenario says on its first line what it proves, and has no mistake",
          "[scenario][shipped]") {
  const Catalog catalog(all_services());
  const auto files = all_shipped();
  CHECK(files.size() >= 15);
  for (const auto& file : files) DYNAMIC_SECTION(file.filename().string()) {
      const std::string text = read_file(file).value();
      CHECK(text.starts_with("# Proves that "));
      Mistakes mistakes(file.filename());
      const auto scenario = parse_scenario(text, catalog, mistakes);
      CHECK(mistakes.text().empty());
      REQUIRE(scenario != nullptr);
      CHECK(scenario->name == file.stem());
      CHECK_FALSE(scenario->description.empty());
    }
}

TEST_CASE("every shipped scenario is driven by a test of its name", "[scenario][shipped]") {
  const auto& tests = Catch::getAllTestCasesSorted(*Catch::getCurrentContext().getConfig());
  for (const auto& file : all_shipped()) {
    CAPTURE(file.stem());
    CHECK(std::any_of(tests.begin(), tests.end(), [&](const Catch::TestCase& test) {
      return test.name.starts_with(file.stem().string() + " ");
    }));
  }
}

// ---- one by one

TEST_CASE("quota-exceeded refuses the third UpdateNumberPoolV2, and then all is well",
          "[scenario][shipped]") {
  Cloud cloud;
  cloud.emulator.play(shipped("quota-exceeded"));
  CHECK(cloud.act("UpdateNumberPoolV2", kRename).status == 200);
  CHECK(cloud.act("UpdateNumberPoolV2", kRename).status == 200);
  const Answer third =
      cloud.act("UpdateNumberPoolV2", {{"NumberPoolNo", "NP1234"}, {"Name", "third"}});
  CHECK(third.status == 400);
  CHECK(third.json.at("ResponseMetadata").at("Error") ==
        Json({{"Code", "QuotaExceeded"},
              {"Message",
               "The number of number pools has exceeded the quota. example: The memory size of the "
               "specified disk has "
               "exceeded the quota."}}));
  CHECK(name_of_pool(cloud) == "营销专用号码池");
  CHECK(cloud.act("UpdateNumberPoolV2", kRename).status == 200);
  const auto hits = cloud.emulator.requests({.error = "QuotaExceeded"});
  REQUIRE(hits.size() == 1);
  CHECK(hits[0].rule == hits[0].verdicts.at(0).rule);
  CHECK(hits[0].verdicts.at(0).ordinal == 3);
}

TEST_CASE("system-busy fails the same clear-real-names in every run, about one in five",
          "[scenario][shipped]") {
  const auto run = [] {
    Cloud cloud;
    cloud.emulator.play(shipped("system-busy"));
    std::string outcomes;
    for (int i = 0; i < 60; ++i) {
      const Answer answer = cloud.send("POST", "/v1/sim-cards/158123456/clear-real-name");
      if (answer.status != 200)
        CHECK(answer.json ==
              Json({{"error_code", "GSL.00010003"}, {"error_msg", "系统繁忙,请稍后重试。"}}));
      outcomes += answer.status == 200 ? '.' : 'x';
    }
    return outcomes;
  };
  const std::string outcomes = run();
  CHECK(outcomes == run());
  const auto failed = std::count(outcomes.begin(), outcomes.end(), 'x');
  CHECK(failed >= 4);
  CHECK(failed <= 24);
}

TEST_CASE("answer-lost resets the connection after the pool is renamed", "[scenario][shipped]") {
  Cloud cloud;
  cloud.emulator.play(shipped("answer-lost"));
  const Answer lost = cloud.act("UpdateNumberPoolV2", kRename);
  CHECK(lost.reply.delivery.ending == Ending::kReset);
  CHECK(lost.reply.body.empty());
  CHECK(name_of_pool(cloud) == "营销专用号码池");
  CHECK(cloud.act("UpdateNumberPoolV2", kRename).status == 200);
}

TEST_CASE("throttled-burst lets ten calls of a key through at once, then five a second",
          "[scenario][shipped]") {
  Cloud cloud;
  cloud.emulator.play(shipped("throttled-burst"));
  const auto list = [&](const std::string& key) {
    return status_as(cloud, key, "NumberPoolList", Json::object());
  };
  const auto burst = [&](const std::string& key, int calls) {
    return marks(calls, [&] { return list(key); });
  };
  CHECK(burst("AKVIRGA-hasty", 12) == "..........xx");
  CHECK(list("AKVIRGA-hasty") == 429);
  CHECK(list("AKVIRGA-calm") == 200);
  cloud.emulator.clock("shared").advance(std::chrono::seconds(1));
  CHECK(burst("AKVIRGA-hasty", 7) == ".....xx");
  CHECK(cloud.emulator.requests({.error = "FlowLimitExceeded"}, "shared").size() == 5);
}

TEST_CASE("hourly-outage leaves 90 seconds of every hour to the proxy", "[scenario][shipped]") {
  Cloud cloud;
  cloud.emulator.play(shipped("hourly-outage"));
  std::string seen;
  for (int half_minute = 0; half_minute < 150; ++half_minute) {
    const int voice = cloud.act("NumberPoolList", Json::object()).status;
    const int cards = cloud.get("/v1/sim-cards").status;
    CHECK(voice == cards);
    seen += voice == 200 ? '.' : 'x';
    cloud.advance(std::chrono::seconds(30));
  }
  std::string expected(150, '.');
  for (const std::size_t begin : {20u, 140u}) expected.replace(begin, 3, "xxx");
  CHECK(seen == expected);
  const auto away = cloud.emulator.requests({.rule = "outage"});
  REQUIRE(away.size() == 12);
  CHECK(away[0].reply.status == 503);
  CHECK(header(away[0].reply, "Retry-After") == "90");
  CHECK(header(away[0].reply, "Content-Type") == "text/plain");
}

TEST_CASE("garbled answers well and badly in turns, in six ways and then again",
          "[scenario][shipped]") {
  Cloud cloud;
  cloud.emulator.play(shipped("garbled"));
  const auto ask = [&] { return cloud.get("/v1/sim-cards/158123456/real-named").reply; };
  const std::string good = R"({"iccid":"89860622330010641805","real_named":true})";
  std::vector<std::string> bad;
  for (int turn = 0; turn < 7; ++turn) {
    CHECK(ask().body == good);
    const Reply reply = ask();
    CHECK(reply.status == 200);
    CHECK(header(reply, "Content-Type").starts_with("application/json"));
    bad.push_back(reply.body);
  }
  CHECK(bad[6] == bad[0]);
  bad.pop_back();
  CHECK(std::set<std::string>(bad.begin(), bad.end()).size() == 6);
  for (const std::string& body : bad) CHECK(body != good);
  // A reader like ours takes a member twice, a byte order mark and a text in place of a boolean.
  const auto unreadable =
      std::count_if(bad.begin(), bad.end(), [](const auto& body) { return !parse_json(body); });
  CHECK(unreadable == 3);
  CHECK(parse_json(bad[5])->at("real_named") == "true");
}

TEST_CASE("html-from-proxy answers with a page, then calls JSON a page, then fails in JSON",
          "[scenario][shipped]") {
  Cloud cloud;
  cloud.emulator.play(shipped("html-from-proxy"));
  const Answer page = cloud.get("/v1/tags");
  CHECK(page.status == 502);
  CHECK(header(page.reply, "Content-Type") == "text/html; charset=utf-8");
  CHECK(page.reply.body.starts_with("<html>"));
  const Answer relabelled = cloud.get("/v1/tags");
  CHECK(relabelled.status == 200);
  CHECK(header(relabelled.reply, "Content-Type") == "text/html");
  CHECK(relabelled.json.at("count") == kDemoTags);
  CHECK(std::count_if(relabelled.reply.headers.begin(), relabelled.reply.headers.end(),
                      [](const auto& each) { return each.first == "X-Request-Id"; }) == 2);
  const Answer failed = cloud.get("/v1/tags");
  CHECK(failed.status == 500);
  CHECK(failed.json == Json({{"error_code", "PROXY.0001"}, {"error_msg", "no upstream"}}));
  CHECK(cloud.get("/v1/tags").json.at("count") == kDemoTags);
}

TEST_CASE("lost-before loses two attempts to create a tag, and nothing has happened",
          "[scenario][shipped]") {
  Cloud cloud;
  cloud.emulator.play(shipped("lost-before"));
  const auto before = tag_names(cloud);
  const auto create = [&](const char* name) {
    return cloud.post("/v1/tags", print_json({{"tag_name", name}})).reply;
  };
  CHECK(create("a").delivery.ending == Ending::kReset);
  CHECK(create("b").delivery.ending == Ending::kReset);  // each tag is lost on its own
  CHECK(create("a").delivery.ending == Ending::kClose);
  CHECK(tag_names(cloud) == before);
  CHECK(create("a").status == 200);
  auto after = before;
  after.insert("a");
  CHECK(tag_names(cloud) == after);
}

TEST_CASE("flapping serves three calls and refuses two, and health checks notice nothing",
          "[scenario][shipped]") {
  Cloud cloud;
  cloud.emulator.play(shipped("flapping"));
  const auto call = [&] {
    CHECK(cloud.act("NumberPoolList", Json::object(), {{"X-Health-Check", "1"}}).status == 200);
    return cloud.act("NumberPoolList", Json::object()).status;
  };
  CHECK(marks(12, call) == "...xx...xx..");
  CHECK(cloud.emulator.requests({.error = "ServiceUnavailable", .status = 503}).size() == 4);
  CHECK(status_as(cloud, "AKVIRGA-a", "NumberPoolList", Json::object()) == 200);
}

TEST_CASE("tail-latency has most lists come soon, and one in a hundred take nearly a second",
          "[scenario][shipped]") {
  Cloud cloud;
  cloud.emulator.play(shipped("tail-latency"));
  const auto delays = [&](const std::string& target, int calls) {
    std::vector<std::int64_t> drawn;
    for (int i = 0; i < calls; ++i) drawn.push_back(cloud.get(target).reply.delivery.delay.count());
    std::sort(drawn.begin(), drawn.end());
    return drawn;
  };
  const auto lists = delays("/v1/sim-cards?limit=10", 1'000);
  CHECK(lists[500] > 100);
  CHECK(lists[500] < 140);
  CHECK(lists[990] > 600);
  CHECK(lists[990] < 1'300);
  CHECK(lists.back() <= 2'000);
  const auto large = delays("/v1/sim-cards?limit=100", 100);
  CHECK(large[50] > 1'400);
  CHECK(large[50] < 1'600);
  const auto cards = delays("/v1/sim-cards/158123456", 1'500);
  CHECK(cards.front() >= 20);
  CHECK(std::count(cards.begin(), cards.end(), 5'000) == 20);
  CHECK(cards[1'500 - 21] <= 80);
}

TEST_CASE("daily-quota creates three pools of an account in any 24 hours", "[scenario][shipped]") {
  Cloud cloud;
  cloud.emulator.play(shipped("daily-quota"));
  const Json pool{{"Name", "one more"}, {"ServiceType", 100}, {"SubServiceType", 101}};
  const auto create = [&](const std::string& key, int calls) {
    return marks(calls, [&] { return status_as(cloud, key, "CreateNumberPool", pool); });
  };
  const auto later = [&](int hours) {
    cloud.emulator.clock("shared").advance(std::chrono::hours(hours));
  };
  CHECK(create("AKVIRGA-a", 1) == ".");
  later(23);
  CHECK(create("AKVIRGA-a", 3) == "..x");
  CHECK(create("AKVIRGA-b", 4) == "...x");
  later(1);  // the first of three is a day old, the others are not
  CHECK(create("AKVIRGA-a", 2) == ".x");
  const auto refused = cloud.emulator.requests({.error = "QuotaExceeded"}, "shared");
  REQUIRE(refused.size() == 3);
  CHECK_THAT(refused[0].reply.body,
             Catch::Contains("The number of number pools created in 24 hours has exceeded"));
  CHECK(refused[0].reply.delivery.delay == std::chrono::milliseconds(50));
  CHECK(cloud.state("vms", "number_pools", "shared").size() == 14 + 7);
}

TEST_CASE("one-pool-only denies a new name to one pool, and to no other", "[scenario][shipped]") {
  Cloud cloud;
  cloud.emulator.play(shipped("one-pool-only"));
  const auto rename = [&](const char* number, Json and_more = Json::object()) {
    Json parameters{{"NumberPoolNo", number}, {"Name", "renamed"}};
    parameters.update(and_more);
    return cloud.act("UpdateNumberPoolV2", parameters);
  };
  CHECK(rename("NP1234").json.at("ResponseMetadata").at("Error").at("Code") == "OperationDenied");
  CHECK(rename("NP160723630208105344").status == 200);
  const auto list = [&](const Json& parameters) {
    return cloud.act("NumberPoolList", parameters).status;
  };
  CHECK(list({{"NumberPoolNo", "NP1234"}}) == 500);
  CHECK(list({{"NumberPoolNo", "NP1234"}, {"NumberPoolName", "默认"}}) == 500);
  CHECK(list({{"NumberPoolNo", "NP1234"}, {"NumberPoolName", "others"}}) == 200);
  CHECK(list(Json::object()) == 200);
  CHECK(name_of_pool(cloud) == "默认号码池");
  CHECK(rename("NP1234", {{"ServiceType", 100}, {"SubServiceType", 101}}).status == 200);
  CHECK(name_of_pool(cloud) == "renamed");
}

TEST_CASE("a reset before anything has happened leaves the pool as it was", "[scenario][shipped]") {
  Cloud cloud;
  const ScenarioFile before(
      "format: 1\nname: before\nrules:\n  - id: lost\n    when: {service: vms, operation: "
      "UpdateNumberPoolV2}\n"
      "    do: [{phase: before}, {reset: rst}]\n");
  cloud.emulator.play(before.path());
  CHECK(cloud.act("UpdateNumberPoolV2", kRename).reply.delivery.ending == Ending::kReset);
  CHECK(name_of_pool(cloud) == "默认号码池");
}

}  // namespace
}  // namespace virga
