#include "scenario/at.h"

#include "support/tiny_catalog.h"

namespace virga {
namespace {

At read(const std::string& text) {
  Mistakes mistakes("");
  const auto at = At::read(*parse_yaml(text, mistakes), mistakes);
  INFO(text << "\n" << mistakes.text());
  REQUIRE(at);
  return *at;
}

// Which of the first twelve calls the clause takes.
std::vector<int> taken(const std::string& calls) {
  const At at = read("{calls: " + calls + "}");
  std::vector<int> ordinals;
  for (int ordinal = 1; ordinal <= 12; ++ordinal)
    if (at.missed(ordinal, 0, 0).why.empty()) ordinals.push_back(ordinal);
  return ordinals;
}

std::string refusal(const std::string& text) {
  Mistakes mistakes("f");
  const auto yaml = parse_yaml(text, mistakes);
  CHECK_FALSE(At::read(*yaml, mistakes));
  return mistakes.text();
}

using Ordinals = std::vector<int>;

TEST_CASE("calls takes one call, a list, a range, every n-th, the first or those after",
          "[scenario]") {
  CHECK(taken("3") == Ordinals{3});
  CHECK(taken("[4, 1]") == Ordinals{1, 4});
  CHECK(taken("2..5") == Ordinals{2, 3, 4, 5});
  CHECK(taken("\"7..7\"") == Ordinals{7});
  CHECK(taken("every 5") == Ordinals{5, 10});
  CHECK(taken("first 2") == Ordinals{1, 2});
  CHECK(taken("after 10") == Ordinals{11, 12});
  CHECK(taken("after 9223372036854775807") == Ordinals{});
}

TEST_CASE("A probability takes the draws below it", "[scenario]") {
  const At at = read("{probability: 0.2}");
  CHECK(at.draws());
  CHECK(at.missed(1, 0, 0.19).why == "");
  CHECK(at.missed(1, 0, 0.73125).why == "probability: drew 0.7312, the rule takes below 0.2");
  CHECK(read("{probability: 1}").missed(1, 0, 0.999).why == "");
  CHECK(read("{probability: 0}").missed(1, 0, 0).why ==
        "probability: drew 0, the rule takes below 0");
}

TEST_CASE("max_hits counts calls acted on, not calls that matched", "[scenario]") {
  const At at = read("{max_hits: 20}");
  CHECK(at.missed(500, 19, 0).why == "");
  CHECK(at.missed(21, 20, 0).why == "max_hits: 20 reached");
}

TEST_CASE("A miss names the first clause that failed", "[scenario]") {
  const At at = read("{calls: every 2, probability: 0.5, max_hits: 1}");
  CHECK(at.missed(1, 1, 0.9).why == "calls: this is the 1st, the rule takes every 2");
  CHECK(at.missed(2, 1, 0.9).why == "probability: drew 0.9, the rule takes below 0.5");
  CHECK(at.missed(2, 1, 0.1).why == "max_hits: 1 reached");
  CHECK(at.missed(2, 0, 0.1).why == "");
}

TEST_CASE("A miss says which call it is in words", "[scenario]") {
  const At third = read("{calls: 3}");
  CHECK(third.missed(2, 0, 0).why == "calls: this is the 2nd, the rule takes 3");
  CHECK(third.missed(23, 0, 0).why == "calls: this is the 23rd, the rule takes 3");
  CHECK(third.missed(4, 0, 0).why == "calls: this is the 4th, the rule takes 3");
  CHECK(third.missed(11, 0, 0).why == "calls: this is the 11th, the rule takes 3");
  CHECK(third.missed(112, 0, 0).why == "calls: this is the 112th, the rule takes 3");
  CHECK(third.missed(121, 0, 0).why == "calls: this is the 121st, the rule takes 3");
  CHECK(read("{calls: [1, 4]}").missed(2, 0, 0).why ==
        "calls: this is the 2nd, the rule takes 1, 4");
  CHECK(read("{calls: 2..5}").missed(1, 0, 0).why == "calls: this is the 1st, the rule takes 2..5");
}

TEST_CASE("Only clauses that no call can fail take every call", "[scenario]") {
  CHECK(At().always());
  CHECK(read("{}").always());
  CHECK(read("{calls: every 1, probability: 1}").always());
  CHECK(read("{calls: after 0}").always());
  CHECK_FALSE(read("{calls: first 1000}").always());
  CHECK_FALSE(read("{calls: after 1}").always());
  CHECK_FALSE(read("{calls: [1]}").always());
  CHECK_FALSE(read("{probability: 0.99}").always());
  CHECK_FALSE(read("{max_hits: 1}").always());
}

TEST_CASE("Other forms of calls are refused", "[scenario]") {
  const std::string forms =
      ": calls has to be like 3, [1, 4], 2..5, every 3, first 2 or after 10\n";
  for (const char* calls :
       {"0",        "-1",      "1.5",        "'3'",     "5..2",
        "0..2",     "2..",     "..",         "every 0", "every",
        "every -1", "first 0", "first  2",   "after",   "after -1",
        "last 2",   "[]",      "{first: 2}", "~",       "2..99999999999999999999"}) {
    INFO(calls);
    CHECK(refusal(std::string("{calls: ") + calls + "}") == "f:1:9" + forms);
  }
  CHECK(refusal("{calls: [1, 0, x]}") ==
        "f:1:13: calls are counted from 1\nf:1:16: calls are counted from 1\n");
}

TEST_CASE("Clauses out of range or unknown are refused, all at once", "[scenario]") {
  CHECK(refusal("{probability: 1.1}") == "f:1:15: probability has to be a number from 0 to 1\n");
  CHECK(refusal("{probability: -0.1}") == "f:1:15: probability has to be a number from 0 to 1\n");
  CHECK(refusal("{probability: often, max_hits: 0}") ==
        "f:1:15: probability has to be a number from 0 to 1\n"
        "f:1:32: max_hits has to be a whole number of 1 or more\n");
  CHECK(refusal("{call: 3}") == "f:1:2: unknown key \"call\" in at (did you mean \"calls\"?)\n");
  CHECK(refusal("{window: {from: 10m}}") == "f:1:10: window needs \"for\"\n");
  CHECK(refusal("{window: {from: 10m, for: 0s}}") == "f:1:27: a window of no length never opens\n");
  CHECK(refusal("{window: {from: 10m, for: 90s, every: 11m}}") ==
        "f:1:39: the window does not fit: from and for are more than every\n");
  CHECK(refusal("{window: {form: 10m, for: 90}}") ==
        "f:1:11: unknown key \"form\" in window (did you mean \"from\"?)\nf:1:27: 90 lacks its "
        "unit: ms, s, m or h\n");
  CHECK(refusal("3") == "f:1:1: at has to be a mapping\n");
}

TEST_CASE("A window is open from its beginning to before its end, and again if it says so",
          "[scenario]") {
  using namespace std::chrono_literals;
  const At once = read("{window: {from: 10m, for: 90s}}");
  CHECK(once.missed(1, 0, 0, 10min).why == "");
  CHECK(once.missed(1, 0, 0, 10min + 89'999ms).why == "");
  CHECK(once.missed(1, 0, 0, 10min - 1ms).why ==
        "window: 599999ms since the scenario was loaded, the rule takes 10m..690s");
  CHECK(once.missed(1, 0, 0, 10min + 90s).why != "");
  CHECK(once.missed(1, 0, 0, 70min).why != "");
  CHECK(once.missed(1, 0, 0, -1ms).why != "");
  CHECK_FALSE(once.always());
  const At hourly = read("{window: {from: 10m, for: 90s, every: 1h}}");
  CHECK(hourly.missed(1, 0, 0, 70min).why == "");
  CHECK(hourly.missed(1, 0, 0, 100h + 11min).why == "");
  CHECK(hourly.missed(1, 0, 0, 60min).why ==
        "window: 1h since the scenario was loaded, the rule takes 10m..690s of every 1h");
  const At at_once = read("{window: {for: 1s}}");
  CHECK(at_once.missed(1, 0, 0, 0ms).why == "");
  CHECK(at_once.missed(1, 0, 0, 1s).why != "");
}

}  // namespace
}  // namespace virga
