// The scenarios that one world plays, with their counters.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "catalog/exchange.h"
#include "scenario/report.h"
#include "scenario/scenario.h"

namespace virga {

// Safe to use from several threads; holds its lock for the decision alone.
class Rules {
 public:
  explicit Rules(std::uint64_t seed) : seed_(seed) {}  // for scenarios that name no seed

  // Replaces the one of that name; its counters start anew, and its windows count from `now`.
  void load(std::shared_ptr<const Scenario> scenario, Time now = {});
  bool drop(const std::string& name);
  void restart(Time now = {});  // everything as after loading

  // Counts the call in every rule whose `when` it matches; the first one whose `at` holds as well
  // acts. Verdicts stand in the order in which rules are tried: scenarios as loaded, rules as in
  // the file.
  Plan decide(const Exchange& exchange);

  std::vector<std::shared_ptr<const Scenario>> loaded() const;
  std::optional<Report> report(const std::string& name) const;

 private:
  struct Played;     // a scenario and its counters
  struct Candidate;  // one rule of it
  struct Index;      // the rules that are about each operation

  void index_locked();

  std::uint64_t seed_;
  std::atomic<bool> idle_{true};  // nothing is loaded: calls need not even wait for the lock
  mutable std::mutex mutex_;
  std::vector<std::shared_ptr<Played>> played_;
  std::shared_ptr<const Index> index_;
};

}  // namespace virga
