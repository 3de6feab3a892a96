// The calls that one rule let by, and of those the ones that came nearest to being taken.
#pragma once

#include <virga/report.h>

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/time.h"
#include "catalog/exchange.h"
#include "scenario/clause.h"

namespace virga {

// Counting costs nothing but that: words are found for those alone that are kept.
class Misses {
 public:
  // Counts a call. True: it is near enough to be kept, so keep() is to be called.
  bool count(Depth depth) {
    ++counts_[static_cast<std::size_t>(depth.clause)];
    return kept_.size() < kMost || kept_.back().first < depth;
  }
  // Calls that are known to fail there and have not been looked at; there has to be no room left.
  void count_unseen(Depth depth, std::int64_t calls) {
    counts_[static_cast<std::size_t>(depth.clause)] += calls;
  }
  bool has_room() const { return kept_.size() < kMost; }
  void keep(Depth depth, const Exchange& exchange, std::string why);

  std::vector<std::pair<std::string, std::int64_t>> by_clause() const;  // the farthest first
  std::vector<Miss> nearest() const;
  bool empty() const { return kept_.empty(); }
  Clause nearest_clause() const { return kept_.front().first.clause; }  // unless empty

 private:
  static constexpr std::size_t kMost = 5;

  std::array<std::int64_t, kClauses> counts_{};
  std::vector<std::pair<Depth, Miss>> kept_;  // the nearest first, of equal ones the earliest
};

}  // namespace virga
