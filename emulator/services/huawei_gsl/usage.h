// How much data a card used in a month.
#pragma once

#include <cstdint>

#include "base/json.h"
#include "base/time.h"

namespace virga::gsl {

// Data of the card's plan in a month, MB: what is used and what is left of it.
double monthly_data(const Json& card);

// MB, two decimals at most. The one place where usage comes from: the current month is the card's
// own flow_used, earlier ones are drawn from the seed as a share of the plan's data, so they are
// the same however often one asks; 0 before the card was activated and in months to come.
double used_in(const Json& card, Month month, Time now, std::uint64_t seed);

}  // namespace virga::gsl
