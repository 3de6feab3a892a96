// Which known word did the user mean?
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace virga {

// The known word nearest to `word`, or "" when none is near enough to be a slip of the fingers.
std::string nearest(std::string_view word, const std::vector<std::string_view>& known);

// ` (did you mean "x"?)`, or "" when nothing is near.
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace virga
