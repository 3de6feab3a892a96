// Texts that several resources print: labels of codes, and Beijing times.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/time.h"

namespace virga::vms {

// A member that is a text; "" when it is not there, or no text.
std::string text_of(const Json& document, std::string_view name);

Json lower_camel(const Json& record);  // the same members, their first letters small

std::string service_label(const Json& type);         // of a service or sub service type
std::string number_status_label(std::int64_t code);  // "使用中"
std::string number_type_label(std::int64_t code);    // "手机"
std::string display_label(std::int64_t type);        // of a CallDisplayType: "不透传"

std::string beijing_text(Time time);                       // 2025-06-05 15:27:35
std::optional<Time> parse_beijing(std::string_view text);  // only that form
// 1970 for what comes before, the last second of the year 9999 for what comes after: clients may
// name seconds that no clock can count.
Time at_second(std::int64_t unix_seconds);
std::int64_t milliseconds_of(Time time);
std::int64_t seconds_of(Time time);

}  // namespace virga::vms
