#include "scenario/expectation.h"

#include <algorithm>

#include "base/text.h"
#include "scenario/duration.h"
#include "scenario/words.h"

namespace virga {
namespace {

std::optional<std::int64_t> count_of(std::string_view text) {
  return is_digits(text) ? parse_integer(text) : std::nullopt;
}

std::string nth(std::size_t number) { return "attempt " + std::to_string(number + 1); }

}  // namespace

std::optional<ExpectedHits> ExpectedHits::of(const Yaml& from) {
  if (const auto number = from.integer(); number && *number >= 0)
    return ExpectedHits{*number, *number, std::to_string(*number)};
  const std::string_view text = from.is_scalar() ? std::string_view(from.text) : "";
  if (const auto dots = text.find(".."); dots != std::string_view::npos) {
    const auto least = count_of(text.substr(0, dots)), most = count_of(text.substr(dots + 2));
    if (least && most && *least <= *most) return ExpectedHits{*least, *most, from.text};
  }
  return std::nullopt;
}

std::optional<ExpectedHits> ExpectedHits::read(const Yaml& from, Mistakes& mistakes) {
  if (auto hits = of(from)) return hits;
  if (from.is_scalar() && from.text == "any") return ExpectedHits{.least = 0, .text = "any"};
  mistakes.add(from, "hits has to be a whole number of 0 or more, a range like 2..5, or any");
  return std::nullopt;
}

void ExpectedRetries::read_gap(const Yaml& from, Mistakes& mistakes) {
  if (!expect_keys(from, "gap", {"min", "max"}, {}, mistakes)) return;
  if (from.members.empty()) mistakes.add(from, "gap needs \"min\" or \"max\"");
  if (const Yaml* shortest = from.find("min")) shortest_gap = parse_duration(*shortest, mistakes);
  if (const Yaml* longest = from.find("max")) longest_gap = parse_duration(*longest, mistakes);
  if (shortest_gap && longest_gap && *shortest_gap > *longest_gap)
    mistakes.add(from, "the shortest gap is longer than the longest");
}

ExpectedRetries ExpectedRetries::read(const Yaml& from, const When* when, Mistakes& mistakes) {
  ExpectedRetries expected;
  if (!expect_keys(from, "retries", {"max", "min", "same", "signed_anew", "gap"}, {}, mistakes))
    return expected;
  if (from.members.empty()) mistakes.add(from, "retries has to expect something");
  if (const Yaml* most = from.find("max")) expected.most = read_count(*most, "max", 0, mistakes);
  if (const Yaml* least = from.find("min")) expected.least = read_count(*least, "min", 0, mistakes);
  if (expected.least && expected.most && *expected.least > *expected.most)
    mistakes.add(*from.find("min"), "min is more than max");
  if (const Yaml* same = from.find("same");
      same != nullptr && expect_items(*same, "same", mistakes))
    for (const Yaml& name : same->items)
      if (read_text(name, "same", mistakes))
        expected.same.push_back((when == nullptr ? When() : *when).read_param_name(name, mistakes));
  if (const Yaml* anew = from.find("signed_anew"))
    expected.signed_anew = read_flag(*anew, "signed_anew", mistakes);
  if (const Yaml* gap = from.find("gap")) expected.read_gap(*gap, mistakes);
  return expected;
}

std::vector<std::string> ExpectedRetries::unmet(const std::vector<Attempt>& attempts) const {
  std::vector<std::string> wrong;
  const auto retries = static_cast<std::int64_t>(attempts.size()) - 1;
  if (most && retries > *most)
    wrong.push_back("tried again " + std::to_string(retries) + " times, at most " +
                    std::to_string(*most));
  if (least && retries < *least)
    wrong.push_back("tried again " + std::to_string(retries) + " times, at least " +
                    std::to_string(*least));
  for (std::size_t i = 1; i < attempts.size(); ++i) {
    const Attempt& attempt = attempts[i];
    if (!attempt.same) wrong.push_back(nth(i) + " has other values in what is to stay the same");
    if (signed_anew && attempt.signed_anew != *signed_anew)
      wrong.push_back(nth(i) + (*signed_anew ? " is not signed anew" : " is signed anew"));
    if (shortest_gap && attempt.gap < *shortest_gap)
      wrong.push_back(nth(i) + " came after " + print_duration(attempt.gap) + ", not before " +
                      print_duration(*shortest_gap));
    if (longest_gap && attempt.gap > *longest_gap)
      wrong.push_back(nth(i) + " came after " + print_duration(attempt.gap) + ", not later than " +
                      print_duration(*longest_gap));
  }
  return wrong;
}

}  // namespace virga
