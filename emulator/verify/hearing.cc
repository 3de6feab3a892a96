#include "verify/hearing.h"

#include <algorithm>

#include "verify/call.h"

namespace virga {
namespace {

constexpr std::size_t kPortion = 256;  // of entries: the journal is locked while they are copied

std::string calls_text(std::int64_t calls) {
  return std::to_string(calls) + (calls == 1 ? " call" : " calls");
}

}  // namespace

void Hearing::begin() {
  counts_.assign(expectations_->list.size(), {});
  turn_ = 0;
  impossible_.reset();
}

void Hearing::listen() {
  for (;;) {
    Journal::News news = journal_.news(heard_, kPortion);
    if (news.cleared) begin();
    heard_ = news.last;
    for (const Expectation& expectation : expectations_->list)
      if (news.dropped.entries > 0 &&
          expectation.between.meets(news.dropped.first, news.dropped.last))
        impossible_ = "the journal has dropped " + std::to_string(news.dropped.entries) +
                      " entries, from " + plain_time(news.dropped.first) + " to " +
                      plain_time(news.dropped.last) + ", that " + expectation.id + " asks about";
    if (impossible_ || news.entries.empty()) return;
    for (Entry& entry : news.entries) hear(std::move(entry));
  }
}

void Hearing::hear(Entry entry) {
  Exchange exchange = call_of(entry, catalog_);
  bool read = false;
  std::vector<std::size_t> satisfied;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    const Expectation& expectation = expectations_->list[i];
    if (!expectation.is_about(exchange.match)) continue;
    if (!std::exchange(read, true) && exchange.match.operation != nullptr)
      exchange.input = entry.callback.empty()
                           ? input_of(exchange)
                           : Input(parse_json(exchange.request.body).value_or(Json::object()));
    if (satisfies(expectation, counts_[i], exchange, entry)) satisfied.push_back(i);
  }
  if (expectations_->order) return place(satisfied, exchange);
  for (const std::size_t index : satisfied) take(index, exchange);
}

bool Hearing::satisfies(const Expectation& expectation, Count& count, const Exchange& exchange,
                        const Entry& entry) const {
  auto failed = expectation.when.failure(exchange, {});
  if (!failed && !expectation.between.holds(entry.time)) failed = Depth{Clause::kBetween, 0};
  if (!failed) failed = expectation.answered.failure(entry);
  if (!failed) return true;
  if (!count.misses.count(*failed)) return false;
  count.misses.keep(
      *failed, exchange,
      failed->clause < Clause::kBetween    ? expectation.when.why(*failed, exchange, {}, "expected")
      : failed->clause == Clause::kBetween ? "between: it came at " + plain_time(entry.time) +
                                                 ", expected " + expectation.between.text()
                                           : expectation.answered.why(*failed, entry));
  return false;
}

void Hearing::take(std::size_t index, const Exchange& exchange) {
  Count& count = counts_[index];
  if (++count.calls > expectations_->list[index].count.most && count.surplus.empty())
    count.surplus = exchange.request_id;
}

// In an order a call belongs to one expectation: the one whose turn it is, as long as that may have
// more, else the next for which it is not too early. What is forbidden has no turn.
void Hearing::place(const std::vector<std::size_t>& satisfied, const Exchange& exchange) {
  const auto& list = expectations_->list;
  const auto among = [&](std::size_t index) {
    return std::find(satisfied.begin(), satisfied.end(), index) != satisfied.end();
  };
  std::vector<std::size_t> in_turn;
  for (const std::size_t index : satisfied) {
    if (list[index].forbids())
      take(index, exchange);
    else
      in_turn.push_back(index);
  }
  if (in_turn.empty()) return;
  std::size_t waited_for = turn_;
  for (; waited_for < list.size(); ++waited_for) {
    const bool full = counts_[waited_for].calls >= list[waited_for].count.most;
    if (!full && among(waited_for)) {
      turn_ = waited_for;
      return take(waited_for, exchange);
    }
    if (counts_[waited_for].calls < list[waited_for].count.least) break;
  }
  if (turn_ < list.size() && among(turn_) && !list[turn_].forbids()) return take(turn_, exchange);
  const std::size_t index = in_turn.front();
  if (++counts_[index].misplaced > 1) return;
  counts_[index].why_misplaced =
      exchange.request_id + (index > turn_
                                 ? " came before " + list[waited_for].id + " had its calls"
                                 : " came after calls of " + list[turn_].id);
}

std::vector<std::string> Hearing::unmet(std::size_t index) const {
  const Count& count = counts_[index];
  const ExpectedHits& expected = expectations_->list[index].count;
  std::vector<std::string> wrong;
  if (count.calls < expected.least)
    wrong.push_back(calls_text(expected.least - count.calls) + " too few");
  if (count.calls > expected.most)
    wrong.push_back(calls_text(count.calls - expected.most) + " too many, the first of them " +
                    count.surplus);
  if (count.misplaced > 0)
    wrong.push_back(calls_text(count.misplaced) + " out of order: " + count.why_misplaced);
  return wrong;
}

bool Hearing::held() const {
  for (std::size_t i = 0; i < counts_.size(); ++i)
    if (!unmet(i).empty()) return false;
  return !impossible_;
}

Verification Hearing::verification() const {
  Verification verification{.name = expectations_->name, .expectations = {}};
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    const Expectation& expectation = expectations_->list[i];
    verification.expectations.push_back({.id = expectation.id,
                                         .expected = expectation.count.text,
                                         .counted = counts_[i].calls,
                                         .misses = counts_[i].misses.by_clause(),
                                         .nearest = counts_[i].misses.nearest(),
                                         .unmet = unmet(i)});
  }
  return verification;
}

bool hear_out(Vigil& vigil, Journal& journal, const std::shared_ptr<Hearing>& hearing,
              Vigil::Moment deadline, const std::function<void(std::exception_ptr)>& answer) {
  return vigil.keep(journal, [=](bool last) -> std::optional<Vigil::Moment> {
    try {
      hearing->listen();
    } catch (...) {
      answer(std::current_exception());
      return std::nullopt;
    }
    const bool over = last || std::chrono::steady_clock::now() >= deadline;
    if (!over && !hearing->held() && !hearing->impossible()) return deadline;
    answer(nullptr);
    return std::nullopt;
  });
}

}  // namespace virga
