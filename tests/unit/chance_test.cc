// Chance without a generator.
#include "base/chance.h"

#include <catch2/catch.hpp>
#include <set>
#include <string>

namespace virga {
namespace {

// Worked out apart from this code: FNV-1a over little-endian numbers and length-prefixed parts,
// finished by splitmix64. Scenario files of users depend on them.
TEST_CASE("A draw is the same in every version", "[base]") {
  CHECK(hash_of(0, {}) == 0x4193fd1b681dcd25);
  CHECK(hash_of(0, {""}) == 0xc03225d3e04d48a7);
  CHECK(hash_of(1, {"request"}, 1) == 0xd4b805c07b6e29b8);
  CHECK(hash_of(1, {"ab", "c"}) == 0x6c7aafe33408cca5);
  CHECK(hash_of(1, {"a", "bc"}) == 0x88842ad2c5669011);
  CHECK(hash_of(UINT64_MAX, {"slow", "AKVIRGA7"}, 3) == 0x7cf28bcbb0673540);
  CHECK(hash_of(1, {"上海"}, 1) == 0x1d35fc9df795a4b1);
}

TEST_CASE("A draw as a number is the same in every version", "[base]") {
  CHECK(unit_of(0x4193fd1b681dcd25) == 0.2561643783484363);
  CHECK(unit_of(0xd4b805c07b6e29b8) == 0.8309329600264667);
}

TEST_CASE("A draw is never one", "[base]") {
  CHECK(unit_of(0) == 0.0);
  CHECK(unit_of(UINT64_MAX) < 1.0);
  CHECK(unit_of(UINT64_MAX) > 0.9999999999999998);
}

TEST_CASE("Every part, the seed and the number change a draw", "[base]") {
  const std::set<std::uint64_t> all{hash_of(1, {"a", "b"}, 1), hash_of(2, {"a", "b"}, 1),
                                    hash_of(1, {"b", "a"}, 1), hash_of(1, {"a", "b"}, 2),
                                    hash_of(1, {"ab"}, 1),     hash_of(1, {"a", "b", ""}, 1),
                                    hash_of(1, {"", "ab"}, 1), hash_of(1, {"a"}, 1)};
  CHECK(all.size() == 8);
}

TEST_CASE("Draws of neighbouring calls spread evenly", "[base]") {
  int tenths[10] = {};
  double sum = 0;
  for (std::uint64_t ordinal = 1; ordinal <= 10'000; ++ordinal) {
    const double draw = unit_of(hash_of(1, {"rule", "AKVIRGA"}, ordinal));
    ++tenths[static_cast<int>(draw * 10)];
    sum += draw;
  }
  for (const int count : tenths) CHECK((count > 850 && count < 1150));
  CHECK(sum / 10'000 == Approx(0.5).margin(0.02));
}

TEST_CASE("Draws of neighbouring seeds spread evenly", "[base]") {
  int rare = 0;
  for (std::uint64_t seed = 0; seed < 10'000; ++seed)
    if (unit_of(hash_of(seed, {"rule"}, 1)) < 0.05) ++rare;
  CHECK((rare > 400 && rare < 600));
}

}  // namespace
}  // namespace virga
