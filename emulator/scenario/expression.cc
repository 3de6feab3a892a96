// g++ 12 takes std::function inside <regex> for uninitialised when it instruments addresses: GCC
// bug 105562.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

#include "scenario/expression.h"

#include <string>

#include "base/text.h"
#include "scenario/words.h"

namespace virga {
namespace {

constexpr std::size_t kLongestPattern = 1'000;
constexpr std::size_t kLongestText = 8 << 10;
constexpr std::int64_t kMostRepeats = 10'000;

// libstdc++ matches by recursion, a few frames for each character, and tries again after each
// failure: 8 KiB can overrun a stack, and (a*)*b never ends. Its other executor walks all states at
// once and needs neither.
#ifdef __GLIBCXX__
constexpr auto kSyntax = std::regex::ECMAScript | std::regex_constants::__polynomial;
#else
constexpr auto kSyntax = std::regex::ECMAScript;
#endif

// The counts in braces, multiplied: an upper bound of how often a part is copied. Copies that may
// be empty recurse.
std::int64_t repeats(std::string_view pattern) {
  std::int64_t product = 1;
  for (std::size_t open = pattern.find('{'); open != std::string_view::npos;
       open = pattern.find('{', open + 1)) {
    std::int64_t largest = 1;
    for (const std::string_view count :
         split(pattern.substr(open + 1, pattern.find('}', open) - open - 1), ','))
      if (is_digits(count))
        largest = std::max(largest, std::min(parse_integer(count).value_or(kMostRepeats + 1),
                                             kMostRepeats + 1));  // so that no product overflows
    product *= largest;
    if (product > kMostRepeats) return product;
  }
  return product;
}

}  // namespace

std::optional<Expression> Expression::read(const Yaml& from, Mistakes& mistakes) {
  const auto pattern = read_text(from, "matches", mistakes);
  if (!pattern) return std::nullopt;
  if (utf8_length(*pattern).value_or(pattern->size()) > kLongestPattern) {
    mistakes.add(from, "a regular expression is at most 1,000 characters long");
    return std::nullopt;
  }
  if (repeats(*pattern) > kMostRepeats) {
    mistakes.add(from, "the counts of a regular expression multiply to at most 10,000");
    return std::nullopt;
  }
  try {
    // As given first: between the parentheses below, `a)(b` would pass.
    const std::regex alone(*pattern, kSyntax);
    // One anchored match over all prefixes takes linear time; a search would start anew at each
    // character.
    return Expression(std::regex("[^]*(?:" + *pattern + ")", kSyntax));
  } catch (const std::regex_error& error) {
    const bool reference = error.code() == std::regex_constants::error_complexity &&
                           pattern->find('\\') != std::string::npos;
    mistakes.add(from, in_quotes(*pattern) + (reference ? " refers back or is too large"
                                                        : " is not a regular expression"));
    return std::nullopt;
  }
}

bool Expression::found_in(std::string_view text) const {
  text = text.substr(0, kLongestText);
  return std::regex_search(text.begin(), text.end(), regex_,
                           std::regex_constants::match_continuous);
}

}  // namespace virga
