// An entry of the journal in one piece of memory: small, and gone in one step. Kept apart, its two
// dozen texts take three times as much.
#pragma once

#include <virga/entry.h>

#include <string>
#include <string_view>

namespace virga {

std::string pack(const Entry& entry);   // everything but its id and what was read off its request
Entry unpack(std::string_view packed);  // what `pack` made

}  // namespace virga
