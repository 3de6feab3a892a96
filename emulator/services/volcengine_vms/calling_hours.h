// When not to call: lists of {"Weekdays": [1..7], "Times": ["HH:mm-HH:mm"]}, in Beijing. Weekday 1
// is Sunday; without weekdays every day is meant [doc].
#pragma once

#include "base/json.h"
#include "base/time.h"

namespace virga::vms {

bool are_calling_hours(const Json& list);
bool is_forbidden(const Json& list, Time time);

// When to look again, at a time that is forbidden: at the next full minute.
Time next_look(Time time);

}  // namespace virga::vms
