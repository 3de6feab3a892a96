// One HTTP request, what is sent back for it, and in which way it is sent, as plain values.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
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

// How a connection goes on once as much of a reply has been sent as its delivery lets out.
enum class Ending {
  kWhole,  // everything is sent, and the connection goes on as HTTP says
  kClose,  // the client sees a clean end of file
  kReset,  // the client sees a TCP reset (ECONNRESET)
  kStall,  // silence until the client gives up or `patience` is over, then a clean end of file
};

// A speed: so many bytes, then a pause.
struct Pace {
  std::size_t bytes = 1;
  std::chrono::milliseconds every{0};
};

struct Delivery {
  std::chrono::milliseconds delay{0};  // before the first byte
  std::optional<Pace> head = {};       // of the status line and the headers
  std::optional<Pace> body = {};
  std::optional<std::size_t> cut_head = {};  // only so many bytes of the head are sent, and no body
  std::optional<std::size_t> cut_body =
      {};                          // only so many bytes of the body; the head promises all
  Ending ending = Ending::kWhole;  // with a cut it has to be another
  std::chrono::milliseconds patience{std::chrono::seconds(30)};  // of kStall
};

struct Reply {
  int status = 200;  // 0: nothing at all is sent, only the ending
  Headers headers;
  std::string body;
  Delivery delivery;
};

// What became of a reply on its connection.
struct Delivered {
  enum class Fate {
    kOpen,      // still on its way, or never sent over a connection
    kSent,      // all of it was handed to the client's machine
    kEnded,     // the connection ended as the delivery asked
    kGivenUp,   // the client left first
    kTimedOut,  // the client stopped reading, and was cut off
    kStopped,   // the server stopped first
  };

  Fate fate = Fate::kOpen;
  std::uint64_t bytes = 0;  // of head and body that were sent
  // When the client was seen to leave, counted from the end of its request.
  std::optional<std::chrono::milliseconds> left_after = {};
};

}  // namespace virga
