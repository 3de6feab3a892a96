// What the cloud does by itself when a day ends in Beijing.
//
// Figures move on; a new cycle gives back what the last one had used up; cards whose plan, pool or
// threshold is used up are suspended; silent periods, plans and deregistered cards come to their
// end.
#pragma once

#include <string_view>

#include "base/time.h"
#include "store/store.h"

namespace virga::gsl {

inline constexpr std::string_view kMidnightEvent = "gsl.midnight";

void expect_midnight(Store& store, Time now);  // puts the next one on the agenda

// Ends the day before `due` and expects the next midnight. Nothing happens in a world that was
// never begun.
void pass_midnight(Store& store, Time due, std::string_view subject);

}  // namespace virga::gsl
