// What one rule has counted so far, and what it makes of the next call.
#pragma once

#include <virga/entry.h>
#include <virga/report.h>

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

#include "base/time.h"
#include "catalog/exchange.h"
#include "scenario/draws.h"
#include "scenario/misses.h"
#include "scenario/retries.h"
#include "scenario/rule.h"

namespace virga {

// Where a rule stands in its scenario, and when that began.
struct Playing {
  const Rule& rule;
  const std::string& scenario;
  std::uint64_t seed;
  Time since;  // when the scenario was loaded, on the world's clock

  Draws draws(std::string_view count_key, std::int64_t ordinal) const {
    return {seed, rule.id, count_key, ordinal};
  }
};

// Needs a lock around it.
class Tally {
 public:
  explicit Tally(const Rule& rule) : armed_(rule.armed && !rule.activation) {}

  struct Counted {
    Verdict verdict;
    const Effects* effects = nullptr;  // what the rule would do
    Clause failed = Clause::kParams;   // when the verdict says that it misses the call
  };

  // Counts a call that `when` matches. The verdict is of this rule alone: what it says does not
  // depend on other rules.
  Counted count(const Playing& playing, const Exchange& exchange);

  bool armed(Time now) const;
  void arm(const Arming& arming, Time now);
  void disarm() { armed_ = false; }
  void hit();  // the rule acts

  std::int64_t called = 0;
  Misses misses;
  Retries retries;

  RuleReport report(const Rule& rule, Time now) const;

 private:
  bool armed_;
  std::optional<Time> armed_until_;
  std::optional<std::int64_t> hits_left_;
  std::int64_t matched_ = 0;
  std::int64_t hits_ = 0;
  std::unordered_map<std::string, std::int64_t> ordinals_;   // by count key
  std::unordered_map<std::string, std::int64_t> positions_;  // in the sequence, by count key
  std::unordered_map<std::string, Limit::Used> used_;        // of the limit, by its key
};

}  // namespace virga
