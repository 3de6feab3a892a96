// An accepted connection that does not block: bytes in, bytes out, in plain or under TLS.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "http/tls.h"

namespace virga::http {

// Owns the descriptor; the destructor closes it.
class Socket {
 public:
  explicit Socket(int descriptor) : descriptor_(descriptor) {}
  ~Socket() { close(); }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;

  void begin_tls(const TlsServer& server) { tls_.emplace(server, descriptor_); }
  bool under_tls() const { return tls_.has_value(); }
  TlsStream& tls() { return *tls_; }

  Io read(char* to, std::size_t size, std::size_t& count);
  Io write(std::string_view bytes, std::size_t& count);
  Io skip(char* to, std::size_t size, std::size_t& count);  // reads what nobody is to understand

  void finish();  // the client sees the end of what is sent to it
  void close();
  void reset();  // closes; the client sees a reset

  bool broken() const;          // the client has reset the connection
  bool unacknowledged() const;  // some of what was sent has not reached the client's machine
  void narrow_window();         // as few bytes as possible are taken before they are read
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
  std::optional<TlsStream> tls_;
};

}  // namespace virga::http
