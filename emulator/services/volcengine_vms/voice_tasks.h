// Tasks call their callees, a few at a time.
//
//     0 not started ──StartTime, ResumeTask──> 1 running <──> 2 paused
//           └──────── EndTime, or the end of the list ─────────┴──> 3 finished
//           └──────── StopTask ────────────────────────────────┴──> 4 stopped
//
// The numbers of the states are [inferred].
#pragma once

#include <string_view>

#include "base/time.h"
#include "store/store.h"

namespace virga::vms {

inline constexpr std::string_view kTaskGoesOn = "vms.task_goes_on";
void go_on(Store& store, Time due, std::string_view task);
void task_call_ended(Store& store, Time due, const Json& call);

// Is a task that is not over using the resource?
bool is_used_by_task(const Store& store, const std::string& resource);

}  // namespace virga::vms
