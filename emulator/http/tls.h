// The TLS side of a server: one set of keys for all connections, and the state of each of them.
#pragma once

#include <memory>
#include <string>

#include "http/identity.h"

struct ssl_ctx_st;
struct ssl_st;

namespace virga::http {

// TLS 1.2 and 1.3. Made once, then safe for any number of threads.
class TlsServer {
 public:
  explicit TlsServer(const Identity& identity);  // throws IdentityFailure

 private:
  friend class TlsStream;
  struct Free {
    void operator()(ssl_ctx_st* context) const;
  };
  std::unique_ptr<ssl_ctx_st, Free> context_;
};

// What a call on a socket that does not block came to.
enum class Io {
  kDone,
  kBlocked,  // the socket has to become ready first
  kEnd,      // the client will send no more
  kFailed,   // the connection is broken
};

// One connection. It reads from and writes to the socket, and leaves closing it to its owner.
class TlsStream {
 public:
  TlsStream(const TlsServer& server, int socket);

  Io shake_hands();
  Io read(char* to, std::size_t size, std::size_t& count);
  Io write(const char* from, std::size_t size, std::size_t& count);
  void say_goodbye();  // close_notify: what was sent is all there is

  bool spoke_http() const { return spoke_http_; }  // the handshake failed on a plain request

 private:
  Io outcome_of(int result);

  struct Free {
    void operator()(ssl_st* session) const;
  };
  std::unique_ptr<ssl_st, Free> session_;
  bool usable_ = true;  // nothing more may be sent after a goodbye or a fatal error
  bool spoke_http_ = false;
};

}  // namespace virga::http
