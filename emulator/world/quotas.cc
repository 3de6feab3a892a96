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

Quotas::Standing Quotas::standing() const {
  const std::lock_guard lock(mutex_);
  return spans_;
}

void Quotas::stand_at(const Standing& standing) {
  const std::lock_guard lock(mutex_);
  spans_ = standing;
}

}  // namespace virga
