// JSON as the clouds read and print it.
#include "base/json.h"

#include <catch2/catch.hpp>

namespace virga {
namespace {

std::string nested(int depth) { return std::string(depth, '[') + std::string(depth, ']'); }

TEST_CASE("JSON keeps the order in which its keys were written", "[base]") {
  const auto value = parse_json(R"({"b": 1, "a": {"d": [2, null], "c": true}})");
  REQUIRE(value);
  CHECK(print_json(*value) == R"({"b":1,"a":{"d":[2,null],"c":true}})");
}

TEST_CASE("JSON is one value and nothing else", "[base]") {
  CHECK(parse_json("null") == Json(nullptr));
  CHECK(parse_json(" 12 \r\n") == Json(12));
  for (const std::string_view text :
       {"", " ", "{", "[1,]", "{\"a\":1,}", "{} {}", "1 2", "{'a':1}", "{a:1}", "NaN", "Infinity",
        "01", "+1", ".5", "\"open", "// note\n1", "\"tab\there\"", "nul", "1e999"}) {
    INFO(text);
    CHECK_FALSE(parse_json(text));
  }
  CHECK_FALSE(parse_json(std::string_view("1\0", 2)));
}

TEST_CASE("JSON may nest a hundred levels deep and no deeper", "[base]") {
  CHECK(parse_json(nested(100)));
  CHECK_FALSE(parse_json(nested(101)));
  CHECK_FALSE(parse_json(nested(1'000'000)));
  CHECK_FALSE(parse_json(std::string(1'000'000, '{')));
}

TEST_CASE("Brackets inside of texts do not nest", "[base]") {
  const Json text = std::string(500, '[') + "\"{\\";
  CHECK(parse_json(print_json(text)) == text);
}

TEST_CASE("A value that was closed no longer counts towards the depth", "[base]") {
  std::string text = "[[]";
  for (int i = 0; i < 500; ++i) text += ",{\"a\":[]}";
  CHECK(parse_json(text + "]"));
}

TEST_CASE("JSON that is not UTF-8 is refused", "[base]") {
  for (const std::string_view text :
       {"\"\x80\"", "\"\xC0\x80\"", "\"\xED\xA0\x80\"", "\"\xF4\x90\x80\x80\"", "\"\xE6\xB5\"",
        "{\"\xFF\":1}", "\"\\ud800\"", "\"\\udc00\""})
    CHECK_FALSE(parse_json(text));
  CHECK(parse_json("\"\\ud83d\\ude00\"") == Json("😀"));
}

TEST_CASE("Printing bytes that are not UTF-8 does not fail", "[base]") {
  CHECK(print_json(Json("a\xFFz")) == "\"a\xEF\xBF\xBDz\"");
  CHECK(print_json(Json{{"\xC3", 1}}) == "{\"\xEF\xBF\xBD\":1}");
}

TEST_CASE("Characters are printed as themselves", "[base]") {
  CHECK(print_json(Json("参数异常/😀\n\x01")) == "\"参数异常/😀\\n\\u0001\"");
}

TEST_CASE("Integers stay exact beyond two to the fifty-third", "[base]") {
  for (const std::string text : {"9007199254740993", "9223372036854775807", "-9223372036854775808",
                                 "18446744073709551615", "6666660527032540666"})
    CHECK(print_json(parse_json(text).value()) == text);
  CHECK(parse_json("9007199254740993")->get<std::int64_t>() == 9'007'199'254'740'993);
}

TEST_CASE("An integer larger than sixty-four bits is a number all the same", "[base]") {
  CHECK(parse_json("18446744073709551616") == Json(18446744073709551616.0));
}

TEST_CASE("Megabytes have two decimals at most, whole ones no point", "[base]") {
  CHECK(print_json(megabytes(0)) == "0");
  CHECK(print_json(megabytes(10.0)) == "10");
  CHECK(print_json(megabytes(0.5)) == "0.5");
  CHECK(print_json(megabytes(85.27)) == "85.27");
  CHECK(print_json(megabytes(100 - 85.27)) == "14.73");
  CHECK(print_json(megabytes(0.1 + 0.2)) == "0.3");
  CHECK(print_json(megabytes(2.999)) == "3");
  CHECK(print_json(megabytes(-13.09)) == "-13.09");
  CHECK(print_json(megabytes(-0.001)) == "0");
  CHECK(megabytes(10.0).is_number_integer());
}

}  // namespace
}  // namespace virga
