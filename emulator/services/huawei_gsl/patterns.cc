#include "services/huawei_gsl/patterns.h"

#include <algorithm>
#include <regex>
#include <string>

#include "base/text.h"

namespace virga::gsl {
namespace {

bool is_name_character(char32_t c) {
  return (c >= 0x4e00 && c <= 0x9fa5) || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') ||
         (c >= U'0' && c <= U'9') || c == U'_' || c == U'.' || c == U',' || c == U'-';
}

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_plan_name_character(char32_t c) {
  constexpr std::u32string_view kMarks = U"()（）:：.-/ \t\n\v\f\r";
  return (c >= 0x4e00 && c <= 0x9fa5) || (c < 0x80 && is_letter_or_digit(static_cast<char>(c))) ||
         kMarks.find(c) != std::u32string_view::npos;
}

}  // namespace

bool is_name(std::string_view utf8) {
  const std::u32string characters = code_points(utf8);
  return characters.size() <= 2000 &&
         std::all_of(characters.begin(), characters.end(), is_name_character);
}

bool is_billing_text(std::string_view utf8) {
  return is_name(utf8) && utf8.find(',') == std::string_view::npos;
}

bool is_work_order_number(std::string_view utf8) { return is_digits(utf8) && utf8.size() <= 17; }

bool is_quota(std::string_view utf8) {
  return utf8 == "-1" || (is_digits(utf8) && utf8.size() <= 10);
}

bool is_imei(std::string_view utf8) {
  return utf8.size() <= 20 && std::all_of(utf8.begin(), utf8.end(), is_letter_or_digit);
}

bool is_plan_name(std::string_view utf8) {
  const std::u32string characters = code_points(utf8);
  return characters.size() <= 2000 &&
         std::all_of(characters.begin(), characters.end(), is_plan_name_character);
}

bool is_host(std::string_view utf8) {
  static const std::regex pattern(R"((http(s)?://)?(www\.)?[a-zA-Z0-9][-a-zA-Z0-9]{0,62})"
                                  R"((\.[a-zA-Z0-9][-a-zA-Z0-9]{0,62})+(:\d+)*(/\w+\.\w+)*)");
  // The field is at most 64 characters long, so the way back of the expression stays short.
  return utf8.size() <= 256 && std::regex_match(utf8.begin(), utf8.end(), pattern);
}

}  // namespace virga::gsl
