// What an entry of the journal tells of a call.
#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "journal/entry_json.h"
#include "support/cloud.h"
#include "support/folder.h"

namespace virga {
namespace {

const std::string kRenameTarget = "/?Action=UpdateNumberPoolV2&Version=2022-01-01";

Entry last_of(Cloud& cloud) { return cloud.emulator.requests().back(); }

TEST_CASE("An entry tells what its request was understood to give", "[journal]") {
  Cloud cloud;
  cloud.act("UpdateNumberPoolV2", {{"NumberPoolNo", "NP1234"}, {"Name", "n"}});
  CHECK(parse_json(last_of(cloud).input) == Json{{"NumberPoolNo", "NP1234"}, {"Name", "n"}});
  cloud.get("/v1/sim-cards?limit=30&sim_type=1");
  const Json cards = *parse_json(last_of(cloud).input);
  CHECK(cards.at("limit") == 30);
  CHECK(cards.at("sim_type") == 1);
  CHECK(cards.at("offset") == 1);  // the standard value
  SECTION("with a value that breaks its limit as it stands") {
    CHECK(cloud.get("/v1/sim-cards?limit=0").status == 400);
    CHECK(parse_json(last_of(cloud).input)->at("limit") == "0");
  }
  SECTION("an empty object, when it cannot be read") {
    cloud.send("POST", kRenameTarget, "{", {{"Content-Type", "application/json"}});
    CHECK(last_of(cloud).error == "InvalidParameter");
    CHECK(last_of(cloud).input == "{}");
  }
  SECTION("nothing, when nobody knows the operation") {
    cloud.get("/v1/no-such-thing");
    CHECK(last_of(cloud).input.empty());
    CHECK(to_json(last_of(cloud)).at("input").is_null());
  }
}

TEST_CASE("What an entry's input tells holds no secret", "[journal]") {
  Cloud cloud;
  cloud.post("/v3/auth/tokens", R"({"auth":{"identity":{"methods":["password"],"password":{"user":)"
                                R"({"name":"virga","password":"virga-secret","domain":)"
                                R"({"name":"demo"}}}}}})");
  const Entry entry = last_of(cloud);
  CHECK_FALSE(entry.input.empty());
  CHECK(entry.input.find("virga-secret") == std::string::npos);
}

TEST_CASE("An entry tells whether what its operation writes was kept", "[journal]") {
  Cloud cloud;
  const auto rename = [&](const std::string& pool) {
    cloud.act("UpdateNumberPoolV2", {{"NumberPoolNo", pool}, {"Name", "n"}});
    return last_of(cloud).committed;
  };
  CHECK(rename("NP1234"));
  CHECK_FALSE(rename("NP0"));  // refused
  cloud.get("/v1/tags");
  CHECK_FALSE(last_of(cloud).committed);  // it writes nothing
  const ScenarioFile file(R"(
format: 1
name: lost
description: Two renames whose answers are lost, one of them after the fact.
rules:
  - id: after
    when: {service: vms, operation: UpdateNumberPoolV2}
    at: {calls: 1}
    do: [{phase: after_commit}, {reset: rst}]
  - id: before
    when: {service: vms, operation: UpdateNumberPoolV2}
    at: {calls: 2}
    do: [{reset: rst}]
)");
  cloud.emulator.play(file.path());
  CHECK(rename("NP1234"));
  CHECK_FALSE(rename("NP1234"));
}

TEST_CASE("An entry tells how long the operation's own work took", "[journal]") {
  Cloud cloud;
  cloud.act("UpdateNumberPoolV2", {{"NumberPoolNo", "NP1234"}, {"Name", "n"}});
  const Entry done = last_of(cloud);
  CHECK(done.handler.count() > 0);
  CHECK(done.handler <= done.took);
  CHECK(done.queued.count() >= 0);
  cloud.act("UpdateNumberPoolV2", {{"Name", "n"}});  // refused before there is any
  CHECK(last_of(cloud).handler.count() == 0);
  const Json shown = to_json(done);
  CHECK(shown.at("handler_us") == done.handler.count());
  CHECK(shown.at("took_us") == done.took.count());
  CHECK(shown.at("queued_us") == done.queued.count());
  CHECK(shown.at("committed") == true);
}

TEST_CASE("Who observes entries is told their input, too", "[journal]") {
  Options options = Cloud::usual();
  std::vector<std::string> inputs;
  options.observe = [&](const Entry& entry) { inputs.push_back(entry.input); };
  Cloud cloud(options);
  cloud.act("UpdateNumberPoolV2", {{"NumberPoolNo", "NP1234"}, {"Name", "n"}});
  REQUIRE(inputs.size() == 1);
  CHECK(inputs[0] == last_of(cloud).input);
}

TEST_CASE("Entries that journals drop go to a file, when one is named", "[journal]") {
  const Folder folder;
  Options options = Cloud::usual();
  options.journal_entries = 2;
  options.journal_file = folder.path() + "/dropped.jsonl";
  std::vector<Json> expected, found;
  {
    Cloud cloud(options);
    for (int i = 0; i < 2; ++i) {
      cloud.act("UpdateNumberPoolV2",
                {{"NumberPoolNo", "NP1234"}, {"Name", "n" + std::to_string(i)}});
      expected.push_back(to_json(last_of(cloud)));
    }
    for (int i = 0; i < 2; ++i) cloud.get("/v1/tags");
    cloud.send("GET", "/v1/tags", "", {{"X-Virga-World", "other"}});
    const auto kept = cloud.emulator.requests();
    REQUIRE(kept.size() == 2);
    CHECK(kept.front().id == 3);
    std::ifstream file(options.journal_file);  // is there already
    for (std::string line; std::getline(file, line);) found.push_back(*parse_json(line));
  }
  CHECK(found == expected);
  SECTION("behind what it holds") {
    Cloud cloud(options);
    for (int i = 0; i < 3; ++i) cloud.get("/v1/tags");
    std::ifstream file(options.journal_file);
    int lines = 0;
    for (std::string line; std::getline(file, line);) ++lines;
    CHECK(lines == 3);
  }
}

TEST_CASE("A file for dropped entries that cannot be written is refused at start", "[journal]") {
  Options options = Cloud::usual();
  options.journal_file = "/no/such/folder/dropped.jsonl";
  CHECK_THROWS_AS(Cloud(options), EnvironmentRefused);
}

TEST_CASE("A journal keeps to its bound of bytes", "[journal]") {
  Options options = Cloud::usual();
  options.journal_bytes = 10'000;
  Cloud cloud(options);
  for (int i = 0; i < 100; ++i) cloud.get("/v1/tags");
  const Json requests = cloud.get("/_virga/requests").json;
  CHECK(requests.at("dropped").get<std::size_t>() + requests.at("requests").size() == 100);
  CHECK(requests.at("dropped") > 80);
  CHECK(requests.at("total") >= 1);
}

}  // namespace
}  // namespace virga
