// How often each user has called each operation lately, where documented quotas hold.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "auth/principal.h"
#include "base/time.h"
#include "catalog/operation.h"

namespace virga {

// Safe to use from several threads.
class Quotas {
 public:
  // Takes a call off what the operation's quota leaves the user; false when nothing is left. Spans
  // of the quota follow each other on the world's clock, from its whole seconds. An operation
  // without a quota leaves any number.
  bool take(const Principal& user, const Operation& operation, Time now);

  struct Span {
    std::int64_t number = -1;
    int calls = 0;
  };
  using Standing = std::map<std::pair<std::string, std::string_view>, Span>;  // user, operation

  Standing standing() const;
  void stand_at(const Standing& standing);
  void clear() { stand_at({}); }

 private:
  mutable std::mutex mutex_;
  Standing spans_;
};

}  // namespace virga
