#include "scenario/engine.h"

#include <algorithm>
#include <unordered_map>

#include "base/spelling.h"
#include "base/text.h"
#include "scenario/rule.h"
#include "scenario/tally.h"
#include "scenario/words.h"

namespace virga {
namespace {

std::vector<std::string_view> names_in(const std::string& header) {
  std::vector<std::string_view> names;
  for (const std::string_view each : split(header, ','))
    if (const auto name = trim(each); !name.empty()) names.push_back(name);
  return names;
}

// The ids of rules that the request itself wants.
std::vector<std::string_view> wanted_by(const Request& request) {
  const std::string* header = http::find_header(request.headers, kActivateHeader);
  return header == nullptr ? std::vector<std::string_view>() : names_in(*header);
}

bool has(const std::vector<std::string_view>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

struct Rules::Played {
  std::shared_ptr<const Scenario> scenario;
  std::uint64_t seed = 0;
  Time since;                                   // when it was loaded, on the world's clock
  std::vector<std::shared_ptr<Tally>> tallies;  // one a rule

  // Global counters belong to no world: they go on.
  void restart(Time now, GlobalTallies& global) {
    since = now;
    tallies.clear();
    for (std::size_t i = 0; i < scenario->rules.size(); ++i) {
      const Rule& rule = *scenario->rules[i];
      tallies.push_back(rule.count_by.global() ? global.of(*scenario, i)
                                               : std::make_shared<Tally>(rule));
    }
  }
};

struct Rules::Candidate {
  std::shared_ptr<Played> played;
  std::size_t number;  // of the rule in its scenario

  const Rule& rule() const { return *played->scenario->rules[number]; }
  Tally& tally() const { return *played->tallies[number]; }
  Playing playing() const { return {rule(), played->scenario->name, played->seed, played->since}; }
};

struct Rules::Trial {
  const Candidate* candidate;
  std::optional<Depth> failure;  // none: `when` matches
  bool kept = false;             // the failure is among those that a report tells of
};

struct Rules::Index {
  std::unordered_map<const Operation*, std::vector<Candidate>> candidates;  // in the order of trial
  bool global = false;  // some rule counts for all worlds
};

struct Rules::Decision {
  const Candidate* acting = nullptr;
  const Effects* effects = nullptr;
  std::string count_key = {};
  std::int64_t ordinal = 0;
};

void Rules::load(std::shared_ptr<const Scenario> scenario, Time now) {
  auto played = std::make_shared<Played>();
  played->seed = scenario->seed.value_or(seed_);
  played->scenario = std::move(scenario);
  played->restart(now, global_);
  const std::lock_guard lock(mutex_);
  const auto same = std::find_if(played_.begin(), played_.end(), [&](const auto& each) {
    return each->scenario->name == played->scenario->name;
  });
  if (same == played_.end())
    played_.push_back(std::move(played));
  else
    *same = std::move(played);
  index_locked();
}

bool Rules::drop(const std::string& name) {
  const std::lock_guard lock(mutex_);
  const auto dropped =
      std::erase_if(played_, [&](const auto& each) { return each->scenario->name == name; });
  if (dropped > 0) index_locked();
  return dropped > 0;
}

void Rules::restart(Time now) {
  const std::lock_guard lock(mutex_);
  for (const auto& each : played_) each->restart(now, global_);
}

void Rules::index_locked() {
  auto index = std::make_shared<Index>();
  for (const auto& played : played_)
    for (std::size_t i = 0; i < played->scenario->rules.size(); ++i) {
      const Rule& rule = *played->scenario->rules[i];
      index->global = index->global || rule.count_by.global();
      for (const Target& target : rule.when.targets())
        index->candidates[target.operation].push_back({played, i});
    }
  idle_ = index->candidates.empty();
  index_ = std::move(index);
}

std::shared_ptr<const Rules::Index> Rules::index() const {
  const std::lock_guard lock(mutex_);
  return index_;
}

Plan Rules::decide(const Exchange& exchange, const Resource& resource) {
  Plan plan;
  if (idle_) return plan;
  const auto index = this->index();
  const auto found = index->candidates.find(exchange.match.operation);
  if (found == index->candidates.end()) return plan;
  // Conditions read nothing that changes: a slow expression holds up nobody else.
  std::vector<Trial> trials;
  trials.reserve(found->second.size());
  for (const Candidate& each : found->second)
    trials.push_back({&each, each.rule().when.failure(exchange, resource)});
  Decision decision;
  {
    // One section for all rules: their ordinals agree about which call came first.
    const std::lock_guard lock(mutex_);
    auto global = std::unique_lock(global_.mutex, std::defer_lock);
    if (index->global) global.lock();
    decision = settle(trials, exchange, plan);
  }
  explain(trials, exchange, resource);
  if (decision.acting == nullptr) return plan;
  const Playing playing = decision.acting->playing();
  plan.rule = playing.rule.id;
  const Draws draws = playing.draws(decision.count_key, decision.ordinal);
  for (const auto& effect : *decision.effects) effect->apply(exchange, draws, plan);
  if (plan.error) plan.error->why = "rule " + plan.rule + " of scenario " + playing.scenario;
  return plan;
}

Rules::Decision Rules::settle(std::vector<Trial>& trials, const Exchange& exchange, Plan& plan) {
  Decision decision;
  const auto wanted = wanted_by(exchange.request);
  for (Trial& trial : trials) {
    const Rule& rule = trial.candidate->rule();
    Tally& tally = trial.candidate->tally();
    ++tally.called;
    if (trial.failure) {
      trial.kept = tally.misses.count(*trial.failure);
      continue;
    }
    const auto miss = [&](Clause clause, const std::string& why) {
      if (const Depth depth{clause}; tally.misses.count(depth))
        tally.misses.keep(depth, exchange, why);
    };
    bool acted = false;
    if (!tally.armed(exchange.now) && !(rule.activation && has(wanted, rule.id))) {
      miss(Clause::kArmed, rule.activation ? "the rule waits to be activated" : "disarmed");
    } else {
      auto [verdict, would_do, failed] = tally.count(trial.candidate->playing(), exchange);
      if (verdict.missed.empty() && decision.acting != nullptr) {
        verdict.missed = "an earlier rule acted: " + decision.acting->rule().id;
        failed = Clause::kEarlierRule;
      }
      acted = verdict.acted = verdict.missed.empty();
      if (acted) {
        decision = {trial.candidate, would_do, verdict.count_key, verdict.ordinal};
        tally.hit();
      } else {
        miss(failed, verdict.missed);
      }
      plan.verdicts.push_back(std::move(verdict));
    }
    if (rule.retries) tally.retries.see(*rule.retries, exchange, acted);
  }
  return decision;
}

// Finds words for the failures that reports tell of, outside the lock: they may look at the state.
void Rules::explain(const std::vector<Trial>& trials, const Exchange& exchange,
                    const Resource& resource) {
  for (const Trial& trial : trials) {
    if (!trial.kept) continue;
    std::string why = trial.candidate->rule().when.why(*trial.failure, exchange, resource);
    const std::lock_guard lock(mutex_);
    const std::lock_guard global(global_.mutex);
    trial.candidate->tally().misses.keep(*trial.failure, exchange, std::move(why));
  }
}

std::optional<std::string> Rules::activate(const Exchange& exchange) {
  const auto wanted = wanted_by(exchange.request);
  if (wanted.empty()) return std::nullopt;
  const std::lock_guard lock(mutex_);
  const std::lock_guard global(global_.mutex);
  std::vector<std::pair<Tally*, const Rule*>> named;
  for (const std::string_view name : wanted) {
    const std::size_t before = named.size();
    Words known;
    for (const auto& played : played_)
      for (std::size_t i = 0; i < played->scenario->rules.size(); ++i) {
        const Rule& rule = *played->scenario->rules[i];
        if (!rule.activation) continue;
        known.push_back(rule.id);
        if (rule.id == name) named.emplace_back(played->tallies[i].get(), &rule);
      }
    if (named.size() == before)
      return std::string(kActivateHeader) + ": no rule " + in_quotes(name) +
             " is loaded that a request can activate" + did_you_mean(name, known);
  }
  for (const auto& [tally, rule] : named)
    if (rule->activation->ttl || rule->activation->max_hits)
      tally->arm(*rule->activation, exchange.now);
  return std::nullopt;
}

std::optional<std::string> Rules::set_armed(const std::string& scenario, const std::string& rule,
                                            const std::optional<Arming>& arming, Time now) {
  const std::lock_guard lock(mutex_);
  const std::lock_guard global(global_.mutex);
  Words scenarios, rules;
  for (const auto& played : played_) {
    scenarios.push_back(played->scenario->name);
    if (played->scenario->name != scenario) continue;
    for (std::size_t i = 0; i < played->tallies.size(); ++i) {
      rules.push_back(played->scenario->rules[i]->id);
      if (rules.back() != rule) continue;
      if (arming)
        played->tallies[i]->arm(*arming, now);
      else
        played->tallies[i]->disarm();
      return std::nullopt;
    }
  }
  if (has(scenarios, scenario))
    return "scenario " + in_quotes(scenario) + " has no rule " + in_quotes(rule) +
           did_you_mean(rule, rules);
  return "no scenario " + in_quotes(scenario) + " is loaded" + did_you_mean(scenario, scenarios);
}

std::vector<std::shared_ptr<const Scenario>> Rules::loaded() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::shared_ptr<const Scenario>> all;
  for (const auto& each : played_) all.push_back(each->scenario);
  return all;
}

std::optional<Report> Rules::report(const std::string& name, Time now) const {
  const std::lock_guard lock(mutex_);
  const std::lock_guard global(global_.mutex);
  for (const auto& each : played_) {
    if (each->scenario->name != name) continue;
    Report report{.scenario = name, .rules = {}};
    for (std::size_t i = 0; i < each->scenario->rules.size(); ++i)
      report.rules.push_back(each->tallies[i]->report(*each->scenario->rules[i], now));
    return report;
  }
  return std::nullopt;
}

}  // namespace virga
