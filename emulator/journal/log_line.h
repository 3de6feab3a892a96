// An entry of the journal as one line for people.
#pragma once

#include <virga/entry.h>

#include <string>

namespace virga {

enum class Paint { kNone, kTerminal };

// Without a line break. Control characters of what clients sent are shown as ?, for they could
// steer the terminal.
std::string log_line(const Entry& entry, Paint paint);

}  // namespace virga
