// One HTTP request and what is sent back for it, as plain values.
#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace virga {

// Names keep the letter case they arrived in and are compared without it; order and repeats are
// kept.
using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request {
  std::string method = "GET";
  std::string target = "/";  // path and query exactly as on the request line, nothing decoded
  Headers headers;           // values exactly as received, outer white space removed
  std::string body;
};

// How a connection ends after a reply.
enum class Ending {
  kWhole,  // the reply is sent, the connection may go on
  kReset,  // nothing is sent; the client sees a TCP reset (ECONNRESET)
  kEmpty,  // nothing is sent; the client sees a clean end of file
};

struct Delivery {
  std::chrono::milliseconds delay{0};  // before the first byte
  Ending ending = Ending::kWhole;
};

struct Reply {
  int status = 200;
  Headers headers;
  std::string body;
  Delivery delivery;
};

}  // namespace virga
