#include "base/clock.h"

#include <algorithm>
#include <cmath>

namespace virga {
namespace {

using std::chrono::milliseconds;

Time machine_time() { return std::chrono::floor<milliseconds>(std::chrono::system_clock::now()); }

milliseconds times(milliseconds span, double factor) {
  return milliseconds(std::llround(static_cast<double>(span.count()) * factor));
}

}  // namespace

Clock::Clock(std::optional<Time> frozen_at) {
  if (frozen_at)
    freeze(frozen_at);
  else
    run();
}

Time Clock::now_locked() const {
  if (setting_.frozen()) return setting_.shown;
  const milliseconds passed = machine_time() - setting_.machine;
  return setting_.shown + (setting_.pace == 1 ? passed : times(passed, setting_.pace));
}

Time Clock::now() const {
  const std::lock_guard lock(mutex_);
  return now_locked();
}

Clock::Setting Clock::setting() const {
  const std::lock_guard lock(mutex_);
  return setting_;
}

void Clock::set(const Setting& setting) {
  const std::lock_guard lock(mutex_);
  setting_ = setting;
}

void Clock::freeze(std::optional<Time> at) {
  const std::lock_guard lock(mutex_);
  setting_ = {at ? *at : now_locked(), machine_time(), 0};
}

void Clock::advance(milliseconds by) {
  const std::lock_guard lock(mutex_);
  setting_.shown += by;
}

void Clock::run() { run_beside(milliseconds(0)); }

void Clock::run_beside(milliseconds offset) {
  const std::lock_guard lock(mutex_);
  const Time machine = machine_time();
  setting_ = {machine + offset, machine, 1};
}

void Clock::run_at(double pace) {
  const std::lock_guard lock(mutex_);
  setting_ = {now_locked(), machine_time(), pace};
}

std::optional<milliseconds> Clock::wait_until(Time time) const {
  const std::lock_guard lock(mutex_);
  const milliseconds left = std::max(milliseconds(0), milliseconds(time - now_locked()));
  if (left.count() == 0) return left;
  if (setting_.frozen()) return std::nullopt;
  return milliseconds(std::llround(std::ceil(static_cast<double>(left.count()) / setting_.pace)));
}

}  // namespace virga
