// Worlds: tests that run against one emulator at the same time and never meet.
#include <catch2/catch.hpp>
#include <string>

#include "base/time.h"
#include "support/cloud.h"
#include "support/signer.h"

namespace virga {
namespace {

const std::string kRename = "/?Action=UpdateNumberPoolV2&Version=2022-01-01";
const std::string kOldName = "默认号码池";

Options strict() {
  Options options = Cloud::usual();
  options.auth = Auth::kStrict;
  return options;
}

Options without_checks() {
  Options options = Cloud::usual();
  options.observe = {};
  return options;
}

Answer send_signed(Cloud& cloud, Request request, const std::string& key, bool volcengine,
                   const std::string& secret = "SKVIRGA") {
  request.headers.emplace_back("Host", "cloud.example");
  const Time now = *parse_time("2025-06-05T07:27:35Z");
  const Headers headers = volcengine
                              ? sign_volcengine(request, key, secret, "cn-beijing", "vms", now)
                              : sign_huawei(request, key, secret, now);
  return cloud.send(request.method, request.target, request.body, headers);
}

Answer rename_as(Cloud& cloud, const std::string& key, const std::string& name,
                 Headers headers = {}) {
  headers.emplace_back("Content-Type", "application/json");
  return send_signed(
      cloud, {"POST", kRename, headers, Json{{"NumberPoolNo", "NP1234"}, {"Name", name}}.dump()},
      key, true);
}

Answer make_tag_as(Cloud& cloud, const std::string& key, const std::string& name) {
  return send_signed(cloud,
                     {"POST",
                      "/v1/tags?note=a%20b",
                      {{"Content-Type", "application/json"}},
                      Json{{"tag_name", name}}.dump()},
                     key, false);
}

Answer rename_in(Cloud& cloud, const std::string& world, const std::string& name) {
  return cloud.act("UpdateNumberPoolV2", {{"NumberPoolNo", "NP1234"}, {"Name", name}},
                   {{"X-Virga-World", world}});
}

std::string pool_name(Cloud& cloud, const std::string& world) {
  return cloud.state("vms", "number_pools", world)[0].at("Name");
}

TEST_CASE("Two access keys are two worlds", "[worlds]") {
  Cloud cloud(strict());
  CHECK(rename_as(cloud, "AKVIRGA-a", "named by a").status == 200);
  CHECK(rename_as(cloud, "AKVIRGA-b", "named by b").status == 200);
  CHECK(pool_name(cloud, "AKVIRGA-a") == "named by a");
  CHECK(pool_name(cloud, "AKVIRGA-b") == "named by b");
  CHECK(pool_name(cloud, "default") == kOldName);
}

TEST_CASE("One access key is one world on both clouds", "[worlds]") {
  Cloud cloud(strict());
  CHECK(rename_as(cloud, "AKVIRGA-a", "named by a").status == 200);
  CHECK(make_tag_as(cloud, "AKVIRGA-a", "made-by-a").status == 200);
  CHECK(cloud.state("gsl", "tags", "AKVIRGA-a").size() == kDemoTags + 1);
  CHECK(cloud.state("gsl", "tags", "AKVIRGA-b").size() == kDemoTags);
  CHECK(cloud.emulator.requests({}, "AKVIRGA-a").size() == 2);
  CHECK(cloud.emulator.requests({}, "AKVIRGA-b").empty());
  CHECK(cloud.emulator.requests().empty());
  for (const Entry& entry : cloud.emulator.requests({}, "AKVIRGA-a")) {
    CHECK(entry.world == "AKVIRGA-a");
    CHECK(entry.account == "AKVIRGA-a");
    CHECK(entry.proof == "signature");
  }
}

TEST_CASE("Each world counts the calls of a scenario for itself", "[worlds]") {
  Cloud cloud(strict());
  cloud.emulator.play(VIRGA_SOURCE_DIR "/scenarios/quota-exceeded.yaml");
  for (const char* name : {"one", "two"}) {
    CHECK(rename_as(cloud, "AKVIRGA-a", name).status == 200);
    CHECK(rename_as(cloud, "AKVIRGA-b", name).status == 200);
  }
  const Answer third = rename_as(cloud, "AKVIRGA-a", "three");
  CHECK(third.json.at("ResponseMetadata").at("Error").at("Code") == "QuotaExceeded");
  CHECK(rename_as(cloud, "AKVIRGA-a", "four").status == 200);
  CHECK(rename_as(cloud, "AKVIRGA-b", "three").status == 400);
  const auto hits = [&](const std::string& world) {
    return cloud.get("/_virga/scenarios/quota-exceeded/report?world=" + world)
        .json.at("rules")[0]
        .at("hits");
  };
  CHECK(hits("AKVIRGA-a") == 1);
  CHECK(hits("AKVIRGA-b") == 1);
  CHECK(hits("default") == 0);
}

TEST_CASE("The same calls get the same ids in every world", "[worlds]") {
  Cloud cloud;
  const auto create = [&](const std::string& world) {
    return cloud
        .act("CreateNumberPool", {{"Name", "n"}, {"ServiceType", 100}, {"SubServiceType", 101}},
             {{"X-Virga-World", world}})
        .json;
  };
  CHECK(create("a") == create("b"));
  CHECK(create("a") != create("a"));
}

TEST_CASE("The header X-Virga-World wins over the access key", "[worlds]") {
  Cloud cloud(strict());
  CHECK(rename_as(cloud, "AKVIRGA-a", "renamed", {{"x-virga-world", "chosen"}}).status == 200);
  CHECK(pool_name(cloud, "chosen") == "renamed");
  CHECK(pool_name(cloud, "AKVIRGA-a") == kOldName);
  const auto entries = cloud.emulator.requests({}, "chosen");
  REQUIRE(entries.size() == 1);
  CHECK(entries[0].account == "AKVIRGA-a");  // who asked is not where
}

TEST_CASE("Whoever shows no known key is in the default world, unless a world is named",
          "[worlds]") {
  Cloud cloud;
  rename_in(cloud, "named", "renamed there");
  cloud.act("UpdateNumberPoolV2", {{"NumberPoolNo", "NP1234"}, {"Name", "renamed here"}});
  CHECK(pool_name(cloud, "named") == "renamed there");
  CHECK(pool_name(cloud, "default") == "renamed here");
  CHECK(rename_as(cloud, "AKSTRANGER", "by a stranger").status == 200);
  CHECK(pool_name(cloud, "default") == "by a stranger");
}

TEST_CASE("A wrong signature is refused in the world of the key it claims", "[worlds]") {
  Cloud cloud(strict());
  const Answer answer = send_signed(cloud, {"POST", kRename, {}, "NumberPoolNo=NP1234&Name=x"},
                                    "AKVIRGA-a", true, "not the secret");
  CHECK(answer.json.at("ResponseMetadata").at("Error").at("Code") == "SignatureDoesNotMatch");
  CHECK(cloud.emulator.requests({}, "AKVIRGA-a").size() == 1);
  CHECK(pool_name(cloud, "AKVIRGA-a") == kOldName);
  CHECK(make_tag_as(cloud, "AKSTRANGER", "x").json.at("error_code") == "APIGW.0301");
  CHECK(cloud.emulator.requests().size() == 1);
}

TEST_CASE("A world's name is any 1 to 128 visible ASCII characters", "[worlds]") {
  Cloud cloud;
  for (const std::string& name : {std::string("a"), std::string("!~[]{}\"'\\;--"),
                                  std::string("a/b?c=d&e#f%20"), std::string(128, 'x')}) {
    CAPTURE(name);
    CHECK(rename_in(cloud, name, "renamed").status == 200);
    CHECK(cloud.emulator.requests({}, name).size() == 1);
  }
}

TEST_CASE("A bad name for a world is refused, and nothing is done anywhere", "[worlds]") {
  Cloud cloud(without_checks());
  for (const std::string& name : {std::string(), std::string("a b"), std::string(129, 'x'),
                                  std::string("\x7f"), std::string("é"), std::string("a\tb")}) {
    CAPTURE(name);
    const Answer vms = rename_in(cloud, name, "renamed");
    CHECK(vms.status == 400);
    CHECK(vms.json.at("ResponseMetadata").at("Error").at("Code") == "BadRequest");
    const Answer gsl = cloud.send("GET", "/v1/tags", "", {{"X-Virga-World", name}});
    CHECK(gsl.status == 400);
    CHECK(gsl.json.at("error_code") == "APIGW.0201");
  }
  CHECK(pool_name(cloud, "default") == kOldName);
  CHECK(cloud.get("/_virga/health").json.at("worlds") == Json{"default"});
  for (const char* name : {"", "a%20b", "%C3%A9"}) {
    const Answer answer = cloud.get("/_virga/state?world=" + std::string(name));
    CHECK(answer.status == 400);
    CHECK(answer.json.at("error").at("code") == "invalid_parameter");
  }
}

TEST_CASE("Resetting one world leaves the others", "[worlds]") {
  Cloud cloud;
  cloud.emulator.play(VIRGA_SOURCE_DIR "/scenarios/quota-exceeded.yaml");
  for (const char* world : {"a", "b"}) {
    rename_in(cloud, world, "renamed");
    cloud.emulator.clock(world).advance(std::chrono::hours(1));
  }
  CHECK(cloud.post("/_virga/reset?world=a", "").json.at("world") == "a");
  CHECK(pool_name(cloud, "a") == kOldName);
  CHECK(pool_name(cloud, "b") == "renamed");
  CHECK(cloud.emulator.requests({}, "a").empty());
  CHECK(cloud.emulator.requests({}, "b").size() == 1);
  CHECK(cloud.emulator.clock("a").now() == *parse_time("2025-06-05T07:27:35Z"));
  CHECK(cloud.emulator.clock("b").now() == *parse_time("2025-06-05T08:27:35Z"));
  const auto matched = [&](const std::string& world) {
    return cloud.get("/_virga/scenarios/quota-exceeded/report?world=" + world)
        .json.at("rules")[0]
        .at("matched");
  };
  CHECK(matched("a") == 0);
  CHECK(matched("b") == 1);
  cloud.emulator.reset("b");
  CHECK(pool_name(cloud, "b") == kOldName);
}

TEST_CASE("A scenario put into one world acts in that world alone", "[worlds]") {
  Cloud cloud;
  const std::string outage =
      "{format: 1, name: outage, rules: [{id: out, when: {service: vms}, do: [{status: 503}]}]}";
  CHECK(cloud.send("PUT", "/_virga/scenarios/outage?world=a", outage).status == 200);
  CHECK(rename_in(cloud, "a", "x").status == 503);
  CHECK(rename_in(cloud, "b", "x").status == 200);
  CHECK(cloud.get("/_virga/scenarios?world=b").json.at("scenarios").empty());
}

TEST_CASE("A scenario that is played acts in worlds old and new", "[worlds]") {
  Cloud cloud;
  rename_in(cloud, "old", "x");
  const ScenarioFile outage(
      "{format: 1, name: outage, rules: [{id: out, when: {service: vms}, do: [{status: 503}]}]}");
  cloud.emulator.play(outage.path());
  CHECK(rename_in(cloud, "old", "x").status == 503);
  CHECK(rename_in(cloud, "new", "x").status == 503);
}

TEST_CASE("Each world has its own time", "[worlds]") {
  Cloud cloud;
  cloud.post("/_virga/clock/advance?world=a", R"({"by": "24h"})");
  CHECK(cloud.get("/_virga/clock?world=a").json.at("now") == "2025-06-06T07:27:35.000Z");
  CHECK(cloud.get("/_virga/clock?world=b").json.at("now") == "2025-06-05T07:27:35.000Z");
  // A signature is judged by the time of the world it is sent to.
  Cloud exact(strict());
  CHECK(rename_as(exact, "AKVIRGA-a", "in time").status == 200);
  exact.emulator.clock("AKVIRGA-a").advance(std::chrono::hours(1));
  CHECK(rename_as(exact, "AKVIRGA-a", "too late")
            .json.at("ResponseMetadata")
            .at("Error")
            .at("Code") == "InvalidTimestamp");
  CHECK(rename_as(exact, "AKVIRGA-b", "in time").status == 200);
}

TEST_CASE("A key of bytes that name no world makes none", "[worlds]") {
  Cloud cloud;
  const Answer answer = cloud.send(
      "GET", "/v1/tags", "",
      {{"X-Sdk-Date", "20250605T072735Z"},
       {"Authorization",
        "SDK-HMAC-SHA256 Access=AKVIRGA\xff\x01x, SignedHeaders=x-sdk-date, Signature=00"}});
  CHECK(answer.status == 401);
  CHECK(cloud.get("/_virga/health").json.at("worlds") == Json::array({"default"}));
}

}  // namespace
}  // namespace virga
