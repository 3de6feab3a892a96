// Ids as the voice service writes them: they look random, and are the same in every run.
#pragma once

#include <string>
#include <string_view>

#include "base/time.h"
#include "store/store.h"

namespace virga::vms {

// The world's seed, which events need as calls do.
void keep_seed(Store& store, std::uint64_t seed);
std::uint64_t seed_of(const Store& store);

std::string fresh_hex32(Store& store, std::string_view what);  // TaskOpenId, ResourceKey
std::string fresh_digits(Store& store, std::string_view what, std::size_t count);
std::string timed_id(Store& store, std::string_view prefix, Time now);  // QUA + seconds + 8 digits
std::string fresh_sub_id(Store& store, Time now, std::string_view x);   // S, seconds, end of X, hex
std::string fresh_group_sub_id(Store& store, Time now);                 // SS, seconds, 18 hex
std::string fresh_group_id(Store& store, Time now);                     // G, milliseconds, a UUID

}  // namespace virga::vms
