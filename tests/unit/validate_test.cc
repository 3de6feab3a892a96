// What was received, held against the declared fields.
#include "catalog/validate.h"

#include <catch2/catch.hpp>

#include "base/text.h"

namespace virga {
namespace {

// One field and one value: what is kept, or what is wrong.
std::string judged(const Field& field, const Json& value, bool typed = true) {
  RawInput raw;
  raw.given.push_back({&field, value, typed});
  std::vector<Complaint> complaints;
  const Input input = validate({&field, 1}, raw, complaints);
  if (complaints.empty()) return print_json(input.values());
  CHECK(complaints.size() == 1);
  CHECK(complaints[0].field == &field);
  return complaints[0].reason;
}

Wrong wrong(const Field& field, const Json& value, bool typed = true) {
  RawInput raw;
  raw.given.push_back({&field, value, typed});
  std::vector<Complaint> complaints;
  validate({&field, 1}, raw, complaints);
  REQUIRE(complaints.size() == 1);
  return complaints[0].wrong;
}

// As from a query or a form.
std::string judged_text(const Field& field, const std::string& text) {
  return judged(field, text, false);
}

constexpr Field kName{.name = "x", .min = 2, .max = 4};
constexpr Field kCount{.name = "x", .type = Type::kInt32, .min = 1, .max = 100};
constexpr Field kInt32{.name = "x", .type = Type::kInt32};
constexpr Field kInt64{.name = "x", .type = Type::kInt64};
constexpr Field kDouble{.name = "x", .type = Type::kDouble};
constexpr Field kFlag{.name = "x", .type = Type::kBool};
constexpr Field kWhen{.name = "x", .type = Type::kDateTime};
constexpr Field kThing{.name = "x", .type = Type::kObject};
constexpr std::int64_t kSorts[] = {1, 2, 7};
constexpr Field kSort{.name = "x", .type = Type::kInt32, .among = kSorts};
constexpr std::string_view kColours[] = {"red", "blue"};
constexpr Field kColour{.name = "x", .words = kColours};
constexpr Pattern kDigits{.text = "^\\d+$", .matches = [](std::string_view text) {
                            return text.find_first_not_of("0123456789") == text.npos;
                          }};
constexpr Field kNumber{.name = "x", .pattern = &kDigits};

TEST_CASE("The length of a text is counted in characters", "[catalog]") {
  CHECK(judged(kName, "上海") == R"({"x":"上海"})");
  CHECK(judged(kName, "上海北京") == R"({"x":"上海北京"})");
  CHECK(judged(kName, "上") == "x: 1 characters, documented 2..4");
  CHECK(judged(kName, "abcde") == "x: 5 characters, documented 2..4");
  CHECK(wrong(kName, "abcde") == Wrong::kLength);
}

TEST_CASE("A text that is not UTF-8 is of no legal type", "[catalog]") {
  CHECK(judged_text(kName, "a\xFF") == "x: not UTF-8");
  CHECK(wrong(kName, "a\xFF", false) == Wrong::kType);
}

TEST_CASE("A limit on one side only says so", "[catalog]") {
  CHECK(judged({.name = "x", .min = 2}, "a") == "x: 1 characters, documented at least 2");
  CHECK(judged({.name = "x", .max = 2}, "abc") == "x: 3 characters, documented at most 2");
  CHECK(judged({.name = "x", .type = Type::kInt32, .min = 0}, -1) ==
        "x: -1, documented at least 0");
}

TEST_CASE("The value of a number has to be within its limits", "[catalog]") {
  CHECK(judged(kCount, 1) == R"({"x":1})");
  CHECK(judged(kCount, 100) == R"({"x":100})");
  CHECK(judged(kCount, 0) == "x: 0, documented 1..100");
  CHECK(judged(kCount, 101) == "x: 101, documented 1..100");
  CHECK(wrong(kCount, 101) == Wrong::kRange);
}

TEST_CASE("A fraction has to be within its limits too", "[catalog]") {
  constexpr Field kShare{.name = "x", .type = Type::kDouble, .min = 0, .max = 1};
  CHECK(judged(kShare, 0.5) == R"({"x":0.5})");
  CHECK(judged(kShare, 1) == R"({"x":1})");
  CHECK(judged(kShare, 1.5) == "x: 1.5, documented 0..1");
  CHECK(judged(kShare, -0.25) == "x: -0.25, documented 0..1");
  CHECK(judged_text(kShare, "2") == "x: 2.0, documented 0..1");
  CHECK(judged(kShare, 18446744073709551615u) == "x: 18446744073709551615, documented 0..1");
  CHECK(wrong(kShare, 1.5) == Wrong::kRange);
}

TEST_CASE("Only the listed values are legal", "[catalog]") {
  CHECK(judged(kSort, 7) == R"({"x":7})");
  CHECK(judged(kSort, 3) == "x: 3 is not a documented value");
  CHECK(wrong(kSort, 3) == Wrong::kChoice);
  CHECK(judged(kColour, "blue") == R"({"x":"blue"})");
  CHECK(judged(kColour, "Blue") == "x: \"Blue\" is not a documented value");
  CHECK(wrong(kColour, "") == Wrong::kChoice);
}

TEST_CASE("A text has to match its pattern", "[catalog]") {
  CHECK(judged(kNumber, "021") == R"({"x":"021"})");
  CHECK(judged(kNumber, "02a") == "x: \"02a\" does not match ^\\d+$");
  CHECK(wrong(kNumber, "02a") == Wrong::kPattern);
}

TEST_CASE("A long value is shown by its beginning, in whole characters", "[catalog]") {
  CHECK(judged(kColour, std::string(200, 'a')) ==
        "x: \"" + std::string(56, 'a') + "... is not a documented value");
  std::string many;
  for (int i = 0; i < 50; ++i) many += "测";
  CHECK(utf8_length(judged(kNumber, many)));
}

TEST_CASE("A number may be written as text", "[catalog]") {
  CHECK(judged(kInt32, "12") == R"({"x":12})");
  CHECK(judged(kInt32, " 12 ") == R"({"x":12})");
  CHECK(judged_text(kInt64, "-12") == R"({"x":-12})");
  CHECK(judged_text(kDouble, "1.5") == R"({"x":1.5})");
  CHECK(judged_text(kFlag, "true") == R"({"x":true})");
  CHECK(judged_text(kFlag, "false") == R"({"x":false})");
}

TEST_CASE("A text may be written as a number or a truth", "[catalog]") {
  constexpr Field kText{.name = "x"};
  CHECK(judged(kText, 12) == R"({"x":"12"})");
  CHECK(judged(kText, 1.5) == R"({"x":"1.5"})");
  CHECK(judged(kText, true) == R"({"x":"true"})");
  CHECK(judged(kText, 9'007'199'254'740'993) == R"({"x":"9007199254740993"})");
}

TEST_CASE("A float without a fraction is an integer", "[catalog]") {
  CHECK(judged(kInt32, 12.0) == R"({"x":12})");
  CHECK(judged(kInt32, 12.5) == "x: int32 expected, got 12.5");
  CHECK(judged(kInt64, 1e15) == R"({"x":1000000000000000})");
  CHECK(judged(kInt64, 1e300) == "x: int64 expected, got 1e+300");
  CHECK(judged(kInt32, 3e9) == "x: int32 expected, got 3000000000.0");
}

TEST_CASE("An integer parameter has to fit its width", "[catalog]") {
  CHECK(judged(kInt32, 2147483647) == R"({"x":2147483647})");
  CHECK(judged(kInt32, 2147483648) == "x: int32 expected, got 2147483648");
  CHECK(judged(kInt32, -2147483649) == "x: int32 expected, got -2147483649");
  CHECK(judged_text(kInt32, "2147483648") == "x: int32 expected, got \"2147483648\"");
  CHECK(judged(kInt64, INT64_MAX) == R"({"x":9223372036854775807})");
  CHECK(judged(kInt64, 9223372036854775808u) == "x: int64 expected, got 9223372036854775808");
  CHECK(judged(kInt32, 18446744073709551615u) == "x: int32 expected, got 18446744073709551615");
  CHECK(judged_text(kInt64, "9223372036854775808") ==
        "x: int64 expected, got \"9223372036854775808\"");
}

TEST_CASE("What is of another type is refused", "[catalog]") {
  CHECK(judged(kInt32, "12a") == "x: int32 expected, got \"12a\"");
  CHECK(judged(kInt32, "") == "x: int32 expected, got \"\"");
  CHECK(judged(kInt32, true) == "x: int32 expected, got true");
  CHECK(judged(kInt32, {1}) == "x: int32 expected, got [1]");
  CHECK(judged(kDouble, "abc") == "x: double expected, got \"abc\"");
  CHECK(judged(kFlag, 1) == "x: boolean expected, got 1");
  CHECK(judged(kFlag, "True") == "x: boolean expected, got \"True\"");
  CHECK(judged(kName, {{"a", 1}}) == "x: string expected, got {\"a\":1}");
  CHECK(judged(kThing, "{}") == "x: object expected, got \"{}\"");
  CHECK(judged(kThing, {{"a", 1}}) == R"({"x":{"a":1}})");
  CHECK(judged(kWhen, "2025-06-05T07:27:35Z") == R"({"x":"2025-06-05T07:27:35Z"})");
  CHECK(judged(kWhen, "2025-06-31T07:27:35Z") ==
        "x: date-time expected, got \"2025-06-31T07:27:35Z\"");
  CHECK(judged(kWhen, 1749108455) == "x: date-time expected, got 1749108455");
  CHECK(wrong(kInt32, "12a") == Wrong::kType);
}

}  // namespace
}  // namespace virga
