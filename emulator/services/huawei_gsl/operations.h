// The operations of GSL, one table a resource file.
#pragma once

#include <span>

#include "catalog/operation.h"

namespace virga::gsl {

// Of each user and operation [doc]; the slow one of two that look through much.
inline constexpr Quota kUsualQuota{.calls = 5};
inline constexpr Quota kSlowQuota{.calls = 1};

std::span<const Operation> sim_card_operations();
std::span<const Operation> card_order_operations();
std::span<const Operation> usage_operations();
std::span<const Operation> work_order_operations();
std::span<const Operation> sim_pool_operations();
std::span<const Operation> back_pool_operations();
std::span<const Operation> sms_operations();
std::span<const Operation> tag_operations();
std::span<const Operation> attribute_operations();
std::span<const Operation> attribute_value_operations();
std::span<const Operation> price_plan_operations();
std::span<const Operation> sim_price_plan_operations();
std::span<const Operation> switch_policy_operations();
std::span<const Operation> network_switch_operations();

}  // namespace virga::gsl
