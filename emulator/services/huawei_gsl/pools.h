// What forward and backward data pools have in common: members are the cards whose sim_pool_id it
// is, and the figures of a month are computed from them.
#pragma once

#include "base/json.h"
#include "base/result.h"
#include "base/shape.h"
#include "catalog/exchange.h"
#include "catalog/field.h"
#include "store/kind.h"
#include "store/query.h"

namespace virga::gsl {

inline constexpr Field kAllBillingCycles{.name = "all_billing_cycle",
                                         .type = Type::kBool,
                                         .in = In::kQuery,
                                         .standard = "false",
                                         .note = "true: the latest six months"};
constexpr Field pool_id(std::string_view name) {
  return {.name = name,
          .type = Type::kInt64,
          .in = In::kPath,
          .required = true,
          .min = 0,
          .note = "the pool"};
}
inline constexpr Field kMemberCid{
    .name = "cid", .in = In::kQuery, .note = "container id of one member"};
inline constexpr Field kMembersBillingCycle{.name = "billing_cycle",
                                            .in = In::kQuery,
                                            .required = true,
                                            .min = 7,
                                            .max = 7,
                                            .note = "month of the figures, YYYY-MM"};

// The page of the pools that `query` finds, with the figures of the month asked for. Part of a name
// is enough. Without a month it is the current; all months beat a single one and come newest first,
// a row for each pool and month. All [inferred].
Result<Json> list_pools(const Call& call, const Kind& kind, Query query, Shape row);

// The page of the members of the pool with that id, with their usage of the month asked for. The
// month is looked at before the pool [inferred].
Result<Json> list_members(const Call& call, const Kind& kind, std::int64_t id, Shape row);

}  // namespace virga::gsl
