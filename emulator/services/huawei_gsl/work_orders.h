// Work orders: what operations on one card leave behind, to be done a little later; and what the
// cloud's own tasks have done.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "catalog/exchange.h"
#include "store/store.h"

namespace virga::gsl {

// work_order_type [doc]; which operation files which is [inferred] but for the resumption.
inline constexpr std::int64_t kResumeOrder = 4;
inline constexpr std::int64_t kStopOrder = 5;
inline constexpr std::int64_t kBatchResumeOrder = 6;
inline constexpr std::int64_t kBatchSuspendOrder = 7;
inline constexpr std::int64_t kEnableOrder = 10;
inline constexpr std::int64_t kCutNetOrder = 11;
inline constexpr std::int64_t kThresholdOrder = 12;
inline constexpr std::int64_t kRebindOrder = 13;
inline constexpr std::int64_t kClearRealNameOrder = 14;
inline constexpr std::int64_t kSpeedOrder = 15;
inline constexpr std::int64_t kRestoreNetOrder = 20;
inline constexpr std::int64_t kNoThresholdOrder = 21;
// None of the documented 1 to 23 is about three-network cards: these two are [inferred].
inline constexpr std::int64_t kPolicyOrder = 24;
inline constexpr std::int64_t kSwitchOrder = 25;

// work_order_source and its printed name [doc].
struct OrderSource {
  std::int64_t number;
  std::string_view name;
};
inline constexpr OrderSource kBackPoolTask{4, "后向流量池超阈值停用次月自动复机任务"};
inline constexpr OrderSource kNoDataTask{5, "单卡没流量停机定时任务"};
inline constexpr OrderSource kExpiryTask{6, "SIM卡到期自动停机定时任务"};
inline constexpr OrderSource kPoolTask{7, "流量池停机定时任务"};
inline constexpr OrderSource kFromApi{8, "用户操作生成(api)"};

inline constexpr std::string_view kWorkOrderEvent = "gsl.work_order";

inline constexpr Member kWorkOrderAnswer[] = {{.name = "work_order_id", .type = Type::kInt64}};

// What is ordered for a card.
struct CardOrder {
  std::int64_t type;
  std::optional<std::int64_t> argument = {};  // a speed, a quota, a bind_type, a policy, a carrier
  Json imei = nullptr;
};

// Files the order and answers {"work_order_id": n}. The card changes when it completes, within ten
// minutes [doc] or when the orders before it have.
Json open_work_order(Call& call, const CardOrder& order, const Json& card);

// Is there an order of that type for the card that has not come to its end?
bool has_open_order(const Store& store, std::int64_t type, const Json& card);

// Was one filed within the time before `now`?
bool has_recent_order(const Store& store, std::int64_t type, const Json& card, Time now,
                      std::chrono::milliseconds within);

// Files an order of a task of the cloud that has been done to these cards; none for no cards.
void file_finished_order(Store& store, Time at, std::int64_t type, const OrderSource& source,
                         const std::vector<Json>& cards);

// Completes the order with that id: the card changes, counts and times follow. Nothing happens to
// an order that is not in progress any more.
void complete_work_order(Store& store, Time due, std::string_view id);

}  // namespace virga::gsl
