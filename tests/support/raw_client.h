// A TCP client for tests: sends exactly the bytes given, reads what comes, and tells how the other
// side ended.
#pragma once

#include <virga/message.h>

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/json.h"

namespace virga {

// How far a connection has come.
enum class Line {
  kOpen,   // nothing more within the deadline
  kEof,    // the other side closed in order
  kReset,  // ECONNRESET
};

// One HTTP answer as it came over the wire.
struct RawAnswer {
  int status = 0;      // 0: no whole answer came
  std::string reason;  // of the status line
  Headers headers;
  std::string body;

  Json json() const;  // null when the body is none
  std::string header(std::string_view name) const;
  std::size_t count(std::string_view name) const;  // how many headers of that name
};

class RawClient {
 public:
  static constexpr std::chrono::seconds kPatience{10};

  explicit RawClient(const std::string& url);  // http://127.0.0.1:PORT
  ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  // Whether all of it could be sent.
  bool send(std::string_view bytes);
  void finish_sending();  // the other side sees an end of file

  // Exactly one answer, as its Content-Length says; interim answers (1xx) are answers, too.
  RawAnswer read_answer(bool with_body = true, std::chrono::milliseconds patience = kPatience);
  // The next `count` bytes; fewer when the connection ended or the deadline passed.
  std::string read(std::size_t count, std::chrono::milliseconds patience = kPatience);
  // Everything until the other side ends the connection.
  std::string read_rest(std::chrono::milliseconds patience = kPatience);
  // Whether bytes have arrived within the time.
  bool readable(std::chrono::milliseconds patience);

  RawAnswer ask(std::string_view bytes, bool with_body = true) {
    send(bytes);
    return read_answer(with_body);
  }

  Line line() const { return line_; }  // what the last read saw

 private:
  using Deadline = std::chrono::steady_clock::time_point;

  bool receive(Deadline deadline);

  int socket_ = -1;
  std::string input_;  // received, not yet read
  Line line_ = Line::kOpen;
};

// METHOD TARGET HTTP/1.1 with a Host, the headers given, and a Content-Length when there is a body.
std::string raw_request(std::string_view method, std::string_view target,
                        std::string_view body = "", const Headers& headers = {});

// One request on a connection of its own.
RawAnswer ask_once(const std::string& url, std::string_view bytes);

}  // namespace virga
