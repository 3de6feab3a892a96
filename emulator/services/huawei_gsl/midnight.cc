#include "services/huawei_gsl/midnight.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "services/huawei_gsl/card_changes.h"
#include "services/huawei_gsl/card_life.h"
#include "services/huawei_gsl/kinds.h"
#include "services/huawei_gsl/tags.h"
#include "services/huawei_gsl/usage_model.h"
#include "services/huawei_gsl/work_orders.h"

namespace virga::gsl {
namespace {

constexpr std::int64_t kCardsAtOnce = 4000;  // so that a great world does not have to fit in memory

// Terms that the documentation gives in words: a deregistered card is gone two months after it has
// expired, a suspended one twelve [doc]. That an expired card is deregistered after one month, and
// that plans are renewed by the year, is [inferred].
constexpr int kUntilDeregistered = 1, kUntilGone = 2, kUntilSuspendedGone = 12, kRenewal = 12;
constexpr int kSilentMonths = 6;  // of a plan that says nothing
constexpr int kLongestSilence = 1200;
constexpr int kRebinds = 2;  // a month, China Telecom [doc]

bool is_first_of_month(Day day) {
  return static_cast<unsigned>(std::chrono::year_month_day(day).day()) == 1;
}

bool is_first_of_cycle(Day day, std::int64_t carrier) {
  return running_cycle(day, carrier).first == day;
}

Day midnight_from(Time time) {
  return beijing_day(time - std::chrono::milliseconds(1)) + std::chrono::days(1);
}

std::optional<Time> time_in(const Json& document, std::string_view member) {
  const auto found = document.find(member);
  if (found == document.end() || !found->is_string()) return std::nullopt;
  return parse_time(found->get_ref<const std::string&>());
}

bool has_number(const Json& document, std::string_view member) {
  const auto found = document.find(member);
  return found != document.end() && found->is_number();
}

class Midnight {
 public:
  Midnight(Store& store, Time due)
      : store_(store), due_(due), model_(store, due), day_(model_.today()) {}

  void pass() {
    const auto due = Query().at_most("look_on", day_number(day_)).page(kCardsAtOnce, 0);
    for (auto cards = store_.list(kSimCards, due); !cards.empty();
         cards = store_.list(kSimCards, due))
      for (const Json& card : cards) pass_card(card);
    for (const Json& pool : store_.list(kSimPools)) judge_pool(pool);
    for (Json pool : store_.list(kBackPools)) judge_back_pool(std::move(pool));
    file_finished_order(store_, due_, kBatchSuspendOrder, kNoDataTask, used_up_);
    file_finished_order(store_, due_, kBatchSuspendOrder, kExpiryTask, expired_);
  }

  void show_figures() {
    for (std::int64_t seen = 0;;) {
      const auto cards = store_.list(kSimCards, Query().page(kCardsAtOnce, seen));
      for (const Json& card : cards) show_figures(card);
      seen += static_cast<std::int64_t>(cards.size());
      if (cards.size() < kCardsAtOnce) break;
    }
  }

 private:
  struct Sum {
    Hundredths used = 0, data = 0;
  };

  void pass_card(const Json& before) {
    Json card = before;
    end_silence(card);
    age(card);
    if (card.is_null()) return bury(before);
    if (is_first_of_month(day_) && has_number(card, "imei_bind_remain_times"))
      card["imei_bind_remain_times"] = kRebinds;
    judge(card, model_.in_running_cycle(card));
    card["look_on"] = day_number(next_look(card));
    store_.replace(kSimCards, before, card);
  }

  void show_figures(const Json& before) {
    Json card = before;
    model_.show(card);
    if (card != before) store_.replace(kSimCards, before, card);
  }

  // Months and cycles begin, an expired card ages day by day, and limits are reached on a day that
  // can be foreseen.
  Day next_look(const Json& card) const {
    const Cycle cycle = running_cycle(day_, card.at("carrier").get<std::int64_t>());
    const Day tomorrow = day_ + std::chrono::days(1);
    Day next = std::min(first_day(plus_months(month_of(day_), 1)), next_judgement(card, cycle));
    if (const auto expires = time_in(card, "expire_time"))
      next = std::min(next, std::max(midnight_from(*expires), tomorrow));
    return next;
  }

  Day next_judgement(const Json& card, const Cycle& cycle) const {
    const auto used = model_.foreseen(card);
    Day day = day_ + std::chrono::days(1);
    for (; day <= cycle.last; day += std::chrono::days(1)) {
      const Hundredths then = used[static_cast<std::size_t>((day - cycle.first).count())];
      if (may_resume(card, then) || must_stop(card, then)) break;
    }
    return day;
  }

  // After its silent period a card is in use on the 1st of the next month [doc].
  void end_silence(Json& card) {
    if (card["sim_status"] != kTestable && card["sim_status"] != kActivatable) return;
    if (!is_first_of_month(day_)) return;
    const Time begin = time_in(card, "delivered_time").value_or(begin_of(model_.opened()));
    if (end_of_silence(card, begin) <= due_) put_in_use(card, due_, model_.opened());
  }

  Time end_of_silence(const Json& card, Time begin) const {
    const auto plan = store_.look(kPricePlans, card.value("price_plan_id", Json(nullptr)));
    if (plan == nullptr || !has_number(*plan, "silent_period_day"))
      return plus_months(begin, kSilentMonths);
    const int count = std::clamp(plan->at("silent_period_day").get<int>(), 0, kLongestSilence);
    const Json unit = plan->value("silent_period_unit", Json(nullptr));  // [doc]
    if (unit == 1) return plus_months(begin, 12 * count);
    if (unit == 3) return begin + std::chrono::days(count);
    return plus_months(begin, count);
  }

