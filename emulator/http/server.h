// Listens on one address and serves every connection on a thread of its own.
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>

#include "http/message.h"

namespace virga::http {

// The address cannot be had: taken, not of this machine, not allowed.
class ListenFailure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class Wire;

class Server {
 public:
  static constexpr std::size_t kMostConnections = 4096;  // one more is turned away with 503

  explicit Server(Endpoint endpoint) : endpoint_(std::move(endpoint)) {}
  ~Server() { stop(std::chrono::milliseconds(0)); }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Returns once connections are accepted. Port 0 takes a free one. Throws ListenFailure.
  void listen(const std::string& host, int port);
  int port() const { return port_; }

  // No new connections; idle ones end at once, open answers within `grace`, then they are cut.
  void stop(std::chrono::milliseconds grace);

 private:
  void accept_all();
  void serve(int socket);

  const Endpoint endpoint_;
  int listener_ = -1;
  int port_ = 0;
  std::thread acceptor_;

  std::mutex mutex_;
  std::condition_variable ended_;
  std::set<Wire*> open_;
  std::size_t threads_ = 0;
  bool stopping_ = false;
};

}  // namespace virga::http
