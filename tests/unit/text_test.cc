// Characters, letter case, percent-encoding and numbers in text.
#include "base/text.h"

#include <catch2/catch.hpp>

namespace virga {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;
using Parts = std::vector<std::string_view>;

TEST_CASE("Characters are counted, not bytes", "[base]") {
  CHECK(utf8_length("") == 0);
  CHECK(utf8_length("card") == 4);
  CHECK(utf8_length("测试标签") == 4);
  CHECK(utf8_length("é€😀") == 3);
  CHECK(utf8_length("\xC2\x80\xDF\xBF") == 2);                  // U+0080 U+07FF
  CHECK(utf8_length("\xE0\xA0\x80\xED\x9F\xBF") == 2);          // U+0800 U+D7FF
  CHECK(utf8_length("\xEE\x80\x80\xEF\xBF\xBF") == 2);          // U+E000 U+FFFF
  CHECK(utf8_length("\xF0\x90\x80\x80\xF4\x8F\xBF\xBF") == 2);  // U+10000 U+10FFFF
  CHECK(utf8_length(std::string_view("a\0b", 3)) == 3);
}

TEST_CASE("Text that is not UTF-8 has no length", "[base]") {
  for (const std::string_view text : {
           "\x80",
           "\xBF",
           "\xFF",
           "\xFE",  // no first bytes
           "\xC3",
           "a\xE6\xB5",
           "\xF0\x9F\x98",  // cut short
           "\xC3(",
           "\xE6(\x8B",
           "\xF0\x9F(\x80",  // a letter where a following byte belongs
           "\xC0\x80",
           "\xC1\xBF",
           "\xE0\x80\xAF",
           "\xE0\x9F\xBF",
           "\xF0\x80\x80\xAF",  // overlong
           "\xED\xA0\x80",
           "\xED\xBF\xBF",
           "\xED\xA0\xBD\xED\xB8\x80",  // surrogates
           "\xF4\x90\x80\x80",
           "\xF5\x80\x80\x80",
           "\xF8\x88\x80\x80\x80",  // beyond U+10FFFF
           "ok\x80ok",
       }) {
    CAPTURE(text.size(), static_cast<int>(static_cast<unsigned char>(text[0])));
    CHECK_FALSE(utf8_length(text));
  }
}

TEST_CASE("Code points are those of the characters", "[base]") {
  CHECK(code_points("aé测😀") == U"aé测😀");
  CHECK(code_points("").empty());
}

TEST_CASE("Letter case is that of ASCII only", "[base]") {
  CHECK(lower("Content-LENGTH Ä[") == "content-length Ä[");
  CHECK(same_letters("X-Date", "x-dATE"));
  CHECK(same_letters("", ""));
  CHECK_FALSE(same_letters("X-Date", "X-Dat"));
  CHECK_FALSE(same_letters("@[", "`{"));  // 32 apart, as letters are
  CHECK_FALSE(same_letters("Ä", "ä"));
}

TEST_CASE("Trimming takes outer blanks and tabs and nothing else", "[base]") {
  CHECK(trim(" \t a b\t ") == "a b");
  CHECK(trim("a") == "a");
  CHECK(trim(" \t ").empty());
  CHECK(trim("").empty());
  CHECK(trim("\na\r") == "\na\r");
}

TEST_CASE("Splitting keeps empty parts", "[base]") {
  CHECK(split("a,b,c", ',') == Parts{"a", "b", "c"});
  CHECK(split(",a,,b,", ',') == Parts{"", "a", "", "b", ""});
  CHECK(split("", ',') == Parts{""});
  CHECK(split("abc", ',') == Parts{"abc"});
}

TEST_CASE("Digits are one or more of 0 to 9", "[base]") {
  CHECK(is_digits("0123456789"));
  CHECK_FALSE(is_digits(""));
  CHECK_FALSE(is_digits("12 "));
  CHECK_FALSE(is_digits("-1"));
  CHECK_FALSE(is_digits("１"));
}

TEST_CASE("Percent-decoding reads two hex digits and leaves the rest", "[base]") {
  CHECK(percent_decode("%E6%B5%8b%20x") == "测 x");
  CHECK(percent_decode("100%") == "100%");
  CHECK(percent_decode("%4") == "%4");
  CHECK(percent_decode("%zz%4g%41") == "%zz%4gA");
  CHECK(percent_decode("%%41") == "%A");
  CHECK(percent_decode("%00") == std::string(1, '\0'));
  CHECK(percent_decode("%2541") == "%41");
  CHECK(percent_decode("a+b") == "a+b");
  CHECK(percent_decode("a+b%2B", Plus::kBlank) == "a b+");
}

TEST_CASE("Percent-encoding leaves the unreserved characters alone", "[base]") {
  CHECK(percent_encode("AZaz09-_.~") == "AZaz09-_.~");
  CHECK(percent_encode(" /+*=&测") == "%20%2F%2B%2A%3D%26%E6%B5%8B");
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
  CHECK(percent_decode(percent_encode(bytes)) == bytes);
}

TEST_CASE("A query gives its pairs in order, decoded", "[base]") {
  CHECK(parse_query("Action=NumberPoolList&Version=2022-01-01") ==
        Pairs{{"Action", "NumberPoolList"}, {"Version", "2022-01-01"}});
  CHECK(parse_query("b=2&a=1&b=3") == Pairs{{"b", "2"}, {"a", "1"}, {"b", "3"}});
  CHECK(parse_query("na%6De=a%26b+c%3D") == Pairs{{"name", "a&b c="}});
  CHECK(parse_query("a=b=c") == Pairs{{"a", "b=c"}});
}

TEST_CASE("A name in a query has its first value, decoded", "[base]") {
  CHECK(find_in_query("", "a") == std::nullopt);
  CHECK(find_in_query("&&", "") == std::nullopt);
  CHECK(find_in_query("=v", "") == "v");
  CHECK(find_in_query("b=2&a=1&b=3", "b") == "2");
  CHECK(find_in_query("b=2&a=1&b=3", "B") == std::nullopt);
  CHECK(find_in_query("x&na%6De=a%26b+c%3D=&", "name") == "a&b c==");
  CHECK(find_in_query("a+b=1&flag", "a b") == "1");
  CHECK(find_in_query("a+b=1&flag", "flag") == "");
}

TEST_CASE("Hex digits of a number are sixteen", "[base]") {
  CHECK(hex_digits(0) == "0000000000000000");
  CHECK(hex_digits(0xfedcba9876543210) == "fedcba9876543210");
}

TEST_CASE("A query of odd parts is read as far as it goes", "[base]") {
  CHECK(parse_query("").empty());
  CHECK(parse_query("&&").empty());
  CHECK(parse_query("flag&empty=&=value&") == Pairs{{"flag", ""}, {"empty", ""}, {"", "value"}});
}

TEST_CASE("An integer is read exactly or not at all", "[base]") {
  CHECK(parse_integer("0") == 0);
  CHECK(parse_integer("-12") == -12);
  CHECK(parse_integer("007") == 7);
  CHECK(parse_integer("9223372036854775807") == INT64_MAX);
  CHECK(parse_integer("-9223372036854775808") == INT64_MIN);
  for (const std::string_view text : {"", "-", "+1", " 1", "1 ", "1.0", "1e3", "0x10", "--1",
                                      "9223372036854775808", "-9223372036854775809"}) {
    INFO(text);
    CHECK_FALSE(parse_integer(text));
  }
}

TEST_CASE("A number is finite and decimal", "[base]") {
  CHECK(parse_number("1.5") == 1.5);
  CHECK(parse_number("-2e3") == -2000.0);
  CHECK(parse_number("12") == 12.0);
  for (const std::string_view text :
       {"", ".", "-", "inf", "nan", "-Infinity", "1e999", "0x1p3", "1,5", " 1", "1 ", "+1"}) {
    INFO(text);
    CHECK_FALSE(parse_number(text));
  }
}

}  // namespace
}  // namespace virga
