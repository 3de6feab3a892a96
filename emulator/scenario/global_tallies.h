// The counters of rules that count the calls of all worlds together.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "scenario/scenario.h"
#include "scenario/tally.h"

namespace virga {

// A world that loads a scenario of the same name and text goes on with the counters of the others;
// with another text they begin anew. No reset of one world touches them.
class GlobalTallies {
 public:
  // Of the rule with that number. The tally lives as long as somebody holds it.
  std::shared_ptr<Tally> of(const Scenario& scenario, std::size_t rule);

  std::mutex mutex;  // around every use of a tally

 private:
  struct Counters {
    std::string source;
    std::map<std::size_t, std::shared_ptr<Tally>> tallies;
  };

  std::map<std::string, Counters> counters_;  // by the scenario's name
};

}  // namespace virga
