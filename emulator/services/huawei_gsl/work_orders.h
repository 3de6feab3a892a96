// Work orders: what operations on one card leave behind, to be done a little later.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/json.h"
#include "catalog/exchange.h"
#include "store/store.h"

namespace virga::gsl {

// work_order_type [doc].
inline constexpr std::int64_t kClearRealNameOrder = 14;

inline constexpr std::string_view kWorkOrderEvent = "gsl.work_order";

inline constexpr Member kWorkOrderAnswer[] = {{.name = "work_order_id", .type = Type::kInt64}};

// Files an order of that type for the card and answers {"work_order_id": n}. The card changes when
// it completes.
Json open_work_order(Call& call, std::int64_t type, const Json& card);

// Completes the order with that id: the card changes, counts and times follow. Nothing happens to
// an order that is not in progress any more.
void complete_work_order(Store& store, Time due, std::string_view id);

}  // namespace virga::gsl
