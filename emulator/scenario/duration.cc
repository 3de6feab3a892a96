#include "scenario/duration.h"

#include "base/text.h"
#include "scenario/words.h"

namespace virga {
namespace {

constexpr std::size_t kMostDigits = 10;  // of hours in milliseconds: far from the limit of 64 bits
constexpr std::size_t kMostDecimals = 6;

struct Unit {
  std::string_view name;
  std::int64_t milliseconds;
};

constexpr Unit kUnits[] = {{"ms", 1}, {"s", 1'000}, {"m", 60'000}, {"h", 3'600'000}};

const Unit* find_unit(std::string_view name) {
  for (const Unit& unit : kUnits)
    if (unit.name == name) return &unit;
  return nullptr;
}

struct Amount {
  std::int64_t whole = 0;
  std::int64_t fraction = 0;  // in parts of `parts`
  std::int64_t parts = 1;
};

// Digits, perhaps a point and more digits. Binary fractions would make 1.1 s a little more than
// 1100 ms.
std::optional<Amount> parse_amount(std::string_view text) {
  const auto halves = split(text, '.');
  if (halves.size() > 2 || !is_digits(halves[0]) || halves[0].size() > kMostDigits)
    return std::nullopt;
  Amount amount{.whole = *parse_integer(halves[0])};
  if (halves.size() == 1) return amount;
  if (!is_digits(halves[1]) || halves[1].size() > kMostDecimals) return std::nullopt;
  for (const char digit : halves[1]) {
    amount.fraction = amount.fraction * 10 + (digit - '0');
    amount.parts *= 10;
  }
  return amount;
}

}  // namespace

std::optional<std::chrono::milliseconds> parse_duration(const Yaml& from, Mistakes& mistakes) {
  if (!from.is_scalar()) {
    mistakes.add(from, "a duration is a number with a unit, such as 80ms");
    return std::nullopt;
  }
  const std::string_view text = from.text;
  const std::size_t unit_at = text.find_first_not_of("0123456789.");
  const auto amount = parse_amount(text.substr(0, unit_at));
  if (!amount) {
    mistakes.add(from, in_quotes(text) + " is no duration: a number with a unit, such as 80ms");
    return std::nullopt;
  }
  if (unit_at == std::string_view::npos) {
    mistakes.add(from, from.text + " lacks its unit: ms, s, m or h");
    return std::nullopt;
  }
  const Unit* unit = find_unit(text.substr(unit_at));
  if (unit == nullptr) {
    mistakes.add(from, "unknown unit " + in_quotes(text.substr(unit_at)) + " in " +
                           in_quotes(text) + ": ms, s, m or h");
    return std::nullopt;
  }
  const std::int64_t fraction = amount->fraction * unit->milliseconds;
  if (fraction % amount->parts != 0) {
    mistakes.add(from, in_quotes(text) + " is finer than a millisecond");
    return std::nullopt;
  }
  return std::chrono::milliseconds(amount->whole * unit->milliseconds + fraction / amount->parts);
}

std::optional<std::chrono::milliseconds> parse_duration(std::string text, Mistakes& mistakes) {
  Yaml span;
  span.kind = Yaml::Kind::kScalar;
  span.plain = true;
  span.text = std::move(text);
  return parse_duration(span, mistakes);
}

std::string print_duration(std::chrono::milliseconds span) {
  const Unit* unit = &kUnits[0];
  for (const Unit& each : kUnits)
    if (span.count() != 0 && span.count() % each.milliseconds == 0) unit = &each;
  return std::to_string(span.count() / unit->milliseconds) + std::string(unit->name);
}

}  // namespace virga
