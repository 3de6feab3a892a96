// Points in time, and the texts in which the two clouds and HTTP write them.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace virga {

using Time = std::chrono::sys_time<std::chrono::milliseconds>;

inline constexpr std::chrono::hours kBeijing{8};  // UTC+8, no summer time

std::string iso_time(Time time);        // 2022-09-16T01:14:58.000+00:00, as GSL answers
std::string basic_time(Time time);      // 20250605T072735Z, as signatures carry it
std::string plain_time(Time time);      // 2025-06-05T07:27:35.000Z, for people and logs
std::string beijing_digits(Time time);  // 20250605152735: the head of a Volcengine request id
std::string http_date(Time time);       // Thu, 05 Jun 2025 07:27:35 GMT

std::optional<Time> parse_basic_time(std::string_view text);  // only the form of basic_time

// ISO 8601 date-time: `T` or a blank between, milliseconds and zone optional, UTC when no zone is
// given.
std::optional<Time> parse_time(std::string_view text);

// A calendar month, such as a billing cycle.
struct Month {
  int year = 0;
  unsigned month = 1;  // 1..12

  friend auto operator<=>(const Month&, const Month&) = default;
};

std::string month_text(Month month);                      // 2021-04
std::optional<Month> parse_month(std::string_view text);  // only the form of month_text
Month plus_months(Month month, int count);
Month beijing_month(Time time);                    // the month that `time` falls in, in Beijing
Time beijing_midnight(Month month, unsigned day);  // 00:00 Beijing time of that day

}  // namespace virga
