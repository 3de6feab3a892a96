// The character rules that the documentation attaches to texts.
#pragma once

#include <string_view>

#include "catalog/field.h"

namespace virga::gsl {

bool is_name(std::string_view utf8);          // only [\u4e00-\u9fa5a-zA-Z0-9_.,-]
bool is_billing_text(std::string_view utf8);  // the same without the comma
bool is_work_order_number(std::string_view utf8);
bool is_quota(std::string_view utf8);
bool is_imei(std::string_view utf8);
bool is_plan_name(std::string_view utf8);
bool is_host(std::string_view utf8);

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

inline constexpr Pattern kQuotaPattern{.text = "^0$|^-1$|^[0-9]{1,10}$", .matches = is_quota};

inline constexpr Pattern kImeiPattern{.text = "^[0-9a-zA-Z]{0,20}$", .matches = is_imei};

// Parentheses and colon are stored twice: each stands for itself and for its full-width form.
inline constexpr Pattern kPlanNamePattern{
    .text = R"(^[\u4e00-\u9fa5a-zA-Z0-9()（）\s:：.\-/]{0,2000}$)",
    .matches = is_plan_name,
    .message = "The parameter contains illegal characters, and the proof test fails"};

inline constexpr Pattern kHostPattern{
    .text = R"(^(http(s)?:\/\/)?(www\.)?[a-zA-Z0-9][-a-zA-Z0-9]{0,62})"
            R"((\.[a-zA-Z0-9][-a-zA-Z0-9]{0,62})+(:\d+)*(\/\w+\.\w+)*$)",
    .matches = is_host,
    .message = "Invalid domain name or ip address."};

}  // namespace virga::gsl
