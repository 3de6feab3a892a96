// The character rules that the documentation attaches to texts.
#pragma once

#include <string_view>

#include "catalog/field.h"

namespace virga::gsl {

bool is_name(std::string_view utf8);          // only [\u4e00-\u9fa5a-zA-Z0-9_.,-]
bool is_billing_text(std::string_view utf8);  // the same without the comma
bool is_work_order_number(std::string_view utf8);

inline constexpr Pattern kNamePattern{
    .text = R"(^[\u4e00-\u9fa5a-zA-Z0-9_.,-]{0,2000}$)",
    .matches = is_name,
    .message = "The parameter contains illegal characters, and the proof test fails"};

// The console service says the same in Chinese.
inline constexpr Pattern kConsoleNamePattern{.text = R"(^[\u4e00-\u9fa5a-zA-Z0-9_.,-]{0,2000}$)",
                                             .matches = is_name,
                                             .message = "参数包含非法字符,校验失败"};

inline constexpr Pattern kBillingPattern{.text = R"(^[\u4e00-\u9fa5a-zA-Z0-9_.-]{0,2000}$)",
                                         .matches = is_billing_text};

inline constexpr Pattern kWorkOrderNumberPattern{.text = "^[0-9]{1,17}$",
                                                 .matches = is_work_order_number};

}  // namespace virga::gsl
