// The strict gate: what the first bytes of a request say, or why they are refused before anything
// reads on.
#pragma once

#include <virga/message.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace virga::http {

// A request line and headers that can be read in one way only.
struct Head {
  Request request;  // without a body; target and header values are the bytes received
  bool http_1_0 = false;
  bool close = false;  // the client asks for the connection to end
  bool chunked = false;
  bool expects_continue = false;
  std::uint64_t length = 0;  // of a counted body

  std::string refusal;  // why the request has to be refused; empty: it does not
};

// The length of the head at the front of `bytes`, with its empty line; nothing while that has not
// arrived.
std::optional<std::size_t> head_length(std::string_view bytes);

// Two framings, two lengths, a missing Host, folded lines, stray control characters: all are
// refused, as each is read differently by some server. What could be read of the request line is
// there all the same.
Head read_head(std::string_view bytes);

}  // namespace virga::http
