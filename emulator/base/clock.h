// The time of one world: real, or frozen and moved by hand. The only place that asks the machine.
#pragma once

#include <chrono>
#include <mutex>
#include <optional>

#include "base/time.h"

namespace virga {

// Safe to use from several threads at once.
class Clock {
 public:
  // A frozen start stays where it is until it is moved.
  explicit Clock(std::optional<Time> frozen_at = std::nullopt) : frozen_at_(frozen_at) {}

  Time now() const;
  bool frozen() const;
  void freeze(std::optional<Time> at = std::nullopt);  // at the present time when none is given
  void advance(std::chrono::milliseconds by);          // forward; a running clock keeps running
  void run();                                          // real time again, without any offset

 private:
  Time now_locked() const;

  mutable std::mutex mutex_;
  std::optional<Time> frozen_at_;
  std::chrono::milliseconds offset_{0};
};

// Real time that has passed since construction; for measurements, never for behaviour.
class Stopwatch {
 public:
  Stopwatch() : start_(std::chrono::steady_clock::now()) {}
  std::chrono::microseconds elapsed() const {
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() -
                                                                 start_);
  }

 private:
  std::chrono::steady_clock::time_point start_;
};

}  // namespace virga
