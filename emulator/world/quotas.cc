#include "world/quotas.h"

namespace virga {

bool Quotas::take(const Principal& user, const Operation& operation, Time now) {
  const Quota& quota = operation.quota;
  if (quota.calls == 0) return true;
  const std::int64_t number = now.time_since_epoch() / quota.per;
  const std::string& name = user.access_key.empty() ? user.account : user.access_key;
  const std::lock_guard lock(mutex_);
  Span& span = spans_[{name, operation.name}];
  if (span.number != number) span = {number, 0};
  if (span.calls == quota.calls) return false;
  ++span.calls;
  return true;
}

void Quotas::clear() {
  const std::lock_guard lock(mutex_);
  spans_.clear();
}

}  // namespace virga
