// Spans of time as scenarios write them: 80ms, 1.5s, 2m, 1h.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "base/yaml.h"

namespace virga {

// Nothing, and a mistake, for anything but a number of at most ten digits with a unit; one that
// lacks its unit is told the units. A fraction has to come out at whole milliseconds.
std::optional<std::chrono::milliseconds> parse_duration(const Yaml& from, Mistakes& mistakes);

// The same of a text that stands alone.
std::optional<std::chrono::milliseconds> parse_duration(std::string text, Mistakes& mistakes);

// As a scenario writes it, in the largest unit that leaves no fraction.
std::string print_duration(std::chrono::milliseconds span);

}  // namespace virga
