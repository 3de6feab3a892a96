// The manual as a terminal shows it.
#pragma once

#include <string>

#include "cli/manual.h"

namespace virga::cli {

std::string help_of(const Manual& manual);  // the commands, each with a line
std::string help_of(const Page& page);      // all about one

}  // namespace virga::cli
