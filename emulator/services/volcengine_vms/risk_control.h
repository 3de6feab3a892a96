// Numbers that risk control has frozen.
#pragma once

#include <string>

#include "base/time.h"
#include "store/store.h"

namespace virga::vms {

// Types of the black list [doc].
inline constexpr std::int64_t kFreezesOutbound = 1, kFreezesABind = 5, kFreezesBBind = 6;

bool is_frozen(const Store& store, Time now, const std::string& number, std::int64_t type);

}  // namespace virga::vms
