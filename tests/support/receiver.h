// A server of the user's for tests: takes callbacks and answers as the test says.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "base/json.h"
#include "http/server.h"

namespace virga {

class Receiver {
 public:
  using Answering = std::function<int(const Request&)>;  // a status

  explicit Receiver(Answering answering = {}, std::optional<http::Identity> identity = {});
  ~Receiver() { server_.stop(std::chrono::milliseconds(0)); }

  // "http://127.0.0.1:PORT" and the path.
  std::string url(const std::string& path = "/hook") const;

  std::vector<Request> received() const;  // and answered
  int asked() const { return asked_; }    // or on the way
  std::vector<Json> bodies() const;
  // False when there are not so many within five seconds.
  bool waits_for(std::size_t count) const;

 private:
  const Answering answering_;
  const bool tls_;
  mutable std::mutex mutex_;
  mutable std::condition_variable came_;
  std::vector<Request> received_;
  std::atomic<int> asked_ = 0;
  http::Server server_;
};

}  // namespace virga
