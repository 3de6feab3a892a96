// Whole files as text.
#pragma once

#include <optional>
#include <string>

namespace virga {

std::optional<std::string> read_file(const std::string& path);  // nothing when it cannot be read

}  // namespace virga
