// One declared parameter of an operation: where it comes from and every limit its documentation
// gives.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

#include "base/error.h"
#include "base/shape.h"

namespace virga {

enum class In {
  kAnywhere,  // query string, form or JSON body, as Volcengine reads them
  kPath,
  kQuery,
  kHeader,
  kBody,         // a member of the JSON body
  kQueryOrBody,  // the query; when it is not there, the JSON body
};

// A rule for the characters of a text, as documented and as code.
struct Pattern {
  std::string_view text;  // the documented regular expression
  bool (*matches)(std::string_view utf8);
  std::string_view message = {};  // documented text for a violation; empty: the usual one
};

inline constexpr std::int64_t kNoLimit = std::numeric_limits<std::int64_t>::min();

struct Field {
  std::string_view name;
  Type type = Type::kString;
  Type items = Type::kString;  // of a kArray's elements
  In in = In::kAnywhere;
  bool required = false;
  std::int64_t min =
      kNoLimit;  // of a text's length in characters, of a number's value, of each element likewise
  std::int64_t max = kNoLimit;
  std::int64_t max_items = kNoLimit;
  std::span<const std::int64_t> among = {};      // the only legal numbers
  std::span<const std::string_view> words = {};  // the only legal texts
  const Pattern* pattern = nullptr;
  std::string_view standard = {};  // the value when none is given, as text
  const Error* otherwise =
      nullptr;  // the error for a wrong count of elements, when it is not the usual one
  std::string_view note = {};  // what the parameter is, in a few words
};

}  // namespace virga
