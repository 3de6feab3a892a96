#include "services/volcengine_vms/calling_hours.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/text.h"

namespace virga::vms {
namespace {

using Minutes = std::pair<std::int64_t, std::int64_t>;  // of a day, from and until

std::optional<std::int64_t> minute_of(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto hour = text.substr(0, 2), minute = text.substr(3);
  if (!is_digits(hour) || !is_digits(minute)) return std::nullopt;
  const std::int64_t h = *parse_integer(hour), m = *parse_integer(minute);
  if (h > 24 || m > 59 || h * 60 + m > 24 * 60) return std::nullopt;
  return h * 60 + m;
}

std::optional<Minutes> span_of(const Json& text) {
  if (!text.is_string()) return std::nullopt;
  const auto parts = split(text.get_ref<const std::string&>(), '-');
  if (parts.size() != 2) return std::nullopt;
  const auto from = minute_of(parts[0]), until = minute_of(parts[1]);
  if (!from || !until || *from >= *until) return std::nullopt;
  return Minutes{*from, *until};
}

bool is_weekday(const Json& day) {
  return day.is_number_integer() && day.get<std::int64_t>() >= 1 && day.get<std::int64_t>() <= 7;
}

bool is_item(const Json& item) {
  if (!item.is_object() || !item.contains("Times") || !item.at("Times").is_array() ||
      item.at("Times").empty())
    return false;
  for (const Json& time : item.at("Times"))
    if (!span_of(time)) return false;
  if (!item.contains("Weekdays") || item.at("Weekdays").is_null()) return true;
  const Json& days = item.at("Weekdays");
  return days.is_array() && std::all_of(days.begin(), days.end(), is_weekday);
}

bool is_on(const Json& item, std::int64_t weekday) {
  const auto days = item.find("Weekdays");
  return days == item.end() || days->is_null() || days->empty() ||
         std::find(days->begin(), days->end(), weekday) != days->end();
}

}  // namespace

bool are_calling_hours(const Json& list) {
  return list.is_array() && std::all_of(list.begin(), list.end(), is_item);
}

bool is_forbidden(const Json& list, Time time) {
  const Time local = time + kBeijing;
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const auto weekday = static_cast<std::int64_t>(std::chrono::weekday(day).c_encoding()) + 1;
  const auto minute = std::chrono::floor<std::chrono::minutes>(local - day).count();
  for (const Json& item : list)
    for (const Json& text : item.at("Times"))
      if (const auto span = span_of(text);
          span && is_on(item, weekday) && span->first <= minute && minute < span->second)
        return true;
  return false;
}

Time next_look(Time time) {
  return std::chrono::floor<std::chrono::minutes>(time) + std::chrono::minutes(1);
}

}  // namespace virga::vms
