// What a work order makes of its card when it completes.
#pragma once

#include <optional>
#include <string>

#include "base/json.h"
#include "services/huawei_gsl/usage_model.h"
#include "store/store.h"

namespace virga::gsl {

// With so much used in its cycle, has the card reached its own threshold?
bool threshold_reached(const Json& card, Hundredths used);

// Changes `card` as the order wants it, and what else it is about. Answers why that cannot be done
// any more; then nothing has changed.
std::optional<std::string> carry_out(Store& store, Time at, const Json& order, Json& card);

}  // namespace virga::gsl
