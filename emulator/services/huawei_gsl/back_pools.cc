#include "services/huawei_gsl/errors.h"
#include "services/huawei_gsl/kinds.h"
#include "services/huawei_gsl/operations.h"
#include "services/huawei_gsl/paging.h"
#include "services/huawei_gsl/pools.h"

namespace virga::gsl {
namespace {

constexpr Member kBackPoolRow[] = {
    {.name = "id", .type = Type::kInt64},
    {.name = "pool_name"},
    {.name = "price_plan_name", .nullable = true},
    {.name = "price_plan_id", .nullable = true},
    {.name = "effective_time", .type = Type::kDateTime, .nullable = true},
    {.name = "expired_time", .type = Type::kDateTime, .nullable = true},
    {.name = "billing_cycle"},
    {.name = "pool_status", .type = Type::kInt32},
    {.name = "flow_used", .type = Type::kDouble},
    {.name = "status_time", .type = Type::kDateTime, .nullable = true},
    {.name = "quantity", .type = Type::kInt32},
    {.name = "modify_time", .type = Type::kDateTime, .nullable = true},
    {.name = "order_id", .type = Type::kInt64, .nullable = true},
    {.name = "activated_sim_quantity", .type = Type::kInt32, .nullable = true},
    {.name = "inactive_sim_quantity", .type = Type::kInt32, .nullable = true},
    {.name = "disassembled_sim_quantity", .type = Type::kInt32, .nullable = true},
    {.name = "order_ids", .nullable = true},
};

// Unlike those of forward pools, name and month have no character rule [doc].
constexpr Field kListBackPools[] = {
    {.name = "pool_name", .in = In::kQuery, .max = 100, .note = "part of the name"},
    kLimit,
    kOffset,
    {.name = "billing_cycle",
     .in = In::kQuery,
     .min = 7,
     .max = 7,
     .note = "month of the figures, YYYY-MM"},
    kAllBillingCycles,
};
constexpr auto kBackPoolPage = page_shape("pools", kBackPoolRow);

Result<Json> list_back_pools(Call& call) { return list_pools(call, kBackPools, {}, kBackPoolRow); }

constexpr Field kListBackPoolMembers[] = {
    pool_id("back_pool_id"), kMemberCid, kLimit, kOffset, kMembersBillingCycle,
};
constexpr Member kBackPoolMemberRow[] = {
    {.name = "id", .type = Type::kInt64},  // of the pool [doc]
    {.name = "cid"},
    {.name = "sim_price_plan_id", .type = Type::kInt64, .nullable = true},
    {.name = "flow_used", .type = Type::kDouble},
    {.name = "sim_status", .type = Type::kInt32},
};
constexpr auto kBackPoolMemberPage = page_shape("pool_members", kBackPoolMemberRow);

Result<Json> list_back_pool_members(Call& call) {
  return list_members(call, kBackPools, call.input.integer("back_pool_id"), kBackPoolMemberRow);
}

constexpr Operation kOperations[] = {
    {.name = "ListBackPools",
     .route = Rest{"GET", "/v1/back-pools"},
     .summary = "Lists backward data pools with their figures of a month",
     .input = kListBackPools,
     .output = {.members = kBackPoolPage},
     .errors = kPoolErrors,
     .invalid = &kParameterInvalid,
     .internal = &kInternal,
     .quota = kUsualQuota,
     .handler = list_back_pools},
    {.name = "ListBackPoolMembers",
     .route = Rest{"GET", "/v1/back-pools/{back_pool_id}/members"},
     .summary = "Lists the cards of a backward data pool with their usage of a month",
     .input = kListBackPoolMembers,
     .output = {.members = kBackPoolMemberPage},
     .errors = kPoolErrors,
     .invalid = &kParameterInvalid,
     .internal = &kInternal,
     .quota = kUsualQuota,
     .handler = list_back_pool_members},
};

}  // namespace

std::span<const Operation> back_pool_operations() { return kOperations; }

}  // namespace virga::gsl
