// Arbitrary bytes as a request, so that what stands behind the gate can be fuzzed without it.
#pragma once

#include <virga/message.h>

#include <string_view>

namespace virga::fuzz {

//   request = method " " target LF *( name ":" value LF ) LF body
//
// Every text is a request: what is missing is empty, and all that the gate would refuse passes.
Request read_request(std::string_view bytes);

}  // namespace virga::fuzz
