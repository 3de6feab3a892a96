// The time of one world: as the machine has it, another at the same pace, at another pace, or none
// that passes. The only place that asks the machine.
#pragma once

#include <chrono>
#include <mutex>
#include <optional>

#include "base/time.h"

namespace virga {

// Safe to use from several threads at once.
class Clock {
 public:
  // It showed `shown` when the machine had `machine`, and goes `pace` times as fast as that.
  struct Setting {
    Time shown;
    Time machine;
    double pace = 1;  // 0: it stands

    bool frozen() const { return pace == 0; }
    bool real() const { return pace == 1 && shown == machine; }
  };

  // A frozen start stays where it is until it is moved.
  explicit Clock(std::optional<Time> frozen_at = std::nullopt);

  Time now() const;
  bool frozen() const { return setting().frozen(); }
  Setting setting() const;
  void set(const Setting& setting);

  void freeze(std::optional<Time> at = std::nullopt);  // at the present time when none is given
  void advance(std::chrono::milliseconds by);          // forward; a running clock keeps running
  void run();                                          // real time again, without any offset
  void run_beside(std::chrono::milliseconds offset);   // real time, so much later; or earlier
  void run_at(double pace);                            // above 0, from the present time on

  // How long the machine takes until the clock shows that time, 0 when it has come; nothing while
  // the clock stands.
  std::optional<std::chrono::milliseconds> wait_until(Time time) const;

 private:
  Time now_locked() const;

  mutable std::mutex mutex_;
  Setting setting_;
};

// Real time that has passed since construction; for measurements, never for behaviour.
class Stopwatch {
 public:
  Stopwatch() : start_(std::chrono::steady_clock::now()) {}
  std::chrono::microseconds elapsed() const {
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() -
                                                                 start_);
  }
  // From `moment` until construction.
  std::chrono::microseconds since(std::chrono::steady_clock::time_point moment) const {
    return std::chrono::duration_cast<std::chrono::microseconds>(start_ - moment);
  }

 private:
  std::chrono::steady_clock::time_point start_;
};

}  // namespace virga
