// An entry of the journal as a call of curl that a shell runs as it is printed.
#pragma once

#include <string>

#include "base/json.h"

namespace virga::cli {

// Lines for a POSIX shell, the last with its end: comments first, then one command, which asks the
// emulator at `url`. Credentials are left out, and a comment says so: a signature fits one moment,
// and tokens are concealed by the journal.
std::string curl_lines(const Json& entry, const std::string& url);

}  // namespace virga::cli
