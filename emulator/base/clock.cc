#include "base/clock.h"

namespace virga {
namespace {

Time machine_time() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

}  // namespace

Time Clock::now_locked() const { return frozen_at_ ? *frozen_at_ : machine_time() + offset_; }

Time Clock::now() const {
  const std::lock_guard lock(mutex_);
  return now_locked();
}

bool Clock::frozen() const {
  const std::lock_guard lock(mutex_);
  return frozen_at_.has_value();
}

void Clock::freeze(std::optional<Time> at) {
  const std::lock_guard lock(mutex_);
  frozen_at_ = at ? *at : now_locked();
}

void Clock::advance(std::chrono::milliseconds by) {
  const std::lock_guard lock(mutex_);
  if (frozen_at_)
    *frozen_at_ += by;
  else
    offset_ += by;
}

void Clock::run() {
  const std::lock_guard lock(mutex_);
  frozen_at_.reset();
  offset_ = std::chrono::milliseconds{0};
}

}  // namespace virga
