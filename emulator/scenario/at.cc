#include "scenario/at.h"

#include <algorithm>
#include <cstdio>

#include "base/text.h"
#include "scenario/duration.h"
#include "scenario/words.h"

namespace virga {
namespace {

std::string ordinal_text(std::int64_t n) {
  const std::int64_t tens = n % 100 / 10;
  const char* ending = "th";
  if (tens != 1 && n % 10 == 1) ending = "st";
  if (tens != 1 && n % 10 == 2) ending = "nd";
  if (tens != 1 && n % 10 == 3) ending = "rd";
  return std::to_string(n) + ending;
}

std::string short_number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4g", value);
  return text;
}

// The number behind `word` and one blank, when it is at least `least`.
std::optional<std::int64_t> number_after(std::string_view word, std::string_view text,
                                         std::int64_t least) {
  if (!text.starts_with(word) || !is_digits(text.substr(word.size()))) return std::nullopt;
  const auto number = parse_integer(text.substr(word.size()));
  return number && *number >= least ? number : std::nullopt;
}

}  // namespace

bool At::Calls::take(std::int64_t ordinal) const {
  if (!among.empty()) return std::find(among.begin(), among.end(), ordinal) != among.end();
  return ordinal >= first && ordinal <= last && ordinal % every == 0;
}

std::optional<At::Calls> At::parse_calls(const std::string& text) {
  Calls calls{.text = text};
  if (const auto number = number_after("every ", text, 1)) {
    calls.every = *number;
    return calls;
  }
  if (const auto number = number_after("first ", text, 1)) {
    calls.last = *number;
    return calls;
  }
  if (const auto number = number_after("after ", text, 0)) {
    calls.first = *number == calls.last ? *number : *number + 1;
    return calls;
  }
  const std::size_t dots = text.find("..");
  if (dots == std::string::npos) return std::nullopt;
  const auto first = number_after("", text.substr(0, dots), 1);
  const auto last = number_after("", text.substr(dots + 2), 1);
  if (!first || !last || *first > *last) return std::nullopt;
  calls.first = *first;
  calls.last = *last;
  return calls;
}

std::optional<At::Calls> At::read_calls(const Yaml& from, Mistakes& mistakes) {
  const auto ordinal = [](const Yaml& item) {
    const auto number = item.integer();
    return number && *number >= 1 ? number : std::nullopt;
  };
  if (const auto number = ordinal(from))
    return Calls{.among = {*number}, .text = std::to_string(*number)};
  if (from.is_list() && !from.items.empty()) {
    Calls calls;
    for (const Yaml& item : from.items) {
      if (const auto number = ordinal(item)) {
        calls.among.push_back(*number);
        (calls.text += calls.text.empty() ? "" : ", ") += std::to_string(*number);
      } else {
        mistakes.add(item, "calls are counted from 1");
      }
    }
    if (calls.among.size() == from.items.size()) return calls;
    return std::nullopt;
  }
  if (from.is_scalar())
    if (auto calls = parse_calls(from.text)) return calls;
  mistakes.add(from, "calls has to be like 3, [1, 4], 2..5, every 3, first 2 or after 10");
  return std::nullopt;
}

std::optional<At> At::read(const Yaml& from, Mistakes& mistakes) {
  const std::size_t before = mistakes.list().size();
  if (!expect_keys(from, "at", {"calls", "probability", "max_hits", "window"}, {}, mistakes))
    return std::nullopt;
  At at;
  if (const Yaml* calls = from.find("calls"))
    if (auto read = read_calls(*calls, mistakes)) at.calls_ = std::move(*read);
  if (const Yaml* probability = from.find("probability")) {
    at.probability_ = probability->number();
    if (!at.probability_ || *at.probability_ < 0 || *at.probability_ > 1)
      mistakes.add(*probability, "probability has to be a number from 0 to 1");
  }
  if (const Yaml* max_hits = from.find("max_hits"))
    at.max_hits_ = read_count(*max_hits, "max_hits", 1, mistakes);
  if (const Yaml* window = from.find("window")) at.window_ = read_window(*window, mistakes);
  if (mistakes.list().size() > before) return std::nullopt;
  return at;
}

bool At::Window::open(std::chrono::milliseconds since) const {
  if (since.count() < 0) return false;  // the clock was set back
  const auto at = every ? since % *every : since;
  return at >= from && at < from + length;
}

std::string At::Window::text() const {
  std::string text = print_duration(from) + ".." + print_duration(from + length);
  if (every) text += " of every " + print_duration(*every);
  return text;
}

std::optional<At::Window> At::read_window(const Yaml& from, Mistakes& mistakes) {
  if (!expect_keys(from, "window", {"from", "for", "every"}, {}, mistakes)) return std::nullopt;
  Window window;
  const Yaml* begin = from.find("from");
  const Yaml* length = need(from, "for", "window", mistakes);
  const Yaml* every = from.find("every");
  const auto begins =
      begin == nullptr ? std::chrono::milliseconds(0) : parse_duration(*begin, mistakes);
  const auto lasts = length == nullptr ? std::nullopt : parse_duration(*length, mistakes);
  if (every != nullptr) window.every = parse_duration(*every, mistakes);
  if (!begins || !lasts || (every != nullptr && !window.every)) return std::nullopt;
  window.from = *begins;
  window.length = *lasts;
  if (window.length.count() == 0) mistakes.add(*length, "a window of no length never opens");
  if (window.every && window.from + window.length > *window.every)
    mistakes.add(*every, "the window does not fit: from and for are more than every");
  return window;
}

Missed At::missed(std::int64_t ordinal, std::int64_t hits, double draw,
                  std::chrono::milliseconds since) const {
  if (window_ && !window_->open(since))
    return {Clause::kWindow, "window: " + print_duration(since) +
                                 " since the scenario was loaded, the rule takes " +
                                 window_->text()};
  if (!calls_.take(ordinal))
    return {Clause::kCalls,
            "calls: this is the " + ordinal_text(ordinal) + ", the rule takes " + calls_.text};
  if (probability_ && draw >= *probability_)
    return {Clause::kProbability, "probability: drew " + short_number(draw) +
                                      ", the rule takes below " + short_number(*probability_)};
  if (max_hits_ && hits >= *max_hits_)
    return {Clause::kMaxHits, "max_hits: " + std::to_string(*max_hits_) + " reached"};
  return {};
}

bool At::always() const {
  const bool every_call = calls_.among.empty() && calls_.first <= 1 && calls_.every == 1 &&
                          calls_.last == std::numeric_limits<std::int64_t>::max();
  return every_call && probability_.value_or(1) >= 1 && !max_hits_ && !window_;
}

}  // namespace virga
