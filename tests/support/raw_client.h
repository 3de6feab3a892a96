// A TCP client for tests, plain or over TLS: sends exactly the bytes given, reads what comes, and
// tells how the other side ended.
#pragma once

#include <virga/message.h>

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/json.h"
#include "http/openssl.h"

namespace virga {

// How far a connection has come.
enum class Line {
  kOpen,   // nothing more within the deadline
  kEof,    // the other side closed in order; over TLS it took leave first (close_notify, then FIN)
  kTorn,   // over TLS: a FIN without taking leave
  kReset,  // ECONNRESET
  kAlert,  // over TLS: the other side refused, or sent what is no TLS; failure() says what
};

// How to speak to an https:// address.
struct RawTls {
  enum class Version { kAny, kTls12, kTls13 };
  Version version = Version::kAny;
  std::string authority =
      {};  // PEM file that has to vouch for the server; empty: anybody is believed
  std::string name = "localhost";  // asked for, and held against the certificate
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

  // http://127.0.0.1:PORT, or https:// to speak TLS. When that is not agreed on, line() and
  // failure() say how, and nothing can be sent.
  explicit RawClient(const std::string& url, const RawTls& tls = {});
  ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  // Whether all of it could be sent.
  bool send(std::string_view bytes);
  void finish_sending();  // the other side sees an end of file; over TLS it is taken leave of first

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

  Line line() const { return line_; }                      // what the last read saw
  const std::string& failure() const { return failure_; }  // what TLS complained of
  std::string tls_version() const;                         // "TLSv1.3"; empty: none is agreed on

 private:
  using Deadline = std::chrono::steady_clock::time_point;

  bool send_plain(std::string_view bytes);
  bool receive_plain(std::string& bytes, Deadline deadline);
  void agree(const RawTls& tls);
  bool send_sealed();  // what OpenSSL wants sent
  bool receive(Deadline deadline);
  bool open_sealed();  // false: more has to come first, or nothing will
  void fail(int error);

  int socket_ = -1;
  http::TlsSettings settings_;
  http::TlsSession session_;  // null: plain. It works on memory, as with bytes given by hand
  std::string input_;         // received, not yet read
  Line line_ = Line::kOpen;
  std::string failure_;
};

// METHOD TARGET HTTP/1.1 with a Host, the headers given, and a Content-Length when there is a body.
std::string raw_request(std::string_view method, std::string_view target,
                        std::string_view body = "", const Headers& headers = {});

// One request on a connection of its own.
RawAnswer ask_once(const std::string& url, std::string_view bytes);

}  // namespace virga
