// The time of one world.
#include "base/clock.h"

#include <catch2/catch.hpp>

namespace virga {
namespace {

using namespace std::chrono_literals;

const Time kNoon = *parse_time("2025-06-05T12:00:00Z");

Time machine() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

TEST_CASE("A frozen clock stands", "[base]") {
  const Clock clock(kNoon);
  CHECK(clock.frozen());
  CHECK(clock.now() == kNoon);
  CHECK(clock.now() == kNoon);
}

TEST_CASE("A clock that nobody froze shows the time of the machine", "[base]") {
  const Clock clock;
  CHECK_FALSE(clock.frozen());
  const Time before = machine(), shown = clock.now(), after = machine();
  CHECK((before <= shown && shown <= after));
}

TEST_CASE("A frozen clock moves by exactly what it is told", "[base]") {
  Clock clock(kNoon);
  clock.advance(90s);
  clock.advance(1ms);
  CHECK(clock.now() == kNoon + 90s + 1ms);
  CHECK(clock.frozen());
}

TEST_CASE("A running clock keeps running when it is advanced", "[base]") {
  Clock clock;
  clock.advance(24h);
  CHECK_FALSE(clock.frozen());
  const Time before = machine(), shown = clock.now(), after = machine();
  CHECK((before + 24h <= shown && shown <= after + 24h));
}

TEST_CASE("Freezing without a time keeps the time that is shown", "[base]") {
  Clock clock;
  clock.advance(24h);
  const Time before = machine() + 24h;
  clock.freeze();
  const Time after = machine() + 24h;
  CHECK(clock.frozen());
  CHECK((before <= clock.now() && clock.now() <= after));
  CHECK(clock.now() == clock.now());
}

TEST_CASE("A clock can be frozen at any time, also an earlier one", "[base]") {
  Clock clock(kNoon);
  clock.freeze(kNoon - 24h);
  CHECK(clock.now() == kNoon - 24h);
  clock.freeze();
  CHECK(clock.now() == kNoon - 24h);
}

TEST_CASE("Running again forgets every offset", "[base]") {
  Clock clock(kNoon);
  clock.advance(1h);
  clock.run();
  CHECK_FALSE(clock.frozen());
  const Time before = machine(), shown = clock.now(), after = machine();
  CHECK((before <= shown && shown <= after));

  clock.advance(24h);
  clock.run();
  const Time early = machine(), again = clock.now(), late = machine();
  CHECK((early <= again && again <= late));
}

TEST_CASE("A clock may run beside real time", "[base]") {
  Clock clock(kNoon);
  clock.run_beside(-16min);
  CHECK_FALSE(clock.frozen());
  CHECK_FALSE(clock.setting().real());
  const Time before = machine(), shown = clock.now(), after = machine();
  CHECK((before - 16min <= shown && shown <= after - 16min));
  clock.run();
  CHECK(clock.setting().real());
}

TEST_CASE("A clock at another pace goes on from the time that it shows", "[base]") {
  Clock clock(kNoon);
  const Time began = machine();
  clock.run_at(1000);
  const Time early = clock.now();
  CHECK(early >= kNoon);
  while (clock.now() == early) continue;
  CHECK(clock.now() <= kNoon + (machine() - began + 1ms) * 1000);
  clock.freeze();
  const Time stands = clock.now();
  CHECK(stands > kNoon);
  CHECK(clock.now() == stands);
}

TEST_CASE("A clock tells how long the machine takes until a time", "[base]") {
  Clock clock(kNoon);
  CHECK(clock.wait_until(kNoon - 1ms) == 0ms);
  CHECK(clock.wait_until(kNoon) == 0ms);
  CHECK(clock.wait_until(kNoon + 1ms) == std::nullopt);
  clock.run_at(60);
  const auto wait = clock.wait_until(kNoon + 24h);
  REQUIRE(wait);
  CHECK((*wait > 23min && *wait <= 24min));
}

TEST_CASE("A clock that is set as another was shows the same", "[base]") {
  Clock clock(kNoon), other;
  other.set(clock.setting());
  CHECK(other.frozen());
  CHECK(other.now() == kNoon);
  clock.run_beside(24h);
  other.set(clock.setting());
  const Time before = clock.now(), shown = other.now(), after = clock.now();
  CHECK((before <= shown && shown <= after));
}

}  // namespace
}  // namespace virga
