#include "scenario/tally.h"

#include <utility>

namespace virga {
namespace {

// Of a rule that acted less often than it was to.
Diagnosis diagnose(std::int64_t called, const Misses& misses) {
  if (called == 0) return Diagnosis::kNeverCalled;
  if (misses.empty()) return Diagnosis::kClause;  // it took every call, and there were too few
  switch (misses.nearest_clause()) {
    case Clause::kEarlierRule: return Diagnosis::kShadowed;
    case Clause::kWindow:
    case Clause::kMaxHits: return Diagnosis::kWindowOrCap;
    default: return Diagnosis::kClause;
  }
}

std::string times(std::int64_t count) {
  return count == 1 ? "once" : std::to_string(count) + " times";
}

}  // namespace

bool Tally::armed(Time now) const {
  return armed_ && (!armed_until_ || now < *armed_until_) && hits_left_.value_or(1) > 0;
}

void Tally::arm(const Arming& arming, Time now) {
  armed_ = true;
  armed_until_ = arming.ttl ? std::optional(now + *arming.ttl) : std::nullopt;
  hits_left_ = arming.max_hits;
}

void Tally::hit() {
  ++hits_;
  if (hits_left_ && *hits_left_ > 0) --*hits_left_;
}

Tally::Counted Tally::count(const Playing& playing, const Exchange& exchange) {
  const Rule& rule = playing.rule;
  Verdict verdict;
  verdict.scenario = playing.scenario;
  verdict.rule = rule.id;
  verdict.count_key = rule.count_by.key_of(exchange);
  verdict.ordinal = ++ordinals_[verdict.count_key];
  ++matched_;
  if (rule.at.draws())
    verdict.draw = playing.draws(verdict.count_key, verdict.ordinal).unit("probability");
  Missed missed = rule.at.missed(verdict.ordinal, hits_, verdict.draw.value_or(0),
                                 exchange.now - playing.since);
  if (rule.limit && missed.why.empty()) {
    Limit::Used& used = used_[rule.limit_key.key_of(exchange)];
    if (rule.limit->take(used, playing.since, exchange.now))
      missed = {Clause::kLimit, "limit: within " + rule.limit->text()};
  }
  const Effects* effects = &rule.effects;
  if (!rule.sequence.empty() && missed.why.empty()) {
    const std::int64_t position = ++positions_[verdict.count_key];
    effects = rule.sequence.at(position);
    if (effects == nullptr)
      missed = {Clause::kSequence, "sequence: call " + std::to_string(position) + " of it passes"};
  }
  verdict.missed = std::move(missed.why);
  return {std::move(verdict), effects, missed.clause};
}

RuleReport Tally::report(const Rule& rule, Time now) const {
  RuleReport report{.id = rule.id,
                    .armed = armed(now),
                    .called = called,
                    .matched = matched_,
                    .hits = hits_,
                    .misses = misses.by_clause(),
                    .nearest = misses.nearest(),
                    .expected = rule.expected.text,
                    .retried = {},
                    .unmet = {}};
  if (hits_ < rule.expected.least || hits_ > rule.expected.most)
    report.unmet.push_back((hits_ == 0 ? "never acted" : "acted " + times(hits_)) + ", expected " +
                           rule.expected.text);
  if (hits_ < rule.expected.least) report.diagnosis = diagnose(called, misses);
  if (!rule.retries) return report;
  report.retried = retries.judged(*rule.retries);
  for (const LogicalCall& call : report.retried)
    for (const std::string& wrong : call.unmet)
      report.unmet.push_back("call " + call.attempts.front().request_id + ": " + wrong);
  if (retries.dropped() > 0)
    report.unmet.push_back("the retries of " + std::to_string(retries.dropped()) +
                           " more calls were not looked at");
  return report;
}

}  // namespace virga
