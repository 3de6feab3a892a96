// Answers that are no longer quite JSON, or no longer quite what was promised.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace virga {

enum class Corruption {
  kUnclosed,      // the last bracket is missing
  kNan,           // the last value is NaN, which JSON does not know
  kDuplicateKey,  // the last member stands there twice
  kBadUtf8,       // a byte 0xFF in front of the last text
  kBom,           // a byte order mark before everything
  kWrongType,     // the last value has another type: a text is a number, anything else a text
};

// The body with that done to it; nothing when it is no JSON or has nothing to do it to. Lengths are
// those of the changed body.
std::optional<std::string> corrupted(std::string_view body, Corruption corruption);

}  // namespace virga