  // A plan that renews itself goes on; one that does not takes the card with it. Null: it is gone.
  void age(Json& card) {
    auto expires = time_in(card, "expire_time");
    if (!expires || *expires > due_) return;
    const bool deregistered = card["sim_status"] == kDeregistered;
    if (card["auto_renew"] == true && !deregistered) {
      while (*expires <= due_) expires = plus_months(*expires, kRenewal);
      card["expire_time"] = iso_time(*expires);
      return;
    }
    const auto over_for = [&](int months) { return plus_months(*expires, months) <= due_; };
    if (over_for(deregistered ? kUntilGone : kUntilSuspendedGone)) {
      card = nullptr;
    } else if (card["sim_status"] == kInUse) {
      suspend(card, kPlanExpired, due_, model_.opened());
      expired_.push_back(card);
    } else if (card["operator_status"] == kPlanExpired && over_for(kUntilDeregistered)) {
      deregister(card, due_, model_.opened());
    }
  }

  static bool plan_used_up(const Json& card, Hundredths used) {
    const auto data = monthly_data(card);
    return data && !is_pooled(card) && used >= *data;
  }

  static bool is_pooled(const Json& card) { return has_number(card, "sim_pool_id"); }

  // What suspended a card may be over: in a new month, or because there is more than there was.
  static bool may_resume(const Json& card, Hundredths used) {
    if (card.at("sim_status") != kSuspended) return false;
    const Json& why = card.at("operator_status");
    return (why == kPlanUsedUp && !plan_used_up(card, used)) ||
           (why == kThresholdReached && !threshold_reached(card, used));
  }

  static bool must_stop(const Json& card, Hundredths used) {
    return card.at("sim_status") == kInUse &&
           (threshold_reached(card, used) || plan_used_up(card, used));
  }

  // Whether a card's own limits let it be used.
  void judge(Json& card, Hundredths used) {
    const bool was_in_use = card.at("sim_status") == kInUse;
    if (may_resume(card, used)) put_in_use(card, due_, model_.opened());
    if (!must_stop(card, used)) return;
    const auto why = threshold_reached(card, used) ? kThresholdReached : kPlanUsedUp;
    suspend(card, why, due_, model_.opened());
    if (was_in_use) used_up_.push_back(card);
  }

  Sum sum_of(const Json& pool) const {
    Sum sum;
    for (const Json& card : store_.list(kSimCards, Query().equals("sim_pool_id", pool.at("id")))) {
      sum.used += model_.in_running_cycle(card);
      const Json& state = card.at("sim_status");  // only activated members bring data [doc]
      if (state == kInUse || state == kSuspended) sum.data += monthly_data(card).value_or(0);
    }
    return sum;
  }

  void judge_pool(const Json& pool) {
    const Sum sum = sum_of(pool);
    if (sum.data > 0 && sum.used >= sum.data)
      stop_members(pool);
    else
      resume_members(pool);
  }

  // Stopped at its threshold, it resumes by itself with the next cycle [doc].
  void judge_back_pool(Json pool) {
    const bool in_use = pool.at("pool_status") == kBackPoolInUse;
    const bool stopped = pool.at("pool_status") == kBackPoolStopped;
    const bool over =
        has_number(pool, "threshold") && sum_of(pool).used >= hundredths_of(pool.at("threshold"));
    if (in_use && over) {
      turn(pool, kBackPoolStopped);
      stop_members(pool);
    } else if (stopped && !over &&
               is_first_of_cycle(day_, pool.at("carrier").get<std::int64_t>())) {
      turn(pool, kBackPoolInUse);
      file_finished_order(store_, due_, kBatchResumeOrder, kBackPoolTask, resume_members(pool));
    }
  }

  void turn(Json& pool, std::int64_t status) {
    pool["pool_status"] = status;
    pool["status_time"] = pool["modify_time"] = iso_time(due_);
    store_.put(kBackPools, pool);
  }

  void stop_members(const Json& pool) {
    auto members = store_.list(
        kSimCards, Query().equals("sim_pool_id", pool.at("id")).equals("sim_status", kInUse));
    for (Json& card : members) {
      suspend(card, kPoolUsedUp, due_, model_.opened());
      look_again(card);
      store_.put(kSimCards, card);
    }
    file_finished_order(store_, due_, kBatchSuspendOrder, kPoolTask, members);
  }

  std::vector<Json> resume_members(const Json& pool) {
    auto members = store_.list(kSimCards, Query()
                                              .equals("sim_pool_id", pool.at("id"))
                                              .equals("operator_status", kPoolUsedUp)
                                              .equals("sim_status", kSuspended));
    for (Json& card : members) {
      put_in_use(card, due_, model_.opened());
      look_again(card);
      store_.put(kSimCards, card);
    }
    return members;
  }

  void bury(const Json& card) {
    store_.erase(kSimCards, card.at("sim_card_id"));
    for (const Json& tag : tag_ids_of(card)) note_use_of_tag(store_, tag);
  }

  Store& store_;
  const Time due_;
  const UsageModel model_;
  const Day day_;
  std::vector<Json> used_up_, expired_;
};

}  // namespace

Time expect_midnight(Store& store, Time now) {
  const Time next = begin_of(beijing_day(now) + std::chrono::days(1));
  store.agenda().add(next, kMidnightEvent, "");
  return next;
}

void pass_midnight(Store& store, Time due, std::string_view) {
  if (store.count(kLedger) == 0) return;
  Midnight midnight(store, due);
  midnight.pass();
  if (expect_midnight(store, due) > store.agenda().until()) midnight.show_figures();
}

}  // namespace virga::gsl
