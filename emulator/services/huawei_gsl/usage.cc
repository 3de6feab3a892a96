#include <algorithm>
#include <string>
#include <vector>

#include "services/huawei_gsl/billing.h"
#include "services/huawei_gsl/errors.h"
#include "services/huawei_gsl/kinds.h"
#include "services/huawei_gsl/named_cards.h"
#include "services/huawei_gsl/operations.h"
#include "services/huawei_gsl/patterns.h"
#include "services/huawei_gsl/usage_model.h"

namespace virga::gsl {
namespace {

constexpr const Error* kUsageErrors[] = {&kParameterInvalid, &kNoCard, &kInternal};

constexpr Field kShowMonthUsages[] = {
    {.name = "sim_card_ids",
     .type = Type::kArray,
     .items = Type::kInt64,
     .in = In::kBody,
     .min = 0,
     .max_items = 500,
     .note = "the cards"},
    {.name = "iccids",
     .type = Type::kArray,
     .in = In::kBody,
     .min = 19,
     .max = 20,
     .max_items = 500,
     .note = "the cards, when sim_card_ids is empty"},
    {.name = "billing_cycles",
     .type = Type::kArray,
     .in = In::kBody,
     .required = true,
     .min = 0,
     .max = 7,
     .max_items = 6,
     .pattern = &kBillingPattern,
     .note = "months, YYYY-MM"},
};
constexpr Member kMonthFlow[] = {
    {.name = "billing_cycle"},  // without the hyphen that it has in requests [doc]
    {.name = "flow_used", .type = Type::kDouble},
};
constexpr Member kMonthUsageRow[] = {
    {.name = "sim_card_id", .type = Type::kInt64},
    {.name = "iccid"},
    {.name = "flow_usages", .type = Type::kArray, .items = Type::kObject, .members = kMonthFlow},
};
constexpr Member kMonthUsages[] = {
    {.name = "month_usages",
     .type = Type::kArray,
     .items = Type::kObject,
     .members = kMonthUsageRow},
};

// The months of the request, which have to be among the visible ones: at most six, none to come
// [doc]. GSL.00010004 is the only refusal that is declared.
Result<std::vector<Month>> months_of(const Call& call) {
  std::vector<Month> months;
  for (const Json& text : call.input.list("billing_cycles")) {
    const auto month = parse_month(text.get_ref<const std::string&>());
    if (!month || !is_visible(*month, call.now))
      return kParameterInvalid.because(text.dump() + " is not among the latest six months");
    months.push_back(*month);
  }
  if (months.empty()) return kParameterInvalid.because("billing_cycles names no month");
  return months;
}

std::string without_hyphen(std::string month) {
  month.erase(std::remove(month.begin(), month.end(), '-'), month.end());
  return month;
}

Result<Json> show_month_usages(Call& call) {
  const Json ids = list_or_none(call.input, "sim_card_ids");
  const Json iccids = list_or_none(call.input, "iccids");
  if (ids.empty() && iccids.empty())
    return kParameterInvalid.because("neither sim_card_ids nor iccids names a card");
  const auto months = months_of(call);
  if (!months) return months.fault();
  const auto cards =
      ids.empty() ? cards_with_numbers(call, "iccid", iccids) : cards_with_ids(call, ids);
  if (!cards) return cards.fault();
  const UsageModel model(call.store, call.now);
  Json rows = Json::array();
  for (const Json& card : *cards) {
    Json flows = Json::array();
    for (const Month month : *months)
      flows.push_back({{"billing_cycle", without_hyphen(month_text(month))},
                       {"flow_used", megabytes_of(model.in_month(card, month))}});
    rows.push_back({{"sim_card_id", card.at("sim_card_id")},
                    {"iccid", card.at("iccid")},
                    {"flow_usages", std::move(flows)}});
  }
  return Json{{"month_usages", std::move(rows)}};
}

constexpr Field kListSimCardFlowPerDay[] = {
    {.name = "sim_card_ids",
     .type = Type::kArray,
     .items = Type::kInt64,
     .in = In::kBody,
     .max_items = 100,
     .note = "the cards, or iccids"},
    {.name = "iccids",
     .type = Type::kArray,
     .in = In::kBody,
     .max = 128,
     .max_items = 100,
     .note = "container ids of the cards, or sim_card_ids"},
    {.name = "month",
     .in = In::kBody,
     .min = 6,
     .max = 6,
     .note = "this month or the last, YYYYMM, or date"},
    {.name = "date",
     .in = In::kBody,
     .min = 8,
     .max = 8,
     .note = "a day up to yesterday, YYYYMMDD, or month"},
};
constexpr Member kCardFlow[] = {
    {.name = "sim_card_id", .type = Type::kInt64},
    {.name = "iccid"},  // the container id [doc]
    {.name = "flow", .type = Type::kDouble},
};
constexpr Member kDayFlow[] = {
    {.name = "date"},
    {.name = "sim_flow", .type = Type::kArray, .items = Type::kObject, .members = kCardFlow},
};

struct Days {
  Day first;
  Day last;
};

// From the first of last month to yesterday [doc]; of this month what is behind us [inferred].
Result<Days> days_asked_for(const Call& call) {
  const Day yesterday = beijing_day(call.now) - std::chrono::days(1);
  const Month present = beijing_month(call.now);
  if (call.input.has("date")) {
    const auto day = parse_day(call.input.text("date"));
    if (!day || *day < first_day(plus_months(present, -1)) || *day > yesterday)
      return kParameterInvalid.because("date is not between the first of last month and yesterday");
    return Days{*day, *day};
  }
  const std::string& text = call.input.text("month");
  const auto month = parse_month(text.substr(0, 4) + "-" + text.substr(4));
  if (!month || *month > present || *month < plus_months(present, -1))
    return kParameterInvalid.because("month is neither this one nor the last");
  return Days{first_day(*month),
              std::min(first_day(plus_months(*month, 1)) - std::chrono::days(1), yesterday)};
}

Result<Json> list_sim_card_flow_per_day(Call& call) {
  const Json ids = list_or_none(call.input, "sim_card_ids");
  const Json cids = list_or_none(call.input, "iccids");
  if (ids.empty() == cids.empty())
    return kParameterInvalid.because("one of sim_card_ids and iccids has to name the cards");
  if (call.input.has("month") == call.input.has("date"))
    return kParameterInvalid.because("one of month and date has to name the days");
  const auto days = days_asked_for(call);
  if (!days) return days.fault();
  const auto cards =
      ids.empty() ? cards_with_numbers(call, "cid", cids) : cards_with_ids(call, ids);
  if (!cards) return cards.fault();
  const UsageModel model(call.store, call.now);
  Json rows = Json::array();
  for (Day day = days->first; day <= days->last; day += std::chrono::days(1)) {
    Json flows = Json::array();
    for (const Json& card : *cards)
      flows.push_back({{"sim_card_id", card.at("sim_card_id")},
                       {"iccid", card.at("cid")},
                       {"flow", megabytes_of(model.on(card, day))}});
    rows.push_back({{"date", day_text(day)}, {"sim_flow", std::move(flows)}});
  }
  return rows;
}

constexpr Operation kOperations[] = {
    {.name = "ShowMonthUsages",
     .route = Rest{"POST", "/v1/sim-cards/month-usages"},
     .summary = "Monthly usage of cards",
     .input = kShowMonthUsages,
     .output = {.members = kMonthUsages},
     .errors = kUsageErrors,
     .invalid = &kParameterInvalid,
     .internal = &kInternal,
     .quota = kUsualQuota,
     .handler = show_month_usages},
    {.name = "ListSimCardFlowPerDay",
     .route = Rest{"POST", "/v1/sim-cards/batch-daily-flow"},
     .summary = "Daily usage of cards",
     .input = kListSimCardFlowPerDay,
     .output = {.type = Type::kArray, .items = Type::kObject, .members = kDayFlow},
     .errors = kUsageErrors,
     .invalid = &kParameterInvalid,
     .internal = &kInternal,
     .quota = kUsualQuota,
     .handler = list_sim_card_flow_per_day},
};

}  // namespace

std::span<const Operation> usage_operations() { return kOperations; }

}  // namespace virga::gsl
