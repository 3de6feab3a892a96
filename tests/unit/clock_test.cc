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

}  // namespace
}  // namespace virga
