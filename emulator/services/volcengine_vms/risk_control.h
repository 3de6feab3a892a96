// Numbers that risk control has frozen.
#pragma once

#include <string>
#include <string_view>

#include "base/time.h"
#include "store/store.h"

namespace virga::vms {

// Types of the black list [doc].
inline constexpr std::int64_t kFreezesOutbound = 1, kFreezesABind = 5, kFreezesBBind = 6;

inline constexpr std::string_view kFreezeEnds = "vms.freeze_ends";
void note_end_of_freeze(Store& store, const Json& freeze);  // nothing when it is for ever
void end_freeze(Store& store, Time due, std::string_view id);

bool is_frozen(const Store& store, Time now, const std::string& number, std::int64_t type);

}  // namespace virga::vms
