// The whole way from a hostile request to the verdict about its sender, on both clouds.
#pragma once

#include <virga/message.h>

#include <optional>
#include <string_view>

#include "base/time.h"

namespace virga::fuzz {

// A secret that signed none of the inputs.
inline constexpr std::string_view kUnknownSecret = "7dSx0rV2mZ8qLw5TnJ4bYc9GhKf3Ua6E";

// Nobody who lacks the secret counts as having signed, whatever the mode and the time, and no
// answer holds the secret.
void hold_verdicts(const Request& request, std::optional<Time> signed_at);

}  // namespace virga::fuzz
