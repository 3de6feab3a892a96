// Plans as cards have them. The one that a card's row names is computed from the card; what an eSIM
// or vSIM has beside it are documents of their own.
#include <algorithm>
#include <string>
#include <vector>

#include "services/huawei_gsl/card_address.h"
#include "services/huawei_gsl/errors.h"
#include "services/huawei_gsl/kinds.h"
#include "services/huawei_gsl/named_cards.h"
#include "services/huawei_gsl/operations.h"
#include "services/huawei_gsl/paging.h"
#include "services/huawei_gsl/patterns.h"
#include "services/huawei_gsl/usage_model.h"

namespace virga::gsl {
namespace {

// status of an instance [doc]; 1 and 4 are both called activatable.
constexpr int kActivatablePlan = 1, kPlanInUse = 2, kUsedUpPlan = 3, kStoppedPlan = 5;

constexpr Member kSimPricePlanRow[] = {
    {.name = "id", .type = Type::kInt64},
    {.name = "account_id", .nullable = true},
    {.name = "sim_card_id", .type = Type::kInt64},
    {.name = "status", .type = Type::kInt32},
    {.name = "price_plan_id", .nullable = true},
    {.name = "cid", .nullable = true},
    {.name = "order_id", .nullable = true},  // a text here, a number elsewhere [doc]
    {.name = "create_time", .type = Type::kDateTime, .nullable = true},
    {.name = "active_time", .type = Type::kDateTime, .nullable = true},
    {.name = "stop_time", .type = Type::kDateTime, .nullable = true},
    {.name = "flow_total", .type = Type::kDouble, .nullable = true},
    {.name = "flow_used", .type = Type::kDouble, .nullable = true},
    {.name = "flow_left", .type = Type::kDouble, .nullable = true},
    {.name = "using", .nullable = true},
    {.name = "price_plan_name", .nullable = true},
    {.name = "description", .nullable = true},
    {.name = "package_type", .type = Type::kInt32, .nullable = true},  // 1: it renews itself [doc]
    {.name = "effect_type", .type = Type::kInt32, .nullable = true},
    {.name = "silent_period_day", .type = Type::kInt32, .nullable = true},
    {.name = "silent_period_unit", .type = Type::kInt32, .nullable = true},
    {.name = "auto_renew", .type = Type::kInt32, .nullable = true},
    {.name = "location_desc", .nullable = true},
};

Json value_of(const Json& document, std::string_view member) {
  const auto found = document.find(member);
  return found == document.end() ? Json(nullptr) : *found;
}

// The plan's own words, as far as it is on offer.
void add_plan(const Store& store, Json& row) {
  const auto plan = store.look(kPricePlans, value_of(row, "price_plan_id"));
  if (plan == nullptr) return;
  for (const char* name : {"price_plan_name", "description", "effect_type", "silent_period_day",
                           "silent_period_unit", "location_desc"})
    if (value_of(row, name).is_null()) row[name] = value_of(*plan, name);
  if (value_of(row, "flow_total").is_null()) row["flow_total"] = value_of(*plan, "flow_total");
}

int status_of(const Json& card) {
  switch (card.at("sim_status").get<std::int64_t>()) {
    case kInUse: return kPlanInUse;
    case kSuspended: return card.at("operator_status") == kPlanUsedUp ? kUsedUpPlan : kStoppedPlan;
    case kDeregistered: return kStoppedPlan;
    default: return kActivatablePlan;
  }
}

// The printed example has the same number for the instance and the card [doc]; a card that was
// never in use has no number of its own for it.
Json instance_id(const Json& card) {
  const Json id = value_of(card, "sim_price_plan_id");
  return id.is_null() ? card.at("sim_card_id") : id;
}

bool has_plan(const Json& card) { return !value_of(card, "price_plan_name").is_null(); }

// `using` tells apart the plans of a card that may have several; of a physical card, which has one,
// the printed example says "0" although it is in use [doc: the example; inferred: this reading].
std::string use_mark(const Json& card) {
  return card.at("sim_type") != kPhysical && card.at("sim_status") == kInUse ? "1" : "0";
}

Json row_of_card(const Store& store, const UsageModel& model, Json card, bool live) {
  const Hundredths used = live ? model.live(card) : model.in_running_cycle(card);
  const auto data = monthly_data(card);
  const Json order = value_of(card, "order_id");
  const bool renews = card.at("auto_renew") == true;
  card.update({{"id", instance_id(card)},
               {"status", status_of(card)},
               {"order_id", order.is_null() ? order : Json(order.dump())},
               {"create_time", value_of(card, "delivered_time")},
               {"active_time", value_of(card, "act_date")},
               {"stop_time", value_of(card, "expire_time")},
               {"flow_used", megabytes_of(used)},
               {"flow_left", data ? megabytes_of(*data - used) : Json(nullptr)},
               {"using", use_mark(card)},
               {"package_type", renews ? 1 : 0},
               {"auto_renew", renews ? 1 : 0}});
  add_plan(store, card);
  return project(kSimPricePlanRow, card);
}

// A plan that waits for its turn, or has had it.
Json row_of_instance(const Store& store, const Json& card, Json instance) {
  for (const char* name : {"account_id", "cid"}) instance[name] = value_of(card, name);
  instance["using"] = "0";
  instance["package_type"] = instance["auto_renew"] = 0;
  add_plan(store, instance);
  const Json total = value_of(instance, "flow_total");
  const bool used_up = instance.at("status") == kUsedUpPlan;
  instance["flow_used"] = used_up ? total : Json(0);
  instance["flow_left"] = used_up ? Json(0) : total;
  return project(kSimPricePlanRow, instance);
}

constexpr Field kListSimPricePlans[] = {
    {.name = "sim_card_id",
     .type = Type::kInt64,
     .in = In::kQuery,
     .required = true,
     .min = 0,
     .note = "the card; 0: the one that iccid names"},
    kIccid,
    {.name = "real_time",
     .type = Type::kBool,
     .in = In::kQuery,
     .standard = "false",
     .note = "true: usage of this moment, not of last midnight"},
    kLimit,
    kOffset,
};

// The page is a bare array, without counts [doc].
Result<Json> list_sim_price_plans(Call& call) {
  const auto addressed = addressed_card(call);
  if (!addressed) return addressed.fault();
  const Json& card = **addressed;
  const UsageModel model(call.store, call.now);
  Json rows = Json::array();
  if (has_plan(card))
    rows.push_back(row_of_card(call.store, model, card, call.input.flag("real_time")));
  const auto of_card = Query().equals("sim_card_id", card.at("sim_card_id"));
  for (const Json& instance : call.store.list(kSimPricePlans, of_card))
    rows.push_back(row_of_instance(call.store, card, instance));
  return page(call, rows.size(), "rows", [&](std::size_t index) { return rows[index]; }).at("rows");
}

constexpr Field kListFlowBySimCards[] = {
    {.name = "iccids",
     .type = Type::kArray,
     .in = In::kBody,
     .max = 64,
     .max_items = 50,
     .pattern = &kBillingPattern,
     .otherwise = &kTooManyIccids,
     .note = "the cards, or sim_card_ids"},
    {.name = "sim_card_ids",
     .type = Type::kArray,
     .items = Type::kInt64,
     .in = In::kBody,
     .min = 0,
     .max_items = 50,
     .note = "the cards, or iccids"},
};
constexpr Member kFlowRow[] = {
    {.name = "id", .type = Type::kInt64},          {.name = "account_id", .nullable = true},
    {.name = "sim_card_id", .type = Type::kInt64}, {.name = "price_plan_id", .nullable = true},
    {.name = "price_plan_name", .nullable = true}, {.name = "iccid"},
    {.name = "flow_total", .type = Type::kDouble}, {.name = "flow_used", .type = Type::kDouble},
    {.name = "flow_left", .type = Type::kDouble},
};
// GSL.00011001 for an unknown sim_card_id is [inferred].
constexpr const Error* kListFlowErrors[] = {
    &kParameterInvalid, &kTooManyIccids, &kNoIccid, &kTokenForbidden,
    &kNoContent,        &kInternal,      &kNoCard};

// Numbers of three-network cards do not count here [doc].
Result<std::vector<Json>> cards_with_iccids(const Call& call, const Json& iccids) {
  std::vector<Json> cards;
  for (const Json& iccid : iccids) {
    auto card = card_with_iccid(call.store, iccid.get_ref<const std::string&>());
    if (!card || !value_of(*card, "version").is_null())
      return kNoIccid.about(iccid.get<std::string>());
    cards.push_back(std::move(*card));
  }
  return cards;
}

// Of a physical card, once it was activated and until it is deregistered.
bool has_plan_in_use(const Json& card) {
  const bool alive = card.at("sim_status") == kInUse || card.at("sim_status") == kSuspended;
  return alive && has_plan(card) && card.at("sim_type") == kPhysical;
}

// When no card has a plan in use, there is nothing to answer: GSL.00010002 is declared for this
// operation [doc], when it comes is [inferred].
Result<Json> list_flow_by_sim_cards(Call& call) {
  const Json ids = list_or_none(call.input, "sim_card_ids");
  const Json iccids = list_or_none(call.input, "iccids");
  if (ids.empty() == iccids.empty())
    return kParameterInvalid.because("one of iccids and sim_card_ids has to name the cards");
  auto cards = ids.empty() ? cards_with_iccids(call, iccids) : cards_with_ids(call, ids);
  if (!cards) return cards.fault();
  const UsageModel model(call.store, call.now);
  Json rows = Json::array();
  for (Json& card : *cards) {
    if (!has_plan_in_use(card)) continue;
    const Hundredths used = model.in_running_cycle(card);
    const Hundredths data = monthly_data(card).value_or(0);
    card.update({{"id", instance_id(card)},
                 {"flow_total", megabytes_of(data)},
                 {"flow_used", megabytes_of(used)},
                 {"flow_left", megabytes_of(data - used)}});
    rows.push_back(project(kFlowRow, card));
  }
  if (rows.empty()) return kNoContent.because("none of the cards is physical with a plan in use");
  return rows;
}

constexpr Operation kOperations[] = {
    {.name = "ListSimPricePlans",
     .route = Rest{"GET", "/v1/sim-price-plans"},
     .summary = "Lists the price plans of a card",
     .input = kListSimPricePlans,
     .output = {.type = Type::kArray, .items = Type::kObject, .members = kSimPricePlanRow},
     .errors = kCardErrors,
     .invalid = &kParameterInvalid,
     .internal = &kInternal,
     .quota = kSlowQuota,
     .handler = list_sim_price_plans},
    {.name = "ListFlowBySimCards",
     .route = Rest{"POST", "/v1/sim-price-plans/usage/batch-query"},
     .summary = "Usage of the price plans of many cards",
     .input = kListFlowBySimCards,
     .output = {.type = Type::kArray, .items = Type::kObject, .members = kFlowRow},
     .errors = kListFlowErrors,
     .invalid = &kParameterInvalid,
     .internal = &kInternal,
     .quota = kUsualQuota,
     .handler = list_flow_by_sim_cards},
};

}  // namespace

std::span<const Operation> sim_price_plan_operations() { return kOperations; }

}  // namespace virga::gsl
