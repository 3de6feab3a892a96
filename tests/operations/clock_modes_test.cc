// A clock beside real time, and one at another pace.
#include <catch2/catch.hpp>
#include <chrono>
#include <string>

#include "base/time.h"
#include "support/cloud.h"
#include "support/refused.h"
#include "wire/served.h"

namespace virga {
namespace {

using namespace std::chrono_literals;

const std::string kClock = "/_virga/clock";

Time machine() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

TEST_CASE("A clock runs beside real time, earlier or later", "[control]") {
  Cloud cloud;
  for (const auto& [by, offset] : {std::pair{"-16m", -16min}, {"36h", 36 * 60min}}) {
    const Json clock = cloud.send("PUT", kClock, Json{{"mode", "offset"}, {"by", by}}.dump()).json;
    CHECK(clock.at("mode") == "offset");
    CHECK(clock.at("by") == by);
    const Time before = machine(), shown = cloud.emulator.clock().now(), after = machine();
    CHECK((before + offset <= shown && shown <= after + offset));
  }
  CHECK(cloud.send("PUT", kClock, R"({"mode": "real"})").json.contains("by") == false);
}

TEST_CASE("A clock that is scaled goes on from where it stood, so much faster", "[control]") {
  Cloud cloud;
  const Time before = cloud.emulator.clock().now();
  const Time began = machine();
  const Json clock = cloud.send("PUT", kClock, R"({"mode": "scaled", "factor": 3600})").json;
  CHECK(clock.at("mode") == "scaled");
  CHECK(clock.at("factor") == 3600);
  CHECK(eventually([&] { return cloud.emulator.clock().now() >= before + 3min; }));
  CHECK(cloud.emulator.clock().now() <= before + (machine() - began + 1ms) * 3600);
  cloud.send("PUT", kClock, R"({"mode": "frozen"})");
  CHECK(cloud.emulator.clock().now() == cloud.emulator.clock().now());
}

TEST_CASE("What is due comes by itself, so much sooner when the clock is faster", "[control]") {
  Cloud cloud;
  const Answer stopped = cloud.post("/v1/sim-cards/158123456/stop", "");
  REQUIRE(stopped.status == 200);
  cloud.send("PUT", kClock, R"({"mode": "scaled", "factor": 100000})");  // ten minutes in 6 ms
  CHECK(eventually([&] {
    return cloud.get("/_virga/state/gsl/sim_cards/158123456").json.at("sim_status") != 20;
  }));
}

TEST_CASE("A mode of the clock takes what it needs and nothing else", "[control]") {
  Cloud cloud;
  const Json before = cloud.get(kClock).json;
  for (const char* body :
       {R"({"mode": "offset"})", R"({"mode": "offset", "by": "16"})",
        R"({"mode": "offset", "by": "--16m"})", R"({"mode": "offset", "by": 16})",
        R"({"mode": "offset", "by": "1h", "now": "2030-01-01T00:00:00Z"})", R"({"mode": "scaled"})",
        R"({"mode": "scaled", "factor": 0})", R"({"mode": "scaled", "factor": -1})",
        R"({"mode": "scaled", "factor": "60"})", R"({"mode": "scaled", "factor": 100001})",
        R"({"mode": "scaled", "factor": 1, "by": "1h"})", R"({"mode": "frozen", "by": "1h"})",
        R"({"mode": "real", "factor": 2})", R"({"by": "1h"})", R"({"factor": 60})"})
    check_refused(cloud.send("PUT", kClock, body), 400, "invalid_body", "");
  check_refused(cloud.send("PUT", kClock, R"({"mode": "ofset", "by": "1h"})"), 400, "invalid_body",
                "did you mean \"offset\"?");
  CHECK(cloud.get(kClock).json == before);
}

}  // namespace
}  // namespace virga
