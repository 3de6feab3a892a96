// Asks a server over HTTP or HTTPS, within deadlines; a reply comes back, or in words why there is
// none.
#pragma once

#include <virga/message.h>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
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

// The same for an answer that goes on: without a length of its own, it is given to `take` as it
// comes, and the reply has no body. `terms.answer` is then for each portion.
Outcome follow(const std::string& url, const Request& request, const Terms& terms,
               const std::function<void(std::string_view)>& take);

class Outgoing;

// Asks as above, and keeps the connection for the next request to the same server, as far as that
// lets it. A kept one that turns out to be closed is made anew. Used by one thread.
class Session {
 public:
  explicit Session(Terms terms);
  ~Session();

  Outcome ask(const std::string& url, const Request& request);

 private:
  Terms terms_;
  std::string url_;  // of the server at the other end
  std::unique_ptr<Outgoing> connection_;
};

}  // namespace virga::http
