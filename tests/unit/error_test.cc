// Documented errors, and one occurrence of each.
#include "base/error.h"

#include <catch2/catch.hpp>

namespace virga {
namespace {

using Names = std::vector<std::string_view>;

constexpr Error kPlain{.code = "Denied", .text = "Operation is denied."};
constexpr Error kOne{.code = "Invalid", .text = "The parameter {parameter} is invalid."};
constexpr Error kTwo{.code = "Conflict", .status = 409, .text = "{first} and {second}, {first}"};
constexpr Error kLooksLikeJson{.code = "Odd", .text = R"({"Code": {code}, "Set": {}, "x": {A}})"};

TEST_CASE("Braces around a lower-case word are a placeholder", "[base]") {
  CHECK(placeholders("The parameter {parameter} is invalid.") == Names{"parameter"});
  CHECK(placeholders("{first_name}{b}") == Names{"first_name", "b"});
  CHECK(placeholders("{a} and {a}") == Names{"a", "a"});
}

TEST_CASE("Braces around anything else are plain text", "[base]") {
  for (const std::string_view text : {"", "no braces", "{}", "{A}", "{a b}", "{a", "a}", "{1}",
                                      "{\"error_code\": \"x\"}", "{%s}", "{"}) {
    INFO(text);
    CHECK(placeholders(text).empty());
  }
  CHECK(placeholders("{{a}}") == Names{"a"});
  CHECK(placeholders("{a{b}") == Names{"b"});
}

TEST_CASE("An error that nothing fills reads as the documentation does", "[base]") {
  CHECK(Fault(kPlain).text() == "Operation is denied.");
  CHECK(Fault(kOne).text() == "The parameter %s is invalid.");
  CHECK(Fault(kTwo).text() == "%s and %s, %s");
}

TEST_CASE("An error about something names it in the first gap", "[base]") {
  const Fault fault = kOne.about("Name", "too long");
  CHECK(fault.error == &kOne);
  CHECK(fault.text() == "The parameter Name is invalid.");
  CHECK(fault.why == "too long");
  CHECK(kTwo.about("x").text() == "x and %s, x");
  CHECK(kPlain.about("x").text() == "Operation is denied.");
}

TEST_CASE("Every gap can be filled by its name", "[base]") {
  CHECK(Fault(kTwo).with("second", "b").with("first", "a").text() == "a and b, a");
  CHECK(Fault(kTwo).with("third", "c").text() == "%s and %s, %s");
  Fault fault(kOne);
  fault.with("parameter", "Kept");
  CHECK(fault.text() == "The parameter Kept is invalid.");
}

TEST_CASE("What fills a gap is not read for gaps again", "[base]") {
  CHECK(kTwo.about("{second}").text() == "{second} and %s, {second}");
}

TEST_CASE("A text that is itself JSON keeps its braces", "[base]") {
  CHECK(kLooksLikeJson.about("\"7\"").text() == R"({"Code": "7", "Set": {}, "x": {A}})");
}

TEST_CASE("The reason never reaches the text", "[base]") {
  const Fault fault = kPlain.because("the pool holds numbers");
  CHECK(fault.why == "the pool holds numbers");
  CHECK(fault.text() == "Operation is denied.");
}

TEST_CASE("A wording of its own replaces the text and keeps the reason", "[base]") {
  const Fault fault = kOne.about("iccid", "not given").saying("iccid:不能为null {parameter}");
  CHECK(fault.text() == "iccid:不能为null {parameter}");
  CHECK(fault.why == "not given");
  CHECK(fault.error == &kOne);
  CHECK(kOne.about("iccid").saying("").text() == "The parameter iccid is invalid.");
}

}  // namespace
}  // namespace virga
