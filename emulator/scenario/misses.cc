#include "scenario/misses.h"

#include <algorithm>

namespace virga {

void Misses::keep(Depth depth, const Exchange& exchange, std::string why) {
  const auto place = std::find_if(kept_.begin(), kept_.end(),
                                  [&](const auto& each) { return each.first < depth; });
  kept_.insert(place, {depth, Miss{exchange.now, exchange.request_id,
                                   std::string(name_of(depth.clause)), std::move(why)}});
  if (kept_.size() > kMost) kept_.pop_back();
}

std::vector<std::pair<std::string, std::int64_t>> Misses::by_clause() const {
  std::vector<std::pair<std::string, std::int64_t>> counted;
  for (std::size_t i = kClauses; i-- > 0;)
    if (counts_[i] > 0) counted.emplace_back(name_of(static_cast<Clause>(i)), counts_[i]);
  return counted;
}

std::vector<Miss> Misses::nearest() const {
  std::vector<Miss> misses;
  for (const auto& [depth, miss] : kept_) misses.push_back(miss);
  return misses;
}

}  // namespace virga
