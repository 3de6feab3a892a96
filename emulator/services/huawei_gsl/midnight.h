// What the cloud does by itself when a day ends in Beijing.
//
// A new cycle gives back what the last one had used up; cards whose plan, pool or
// threshold is used up are suspended; silent periods, plans and deregistered cards come to their
// end. Of a card that is left alone a midnight can tell when there will be something to do with it
// (look_on), so those before do not look at it.
//
// Figures move on, too. Those that are stored, for filters and sorting, are written by the latest
// midnight that is caught up with, for nobody sees the ones in between.
#pragma once

#include <string_view>

#include "base/time.h"
#include "store/store.h"

namespace virga::gsl {

inline constexpr std::string_view kMidnightEvent = "gsl.midnight";

Time expect_midnight(Store& store, Time now);  // puts the next one on the agenda

// Ends the day before `due` and expects the next midnight. Nothing happens in a world that was
// never begun.
void pass_midnight(Store& store, Time due, std::string_view subject);

}  // namespace virga::gsl
