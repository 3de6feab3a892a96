// The JSON value of the house: keys stay in the order they were written, as the clouds print them.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace virga {

using Json = nlohmann::ordered_json;

// Nothing when the text is not one JSON value, is not UTF-8, or nests deeper than 100 levels.
std::optional<Json> parse_json(std::string_view text);

// Compact text. Bytes that are not UTF-8 become U+FFFD: printing never fails.
std::string print_json(const Json& value);

// A usage figure in MB as the clouds print it: two decimals at most, whole numbers without a point.
Json megabytes(double value);

}  // namespace virga
