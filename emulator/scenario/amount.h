// How much, and how fast, as scenarios write it: 60%, 20B, 2KiB, 20B/s.
#pragma once

#include <virga/message.h>

#include <cstdint>
#include <optional>
#include <string>

#include "base/yaml.h"

namespace virga {

// A part of an answer's body.
struct Part {
  std::int64_t percent = 0;                // of its bytes, rounded down
  std::optional<std::int64_t> bytes = {};  // instead of a percentage

  std::size_t of(std::size_t whole) const;  // never more than the whole
  std::string text() const;                 // as a scenario writes it
};

// 0% to 99%, or a number of bytes with a unit. Nothing, and a mistake, for anything else.
std::optional<Part> parse_part(const Yaml& from, Mistakes& mistakes);

// Bytes a second, 1B/s to 1GiB/s, in portions small enough to look steady. Nothing, and a mistake,
// for anything else.
std::optional<Pace> parse_rate(const Yaml& from, Mistakes& mistakes);

}  // namespace virga
