#include "scenario/global_tallies.h"

#include "scenario/rule.h"

namespace virga {

std::shared_ptr<Tally> GlobalTallies::of(const Scenario& scenario, std::size_t rule) {
  const std::lock_guard lock(mutex);
  Counters& counters = counters_[scenario.name];
  if (counters.source != scenario.source) counters = {scenario.source, {}};
  auto& tally = counters.tallies[rule];
  if (tally == nullptr) tally = std::make_shared<Tally>(*scenario.rules[rule]);
  return tally;
}

}  // namespace virga
