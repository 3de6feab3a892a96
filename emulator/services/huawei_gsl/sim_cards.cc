#include <string>

#include "base/text.h"
#include "services/huawei_gsl/card_address.h"
#include "services/huawei_gsl/errors.h"
#include "services/huawei_gsl/kinds.h"
#include "services/huawei_gsl/operations.h"
#include "services/huawei_gsl/paging.h"
#include "services/huawei_gsl/patterns.h"
#include "services/huawei_gsl/tags.h"
#include "services/huawei_gsl/usage_model.h"

namespace virga::gsl {
namespace {

// Thresholds and rebinds are shown of China Telecom cards only, speeds of China Unicom ones as well
// [doc: who has them; inferred: null for the others].
void hide_foreign(std::int64_t carrier, Json& row) {
  if (carrier != kTelecom)
    for (const char* name : {"exceed_cut_net_quota", "imei_bind_remain_times"}) row[name] = nullptr;
  if (carrier != kTelecom && carrier != kUnicom) row["speed_value"] = nullptr;
}

Json card_row(const Store& store, const UsageModel& model, Json card) {
  model.show(card);
  Json row = project(kSimCardRow, card);
  row["tag_names"] = tag_names(store, card);
  hide_foreign(card.at("carrier").get<std::int64_t>(), row);
  return row;
}

constexpr std::int64_t kMostMegabytes = 2147483647;
constexpr std::string_view kDirections[] = {"asc", "desc"};
constexpr std::string_view kSortMembers[] = {"cid", "flow_used", "flow_left", "act_date",
                                             "expire_time"};

constexpr Field code_filter(std::string_view name, std::string_view note) {
  return {.name = name,
          .type = Type::kInt32,
          .in = In::kQuery,
          .min = 0,
          .max = 99,  // 2147483647 before 2025 [doc]
          .note = note};
}
constexpr Field text_filter(std::string_view name, std::int64_t max, std::string_view note) {
  return {
      .name = name, .in = In::kQuery, .min = 0, .max = max, .pattern = &kNamePattern, .note = note};
}
constexpr Field megabyte_bound(std::string_view name, std::string_view note) {
  return {.name = name,
          .type = Type::kInt64,
          .in = In::kQuery,
          .min = 0,
          .max = kMostMegabytes,
          .note = note};
}

constexpr Field kListSimCards[] = {
    code_filter("main_search_type", "what main_search_key is: 1 container id, 2 batch, 3 IMEI"),
    text_filter("main_search_key", 128, "what to look for"),
    kLimit,
    kOffset,
    code_filter("sim_status", "10, 11, 13, 14 suspended, 20 in use, 30 deregistered"),
    code_filter("device_status", "1 registered, 2 rebooting, 3 online, 4 offline"),
    {.name = "tag_id",
     .type = Type::kArray,
     .items = Type::kInt64,
     .in = In::kQuery,
     .max_items = 10,
     .note = "tags; a card with any of them is listed"},
    code_filter("sim_type", "1 vSIM, 2 eSIM, 3 physical card"),
    {.name = "order",
     .in = In::kQuery,
     .words = kDirections,
     .standard = "asc",
     .note = "direction of sort"},
    {.name = "sort", .in = In::kQuery, .words = kSortMembers, .note = "member to sort by"},
    text_filter("msisdn", 32, "subscriber number"),
    text_filter("customer_attribute1", 100, "custom attribute one"),
    text_filter("customer_attribute2", 100, "custom attribute two"),
    text_filter("customer_attribute3", 100, "custom attribute three"),
    text_filter("customer_attribute4", 100, "custom attribute four"),
    text_filter("customer_attribute5", 100, "custom attribute five"),
    text_filter("customer_attribute6", 100, "custom attribute six"),
    megabyte_bound("min_used_flow", "least data used, MB"),
    megabyte_bound("max_used_flow", "most data used, MB"),
    megabyte_bound("min_left_flow", "least data left, MB"),
    megabyte_bound("max_left_flow", "most data left, MB"),
    {.name = "real_named", .type = Type::kBool, .in = In::kQuery, .note = "real-name flag"},
    {.name = "order_id",
     .type = Type::kInt64,
     .in = In::kQuery,
     .min = 0,
     .max = 9223372036854774784,  // as declared: the greatest int64 after a way through a double
     .note = "batch number"},
    {.name = "filter_downtime_period",
     .type = Type::kBool,
     .in = In::kQuery,
     .standard = "false",
     .note = "leaves out cards in number-keeping suspension"},
    {.name = "order_ids",
     .type = Type::kArray,
     .items = Type::kInt64,
     .in = In::kQuery,
     .max_items = 10,
     .note = "batch numbers"},
    {.name = "price_plan_id",
     .type = Type::kArray,
     .in = In::kQuery,
     .max_items = 30,
     .note = "price plans"},
};
constexpr auto kSimCardPage = page_shape("sim_cards", kSimCardRow);
constexpr const Error* kListSimCardsErrors[] = {&kParameterInvalid, &kRepeatedWithinFiveMinutes,
                                                &kInternal, &kCardListBusy};

// Type and key only count together. Types without a meaning match nothing [inferred].
void search(const Input& input, Query& query) {
  if (!input.has("main_search_type") || !input.has("main_search_key")) return;
  const std::string& key = input.text("main_search_key");
  switch (input.integer("main_search_type")) {
    case 1: query.among("cid", numbers_meant(key)); break;
    case 2: {
      const auto batch = parse_integer(key);
      query.among("order_id", batch ? Json::array({*batch}) : Json::array());
      break;
    }
    case 3: query.equals("imei", key); break;
    default: query.among("sim_card_id", Json::array());
  }
}

// All filters have to hold, bounds are inclusive [inferred]. GSL.00016016 and GSL.00016005 are
// declared for this operation [doc], but nothing says when: only a scenario raises them.
Result<Json> list_sim_cards(Call& call) {
  const Input& input = call.input;
  Query query;
  search(input, query);
  for (const std::string_view name :
       {"sim_status", "device_status", "sim_type", "msisdn", "customer_attribute1",
        "customer_attribute2", "customer_attribute3", "customer_attribute4", "customer_attribute5",
        "customer_attribute6", "real_named", "order_id"})
    if (input.has(name)) query.equals(name, input.at(name));
  if (input.has("tag_id")) query.holds_any("tag_ids", input.list("tag_id"));
  if (input.has("order_ids")) query.among("order_id", input.list("order_ids"));
  if (input.has("price_plan_id")) query.among("price_plan_id", input.list("price_plan_id"));
  if (input.has("min_used_flow")) query.at_least("flow_used", input.at("min_used_flow"));
  if (input.has("max_used_flow")) query.at_most("flow_used", input.at("max_used_flow"));
  if (input.has("min_left_flow")) query.at_least("flow_left", input.at("min_left_flow"));
  if (input.has("max_left_flow")) query.at_most("flow_left", input.at("max_left_flow"));
  // No member shows number-keeping suspension (停机保号); a suspension on request is the nearest
  // [inferred].
  if (input.flag("filter_downtime_period")) query.differs("operator_status", kSuspendedByUser);
  if (input.has("sort")) query.ordered_by(input.text("sort"), input.text("order") == "desc");
  const UsageModel model(call.store, call.now);
  return page(call, kSimCards, query, "sim_cards",
              [&](const Json& card) { return card_row(call.store, model, card); });
}

constexpr Field kOneCard[] = {kSimCardId, kIccid};

Result<Json> show_sim_card(Call& call) {
  const auto addressed = addressed_card(call);
  if (!addressed) return addressed.fault();
  return card_row(call.store, UsageModel(call.store, call.now), **addressed);
}

constexpr Member kRealNamed[] = {{.name = "iccid"}, {.name = "real_named", .type = Type::kBool}};

// Only carriers of the Chinese mainland know real names [doc]; what others answer is [inferred].
Result<Json> show_real_named(Call& call) {
  const auto addressed = addressed_card(call);
  if (!addressed) return addressed.fault();
  const Json& card = **addressed;
  if (card.at("carrier") > kUnicom)
    return kParameterInvalid.because("the carrier of the card is not of the Chinese mainland");
  return project(kRealNamed, card);
}

constexpr Operation kOperations[] = {
    {.name = "ListSimCards",
     .route = Rest{"GET", "/v1/sim-cards"},
     .summary = "Lists SIM cards, filtered and sorted",
     .input = kListSimCards,
     .output = {.members = kSimCardPage},
     .errors = kListSimCardsErrors,
     .invalid = &kParameterInvalid,
     .internal = &kInternal,
     .quota = kSlowQuota,
     .handler = list_sim_cards},
    {.name = "ShowSimCard",
     .route = Rest{"GET", "/v1/sim-cards/{sim_card_id}"},
     .summary = "Shows one SIM card",
     .input = kOneCard,
     .output = {.members = kSimCardRow},
     .errors = kCardErrors,
     .invalid = &kParameterInvalid,
     .internal = &kInternal,
     .quota = kUsualQuota,
     .handler = show_sim_card},
    {.name = "ShowRealNamed",
     .route = Rest{"GET", "/v1/sim-cards/{sim_card_id}/real-named"},
     .summary = "Tells whether a card is bound to a real name",
     .input = kOneCard,
     .output = {.members = kRealNamed},
     .errors = kCardErrors,
     .invalid = &kParameterInvalid,
     .internal = &kInternal,
     .quota = kUsualQuota,
     .handler = show_real_named},
};

}  // namespace

std::span<const Operation> sim_card_operations() { return kOperations; }

}  // namespace virga::gsl
