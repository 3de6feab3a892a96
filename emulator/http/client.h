// Asks a server over HTTP or HTTPS, within deadlines; a reply comes back, or in words why there is
// none.
#pragma once

#include <virga/message.h>

#include <chrono>
#include <string>
#include <variant>

#include "http/trust.h"

namespace virga::http {

// What a client puts up with.
struct Terms {
  std::chrono::milliseconds connect{2000};  // until the server is reached and its TLS is agreed
  std::chrono::milliseconds answer{10000};  // from then until the whole answer is there
  std::size_t largest_answer = 64 << 20;    // bytes, its head included
  Trust trust = {};
  bool nearby = false;  // only a server with a loopback, private or link-local address
};

struct NoAnswer {
  std::string why;  // "the connection was refused"
};

using Outcome = std::variant<Reply, NoAnswer>;

// `url` is http://HOST:PORT or https://HOST:PORT, no more. Target and headers are sent as they
// are, in their order; Host, Content-Length and Connection: close are added where they are not
// given. A redirect is a reply. Throws nothing but for want of memory.
Outcome ask(const std::string& url, const Request& request, const Terms& terms = {});

}  // namespace virga::http
