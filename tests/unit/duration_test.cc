#include "scenario/duration.h"

#include <catch2/catch.hpp>

#include "base/yaml.h"

namespace virga {
namespace {

using std::chrono::milliseconds;

std::optional<milliseconds> duration(const std::string& text) {
  Mistakes mistakes("");
  return parse_duration(*parse_yaml(text, mistakes), mistakes);
}

std::string refusal(const std::string& text) {
  Mistakes mistakes("f");
  const auto yaml = parse_yaml(text, mistakes);
  CHECK_FALSE(parse_duration(*yaml, mistakes));
  return mistakes.text();
}

TEST_CASE("A duration is a number with its unit", "[scenario]") {
  CHECK(duration("80ms") == milliseconds(80));
  CHECK(duration("2s") == milliseconds(2'000));
  CHECK(duration("3m") == milliseconds(180'000));
  CHECK(duration("1h") == milliseconds(3'600'000));
  CHECK(duration("0ms") == milliseconds(0));
  CHECK(duration("'80ms'") == milliseconds(80));
}

TEST_CASE("A fraction of a duration is exact to the millisecond", "[scenario]") {
  CHECK(duration("1.1s") == milliseconds(1'100));
  CHECK(duration("0.001s") == milliseconds(1));
  CHECK(duration("2.0ms") == milliseconds(2));
  CHECK(duration("0.25h") == milliseconds(900'000));
  CHECK(refusal("0.5ms") == "f:1:1: \"0.5ms\" is finer than a millisecond\n");
  CHECK(refusal("1.0001s") == "f:1:1: \"1.0001s\" is finer than a millisecond\n");
}

TEST_CASE("The longest digits do not overflow", "[scenario]") {
  CHECK(duration("9999999999h") == milliseconds(9'999'999'999 * 3'600'000));
  CHECK(refusal("99999999999h") ==
        "f:1:1: \"99999999999h\" is no duration: a number with a unit, such as 80ms\n");
}

TEST_CASE("A duration without a unit is told the units", "[scenario]") {
  CHECK(refusal("80") == "f:1:1: 80 lacks its unit: ms, s, m or h\n");
  CHECK(refusal("1.5") == "f:1:1: 1.5 lacks its unit: ms, s, m or h\n");
}

TEST_CASE("What is no duration is refused", "[scenario]") {
  CHECK(refusal("80sec") == "f:1:1: unknown unit \"sec\" in \"80sec\": ms, s, m or h\n");
  CHECK(refusal("80 ms") == "f:1:1: unknown unit \" ms\" in \"80 ms\": ms, s, m or h\n");
  CHECK(refusal("1h30m") == "f:1:1: unknown unit \"h30m\" in \"1h30m\": ms, s, m or h\n");
  const std::string never = " is no duration: a number with a unit, such as 80ms\n";
  CHECK(refusal("-5ms") == "f:1:1: \"-5ms\"" + never);
  CHECK(refusal("ms") == "f:1:1: \"ms\"" + never);
  CHECK(refusal(".5s") == "f:1:1: \".5s\"" + never);
  CHECK(refusal("1.s") == "f:1:1: \"1.s\"" + never);
  CHECK(refusal("1.2.3s") == "f:1:1: \"1.2.3s\"" + never);
  CHECK(refusal("1e3ms") == "f:1:1: unknown unit \"e3ms\" in \"1e3ms\": ms, s, m or h\n");
  CHECK(refusal("[80ms]") == "f:1:1: a duration is a number with a unit, such as 80ms\n");
}

}  // namespace
}  // namespace virga
