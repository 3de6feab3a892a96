#include "scenario/engine.h"

#include <algorithm>
#include <unordered_map>

#include "scenario/draws.h"
#include "scenario/rule.h"

namespace virga {

struct Rules::Played {
  struct Tally {
    std::unordered_map<std::string, std::int64_t> ordinals;   // by count key
    std::unordered_map<std::string, std::int64_t> positions;  // in the sequence, by count key
    std::unordered_map<std::string, Limit::Used> used;        // of the limit, by its key
    std::int64_t matched = 0;
    std::int64_t hits = 0;
  };

  std::shared_ptr<const Scenario> scenario;
  std::uint64_t seed = 0;
  Time since;                  // when it was loaded, on the world's clock
  std::vector<Tally> tallies;  // one a rule

  void restart(Time now) {
    since = now;
    tallies.assign(scenario->rules.size(), {});
  }
};

struct Rules::Candidate {
  std::shared_ptr<Played> played;
  std::size_t number;  // of the rule in its scenario

  const Rule& rule() const { return *played->scenario->rules[number]; }

  Draws draws(std::string_view count_key, std::int64_t ordinal) const {
    return {played->seed, rule().id, count_key, ordinal};
  }

  // The verdict is of this rule alone: so what it says does not depend on other rules.
  struct Counted {
    Verdict verdict;
    const Effects* effects = nullptr;  // what the rule would do
  };

  Counted count(const Exchange& exchange) const {
    Played::Tally& tally = played->tallies[number];
    Verdict verdict;
    verdict.scenario = played->scenario->name;
    verdict.rule = rule().id;
    verdict.count_key = rule().count_by.key_of(exchange);
    verdict.ordinal = ++tally.ordinals[verdict.count_key];
    ++tally.matched;
    if (rule().at.draws())
      verdict.draw = draws(verdict.count_key, verdict.ordinal).unit("probability");
    verdict.missed = rule().at.missed(verdict.ordinal, tally.hits, verdict.draw.value_or(0),
                                      exchange.now - played->since);
    if (rule().limit && verdict.missed.empty()) {
      Limit::Used& used = tally.used[rule().limit_key.key_of(exchange)];
      if (rule().limit->take(used, played->since, exchange.now))
        verdict.missed = "limit: within " + rule().limit->text();
    }
    if (rule().sequence.empty()) return {std::move(verdict), &rule().effects};
    if (!verdict.missed.empty()) return {std::move(verdict)};
    const std::int64_t position = ++tally.positions[verdict.count_key];
    const Effects* effects = rule().sequence.at(position);
    if (effects == nullptr)
      verdict.missed = "sequence: call " + std::to_string(position) + " of it passes";
    return {std::move(verdict), effects};
  }
};

struct Rules::Index {
  std::unordered_map<const Operation*, std::vector<Candidate>> candidates;  // in the order of trial
};

void Rules::load(std::shared_ptr<const Scenario> scenario, Time now) {
  auto played = std::make_shared<Played>();
  played->seed = scenario->seed.value_or(seed_);
  played->scenario = std::move(scenario);
  played->restart(now);
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
  for (const auto& each : played_) each->restart(now);
}

void Rules::index_locked() {
  auto index = std::make_shared<Index>();
  for (const auto& played : played_)
    for (std::size_t i = 0; i < played->scenario->rules.size(); ++i) {
      const Rule& rule = *played->scenario->rules[i];
      if (!rule.armed) continue;
      for (const Target& target : rule.when.targets())
        index->candidates[target.operation].push_back({played, i});
    }
  idle_ = index->candidates.empty();
  index_ = std::move(index);
}

Plan Rules::decide(const Exchange& exchange) {
  Plan plan;
  if (idle_) return plan;
  std::shared_ptr<const Index> index;
  {
    const std::lock_guard lock(mutex_);
    index = index_;
  }
  const auto found = index->candidates.find(exchange.match.operation);
  if (found == index->candidates.end()) return plan;
  // Conditions read nothing that changes: a slow expression holds up nobody else.
  std::vector<const Candidate*> matching;
  for (const Candidate& each : found->second)
    if (each.rule().when.holds(exchange)) matching.push_back(&each);

  const Candidate* acting = nullptr;
  const Effects* effects = nullptr;
  std::int64_t ordinal = 0;
  std::string count_key;
  {
    // One section for all rules: their ordinals agree about which call came first.
    const std::lock_guard lock(mutex_);
    for (const Candidate* each : matching) {
      auto [verdict, would_do] = each->count(exchange);
      if (verdict.missed.empty() && acting != nullptr) {
        verdict.missed = "an earlier rule acted: " + acting->rule().id;
      } else if (verdict.missed.empty()) {
        verdict.acted = true;
        acting = each;
        effects = would_do;
        ordinal = verdict.ordinal;
        count_key = verdict.count_key;
        ++each->played->tallies[each->number].hits;
      }
      plan.verdicts.push_back(std::move(verdict));
    }
  }
  if (acting == nullptr) return plan;
  plan.rule = acting->rule().id;
  const Draws draws = acting->draws(count_key, ordinal);
  for (const auto& effect : *effects) effect->apply(exchange, draws, plan);
  if (plan.error)
    plan.error->why = "rule " + plan.rule + " of scenario " + acting->played->scenario->name;
  return plan;
}

std::vector<std::shared_ptr<const Scenario>> Rules::loaded() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::shared_ptr<const Scenario>> all;
  for (const auto& each : played_) all.push_back(each->scenario);
  return all;
}

std::optional<Report> Rules::report(const std::string& name) const {
  const std::lock_guard lock(mutex_);
  for (const auto& each : played_) {
    if (each->scenario->name != name) continue;
    Report report{.scenario = name, .rules = {}};
    for (std::size_t i = 0; i < each->tallies.size(); ++i) {
      const Rule& rule = *each->scenario->rules[i];
      report.rules.push_back({.id = rule.id,
                              .matched = each->tallies[i].matched,
                              .hits = each->tallies[i].hits,
                              .expected_hits = rule.expected_hits});
    }
    return report;
  }
  return std::nullopt;
}

}  // namespace virga
