#include "services/huawei_gsl/work_orders.h"

#include <algorithm>
#include <chrono>
#include <string>

#include "base/chance.h"
#include "base/text.h"
#include "services/huawei_gsl/card_changes.h"
#include "services/huawei_gsl/card_life.h"
#include "services/huawei_gsl/errors.h"
#include "services/huawei_gsl/ids.h"
#include "services/huawei_gsl/kinds.h"
#include "services/huawei_gsl/operations.h"
#include "services/huawei_gsl/paging.h"
#include "services/huawei_gsl/patterns.h"

namespace virga::gsl {
namespace {

// An order needs no review when it comes through the API [inferred]:
//
//   order   3 processing -> 4 completed | 6 failed
//   detail  2 processing -> 1 success   | 3 failure
constexpr int kUnderReview = 1, kReviewed = 2, kProcessing = 3, kCompleted = 4, kFailed = 6;
constexpr int kRowSucceeded = 1, kRowProcessing = 2, kRowFailed = 3;

// "Within 10 minutes" [doc]: from one minute to ten, drawn for each order [inferred].
constexpr std::chrono::seconds kShortest{60};
constexpr std::uint64_t kDurations = 541;  // seconds

std::chrono::seconds duration_of(std::int64_t order, std::uint64_t seed) {
  const auto draw = hash_of(seed, {"gsl.work_order"}, static_cast<std::uint64_t>(order));
  return kShortest + std::chrono::seconds(draw % kDurations);
}

const Json& open_states() {
  static const Json states = Json::array({kUnderReview, kReviewed, kProcessing});
  return states;
}

std::optional<Time> time_in(const Json& document, std::string_view member) {
  const auto found = document.find(member);
  if (found == document.end() || !found->is_string()) return std::nullopt;
  return parse_time(found->get_ref<const std::string&>());
}

// Several orders on one card run one after the other [inferred].
Time start_of_next(const Call& call, const Json& card) {
  Time start = call.now;
  const auto open =
      Query().equals("sim_card_id", card.at("sim_card_id")).among("status", open_states());
  for (const Json& order : call.store.list(kWorkOrders, open))
    start = std::max(start, time_in(order, "due_time").value_or(start));
  return start;
}

constexpr Field kSimTypeFilter{.name = "sim_type",
                               .type = Type::kInt32,
                               .in = In::kQuery,
                               .min = 1,
                               .max = 10,
                               .note = "1 vSIM, 2 eSIM, 3 physical card"};

constexpr Field kListWorkOrders[] = {
    {.name = "main_search_key",
     .in = In::kQuery,
     .min = 0,
     .max = 17,
     .pattern = &kWorkOrderNumberPattern,
     .note = "id of a work order"},
    kLimit,
    kOffset,
    kSimTypeFilter,
    {.name = "work_order_type",
     .type = Type::kInt32,
     .in = In::kQuery,
     .min = 1,
     .max = 99,
     .note = "what is to be done"},
    {.name = "status",
     .type = Type::kInt32,
     .in = In::kQuery,
     .min = 1,
     .max = 7,
     .note = "1 to 3 open, 4 completed, 5 cancelled, 6 failed, 7 rejected"},
};
constexpr auto kWorkOrderPage = page_shape("work_orders", kWorkOrderRow);

// The key matches the whole id; newest orders come first. Both [inferred].
Result<Json> list_work_orders(Call& call) {
  Query query;
  if (call.input.has("main_search_key"))
    query.equals("id", *parse_integer(call.input.text("main_search_key")));
  for (const std::string_view name : {"sim_type", "work_order_type", "status"})
    if (call.input.has(name)) query.equals(name, call.input.at(name));
  return page(call, kWorkOrders, query.newest_first(), "work_orders", kWorkOrderRow);
}

constexpr Field kListWorkOrderDetails[] = {
    {.name = "work_order_id",
     .type = Type::kInt64,
     .in = In::kPath,
     .required = true,
     .min = 0,
     .note = "the work order"},
    {.name = "main_search_key", .in = In::kQuery, .note = "container id of a card"},
    kLimit,
    kOffset,
    kSimTypeFilter,
    {.name = "status",
     .type = Type::kInt32,
     .in = In::kQuery,
     .min = 1,
     .max = 3,
     .note = "1 success, 2 processing, 3 failure"},
};
constexpr auto kWorkOrderDetailPage = page_shape("work_order_details", kWorkOrderDetailRow);

// No error is declared for an order that does not exist: it has no rows [inferred].
Result<Json> list_work_order_details(Call& call) {
  Query query;
  query.equals("work_order_id", call.input.integer("work_order_id"));
  if (call.input.has("main_search_key")) query.equals("cid", call.input.text("main_search_key"));
  for (const std::string_view name : {"sim_type", "status"})
    if (call.input.has(name)) query.equals(name, call.input.at(name));
  return page(call, kWorkOrderDetails, query, "work_order_details", kWorkOrderDetailRow);
}

constexpr Operation kOperations[] = {
    {.name = "ListWorkOrders",
     .route = Rest{"GET", "/v1/work-orders"},
     .summary = "Lists work orders",
     .input = kListWorkOrders,
     .output = {.members = kWorkOrderPage},
     .errors = kCommonErrors,
     .invalid = &kParameterInvalid,
     .internal = &kInternal,
     .quota = kUsualQuota,
     .handler = list_work_orders},
    {.name = "ListWorkOrderDetails",
     .route = Rest{"GET", "/v1/work-orders/{work_order_id}/details"},
     .summary = "Lists what a work order does to each card",
     .input = kListWorkOrderDetails,
     .output = {.members = kWorkOrderDetailPage},
     .errors = kCommonErrors,
     .invalid = &kParameterInvalid,
     .internal = &kInternal,
     .quota = kUsualQuota,
     .handler = list_work_order_details},
};

}  // namespace

Json open_work_order(Call& call, const CardOrder& order, const Json& card) {
  const std::int64_t id = fresh_id(call.store, kWorkOrders);
  const Time due = start_of_next(call, card) + duration_of(id, call.seed);
  const auto& cid = card.at("cid").get_ref<const std::string&>();
  Json document{{"id", id},
                {"sim_type", card.at("sim_type")},
                {"work_order_type", order.type},
                {"req_detail", "容器ID:" + cid},
                {"total_count", 1},
                {"success_count", 0},
                {"fail_count", 0},
                {"process_count", 1},
                {"status", kProcessing},
                {"create_time", iso_time(call.now)},
                {"work_order_source", kFromApi.number},
                {"work_order_source_desc", std::string(kFromApi.name)},
                {"sim_card_id", card.at("sim_card_id")},
                {"due_time", iso_time(due)},
                {"imei", order.imei}};
  if (order.argument) document["argument"] = *order.argument;
  call.store.put(kWorkOrders, document);
  call.store.put(kWorkOrderDetails, {{"id", fresh_id(call.store, kWorkOrderDetails)},
                                     {"sim_type", card.at("sim_type")},
                                     {"status", kRowProcessing},
                                     {"cid", cid},
                                     {"sim_card_id", card.at("sim_card_id")},
                                     {"create_time", iso_time(call.now)},
                                     {"work_order_id", id}});
  call.store.agenda().add(due, kWorkOrderEvent, std::to_string(id));
  return {{"work_order_id", id}};
}

bool has_open_order(const Store& store, std::int64_t type, const Json& card) {
  return store.count(kWorkOrders, Query()
                                      .equals("sim_card_id", card.at("sim_card_id"))
                                      .equals("work_order_type", type)
                                      .among("status", open_states())) > 0;
}

bool has_recent_order(const Store& store, std::int64_t type, const Json& card, Time now,
                      std::chrono::milliseconds within) {
  const auto newest = store.list(kWorkOrders, Query()
                                                  .equals("sim_card_id", card.at("sim_card_id"))
                                                  .equals("work_order_type", type)
                                                  .newest_first()
                                                  .page(1, 0));
  if (newest.empty()) return false;
  const auto filed = time_in(newest.front(), "create_time");
  return filed && *filed <= now && now - *filed < within;
}

void file_finished_order(Store& store, Time at, std::int64_t type, const OrderSource& source,
                         const std::vector<Json>& cards) {
  if (cards.empty()) return;
  const std::int64_t id = fresh_id(store, kWorkOrders);
  const Json time = iso_time(at);
  store.put(kWorkOrders, {{"id", id},
                          {"sim_type", cards.front().at("sim_type")},
                          {"work_order_type", type},
                          {"total_count", cards.size()},
                          {"success_count", cards.size()},
                          {"fail_count", 0},
                          {"process_count", 0},
                          {"status", kCompleted},
                          {"create_time", time},
                          {"finish_time", time},
                          {"work_order_source", source.number},
                          {"work_order_source_desc", std::string(source.name)}});
  for (const Json& card : cards)
    store.put(kWorkOrderDetails, {{"id", fresh_id(store, kWorkOrderDetails)},
                                  {"sim_type", card.at("sim_type")},
                                  {"status", kRowSucceeded},
                                  {"cid", card.at("cid")},
                                  {"sim_card_id", card.at("sim_card_id")},
                                  {"create_time", time},
                                  {"finish_time", time},
                                  {"work_order_id", id}});
}

void complete_work_order(Store& store, Time due, std::string_view id) {
  auto order = store.find(kWorkOrders, parse_integer(id).value_or(0));
  if (!order || order->at("status") != kProcessing) return;
  auto card = store.find(kSimCards, order->value("sim_card_id", Json(nullptr)));
  std::optional<std::string> refusal = std::string(kNoCard.text);  // a card may be gone by now
  if (card) refusal = carry_out(store, due, *order, *card);
  if (!refusal) {
    look_again(*card);
    store.put(kSimCards, *card);
  }
  const bool done = !refusal;
  const Json reason = done ? Json(nullptr) : Json(*refusal);
  order->update({{"success_count", done ? 1 : 0},
                 {"fail_count", done ? 0 : 1},
                 {"process_count", 0},
                 {"status", done ? kCompleted : kFailed},
                 {"finish_time", iso_time(due)},
                 {"fail_reason", reason}});
  store.put(kWorkOrders, *order);
  for (Json row : store.list(kWorkOrderDetails, Query().equals("work_order_id", order->at("id")))) {
    row.update({{"status", done ? kRowSucceeded : kRowFailed},
                {"finish_time", iso_time(due)},
                {"description", reason}});
    store.put(kWorkOrderDetails, row);
  }
}

std::span<const Operation> work_order_operations() { return kOperations; }

}  // namespace virga::gsl
