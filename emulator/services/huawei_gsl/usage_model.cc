#include "services/huawei_gsl/usage_model.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>

#include "base/chance.h"
#include "base/text.h"
#include "services/huawei_gsl/card_life.h"
#include "services/huawei_gsl/kinds.h"

namespace virga::gsl {
namespace {

// A card uses 30 to 89 percent of its plan in a usual month, and on one day 50 to 150 percent of
// its mean [inferred]: few ever use their plan up.
constexpr std::int64_t kLeastHabit = 30, kHabits = 60;
constexpr std::int64_t kLeastShare = 50, kShares = 101;
constexpr Hundredths kWithoutPlan = 6000;  // stands for a month's data of cards paid by use
constexpr std::int64_t kMostOfAPart = 100;
constexpr double kMost = 1e13;  // hundredths: what is computed from as many still fits

std::uint64_t number_of(Day day) {
  return static_cast<std::uint64_t>(day.time_since_epoch().count());
}

std::size_t index_in(const Cycle& cycle, Day day) {
  return static_cast<std::size_t>((day - cycle.first).count());
}

bool holds(const Cycle& cycle, Day day) { return cycle.first <= day && day <= cycle.last; }

std::optional<Day> day_in(const Json& card, std::string_view member) {
  const auto found = card.find(member);
  if (found == card.end() || !found->is_string()) return std::nullopt;
  const auto time = parse_time(found->get_ref<const std::string&>());
  return time ? std::optional(beijing_day(*time)) : std::nullopt;
}

std::optional<Hundredths> amount_in(const Json& card, std::string_view member) {
  const auto found = card.find(member);
  if (found == card.end() || !found->is_number()) return std::nullopt;
  return hundredths_of(*found);
}

// 20250605-20250701
std::optional<std::pair<Day, Day>> pause_of(const Json& text) {
  if (!text.is_string()) return std::nullopt;
  const auto parts = split(text.get_ref<const std::string&>(), '-');
  if (parts.size() != 2) return std::nullopt;
  const auto from = parse_day(parts[0]), until = parse_day(parts[1]);
  if (!from || !until) return std::nullopt;
  return std::pair(*from, *until);
}

}  // namespace

Json megabytes_of(Hundredths hundredths) {
  return megabytes(static_cast<double>(hundredths) / 100);
}

Hundredths hundredths_of(const Json& megabytes) {
  return std::llround(std::clamp(megabytes.get<double>() * 100, -kMost, kMost));
}

std::optional<Hundredths> monthly_data(const Json& card) { return amount_in(card, "flow_total"); }

// What the model reads of a card.
struct UsageModel::Facts {
  Facts(const Json& card, Day opened)
      : cid(card.at("cid").get_ref<const std::string&>()),
        data(monthly_data(card).value_or(kWithoutPlan)),
        at_start(amount_in(card, "flow_at_start")),
        activated(day_in(card, "act_date")) {
    if (!card.value("auto_renew", true)) expires = day_in(card, "expire_time");
    if (!uses_data(card)) idle_since = idle_day(card, opened);
    const auto listed = card.find("pauses");
    if (listed == card.end() || !listed->is_array()) return;
    for (const Json& text : *listed)
      if (const auto pause = pause_of(text)) pauses.push_back(*pause);
  }

  bool may_use(Day day) const {
    if (!activated || day < *activated) return false;
    if (expires && day > *expires) return false;
    if (idle_since && day >= *idle_since) return false;
    return std::none_of(pauses.begin(), pauses.end(), [day](const auto& pause) {
      return pause.first <= day && day < pause.second;
    });
  }

  const std::string& cid;
  Hundredths data;
  std::optional<Hundredths> at_start;
  std::optional<Day> activated, expires, idle_since;
  std::vector<std::pair<Day, Day>> pauses;
};

UsageModel::UsageModel(const Store& store, Time now)
    : store_(store),
      now_(now),
      today_(beijing_day(now)),
      ledger_(ledger_of(store, now)),
      overridden_(store.count(kUsage) > 0) {}

std::int64_t UsageModel::habit_of(const Facts& facts) const {
  const std::uint64_t draw = hash_of(ledger_.seed, {"gsl.habit", facts.cid});
  return kLeastHabit + static_cast<std::int64_t>(draw % kHabits);
}

Hundredths UsageModel::drawn(const Facts& facts, std::int64_t habit, Day day) const {
  const std::uint64_t draw = hash_of(ledger_.seed, {"gsl.day", facts.cid}, number_of(day));
  const std::int64_t share = kLeastShare + static_cast<std::int64_t>(draw % kShares);
  return facts.data * habit * share / (30 * 100 * 100);
}

// Where no day can take it, the last one before the world's first does; in a world that begins with
// its cycle, that first day itself, which then counts as behind us (see counted_days).
void UsageModel::lay_out_start(const Facts& facts, const Cycle& cycle,
                               std::vector<Hundredths>& used) const {
  std::vector<std::int64_t> parts(index_in(cycle, ledger_.opened), 0);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Day day = cycle.first + std::chrono::days(i);
    if (facts.activated && day < *facts.activated) continue;
    const auto draw = hash_of(ledger_.seed, {"gsl.part", facts.cid}, number_of(day));
    parts[i] = 1 + static_cast<std::int64_t>(draw % kMostOfAPart);
  }
  const std::int64_t whole = std::accumulate(parts.begin(), parts.end(), std::int64_t{0});
  if (whole == 0) {
    used[parts.empty() ? 0 : parts.size() - 1] = *facts.at_start;
    return;
  }
  std::int64_t before = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::int64_t after = before + parts[i];
    used[i] = *facts.at_start * after / whole - *facts.at_start * before / whole;
    before = after;
  }
}

