// Snapshots, and what a reset puts back.
#include <catch2/catch.hpp>
#include <chrono>
#include <string>

#include "base/time.h"
#include "support/cloud.h"
#include "support/lived.h"
#include "support/refused.h"
#include "support/stored.h"
#include "world/snapshots.h"

namespace virga {
namespace {

const std::string kSnapshots = "/_virga/snapshots/";

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

Json names_of(Cloud& cloud) {
  const Json snapshots = cloud.get("/_virga/snapshots").json.at("snapshots");
  Json names = Json::array();
  for (const Json& each : snapshots) names.push_back(each.at("name"));
  return names;
}

TEST_CASE("A world goes back to its snapshot with all that is to come", "[control]") {
  const Folder folder;
  Cloud cloud(stored_in(folder));
  cloud.send("PUT", "/_virga/scenarios/second-fails", kSecondFails);
  rename_pool(cloud, "first");
  next_ids(cloud);  // work and calls are on their way
  CHECK(cloud.post(kSnapshots + "one", "").status == 201);
  const std::string first = dump_of_all(cloud);
  CHECK(rename_pool(cloud, "second").status == 400);
  cloud.send("DELETE", "/_virga/scenarios/second-fails");
  live_a_day(cloud);
  CHECK(cloud.post(kSnapshots + "one/restore", "").json ==
        Json{{"world", "default"}, {"restored", "one"}});
  CHECK((dump_of_all(cloud) == first));
  CHECK(rename_pool(cloud, "second").status == 400);
  // As often as one likes.
  cloud.post(kSnapshots + "one/restore", "");
  CHECK((dump_of_all(cloud) == first));
}

TEST_CASE("A snapshot brings back what was changed, added and taken away, in its order",
          "[control]") {
  const Folder folder;
  Cloud cloud(stored_in(folder));
  const std::string tags = "/_virga/state/gsl/tags/";
  const std::string before = dump_of(cloud);
  cloud.post(kSnapshots + "one", "");
  cloud.send("PUT", tags + "456", R"({"id": 456, "tag_name": "changed", "status": 0})");
  const std::string first = cloud.get(tags + "123").reply.body;
  cloud.send("DELETE", tags + "123");
  cloud.send("PUT", tags + "123", first);  // the same, but the last now
  cloud.send("PUT", tags + "900", R"({"id": 900, "tag_name": "added", "status": 0})");
  cloud.send("DELETE", "/_virga/state/vms/number_pools/NP1206");
  CHECK((dump_of(cloud) != before));
  cloud.post(kSnapshots + "one/restore", "");
  CHECK((dump_of(cloud) == before));
}

TEST_CASE("A snapshot comes back whatever other worlds have stored meanwhile", "[control]") {
  const Folder folder;
  Cloud cloud(stored_in(folder));
  const std::string before = dump_of(cloud);
  cloud.post(kSnapshots + "one", "");
  Json tags = cloud.state("gsl", "tags");
  for (const Json& tag : tags)
    cloud.send("DELETE", "/_virga/state/gsl/tags/" + tag.at("id").dump());
  const std::string other = dump_of(cloud, "other");  // where the tags have been, perhaps
  for (int i = 0; i < 2; ++i) {
    cloud.post(kSnapshots + "one/restore", "");
    CHECK((dump_of(cloud) == before));
    CHECK((dump_of(cloud, "other") == other));
  }
  rename_pool(cloud, "renamed");
  cloud.post(kSnapshots + "one/restore", "");
  CHECK((dump_of(cloud) == before));
}

TEST_CASE("A snapshot does not hold the journal", "[control]") {
  const Folder folder;
  Cloud cloud(stored_in(folder));
  cloud.post(kSnapshots + "one", "");
  rename_pool(cloud, "a");
  cloud.post(kSnapshots + "one/restore", "");
  CHECK(cloud.emulator.requests().size() == 1);
}

TEST_CASE("A snapshot brings the clock back, running or not", "[control]") {
  const Folder folder;
  Cloud cloud(stored_in(folder));
  const std::string standing = cloud.get("/_virga/clock").reply.body;
  cloud.post(kSnapshots + "standing", "");
  cloud.send("PUT", "/_virga/clock", R"({"mode": "scaled", "factor": 60})");
  cloud.post(kSnapshots + "running", "");
  cloud.post(kSnapshots + "standing/restore", "");
  CHECK(cloud.get("/_virga/clock").reply.body == standing);
  cloud.post(kSnapshots + "running/restore", "");
  CHECK(cloud.get("/_virga/clock").json.at("factor") == 60);
}

TEST_CASE("Snapshots are listed, replaced and dropped", "[control]") {
  const Folder folder;
  Cloud cloud(stored_in(folder));
  CHECK(names_of(cloud).empty());
  CHECK(cloud.post(kSnapshots + "b", "").json ==
        Json{{"world", "default"}, {"snapshot", "b"}, {"replaced", false}});
  cloud.post(kSnapshots + "a", "");
  CHECK(names_of(cloud) == Json{"a", "b"});
  rename_pool(cloud, "later");
  cloud.advance(std::chrono::hours(1));
  const Answer again = cloud.post(kSnapshots + "b", "");
  CHECK(again.status == 200);
  CHECK(again.json.at("replaced") == true);
  const Json listed = cloud.get("/_virga/snapshots").json.at("snapshots");
  CHECK(listed[0].at("time") == "2025-06-05T07:27:35.000Z");
  CHECK(listed[1].at("time") == "2025-06-05T08:27:35.000Z");
  std::size_t documents = 0;
  for (const auto& service : documents_of(cloud))
    for (const auto& kind : service) documents += kind.at("documents").size();
  CHECK(listed[1].at("documents") == documents);
  cloud.emulator.reset();
  cloud.post(kSnapshots + "b/restore", "");
  CHECK(cloud.get("/_virga/state/vms/number_pools/NP1234").json.at("Name") == "later");

  CHECK(cloud.send("DELETE", kSnapshots + "b").json ==
        Json{{"world", "default"}, {"dropped", "b"}});
  CHECK(names_of(cloud) == Json{"a"});
  check_refused(cloud.post(kSnapshots + "b/restore", ""), 404, "not_found", "no snapshot \"b\"");
  check_refused(cloud.send("DELETE", kSnapshots + "b"), 404, "not_found", "no snapshot \"b\"");
  cloud.post(kSnapshots + "before", "");
  check_refused(cloud.post(kSnapshots + "befor/restore", ""), 404, "not_found",
                "did you mean \"before\"?");
  check_refused(cloud.post(kSnapshots + "a%20b", ""), 400, "invalid_parameter", "visible ASCII");
}

TEST_CASE("A world has its own snapshots, and so many", "[control]") {
  const Folder folder;
  Cloud cloud(stored_in(folder));
  for (std::size_t i = 0; i < Snapshots::kMost; ++i)
    CHECK(cloud.post(kSnapshots + std::to_string(i), "").status == 201);
  check_refused(cloud.post(kSnapshots + "one-more", ""), 507, "too_many_snapshots",
                "has 64 snapshots already");
  CHECK(cloud.post(kSnapshots + "7", "").status == 200);
  CHECK(cloud.post(kSnapshots + "7?world=other", "").status == 201);
  CHECK_THROWS_AS(cloud.emulator.snapshot("one-more"), EnvironmentRefused);
  cloud.send("DELETE", kSnapshots + "7");
  CHECK(cloud.post(kSnapshots + "one-more", "").status == 201);
}

TEST_CASE("A snapshot is no world of its own for anybody", "[control]") {
  const Folder folder;
  Options options = Cloud::usual();
  options.state = folder.file("state.db");
  {
    Cloud cloud(options);
    cloud.post(kSnapshots + "one", "");
    CHECK(cloud.get("/_virga/worlds").json.at("worlds").size() == 1);
    CHECK(cloud.get("/_virga/health").json.at("worlds") == Json{"default"});
    CHECK_THROWS_AS(cloud.emulator.reset("default one"), InvalidInput);
    check_refused(cloud.get("/_virga/state?world=default%20one"), 400, "invalid_parameter", "");
  }
  Cloud again(options);  // it ends with the process
  CHECK(names_of(again).empty());
  CHECK(again.get("/_virga/worlds").json.at("worlds").size() == 1);
}

TEST_CASE("An emulator takes snapshots and goes back to them", "[control]") {
  const Folder folder;
  Cloud cloud(stored_in(folder));
  cloud.emulator.snapshot("one", "other");
  const std::string before = dump_of(cloud, "other");
  rename_pool(cloud, "renamed", "other");
  CHECK((dump_of(cloud, "other") != before));
  cloud.emulator.restore("one", "other");
  CHECK((dump_of(cloud, "other") == before));
  CHECK_THROWS_WITH(cloud.emulator.restore("one"), "world default has no snapshot \"one\"\n");
  CHECK_THROWS_AS(cloud.emulator.snapshot("no name"), InvalidInput);
}

// ---- reset

TEST_CASE("After a reset everything is as after start, to the last byte", "[control]") {
  const Folder folder;
  Cloud cloud(stored_in(folder));
  cloud.emulator.play(VIRGA_SOURCE_DIR "/scenarios/quota-exceeded.yaml");
  const std::string start = dump_of(cloud), all = dump_of_all(cloud);
  live_a_day(cloud);
  next_ids(cloud);  // work is left on the agenda
  cloud.send("PUT", "/_virga/clock", R"({"mode": "offset", "by": "-16m"})");
  cloud.post("/_virga/reset", "");
  CHECK((dump_of(cloud) == start));
  CHECK((dump_of_all(cloud) == all));
  cloud.post("/_virga/reset", "");
  CHECK((dump_of_all(cloud) == all));
}

TEST_CASE("A reset leads back from wherever the world has gone", "[control]") {
  const Folder folder;
  Cloud cloud(stored_in(folder));
  const std::string all = dump_of_all(cloud);
  const std::string tag = "format: 1\ngsl:\n  tags:\n    - {id: 7, tag_name: other, status: 1}\n";
  const auto gone = [&](const std::string& method, const std::string& target,
                        const std::string& body = "") {
    const Answer answer = cloud.send(method, target, body);
    INFO(method << " " << target << ": " << answer.reply.body);
    CHECK(answer.status < 300);
    cloud.post("/_virga/reset", "");
    CHECK((dump_of_all(cloud) == all));
    cloud.post("/_virga/reset", "");
  };
  cloud.post("/_virga/reset", "");
  gone("PUT", "/_virga/state/vms/number_pools/NP1234",
       R"({"NumberPoolNo": "NP1234", "Name": "put", "ServiceType": 100, "SubServiceType": 101})");
  gone("DELETE", "/_virga/state/vms/number_pools/NP1234");
  gone("POST", "/_virga/fixtures", tag);
  gone("PUT", "/_virga/fixtures", tag);
  gone("POST", kSnapshots + "one");
  live_a_day(cloud);
  gone("POST", kSnapshots + "one/restore");
  live_a_day(cloud);
  gone("DELETE", "/_virga/worlds/default");
  live_a_day(cloud, "other");
  cloud.send("DELETE", "/_virga/worlds/default?world=other");
  gone("PUT", "/_virga/worlds/default?from=other&world=other");
}

TEST_CASE("Snapshots survive a reset", "[control]") {
  const Folder folder;
  Cloud cloud(stored_in(folder));
  rename_pool(cloud, "renamed");
  cloud.post(kSnapshots + "one", "");
  cloud.emulator.reset();
  CHECK(cloud.get("/_virga/state/vms/number_pools/NP1234").json.at("Name") == "默认号码池");
  cloud.post(kSnapshots + "one/restore", "");
  CHECK(cloud.get("/_virga/state/vms/number_pools/NP1234").json.at("Name") == "renamed");
}

}  // namespace
}  // namespace virga
