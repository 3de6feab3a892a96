// An event loop on a thread of its own, with its connections.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <thread>
#include <unordered_map>

#include "http/connection.h"
#include "http/limits.h"
#include "http/loop.h"
#include "http/pool.h"

namespace virga::http {

class Lane {
 public:
  // What all lanes of a server share; it outlives them.
  struct Shared {
    const Endpoint& endpoint;
    const Limits& limits;
    const TlsServer* tls = nullptr;  // none: plain
    Pool pool{2};
    std::atomic<std::size_t> open{0};
    std::function<void()> ended = {};  // told of every connection that has ended
  };

  explicit Lane(Shared& shared) : shared_(shared) {}
  ~Lane() { join(); }
  Lane(const Lane&) = delete;
  Lane& operator=(const Lane&) = delete;

  void start();
  void join();  // stops the loop; connections that are still open are gone with it

  // The following belong to the loop's thread.
  void adopt(int socket, bool welcome);
  void take_leave();  // of every connection; no request is read any more
  void cut();
  Connection* find(std::uint64_t id);
  void release(Connection& connection);  // it has closed

  Loop& loop() { return loop_; }
  Shared& shared() { return shared_; }
  bool leaving() const { return leaving_; }
  std::array<char, 64 << 10>& buffer() { return buffer_; }  // for one read

 private:
  Shared& shared_;
  Loop loop_;
  std::thread thread_;
  std::unordered_map<std::uint64_t, std::unique_ptr<Connection>> connections_;
  std::uint64_t last_id_ = 0;
  bool leaving_ = false;
  std::array<char, 64 << 10> buffer_;
};

}  // namespace virga::http
