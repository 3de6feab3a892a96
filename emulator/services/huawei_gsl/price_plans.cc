#include <string>

#include "services/huawei_gsl/errors.h"
#include "services/huawei_gsl/kinds.h"
#include "services/huawei_gsl/operations.h"
#include "services/huawei_gsl/paging.h"
#include "services/huawei_gsl/patterns.h"

namespace virga::gsl {
namespace {

constexpr Field number_filter(std::string_view name, Type type, std::string_view note) {
  return {.name = name, .type = type, .in = In::kQuery, .min = 0, .note = note};
}

constexpr Field kListProPricePlans[] = {
    kLimit,
    kOffset,
    {.name = "main_search_key",
     .in = In::kQuery,
     .max = 256,
     .pattern = &kPlanNamePattern,
     .note = "part of the name"},
    number_filter("flow_total", Type::kInt64, "data, MB"),
    number_filter("network_type", Type::kInt64, "1 2G/3G/4G, 2 NB-IoT"),
    number_filter("location_type", Type::kInt64, "1 China, 2 Europe, 3 Oceania, 4 Africa, 5 Asia"),
    number_filter("carrier_type", Type::kInt32,
                  "1 to 3 Mobile, Telecom, Unicom; 4 overseas; 101 and up eSIM and vSIM"),
    number_filter("country_type", Type::kInt64, "1 to 11, from Hong Kong to Bangladesh"),
};
constexpr auto kPricePlanPage = page_shape("price_plans", kPricePlanRow);

// Part of a name is enough, the other filters are exact [inferred].
Result<Json> list_pro_price_plans(Call& call) {
  Query query;
  if (call.input.has("main_search_key"))
    query.contains("price_plan_name", call.input.at("main_search_key"));
  for (const std::string_view name :
       {"flow_total", "network_type", "location_type", "carrier_type", "country_type"})
    if (call.input.has(name)) query.equals(name, call.input.at(name));
  return page(call, kPricePlans, query, "price_plans", kPricePlanRow);
}

constexpr Operation kOperations[] = {
    {.name = "ListProPricePlans",
     .route = Rest{"GET", "/v1/price-plans"},
     .summary = "Lists the price plans on offer",
     .input = kListProPricePlans,
     .output = {.members = kPricePlanPage},
     .errors = kCommonErrors,
     .invalid = &kParameterInvalid,
     .internal = &kInternal,
     .quota = kUsualQuota,
     .handler = list_pro_price_plans},
};

}  // namespace

std::span<const Operation> price_plan_operations() { return kOperations; }

}  // namespace virga::gsl
