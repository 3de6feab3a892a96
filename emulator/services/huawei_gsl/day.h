// Days of the Beijing calendar, by which GSL counts usage.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace virga::gsl {

using Day = std::chrono::sys_days;  // the date, wherever its midnight is

Day beijing_day(Time time);
Time begin_of(Day day);  // 00:00 in Beijing
Day first_day(Month month);
Month month_of(Day day);

std::int64_t day_number(Day day);                     // 20240821
std::string day_text(Day day);                        // the same as text
std::optional<Day> parse_day(std::string_view text);  // only that form, only dates that exist

// The same day and time of day so many months later, or the last day of a month that is shorter.
Time plus_months(Time time, int count);

}  // namespace virga::gsl
