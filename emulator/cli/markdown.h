// The manual as docs/cli.md.
#pragma once

#include <string>

#include "cli/manual.h"

namespace virga::cli {

std::string markdown_of(const Manual& manual);

}  // namespace virga::cli
