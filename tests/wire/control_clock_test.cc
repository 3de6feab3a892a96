// /_virga/clock and /_virga/reset: the time of a world, and its return to the start.
#include <catch2/catch.hpp>
#include <string>

#include "base/time.h"
#include "support/cloud.h"
#include "support/refused.h"
#include "wire/second_rename.h"
#include "wire/served.h"

namespace virga {
namespace {

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

}  // namespace
}  // namespace virga
