#include "metrics/meter.h"

#include <algorithm>

namespace virga {
namespace {

void add(Meter::Times& times, std::chrono::microseconds time) {
  const auto bucket =
      std::lower_bound(Meter::kBuckets.begin(), Meter::kBuckets.end(), time.count());
  ++times.counts[static_cast<std::size_t>(bucket - Meter::kBuckets.begin())];
  times.sum += time;
}

}  // namespace

void Meter::count(const Entry& entry) {
  const bool asked = entry.callback.empty();
  const std::lock_guard lock(mutex_);
  if (asked) {
    Operation& operation = figures_.operations[{entry.service, entry.operation}];
    ++operation.answers[entry.reply.status];
    add(operation.took, entry.took);
    ++figures_.endings[entry.reply.delivery.ending];
    figures_.latency += entry.reply.delivery.delay;
  } else {
    ++figures_.callbacks[{entry.service, entry.callback}][entry.reply.status];
  }
  for (const Verdict& verdict : entry.verdicts)
    if (verdict.acted) ++figures_.hits[{verdict.scenario, verdict.rule}];
}

void Meter::settle(const Delivered& delivered) {
  const std::lock_guard lock(mutex_);
  ++figures_.fates[delivered.fate];
}

Meter::Figures Meter::figures() const {
  const std::lock_guard lock(mutex_);
  return figures_;
}

}  // namespace virga
