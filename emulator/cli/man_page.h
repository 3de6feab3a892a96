// The manual as virga(1), in the language of man(7).
#pragma once

#include <string>

#include "cli/manual.h"

namespace virga::cli {

std::string man_page_of(const Manual& manual);

}  // namespace virga::cli
