#include "scenario/engine.h"

#include <algorithm>
#include <unordered_map>

#include "base/spelling.h"
#include "base/text.h"
#include "scenario/rule.h"
#include "scenario/shortlist.h"
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

  std::shared_ptr<Played> copy() const {
    auto copy = std::make_shared<Played>(*this);
    for (std::size_t i = 0; i < tallies.size(); ++i)
      if (!scenario->rules[i]->count_by.global())
        copy->tallies[i] = std::make_shared<Tally>(*tallies[i]);
    return copy;
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
  Shortlist::Number number;  // in the list of its operation
  const Candidate* candidate;
  std::optional<Depth> failure;  // none: `when` matches
  bool kept = false;             // the failure is among those that a report tells of
};

// What never changes can be read without the lock; the rest is how many of its calls each rule has
// not been shown, for a report has to count them all the same.
struct Rules::Listed {
  std::vector<Candidate> candidates;  // in the order of trial
  Shortlist shortlist;

  std::vector<Shortlist::Number> curious;  // still keep words for misses: they are shown every call
  std::int64_t calls = 0;
  std::vector<std::int64_t> shown;  // of the calls, to each candidate

  void add(Candidate candidate) {
    shortlist.add(candidate.rule().when);
    candidates.push_back(std::move(candidate));
  }

  void begin() {
    shown.assign(candidates.size(), 0);
    curious = shortlist.keyed();
  }

  void lose_curiosity() {
    std::erase_if(curious, [&](Shortlist::Number number) {
      return !candidates[number].tally().misses.has_room();
    });
  }

  void count_unseen() {
    for (const Shortlist::Number number : shortlist.keyed()) {
      Tally& tally = candidates[number].tally();
      const std::int64_t unseen = calls - shown[number];
      tally.called += unseen;
      tally.misses.count_unseen(When::kFirst, unseen);
      shown[number] = 0;
    }
    calls = 0;
  }
};

struct Rules::Index {
  Lists whole;          // rules about whole requests
  Lists heads;          // rules that only know the head
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
  reindex_locked();
}

bool Rules::drop(const std::string& name) {
  const std::lock_guard lock(mutex_);
  const auto dropped =
      std::erase_if(played_, [&](const auto& each) { return each->scenario->name == name; });
  if (dropped > 0) reindex_locked();
  return dropped > 0;
}

void Rules::restart(Time now) {
  const std::lock_guard lock(mutex_);
  count_unseen_locked();  // global counters go on
  for (const auto& each : played_) each->restart(now, global_);
  index_locked();
}

Rules::Standing Rules::standing() const {
  const std::lock_guard lock(mutex_);
  count_unseen_locked();
  Standing standing;
  for (const auto& each : played_) standing.push_back(each->copy());
  return standing;
}

void Rules::stand_at(const Standing& standing) {
  const std::lock_guard lock(mutex_);
  count_unseen_locked();  // global counters go on
  played_.clear();
  for (const auto& each : standing) played_.push_back(each->copy());
  index_locked();
}

void Rules::index_locked() {
  auto index = std::make_shared<Index>();
  for (const auto& played : played_)
    for (std::size_t i = 0; i < played->scenario->rules.size(); ++i) {
      const Rule& rule = *played->scenario->rules[i];
      index->global = index->global || rule.count_by.global();
      for (const Target& target : rule.when.targets())
        (rule.on_head ? index->heads : index->whole)[target.operation].add({played, i});
    }
  for (Lists* lists : {&index->whole, &index->heads})
    for (auto& [operation, listed] : *lists) listed.begin();
  idle_ = index->whole.empty();
  slow_ = !index->heads.empty();
  index_ = std::move(index);
}

// The tallies go on, so they are told what they have not been shown yet.
void Rules::reindex_locked() {
  count_unseen_locked();
  index_locked();
}

void Rules::count_unseen_locked() const {
  if (index_ == nullptr) return;
  const std::lock_guard global(global_.mutex);
  for (Lists* lists : {&index_->whole, &index_->heads})
    for (auto& [operation, listed] : *lists) listed.count_unseen();
}

Plan Rules::decide(const Exchange& exchange, const Resource& resource) {
  return idle_ ? Plan() : decide_among(&Index::whole, exchange, resource);
}

std::optional<Pace> Rules::reading(const Exchange& exchange) {
  return slow_ ? decide_among(&Index::heads, exchange, {}).slow_request : std::nullopt;
}

Plan Rules::decide_among(Lists Index::*lists, const Exchange& exchange, const Resource& resource) {
  Plan plan;
  std::shared_ptr<Index> index;
  std::vector<Shortlist::Number> curious;
  Listed* listed = nullptr;
  {
    const std::lock_guard lock(mutex_);
    index = index_;
    const auto found = ((*index).*lists).find(exchange.match.operation);
    if (found == ((*index).*lists).end()) return plan;
    listed = &found->second;
    curious = listed->curious;
  }
  // Conditions read nothing that changes: a slow expression holds up nobody else.
  std::vector<Trial> trials;
  for (const auto number : listed->shortlist.of(exchange, curious)) {
    const Candidate& candidate = listed->candidates[number];
    trials.push_back({number, &candidate, candidate.rule().when.failure(exchange, resource)});
  }
  Decision decision;
  {
    // One section for all rules: their ordinals agree about which call came first.
    const std::lock_guard lock(mutex_);
    auto global = std::unique_lock(global_.mutex, std::defer_lock);
    if (index->global) global.lock();
    decision = settle(*listed, trials, exchange, plan);
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

Rules::Decision Rules::settle(Listed& listed, std::vector<Trial>& trials, const Exchange& exchange,
                              Plan& plan) {
  Decision decision;
  ++listed.calls;
  const auto wanted = wanted_by(exchange.request);
  for (Trial& trial : trials) {
    const Rule& rule = trial.candidate->rule();
    Tally& tally = trial.candidate->tally();
    ++tally.called;
    ++listed.shown[trial.number];
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
  if (!listed.curious.empty()) listed.lose_curiosity();
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
  count_unseen_locked();
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
