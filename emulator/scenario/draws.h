// The chance of one rule at one call: the same in every run, whatever other rules and threads do.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/chance.h"

namespace virga {

// Keeps views of what it is made from.
class Draws {
 public:
  Draws(std::uint64_t seed, std::string_view rule, std::string_view count_key, std::int64_t ordinal)
      : seed_(seed), rule_(rule), count_key_(count_key), ordinal_(ordinal) {}

  // 0 <= x < 1. Each slot draws for itself, so a probability says nothing about a latency.
  double unit(std::string_view slot) const {
    return unit_of(hash_of(seed_, {rule_, count_key_, slot}, static_cast<std::uint64_t>(ordinal_)));
  }

 private:
  std::uint64_t seed_;
  std::string_view rule_;
  std::string_view count_key_;
  std::int64_t ordinal_;
};

}  // namespace virga
