#include "services/huawei_gsl/errors.h"
#include "services/huawei_gsl/kinds.h"
#include "services/huawei_gsl/operations.h"
#include "services/huawei_gsl/paging.h"
#include "services/huawei_gsl/patterns.h"
#include "services/huawei_gsl/pools.h"

namespace virga::gsl {
namespace {

constexpr Member kPoolRow[] = {
    {.name = "id", .type = Type::kInt64},
    {.name = "pool_name"},
    {.name = "price_plan_name", .nullable = true},
    {.name = "price_plan_id", .nullable = true},
    {.name = "effective_time", .type = Type::kDateTime, .nullable = true},
    {.name = "expired_time", .type = Type::kDateTime, .nullable = true},
    {.name = "billing_cycle"},
    {.name = "flow_total", .type = Type::kDouble},
    {.name = "flow_used", .type = Type::kDouble},
    {.name = "flow_left", .type = Type::kDouble},  // below 0 when more was used than there is [doc]
    {.name = "quantity", .type = Type::kInt32},
    {.name = "modify_time", .type = Type::kDateTime, .nullable = true},
    {.name = "order_id", .type = Type::kInt64, .nullable = true},
    {.name = "activated_sim_quantity", .type = Type::kInt32, .nullable = true},
    {.name = "inactive_sim_quantity", .type = Type::kInt32, .nullable = true},
    {.name = "disassembled_sim_quantity", .type = Type::kInt32, .nullable = true},
    {.name = "order_ids", .nullable = true},
    {.name = "status", .type = Type::kInt32},
};

constexpr Field kListSimPools[] = {
    {.name = "pool_name",
     .in = In::kQuery,
     .max = 100,
     .pattern = &kNamePattern,
     .note = "part of the name"},
    kLimit,
    kOffset,
    {.name = "billing_cycle",
     .in = In::kQuery,
     .min = 7,
     .max = 7,
     .pattern = &kBillingPattern,
     .note = "month of the figures, YYYY-MM"},
    kAllBillingCycles,
    {.name = "status",
     .type = Type::kArray,
     .items = Type::kInt32,
     .in = In::kQuery,
     .min = 0,
     .max = 9,  // 1 before 2025 [doc]
     .max_items = 9,
     .note = "0 discarded, 1 in use"},
};
constexpr auto kPoolPage = page_shape("pools", kPoolRow);

Result<Json> list_sim_pools(Call& call) {
  Query query;
  if (call.input.has("status")) query.among("status", call.input.list("status"));
  return list_pools(call, kSimPools, query, kPoolRow);
}

constexpr Field kListSimPoolMembers[] = {
    pool_id("sim_pool_id"), kMemberCid, kLimit, kOffset, kMembersBillingCycle,
};
constexpr Member kPoolMemberRow[] = {
    {.name = "id", .type = Type::kInt64},  // of the pool [doc]
    {.name = "cid"},
    {.name = "sim_price_plan_id", .type = Type::kInt64, .nullable = true},
    {.name = "flow_used", .type = Type::kDouble},
};
constexpr auto kPoolMemberPage = page_shape("pool_members", kPoolMemberRow);

Result<Json> list_sim_pool_members(Call& call) {
  return list_members(call, kSimPools, call.input.integer("sim_pool_id"), kPoolMemberRow);
}

constexpr Operation kOperations[] = {
    {.name = "ListSimPools",
     .route = Rest{"GET", "/v1/sim-pools"},
     .summary = "Lists forward data pools with their figures of a month",
     .input = kListSimPools,
     .output = {.members = kPoolPage},
     .errors = kPoolErrors,
     .invalid = &kParameterInvalid,
     .internal = &kInternal,
     .quota = kUsualQuota,
     .handler = list_sim_pools},
    {.name = "ListSimPoolMembers",
     .route = Rest{"GET", "/v1/sim-pools/{sim_pool_id}/members"},
     .summary = "Lists the cards of a forward data pool with their usage of a month",
     .input = kListSimPoolMembers,
     .output = {.members = kPoolMemberPage},
     .errors = kPoolErrors,
     .invalid = &kParameterInvalid,
     .internal = &kInternal,
     .quota = kUsualQuota,
     .handler = list_sim_pool_members},
};

}  // namespace

std::span<const Operation> sim_pool_operations() { return kOperations; }

}  // namespace virga::gsl
