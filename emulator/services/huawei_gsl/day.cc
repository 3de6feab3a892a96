#include "services/huawei_gsl/day.h"

#include "base/text.h"

namespace virga::gsl {

using std::chrono::year_month_day;

Day beijing_day(Time time) { return std::chrono::floor<std::chrono::days>(time + kBeijing); }

Time begin_of(Day day) { return Time(day) - kBeijing; }

Day first_day(Month month) { return beijing_day(beijing_midnight(month, 1)); }

Month month_of(Day day) { return beijing_month(begin_of(day)); }

std::int64_t day_number(Day day) {
  const year_month_day date(day);
  return static_cast<int>(date.year()) * 10000 +
         static_cast<int>(static_cast<unsigned>(date.month()) * 100 +
                          static_cast<unsigned>(date.day()));
}

std::string day_text(Day day) { return std::to_string(day_number(day)); }

std::optional<Day> parse_day(std::string_view text) {
  if (text.size() != 8 || !is_digits(text)) return std::nullopt;
  const auto digits = static_cast<unsigned>(*parse_integer(text));
  const year_month_day date(std::chrono::year(static_cast<int>(digits / 10000)),
                            std::chrono::month(digits / 100 % 100), std::chrono::day(digits % 100));
  if (digits < 10000000 || !date.ok()) return std::nullopt;
  return Day(date);
}

Time plus_months(Time time, int count) {
  const Day day = beijing_day(time);
  year_month_day date = year_month_day(day) + std::chrono::months(count);
  if (!date.ok()) date = date.year() / date.month() / std::chrono::last;
  return begin_of(Day(date)) + (time - begin_of(day));
}

}  // namespace virga::gsl
