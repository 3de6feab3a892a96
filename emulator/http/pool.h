// A few threads for work that would hold up an event loop.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace virga::http {

// Threads start with the first work. Safe to use from several threads.
class Pool {
 public:
  explicit Pool(std::size_t threads) : most_(threads) {}
  ~Pool() { stop(); }
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  void run(std::function<void()> work);
  void stop();  // what has begun is finished, what has not is dropped

 private:
  void work_on();

  const std::size_t most_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> waiting_;
  std::vector<std::thread> threads_;
  std::size_t idle_ = 0;
  bool stopping_ = false;
};

}  // namespace virga::http
