// What every file of the user's is held to, whatever is in it.
#pragma once

#include <string_view>

#include "base/yaml.h"

namespace virga::fuzz {

// Either the file was read or there are mistakes, and each mistake says something about a place
// inside of the text.
void hold_places(std::string_view text, bool was_read, const Mistakes& mistakes);

}  // namespace virga::fuzz
