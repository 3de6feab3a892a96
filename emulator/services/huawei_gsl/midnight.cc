#include "services/huawei_gsl/midnight.h"

#include <algorithm>
#include <map>
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

constexpr std::int64_t kCardsAtOnce = 1000;  // so that a great world does not have to fit in memory

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
    for (std::int64_t seen = 0;;) {
      const auto cards = store_.list(kSimCards, Query().page(kCardsAtOnce, seen));
      for (const Json& card : cards) pass_card(card);
      seen += static_cast<std::int64_t>(cards.size());
      if (cards.size() < kCardsAtOnce) break;
    }
    for (const Json& card : gone_) bury(card);
    for (const Json& pool : store_.list(kSimPools)) judge_pool(pool);
    for (Json pool : store_.list(kBackPools)) judge_back_pool(std::move(pool));
    file_finished_order(store_, due_, kBatchSuspendOrder, kNoDataTask, used_up_);
    file_finished_order(store_, due_, kBatchSuspendOrder, kExpiryTask, expired_);
  }

 private:
  struct Sum {
    Hundredths used = 0, data = 0;
  };

  void pass_card(const Json& before) {
    Json card = before;
    end_silence(card);
    age(card);
    if (card.is_null()) return gone_.push_back(before);
    if (is_first_of_month(day_) && has_number(card, "imei_bind_remain_times"))
      card["imei_bind_remain_times"] = kRebinds;
    const Hundredths used = model_.show(card);
    judge(card, used);
    add_to_pool(card, used);
    if (card != before) store_.put(kSimCards, card);
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

  // Whether a card's own limits let it be used. What suspended it may be over: in a new month, or
  // because there is more than there was.
  void judge(Json& card, Hundredths used) {
    const auto state = card.at("sim_status"), why = card.at("operator_status");
    const bool at_threshold = threshold_reached(card, used), used_up = plan_used_up(card, used);
    if (state == kSuspended &&
        ((why == kPlanUsedUp && !used_up) || (why == kThresholdReached && !at_threshold)))
      put_in_use(card, due_, model_.opened());
    if (card.at("sim_status") != kInUse || (!at_threshold && !used_up)) return;
    suspend(card, at_threshold ? kThresholdReached : kPlanUsedUp, due_, model_.opened());
    if (state == kInUse) used_up_.push_back(card);
  }

  void add_to_pool(const Json& card, Hundredths used) {
    if (!is_pooled(card)) return;
    Sum& sum = pools_[card.at("sim_pool_id").get<std::int64_t>()];
    sum.used += used;
    const auto state = card.at("sim_status");  // only activated members bring data [doc]
    if (state == kInUse || state == kSuspended) sum.data += monthly_data(card).value_or(0);
  }

  void judge_pool(const Json& pool) {
    const Sum sum = pools_[pool.at("id").get<std::int64_t>()];
    if (sum.data > 0 && sum.used >= sum.data)
      stop_members(pool);
    else
      resume_members(pool);
  }

  // Stopped at its threshold, it resumes by itself with the next cycle [doc].
  void judge_back_pool(Json pool) {
    const auto id = pool.at("id").get<std::int64_t>();
    const bool in_use = pool.at("pool_status") == kBackPoolInUse;
    const bool stopped = pool.at("pool_status") == kBackPoolStopped;
    const bool over =
        has_number(pool, "threshold") && pools_[id].used >= hundredths_of(pool.at("threshold"));
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
  std::map<std::int64_t, Sum> pools_;
  std::vector<Json> gone_, used_up_, expired_;
};

}  // namespace

void expect_midnight(Store& store, Time now) {
  store.agenda().add(begin_of(beijing_day(now) + std::chrono::days(1)), kMidnightEvent, "");
}

void pass_midnight(Store& store, Time due, std::string_view) {
  if (store.count(kLedger) == 0) return;
  Midnight(store, due).pass();
  expect_midnight(store, due);
}

}  // namespace virga::gsl