void UsageModel::override_days(const Json& card, const Cycle& cycle,
                               std::vector<Hundredths>& used) const {
  const auto of_card = Query().equals("sim_card_id", card.at("sim_card_id"));
  for (const Json& figure : store_.list(kUsage, of_card)) {
    const auto day = parse_day(figure.at("date").get_ref<const std::string&>());
    if (day && holds(cycle, *day)) used[index_in(cycle, *day)] = hundredths_of(figure.at("flow"));
  }
}

// Of each day of the cycle, `until` whole, those behind it 0.
std::vector<Hundredths> UsageModel::days(const Json& card, const Cycle& cycle, Day until) const {
  const Facts facts(card, ledger_.opened);
  std::vector<Hundredths> used(index_in(cycle, cycle.last) + 1, 0);
  const bool starts_here = facts.at_start && holds(cycle, ledger_.opened);
  const std::int64_t habit = habit_of(facts);
  for (Day day = cycle.first; day <= std::min(cycle.last, until); day += std::chrono::days(1)) {
    if (starts_here && day < ledger_.opened) continue;
    if (facts.may_use(day)) used[index_in(cycle, day)] = drawn(facts, habit, day);
  }
  if (starts_here) lay_out_start(facts, cycle, used);
  if (overridden_) override_days(card, cycle, used);
  return used;
}

Hundredths UsageModel::on(const Json& card, Day day) const {
  if (day >= today_) return 0;
  const Cycle cycle = running_cycle(day, card.at("carrier").get<std::int64_t>());
  return days(card, cycle, today_)[index_in(cycle, day)];
}

std::size_t UsageModel::counted_days(const Json& card, const Cycle& cycle) const {
  if (today_ < cycle.first) return 0;
  if (today_ > cycle.last) return index_in(cycle, cycle.last) + 1;
  const bool begins = today_ == ledger_.opened && today_ == cycle.first;
  return index_in(cycle, today_) + (begins && amount_in(card, "flow_at_start") ? 1 : 0);
}

Hundredths UsageModel::within(const Json& card, const Cycle& cycle) const {
  const auto used = days(card, cycle, today_);
  const auto counted = static_cast<std::ptrdiff_t>(counted_days(card, cycle));
  return std::accumulate(used.begin(), used.begin() + counted, Hundredths{0});
}

Hundredths UsageModel::in_month(const Json& card, Month month) const {
  return within(card, cycle_of(month, card.at("carrier").get<std::int64_t>()));
}

Hundredths UsageModel::in_running_cycle(const Json& card) const {
  return within(card, running_cycle(today_, card.at("carrier").get<std::int64_t>()));
}

Hundredths UsageModel::live(const Json& card) const {
  const Cycle cycle = running_cycle(today_, card.at("carrier").get<std::int64_t>());
  const Hundredths before = within(card, cycle);
  if (counted_days(card, cycle) > index_in(cycle, today_)) return before;
  constexpr std::int64_t kDay = std::chrono::milliseconds(std::chrono::days(1)).count();
  return before + days(card, cycle, today_)[index_in(cycle, today_)] *
                      (now_ - begin_of(today_)).count() / kDay;
}

std::vector<Hundredths> UsageModel::foreseen(const Json& card) const {
  const Cycle cycle = running_cycle(today_, card.at("carrier").get<std::int64_t>());
  auto used = days(card, cycle, cycle.last);
  std::exclusive_scan(used.begin(), used.end(), used.begin(), Hundredths{0});
  return used;
}

Hundredths UsageModel::show(Json& card) const {
  const Hundredths used = in_running_cycle(card);
  card["flow_used"] = megabytes_of(used);
  if (const auto data = monthly_data(card)) card["flow_left"] = megabytes_of(*data - used);
  return used;
}

}  // namespace virga::gsl
