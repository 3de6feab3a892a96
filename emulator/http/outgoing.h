// One connection to a server, plain or TLS, whose every step has a deadline.
#pragma once

#include <chrono>
#include <stdexcept>
#include <string>
#include <string_view>

#include "http/openssl.h"
#include "http/trust.h"

namespace virga::http {

// Where a server is.
struct Place {
  bool tls = false;
  std::string host;  // a name, or an address without brackets
  std::string port;
};

// The connection cannot be used any longer; what() says why in words for people.
class Broken : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Used by one thread. Every member throws Broken when the connection fails or time is up; names are
// looked up in the time that the resolver takes.
class Outgoing {
 public:
  // Reached and, over TLS, known to be the server, within `patience`. `nearby`: only at an address
  // that is loopback, private or link-local, whatever name led there.
  Outgoing(const Place& place, const Trust& trust, std::chrono::milliseconds patience,
           bool nearby = false);
  ~Outgoing();  // over TLS takes leave, without waiting
  Outgoing(const Outgoing&) = delete;
  Outgoing& operator=(const Outgoing&) = delete;

  // From now on, everything together may take this long; `complaint` says what did not come.
  void allow(std::chrono::milliseconds patience, const std::string& complaint);

  void send(std::string_view bytes);
  // The next bytes; none when the server has ended the connection in order.
  std::string receive();

 private:
  using Moment = std::chrono::steady_clock::time_point;

  void connect(const Place& place, bool nearby);
  void greet(const std::string& host, bool anybody);
  void await(short what);
  void send_plain(std::string_view bytes);
  std::size_t receive_plain(char* to, std::size_t size);
  // OpenSSL works on memory: what it wants sent or received passes through here, for its own
  // writing to a socket would end the process by SIGPIPE.
  void send_pending();
  bool receive_pending();  // false at the end of the connection

  int socket_ = -1;
  Moment deadline_;
  std::string complaint_;
  TlsSettings settings_;
  TlsSession session_;  // null: plain
};

}  // namespace virga::http
