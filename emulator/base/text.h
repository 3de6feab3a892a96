// Small questions about text: characters, letter case, percent-encoding.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace virga {

bool same_letters(std::string_view a, std::string_view b);  // equal but for ASCII letter case
std::string lower(std::string_view text);                   // ASCII letters only
std::string upper(std::string_view text);                   // likewise
std::string_view trim(std::string_view text);               // outer blanks and tabs
std::vector<std::string_view> split(std::string_view text, char at);  // "" gives one empty part
bool is_digits(std::string_view text);                                // one or more of 0..9

// Characters, not bytes. Nothing when the text is not valid UTF-8.
std::optional<std::size_t> utf8_length(std::string_view text);
std::u32string code_points(std::string_view valid_utf8);

enum class Plus { kKept, kBlank };
// %XX becomes the byte; a % without two hex digits stays as it is.
std::string percent_decode(std::string_view text, Plus plus = Plus::kKept);
// Everything but A-Z a-z 0-9 - _ . ~ becomes %XX in capitals (RFC 3986).
std::string percent_encode(std::string_view text);

// Raw query or form text as decoded name and value pairs, in order, + read as a blank.
std::vector<std::pair<std::string, std::string>> parse_query(std::string_view raw);
// The first value of that name in such text; nothing when there is none.
std::optional<std::string> find_in_query(std::string_view raw, std::string_view name);

std::string hex_digits(std::uint64_t value);  // 16 of them, in lower case

// A whole number in decimal that fits, nothing around it.
std::optional<std::int64_t> parse_integer(std::string_view text);
std::optional<double> parse_number(std::string_view text);  // finite, decimal

}  // namespace virga
