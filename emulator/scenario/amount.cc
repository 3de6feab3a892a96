#include "scenario/amount.h"

#include <algorithm>

#include "base/text.h"
#include "scenario/words.h"

namespace virga {
namespace {

constexpr std::size_t kMostDigits = 10;
constexpr std::int64_t kMostBytes = std::int64_t{1} << 30;
constexpr std::int64_t kPortionsASecond = 20;

struct Unit {
  std::string_view name;
  std::int64_t bytes;
};

constexpr Unit kUnits[] = {
    {"B", 1}, {"KB", 1000}, {"KiB", 1024}, {"MB", 1'000'000}, {"MiB", 1 << 20}};

// Digits and a unit.
std::optional<std::int64_t> bytes_of(std::string_view text) {
  const std::size_t unit_at = text.find_first_not_of("0123456789");
  if (unit_at == 0 || unit_at == std::string_view::npos || unit_at > kMostDigits)
    return std::nullopt;
  for (const Unit& unit : kUnits)
    if (unit.name == text.substr(unit_at)) {
      const std::int64_t bytes = *parse_integer(text.substr(0, unit_at)) * unit.bytes;
      return bytes <= kMostBytes ? std::optional(bytes) : std::nullopt;
    }
  return std::nullopt;
}

}  // namespace

std::size_t Part::of(std::size_t whole) const {
  const auto size = static_cast<std::int64_t>(whole);
  return static_cast<std::size_t>(std::min(bytes.value_or(size * percent / 100), size));
}

std::string Part::text() const {
  return bytes ? std::to_string(*bytes) + "B" : std::to_string(percent) + "%";
}

std::optional<Part> parse_part(const Yaml& from, Mistakes& mistakes) {
  const std::string_view text = from.is_scalar() ? std::string_view(from.text) : "";
  if (text.ends_with('%')) {
    const auto digits = text.substr(0, text.size() - 1);
    if (const auto percent = is_digits(digits) ? parse_integer(digits) : std::nullopt;
        percent && *percent < 100)
      return Part{.percent = *percent};
  } else if (const auto bytes = bytes_of(text)) {
    return Part{.bytes = bytes};
  }
  mistakes.add(from, in_quotes(text) +
                         " is no part of an answer: 0% to 99%, or bytes such as 20B, 2KiB, 1MB");
  return std::nullopt;
}

std::optional<Pace> parse_rate(const Yaml& from, Mistakes& mistakes) {
  const std::string_view text = from.is_scalar() ? std::string_view(from.text) : "";
  const auto bytes =
      text.ends_with("/s") ? bytes_of(text.substr(0, text.size() - 2)) : std::nullopt;
  if (!bytes || *bytes < 1) {
    mistakes.add(from, in_quotes(text) + " is no speed: bytes a second, such as 20B/s or 2KiB/s");
    return std::nullopt;
  }
  if (*bytes < kPortionsASecond) return Pace{1, std::chrono::milliseconds(1000 / *bytes)};
  return Pace{static_cast<std::size_t>(*bytes / kPortionsASecond),
              std::chrono::milliseconds(1000 / kPortionsASecond)};
}

}  // namespace virga
