#include "callback/schedule.h"

namespace virga {
namespace {

// Even hours are the same ones in Beijing and in Greenwich: eight hours lie between them.
Time next_even_hour(Time now) {
  constexpr std::chrono::hours kEvery{2};
  const auto passed = now.time_since_epoch() % kEvery;
  return now - passed + kEvery;
}

}  // namespace

std::optional<Time> next_attempt(const Callback& callback, std::size_t failed, Time now) {
  if (failed <= callback.retries.size()) return now + callback.retries[failed - 1];
  if (failed <= callback.retries.size() + static_cast<std::size_t>(callback.even_hours))
    return next_even_hour(now);
  return std::nullopt;
}

}  // namespace virga
