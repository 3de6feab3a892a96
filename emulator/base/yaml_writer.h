// JSON values as YAML on one line, always in the same words, so that texts can be compared line by
// line.
#pragma once

#include <string>

#include "base/json.h"

namespace virga {

// Texts are plain where every reader takes them for text, else in double quotes; members of objects
// are sorted by their names. What parse_yaml makes of it is the same value.
std::string yaml_line(const Json& value);

}  // namespace virga
