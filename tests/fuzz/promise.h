// What a fuzz target holds an input to: a promise that is broken ends the program, so that the
// input is kept and the run fails.
#pragma once

#include <string_view>

namespace virga::fuzz {

// Prints the promise and `about`, then aborts, unless the promise is kept.
void promise(bool kept, std::string_view text, std::string_view about = {});

}  // namespace virga::fuzz
