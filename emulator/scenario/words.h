// What scenario files are spelled with: keys, names, words, counts. Every reader complains about
// what it cannot take, where it stands, and then gives nothing.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/yaml.h"

namespace virga {

using Words = std::vector<std::string_view>;

// `a "b" c`: the word as messages show it.
std::string in_quotes(std::string_view word);

// Complains about members that are not `known`. Those of `later` belong to the grammar, but nothing
// obeys them yet. Returns whether `map` is a mapping. `what` names it in messages: "a rule", "at".
bool expect_keys(const Yaml& map, std::string_view what, const Words& known, const Words& later,
                 Mistakes& mistakes);

// The member, or nullptr and a complaint about the mapping that lacks it.
const Yaml* need(const Yaml& map, std::string_view key, std::string_view what, Mistakes& mistakes);

// `what` names the value in messages: "phase".
std::optional<std::string> read_text(const Yaml& from, std::string_view what, Mistakes& mistakes);
std::optional<std::string> read_name(const Yaml& from, std::string_view what, Mistakes& mistakes);
std::optional<std::string> read_word(const Yaml& from, std::string_view what, const Words& known,
                                     const Words& later, Mistakes& mistakes);
std::optional<std::int64_t> read_count(const Yaml& from, std::string_view what, std::int64_t least,
                                       Mistakes& mistakes);
std::optional<bool> read_flag(const Yaml& from, std::string_view what, Mistakes& mistakes);
bool read_true(const Yaml& from, std::string_view what, Mistakes& mistakes);  // only `true` will do

// A list with something in it.
bool expect_items(const Yaml& list, std::string_view what, Mistakes& mistakes);

// A text without line breaks and NUL.
std::optional<std::string> read_header_value(const Yaml& from, std::string_view what,
                                             Mistakes& mistakes);

// The characters that HTTP allows in the name of a header.
bool is_token(std::string_view text);

}  // namespace virga
