// Counts what the whole process was asked and answered, from its start on and whatever was reset:
// what monitoring wants of counters.
#pragma once

#include <virga/entry.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>

namespace virga {

// Safe to use from several threads.
class Meter {
 public:
  // The upper bounds of the buckets of times, in microseconds; beyond the last is one more.
  static constexpr std::array<std::int64_t, 12> kBuckets = {
      10, 25, 50, 100, 250, 500, 1'000, 2'500, 10'000, 100'000, 1'000'000, 10'000'000};

  struct Times {
    std::array<std::int64_t, kBuckets.size() + 1> counts = {};
    std::chrono::microseconds sum{0};
  };

  using Name = std::pair<std::string, std::string>;  // service and operation, scenario and rule, …

  struct Operation {
    std::map<int, std::int64_t> answers;  // by status; 0: none was to be sent
    Times took;
  };

  struct Figures {
    std::map<Name, Operation> operations;           // the second name is empty for an unknown one
    std::map<Name, std::int64_t> hits;              // of rules
    std::map<Ending, std::int64_t> endings;         // that answers were to have
    std::map<Delivered::Fate, std::int64_t> fates;  // that they had
    std::map<Name, std::map<int, std::int64_t>> callbacks;  // by status; 0: no answer
    std::chrono::milliseconds latency{0};                   // that rules have added
  };

  void count(const Entry& entry);
  void settle(const Delivered& delivered);
  Figures figures() const;

 private:
  mutable std::mutex mutex_;
  Figures figures_;
};

}  // namespace virga
