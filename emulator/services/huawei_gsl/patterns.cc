#include "services/huawei_gsl/patterns.h"

#include <algorithm>
#include <string>

#include "base/text.h"

namespace virga::gsl {
namespace {

bool is_name_character(char32_t c) {
  return (c >= 0x4e00 && c <= 0x9fa5) || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') ||
         (c >= U'0' && c <= U'9') || c == U'_' || c == U'.' || c == U',' || c == U'-';
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

}  // namespace virga::gsl
