#include <string>
#include <vector>

#include "services/huawei_gsl/billing.h"
#include "services/huawei_gsl/errors.h"
#include "services/huawei_gsl/kinds.h"
#include "services/huawei_gsl/operations.h"
#include "services/huawei_gsl/paging.h"
#include "services/huawei_gsl/patterns.h"
#include "services/huawei_gsl/usage.h"

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

struct Figures {
  double total = 0;
  double used = 0;
  int activated = 0;
  int inactive = 0;
  int disassembled = 0;
};

// Members count as what they are now, whatever the month; only the activated ones bring data [doc].
Figures figures_of(const std::vector<Json>& cards, Month month, const Call& call) {
  Figures figures;
  for (const Json& card : cards) {
    figures.used += used_in(card, month, call.now, call.seed);
    const auto state = card.at("sim_status").get<std::int64_t>();
    if (state == kDeregistered) {
      ++figures.disassembled;
    } else if (state == kInUse || state == kSuspended) {
      ++figures.activated;
      figures.total += monthly_data(card);
    } else {
      ++figures.inactive;
    }
  }
  return figures;
}

Json pool_row(Json pool, Month month, const Call& call) {
  const auto cards = call.store.list(kSimCards, Query().equals("sim_pool_id", pool.at("id")));
  const Figures figures = figures_of(cards, month, call);
  const Cycle cycle = cycle_of(month, pool.at("carrier").get<std::int64_t>());
  pool.update({{"effective_time", iso_time(cycle.begin)},
               {"expired_time", iso_time(cycle.end)},
               {"billing_cycle", month_text(month)},
               {"flow_total", megabytes(figures.total)},
               {"flow_used", megabytes(figures.used)},
               {"flow_left", megabytes(figures.total - figures.used)},
               {"quantity", cards.size()},
               {"activated_sim_quantity", figures.activated},
               {"inactive_sim_quantity", figures.inactive},
               {"disassembled_sim_quantity", figures.disassembled}});
  return project(kPoolRow, pool);
}

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
    {.name = "all_billing_cycle",
     .type = Type::kBool,
     .in = In::kQuery,
     .standard = "false",
     .note = "true: the latest six months"},
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

Result<std::vector<Month>> months_asked_for(const Call& call) {
  if (call.input.flag("all_billing_cycle")) return visible_months(call.now);
  if (!call.input.has("billing_cycle")) return std::vector{beijing_month(call.now)};
  const auto month = billing_month(call.input.text("billing_cycle"), call.now);
  if (!month) return month.fault();
  return std::vector{*month};
}

// Part of a name is enough; without a month it is the current one; all months beat a single one and
// come newest first, a row for each pool and month. All [inferred].
Result<Json> list_sim_pools(Call& call) {
  const auto months = months_asked_for(call);
  if (!months) return months.fault();
  Query query;
  if (call.input.has("pool_name")) query.contains("pool_name", call.input.at("pool_name"));
  if (call.input.has("status")) query.among("status", call.input.list("status"));
  const auto pools = call.store.list(kSimPools, query);
  std::vector<Json> rows;
  for (const Month month : *months)
    for (const Json& pool : pools) rows.push_back(pool_row(pool, month, call));
  return page(call, rows, "pools");
}

constexpr Field kListSimPoolMembers[] = {
    {.name = "sim_pool_id",
     .type = Type::kInt64,
     .in = In::kPath,
     .required = true,
     .min = 0,
     .note = "the pool"},
    {.name = "cid", .in = In::kQuery, .note = "container id of one member"},
    kLimit,
    kOffset,
    {.name = "billing_cycle",
     .in = In::kQuery,
     .required = true,
     .min = 7,
     .max = 7,
     .note = "month of the figures, YYYY-MM"},
};
constexpr Member kPoolMemberRow[] = {
    {.name = "id", .type = Type::kInt64},  // of the pool [doc]
    {.name = "cid"},
    {.name = "sim_price_plan_id", .type = Type::kInt64, .nullable = true},
    {.name = "flow_used", .type = Type::kDouble},
};
constexpr auto kPoolMemberPage = page_shape("pool_members", kPoolMemberRow);

// The month is looked at before the pool [inferred].
Result<Json> list_sim_pool_members(Call& call) {
  const auto month = billing_month(call.input.text("billing_cycle"), call.now);
  if (!month) return month.fault();
  const std::int64_t id = call.input.integer("sim_pool_id");
  if (!call.store.find(kSimPools, id))
    return kNoPool.because("no pool has the id " + std::to_string(id));
  Query query;
  query.equals("sim_pool_id", id);
  if (call.input.has("cid")) query.equals("cid", call.input.at("cid"));
  return page(call, kSimCards, query, "pool_members", [&](Json card) {
    card["id"] = id;
    card["flow_used"] = megabytes(used_in(card, *month, call.now, call.seed));
    return project(kPoolMemberRow, card);
  });
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
     .handler = list_sim_pools},
    {.name = "ListSimPoolMembers",
     .route = Rest{"GET", "/v1/sim-pools/{sim_pool_id}/members"},
     .summary = "Lists the cards of a forward data pool with their usage of a month",
     .input = kListSimPoolMembers,
     .output = {.members = kPoolMemberPage},
     .errors = kPoolErrors,
     .invalid = &kParameterInvalid,
     .internal = &kInternal,
     .handler = list_sim_pool_members},
};

}  // namespace

std::span<const Operation> sim_pool_operations() { return kOperations; }

}  // namespace virga::gsl
