// The scenarios that one world plays, with their counters.
#pragma once

#include <virga/report.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "catalog/exchange.h"
#include "scenario/global_tallies.h"
#include "scenario/scenario.h"
#include "scenario/when.h"

namespace virga {

// A request names in it the rules that it wants: an id, or several with commas between them.
inline constexpr std::string_view kActivateHeader = "X-Virga-Activate";

// Safe to use from several threads; holds its lock for the decision alone.
class Rules {
  struct Played;  // a scenario and its counters

 public:
  // `seed` is for scenarios that name none.
  explicit Rules(std::uint64_t seed) : seed_(seed), global_(own_global_) {}
  Rules(std::uint64_t seed, GlobalTallies& global) : seed_(seed), global_(global) {}

  // Replaces the one of that name; its counters start anew, and its windows count from `now`.
  void load(std::shared_ptr<const Scenario> scenario, Time now = {});
  bool drop(const std::string& name);
  void restart(Time now = {});  // everything as after loading

  // The scenarios and their counters, as they stand. Counters for all worlds together are no part
  // of it: they go on.
  using Standing = std::vector<std::shared_ptr<const Played>>;
  Standing standing() const;
  void stand_at(const Standing& standing);

  // Arms the rules that the request names. Returns what is wrong with the names: then it has armed
  // none.
  std::optional<std::string> activate(const Exchange& exchange);

  // Counts the call in every rule whose `when` it matches; the first one whose `at` holds as well
  // acts. Verdicts stand in the order in which rules are tried: scenarios as loaded, rules as in
  // the file. Asks for resources without holding a lock.
  Plan decide(const Exchange& exchange, const Resource& resource = {});

  // Decides, by the head alone, how the body of a request is read. Nothing: as it comes.
  std::optional<Pace> reading(const Exchange& exchange);
  bool idle() const { return idle_; }         // no rule could act
  bool read_slowly() const { return slow_; }  // could there be an answer to that?

  // nullopt disarms. Returns what is wrong with the names.
  std::optional<std::string> set_armed(const std::string& scenario, const std::string& rule,
                                       const std::optional<Arming>& arming, Time now);

  std::vector<std::shared_ptr<const Scenario>> loaded() const;
  std::optional<Report> report(const std::string& name, Time now = {}) const;

 private:
  struct Candidate;  // one rule of it
  struct Trial;      // what a candidate's `when` made of a call
  struct Listed;     // the rules that are about one operation
  struct Index;      // all of them
  struct Decision;   // who acts

  void index_locked();
  void reindex_locked();
  void count_unseen_locked() const;
  using Lists = std::unordered_map<const Operation*, Listed>;
  Plan decide_among(Lists Index::*lists, const Exchange& exchange, const Resource& resource);
  Decision settle(Listed& listed, std::vector<Trial>& trials, const Exchange& exchange, Plan& plan);
  void explain(const std::vector<Trial>& trials, const Exchange& exchange,
               const Resource& resource);

  std::uint64_t seed_;
  GlobalTallies own_global_;
  GlobalTallies& global_;
  std::atomic<bool> idle_{true};   // nothing is loaded: calls need not even wait for the lock
  std::atomic<bool> slow_{false};  // some rule reads requests slowly
  mutable std::mutex mutex_;
  std::vector<std::shared_ptr<Played>> played_;
  std::shared_ptr<Index> index_;
};

}  // namespace virga
