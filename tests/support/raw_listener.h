// A TCP server for tests: does with each connection exactly what the test says, plain or over TLS.
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include "http/identity.h"
#include "http/openssl.h"

namespace virga {

// One accepted connection. It ends when its script does: in order, unless that asked otherwise.
class RawPeer {
 public:
  RawPeer(int socket, SSL_CTX* settings);
  ~RawPeer();
  RawPeer(const RawPeer&) = delete;
  RawPeer& operator=(const RawPeer&) = delete;

  bool send(std::string_view bytes);
  // A request with its counted body; what came of one when the client left.
  std::string read_request();
  void wait_for_end();             // of the client's side
  void cut() { polite_ = false; }  // it will end in a FIN, over TLS without taking leave first
  void reset();                    // it will end in an RST

 private:
  bool receive();

  const int socket_;
  http::TlsSession session_;  // null: plain
  bool agreed_ = true;        // on TLS, if there is any
  bool polite_ = true;
  std::string input_;
};

class RawListener {
 public:
  using Script = std::function<void(RawPeer&)>;

  // Connections are served one after the other, on a thread of its own; assertions belong to
  // another. TLS when there is an identity.
  explicit RawListener(Script script, const std::optional<http::Identity>& identity = {});
  ~RawListener();
  RawListener(const RawListener&) = delete;
  RawListener& operator=(const RawListener&) = delete;

  std::string url() const;

 private:
  void serve();

  Script script_;
  http::TlsSettings settings_;
  int listener_ = -1;
  int port_ = 0;
  std::mutex mutex_;
  int open_ = -1;  // the connection being served
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace virga
