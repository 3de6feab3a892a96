#include "scenario/words.h"

#include <algorithm>

#include "base/spelling.h"

namespace virga {
namespace {

constexpr std::size_t kLongestName = 100;

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool has(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

Words both(Words known, const Words& later) {
  known.insert(known.end(), later.begin(), later.end());
  return known;
}

std::string listed(const Words& words) {
  std::string out;
  for (const std::string_view word : words) (out += out.empty() ? "" : ", ") += word;
  return out;
}

// A line break would end the header and start another.
bool fits_header(std::string_view text) {
  return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

}  // namespace

std::string in_quotes(std::string_view word) { return "\"" + std::string(word) + "\""; }

bool expect_keys(const Yaml& map, std::string_view what, const Words& known, const Words& later,
                 Mistakes& mistakes) {
  if (!map.is_map()) {
    mistakes.add(map, std::string(what) + " has to be a mapping");
    return false;
  }
  for (const auto& [key, value] : map.members) {
    if (has(known, key.text)) continue;
    mistakes.add(key, has(later, key.text)
                          ? in_quotes(key.text) + " is not supported yet"
                          : "unknown key " + in_quotes(key.text) + " in " + std::string(what) +
                                did_you_mean(key.text, both(known, later)));
  }
  return true;
}

const Yaml* need(const Yaml& map, std::string_view key, std::string_view what, Mistakes& mistakes) {
  const Yaml* value = map.find(key);
  if (value == nullptr) mistakes.add(map, std::string(what) + " needs " + in_quotes(key));
  return value;
}

std::optional<std::string> read_text(const Yaml& from, std::string_view what, Mistakes& mistakes) {
  if (from.is_scalar()) return from.text;
  mistakes.add(from, std::string(what) + " has to be a text");
  return std::nullopt;
}

std::optional<std::string> read_name(const Yaml& from, std::string_view what, Mistakes& mistakes) {
  const auto text = read_text(from, what, mistakes);
  if (!text) return std::nullopt;
  const bool good = !text->empty() && text->size() <= kLongestName &&
                    std::all_of(text->begin(), text->end(), [](char c) {
                      return is_alphanumeric(c) || c == '.' || c == '_' || c == '-';
                    });
  if (good) return text;
  mistakes.add(from, std::string(what) + " has to be 1 to 100 of A-Z a-z 0-9 . _ -");
  return std::nullopt;
}

std::optional<std::string> read_word(const Yaml& from, std::string_view what, const Words& known,
                                     const Words& later, Mistakes& mistakes) {
  if (from.is_scalar() && has(known, from.text)) return from.text;
  if (!from.is_scalar())
    mistakes.add(from, std::string(what) + " has to be one of: " + listed(known));
  else if (has(later, from.text))
    mistakes.add(from, in_quotes(from.text) + " is not supported yet");
  else if (const auto hint = did_you_mean(from.text, both(known, later)); !hint.empty())
    mistakes.add(from, "unknown " + std::string(what) + " " + in_quotes(from.text) + hint);
  else
    mistakes.add(from, "unknown " + std::string(what) + " " + in_quotes(from.text) +
                           ": it has to be one of: " + listed(known));
  return std::nullopt;
}

std::optional<std::int64_t> read_count(const Yaml& from, std::string_view what, std::int64_t least,
                                       Mistakes& mistakes) {
  const auto number = from.integer();
  if (number && *number >= least) return number;
  mistakes.add(from, std::string(what) + " has to be a whole number of " + std::to_string(least) +
                         " or more");
  return std::nullopt;
}

std::optional<bool> read_flag(const Yaml& from, std::string_view what, Mistakes& mistakes) {
  const auto flag = from.boolean();
  if (!flag) mistakes.add(from, std::string(what) + " has to be true or false");
  return flag;
}

bool read_true(const Yaml& from, std::string_view what, Mistakes& mistakes) {
  if (from.boolean() == true) return true;
  mistakes.add(from, std::string(what) + " has to be true");
  return false;
}

bool expect_items(const Yaml& list, std::string_view what, Mistakes& mistakes) {
  if (list.is_list() && !list.items.empty()) return true;
  mistakes.add(list, std::string(what) + " has to be a list with something in it");
  return false;
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return is_alphanumeric(c) ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  });
}

std::optional<std::string> read_header_value(const Yaml& from, std::string_view what,
                                             Mistakes& mistakes) {
  auto text = read_text(from, what, mistakes);
  if (!text || fits_header(*text)) return text;
  mistakes.add(from, std::string(what) + " may not hold line breaks or NUL");
  return std::nullopt;
}

}  // namespace virga
