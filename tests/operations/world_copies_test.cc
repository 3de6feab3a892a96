// The worlds there are: their list, copies of them, and their end.
#include <catch2/catch.hpp>
#include <chrono>
#include <string>

#include "support/cloud.h"
#include "support/lived.h"
#include "support/refused.h"
#include "support/stored.h"

namespace virga {
namespace {

const std::string kSecondFails = R"(
format: 1
name: second-fails
rules:
  - id: second
    when: {service: vms, operation: UpdateNumberPoolV2}
    at: {calls: 2}
    do: [{error: QuotaExceeded, with: {what: pools}}]
)";

Answer rename_pool(Cloud& cloud, const std::string& name, const std::string& world = "default") {
  return cloud.act("UpdateNumberPoolV2", {{"NumberPoolNo", "NP1234"}, {"Name", name}},
                   {{"X-Virga-World", world}});
}

TEST_CASE("Worlds are listed with what they hold", "[control]") {
  const Folder folder;
  Cloud cloud(stored_in(folder));
  rename_pool(cloud, "a", "one");
  cloud.send("DELETE", "/_virga/state/gsl/tags/123?world=one");
  cloud.get("/_virga/clock");  // the default world
  const Json worlds = cloud.get("/_virga/worlds").json.at("worlds");
  REQUIRE(worlds.size() == 2);
  CHECK(worlds[0].at("name") == "default");
  CHECK(worlds[0].at("requests") == 0);
  CHECK(worlds[1].at("name") == "one");
  CHECK(worlds[1].at("requests") == 1);
  CHECK(worlds[1].at("documents").get<int>() + 1 == worlds[0].at("documents").get<int>());
}

TEST_CASE("A copy of a world has all that the other has, and goes its own way", "[control]") {
  const Folder folder;
  Cloud cloud(stored_in(folder));
  cloud.send("PUT", "/_virga/scenarios/second-fails", kSecondFails);
  rename_pool(cloud, "first");
  next_ids(cloud);
  cloud.advance(std::chrono::minutes(3));
  cloud.post("/_virga/snapshots/one", "");
  CHECK(cloud.send("PUT", "/_virga/worlds/copy?from=default").status == 201);
  const auto named = [](std::string dump, const std::string& name) {
    const std::string said = "{\"world\":\"" + name + "\"";
    for (auto at = dump.find(said); at != dump.npos; at = dump.find(said))
      dump.replace(at, said.size(), "{\"world\":\"\"");
    return dump;
  };
  CHECK((named(dump_of(cloud, "copy"), "copy") == named(dump_of(cloud), "default")));
  CHECK(rename_pool(cloud, "second", "copy").status == 400);
  CHECK(rename_pool(cloud, "second").status == 400);  // counted for itself
  CHECK((named(dump_of_all(cloud, "copy"), "copy") == named(dump_of_all(cloud), "default")));
  CHECK(cloud.emulator.requests({}, "copy").size() == 5);
  CHECK(cloud.get("/_virga/snapshots?world=copy").json.at("snapshots").empty());
}

TEST_CASE("A copy is refused where there is a world, and of one that there is not", "[control]") {
  const Folder folder;
  Cloud cloud(stored_in(folder));
  rename_pool(cloud, "a", "one");
  check_refused(cloud.send("PUT", "/_virga/worlds/one?from=default"), 409, "exists", "\"one\"");
  check_refused(cloud.send("PUT", "/_virga/worlds/two?from=onee"), 404, "not_found",
                "no world \"onee\" (did you mean \"one\"?)");
  check_refused(cloud.send("PUT", "/_virga/worlds/two"), 400, "invalid_parameter", "from");
  check_refused(cloud.send("PUT", "/_virga/worlds/a%20b?from=one"), 400, "invalid_parameter",
                "visible ASCII");
  CHECK(cloud.get("/_virga/worlds").json.at("worlds").size() == 1);
}

TEST_CASE("The default world can begin as a copy of another", "[control]") {
  const Folder folder;
  Cloud cloud(stored_in(folder));
  rename_pool(cloud, "renamed", "one");
  CHECK(cloud.send("PUT", "/_virga/worlds/default?from=one").status == 201);
  CHECK(cloud.get("/_virga/state/vms/number_pools/NP1234").json.at("Name") == "renamed");
  check_refused(cloud.send("PUT", "/_virga/worlds/default?from=one"), 409, "exists", "\"default\"");
  CHECK(cloud.send("DELETE", "/_virga/worlds/default").status == 200);
  check_refused(cloud.send("PUT", "/_virga/worlds/default?from=default"), 409, "exists", "");
}

TEST_CASE("What is about no world opens none", "[control]") {
  const Folder folder;
  Cloud cloud(stored_in(folder));
  for (const char* target : {"/health", "/worlds", "/operations", "/openapi/gsl.json"}) {
    CHECK(cloud.get("/_virga" + std::string(target)).status == 200);
    CHECK(cloud.get("/_virga" + std::string(target) + "?world=one").status == 200);
    check_refused(cloud.get("/_virga" + std::string(target) + "?world=a%20b"), 400,
                  "invalid_parameter", "world");
  }
  CHECK(cloud.send("PUT", "/_virga/worlds/two?from=three&world=three").status == 404);
  CHECK(cloud.send("DELETE", "/_virga/worlds/four?world=four").status == 404);
  CHECK(cloud.get("/_virga/worlds").json.at("worlds").empty());
  CHECK(cloud.get("/_virga/health").json.at("worlds").empty());
}

TEST_CASE("The default world can be copied before anybody has asked for it", "[control]") {
  const Folder folder;
  Cloud cloud(stored_in(folder));
  CHECK(cloud.send("PUT", "/_virga/worlds/copy?from=default").status == 201);
  CHECK((dump_of(cloud, "copy").size() > 1000));
  CHECK(cloud.state("vms", "number_pools", "copy") == cloud.state("vms", "number_pools"));
}

TEST_CASE("A world that was taken away begins anew when it is asked for", "[control]") {
  const Folder folder;
  Cloud cloud(stored_in(folder));
  cloud.emulator.play(VIRGA_SOURCE_DIR "/scenarios/quota-exceeded.yaml");
  const std::string fresh = dump_of(cloud, "one");
  cloud.send("PUT", "/_virga/scenarios/second-fails?world=one", kSecondFails);
  cloud.post("/_virga/snapshots/a?world=one", "");
  live_a_day(cloud, "one");
  CHECK(cloud.send("DELETE", "/_virga/worlds/one").json == Json{{"deleted", "one"}});
  CHECK(cloud.get("/_virga/worlds").json.at("worlds").empty());
  CHECK(cloud.get("/_virga/health").json.at("worlds").empty());
  check_refused(cloud.send("DELETE", "/_virga/worlds/one"), 404, "not_found", "no world \"one\"");
  CHECK((dump_of(cloud, "one") == fresh));
  CHECK(cloud.emulator.requests({}, "one").empty());
  CHECK(cloud.get("/_virga/snapshots?world=one").json.at("snapshots").empty());
}

TEST_CASE("The default world can be taken away, too", "[control]") {
  const Folder folder;
  Cloud cloud(stored_in(folder));
  rename_pool(cloud, "renamed");
  CHECK(cloud.send("DELETE", "/_virga/worlds/default").status == 200);
  CHECK(cloud.get("/_virga/state/vms/number_pools/NP1234").json.at("Name") == "默认号码池");
}

TEST_CASE("One world too many is refused by the clouds and by the control API", "[control]") {
  Options options = Cloud::usual();
  options.worlds = 20;
  Cloud cloud(options);
  for (std::size_t i = 0; i < options.worlds; ++i) cloud.emulator.clock(std::to_string(i)).now();
  const Answer volcengine =
      cloud.act("NumberPoolList", {{"Limit", 1}, {"Offset", 0}}, {{"X-Virga-World", "more"}});
  CHECK(volcengine.status == 400);
  CHECK(volcengine.json.at("ResponseMetadata").contains("Error"));
  const Answer huawei = cloud.send("GET", "/v1/tags", "", {{"X-Virga-World", "more"}});
  CHECK(huawei.status == 400);
  CHECK(huawei.json.contains("error_code"));
  CHECK_THAT(cloud.emulator.requests().back().why, Catch::Contains("there are 20 worlds"));
  check_refused(cloud.get("/_virga/state?world=more"), 507, "too_many_worlds", "20 worlds");
  check_refused(cloud.send("PUT", "/_virga/worlds/more?from=default"), 507, "too_many_worlds", "");
  CHECK_THROWS_AS(cloud.emulator.reset("more"), EnvironmentRefused);
  CHECK(cloud.get("/v1/tags").status == 200);
  cloud.send("DELETE", "/_virga/worlds/17");
  CHECK(cloud.send("GET", "/v1/tags", "", {{"X-Virga-World", "more"}}).status == 200);
}

}  // namespace
}  // namespace virga
