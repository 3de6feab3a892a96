#include "services/huawei_gsl/pools.h"

#include <string>
#include <vector>

#include "services/huawei_gsl/billing.h"
#include "services/huawei_gsl/errors.h"
#include "services/huawei_gsl/kinds.h"
#include "services/huawei_gsl/paging.h"
#include "services/huawei_gsl/usage_model.h"

namespace virga::gsl {
namespace {

struct Figures {
  Hundredths data = 0;
  Hundredths used = 0;
  int activated = 0;
  int inactive = 0;
  int disassembled = 0;
};

// Members count as what they are now, whatever the month; only the activated ones bring data [doc].
Figures figures_of(const std::vector<Json>& cards, Month month, const UsageModel& model) {
  Figures figures;
  for (const Json& card : cards) {
    figures.used += model.in_month(card, month);
    const auto state = card.at("sim_status").get<std::int64_t>();
    if (state == kDeregistered) {
      ++figures.disassembled;
    } else if (state == kInUse || state == kSuspended) {
      ++figures.activated;
      figures.data += monthly_data(card).value_or(0);
    } else {
      ++figures.inactive;
    }
  }
  return figures;
}

Json with_figures(Json pool, Month month, const Store& store, const UsageModel& model) {
  const auto cards = store.list(kSimCards, Query().equals("sim_pool_id", pool.at("id")));
  const Figures figures = figures_of(cards, month, model);
  const Cycle cycle = cycle_of(month, pool.at("carrier").get<std::int64_t>());
  pool.update({{"effective_time", iso_time(cycle.begin())},
               {"expired_time", iso_time(cycle.end())},
               {"billing_cycle", month_text(month)},
               {"flow_total", megabytes_of(figures.data)},
               {"flow_used", megabytes_of(figures.used)},
               {"flow_left", megabytes_of(figures.data - figures.used)},
               {"quantity", cards.size()},
               {"activated_sim_quantity", figures.activated},
               {"inactive_sim_quantity", figures.inactive},
               {"disassembled_sim_quantity", figures.disassembled}});
  return pool;
}

Result<std::vector<Month>> months_asked_for(const Call& call) {
  if (call.input.flag("all_billing_cycle")) return visible_months(call.now);
  if (!call.input.has("billing_cycle")) return std::vector{beijing_month(call.now)};
  const auto month = billing_month(call.input.text("billing_cycle"), call.now);
  if (!month) return month.fault();
  return std::vector{*month};
}

}  // namespace

Result<Json> list_pools(const Call& call, const Kind& kind, Query query, Shape row) {
  if (call.input.has("pool_name")) query.contains("pool_name", call.input.at("pool_name"));
  const auto months = months_asked_for(call);
  if (!months) return months.fault();
  const auto pools = call.store.list(kind, query);
  const UsageModel model(call.store, call.now);
  return page(call, months->size() * pools.size(), "pools", [&](std::size_t index) {
    const Month month = (*months)[index / pools.size()];
    return project(row, with_figures(pools[index % pools.size()], month, call.store, model));
  });
}

Result<Json> list_members(const Call& call, const Kind& kind, std::int64_t id, Shape row) {
  const auto month = billing_month(call.input.text("billing_cycle"), call.now);
  if (!month) return month.fault();
  if (!call.store.look(kind, id))
    return kNoPool.because("no pool has the id " + std::to_string(id));
  Query query;
  query.equals("sim_pool_id", id);
  if (call.input.has("cid")) query.equals("cid", call.input.at("cid"));
  const UsageModel model(call.store, call.now);
  return page(call, kSimCards, query, "pool_members", [&](Json card) {
    card["id"] = id;
    card["flow_used"] = megabytes_of(model.in_month(card, *month));
    return project(row, card);
  });
}

}  // namespace virga::gsl
