#include "base/time.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace virga {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hh_mm_ss;
using std::chrono::milliseconds;
using std::chrono::sys_days;
using std::chrono::year_month_day;

struct Parts {
  int year = 0;
  unsigned month = 1, day = 1;
  int hour = 0, minute = 0, second = 0, millisecond = 0;
};

Parts parts_of(Time time) {
  const auto day = floor<days>(time);
  const year_month_day date(day);
  const hh_mm_ss<milliseconds> clock(time - day);
  return {static_cast<int>(date.year()),
          static_cast<unsigned>(date.month()),
          static_cast<unsigned>(date.day()),
          static_cast<int>(clock.hours().count()),
          static_cast<int>(clock.minutes().count()),
          static_cast<int>(clock.seconds().count()),
          static_cast<int>(clock.subseconds().count())};
}

// In decimal, with zeros in front up to `width` digits.
void append(std::string& out, int value, std::size_t width) {
  const std::string digits = std::to_string(value);
  out.append(width - std::min(width, digits.size()), '0');
  out += digits;
}

// %Y %m %d %H %M %S as of strftime, %f the milliseconds. Every answer carries two times or three,
// and the library's own printing takes ten times as long.
std::string print(std::string_view format, const Parts& p) {
  std::string out;
  out.reserve(32);
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (format[i] != '%') {
      out += format[i];
      continue;
    }
    switch (format[++i]) {
      case 'Y': append(out, p.year, 4); break;
      case 'm': append(out, static_cast<int>(p.month), 2); break;
      case 'd': append(out, static_cast<int>(p.day), 2); break;
      case 'H': append(out, p.hour, 2); break;
      case 'M': append(out, p.minute, 2); break;
      case 'S': append(out, p.second, 2); break;
      case 'f': append(out, p.millisecond, 3); break;
    }
  }
  return out;
}

// Exactly `count` decimal digits at `at`.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return std::nullopt;
  int value = 0;
  const char* const begin = text.data() + at;
  for (const char* c = begin; c != begin + count; ++c)
    if (*c < '0' || *c > '9') return std::nullopt;
  std::from_chars(begin, begin + count, value);
  return value;
}

std::optional<Time> assemble(std::optional<int> year, std::optional<int> month,
                             std::optional<int> day, std::optional<int> hour,
                             std::optional<int> minute, std::optional<int> second) {
  if (!year || !month || !day || !hour || !minute || !second) return std::nullopt;
  const year_month_day date{std::chrono::year{*year},
                            std::chrono::month{static_cast<unsigned>(*month)},
                            std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok() || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  return sys_days(date) + std::chrono::hours(*hour) + std::chrono::minutes(*minute) +
         std::chrono::seconds(*second);
}

}  // namespace

std::string iso_time(Time time) { return print("%Y-%m-%dT%H:%M:%S.%f+00:00", parts_of(time)); }

std::string plain_time(Time time) { return print("%Y-%m-%dT%H:%M:%S.%fZ", parts_of(time)); }

std::string basic_time(Time time) { return print("%Y%m%dT%H%M%SZ", parts_of(time)); }

std::string beijing_digits(Time time) { return print("%Y%m%d%H%M%S", parts_of(time + kBeijing)); }

std::string http_date(Time time) {
  static constexpr std::array kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const Parts p = parts_of(time);
  const std::chrono::weekday weekday(floor<days>(time));
  const std::string month = kMonths.at(p.month - 1);
  return kDays.at(weekday.c_encoding()) + print(", %d " + month + " %Y %H:%M:%S GMT", p);
}

std::optional<Time> parse_basic_time(std::string_view text) {
  if (text.size() != 16 || text[8] != 'T' || text[15] != 'Z') return std::nullopt;
  return assemble(digits(text, 0, 4), digits(text, 4, 2), digits(text, 6, 2), digits(text, 9, 2),
                  digits(text, 11, 2), digits(text, 13, 2));
}

std::optional<Time> parse_time(std::string_view text) {
  if (text.size() < 19 || text[4] != '-' || text[7] != '-' ||
      (text[10] != 'T' && text[10] != ' ') || text[13] != ':' || text[16] != ':')
    return std::nullopt;
  auto time = assemble(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2),
                       digits(text, 11, 2), digits(text, 14, 2), digits(text, 17, 2));
  if (!time) return std::nullopt;
  std::string_view rest = text.substr(19);
  if (!rest.empty() && rest.front() == '.') {
    std::size_t count = 0;
    int fraction = 0, scale = 100;
    for (rest.remove_prefix(1); count < rest.size() && rest[count] >= '0' && rest[count] <= '9';
         ++count) {
      fraction += (rest[count] - '0') * scale;
      scale /= 10;
    }
    if (count == 0) return std::nullopt;
    rest.remove_prefix(count);
    *time += milliseconds(fraction);
  }
  if (rest.empty() || rest == "Z") return time;
  if (rest.front() != '+' && rest.front() != '-') return std::nullopt;
  const bool colon = rest.size() == 6 && rest[3] == ':';
  if (!colon && rest.size() != 5) return std::nullopt;
  const auto hours = digits(rest, 1, 2), minutes = digits(rest, colon ? 4 : 3, 2);
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  const auto zone = std::chrono::hours(*hours) + std::chrono::minutes(*minutes);
  return rest.front() == '+' ? *time - zone : *time + zone;
}

std::string month_text(Month month) {
  return print("%Y-%m", {.year = month.year, .month = month.month});
}

std::optional<Month> parse_month(std::string_view text) {
  if (text.size() != 7 || text[4] != '-') return std::nullopt;
  const auto year = digits(text, 0, 4), month = digits(text, 5, 2);
  if (!year || !month || *month < 1 || *month > 12) return std::nullopt;
  return Month{*year, static_cast<unsigned>(*month)};
}

Month plus_months(Month month, int count) {
  const int index = month.year * 12 + static_cast<int>(month.month) - 1 + count;
  return {index / 12, static_cast<unsigned>(index % 12) + 1};
}

Month beijing_month(Time time) {
  const Parts p = parts_of(time + kBeijing);
  return {p.year, p.month};
}

Time beijing_midnight(Month month, unsigned day) {
  return sys_days(year_month_day(std::chrono::year(month.year), std::chrono::month(month.month),
                                 std::chrono::day(day))) -
         kBeijing;
}

}  // namespace virga
