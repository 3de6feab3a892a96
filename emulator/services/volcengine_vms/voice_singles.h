// Single notifications: dialled when they are due, and again when nobody answers.
#pragma once

#include <string_view>

#include "base/time.h"
#include "store/store.h"

namespace virga::vms {

inline constexpr std::string_view kSingleDue = "vms.single_due";
void send_single(Store& store, Time due, std::string_view single);
void single_call_ended(Store& store, Time due, const Json& call);

}  // namespace virga::vms
