// Finds the attempts of one call among all calls that come in.
#pragma once

#include <virga/report.h>

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/time.h"
#include "catalog/exchange.h"
#include "scenario/expectation.h"

namespace virga {

// What one rule sees of it. A call begins with an attempt that the rule acts on. Attempts are alike
// in operation, access key and parameters, save those that are expected to stay the same: clients
// that do not keep them are what the expectation looks for. It ends with an attempt that the rule
// lets by, or when no other came for a minute of the world's clock [inferred: no official client
// waits longer between two attempts].
class Retries {
 public:
  void see(const ExpectedRetries& expected, const Exchange& exchange, bool acted);

  std::vector<LogicalCall> judged(const ExpectedRetries& expected) const;
  std::int64_t dropped() const { return dropped_; }  // calls beyond what is kept

 private:
  static constexpr std::size_t kMostCalls = 1'000;
  static constexpr std::size_t kMostAttempts = 100;

  struct Call {
    std::vector<Attempt> attempts;
    std::vector<std::string> kept;        // what has to stay the same, as the first had it
    std::vector<std::string> signatures;  // of the attempts
    Time last;
  };

  std::vector<Call> calls_;
  std::unordered_map<std::string, std::size_t> open_;  // by what attempts have in common
  std::int64_t dropped_ = 0;
};

}  // namespace virga
