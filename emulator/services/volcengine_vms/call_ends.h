// The end of a call: its record can be read, and whoever made it goes on.
#pragma once

#include <string_view>

#include "base/time.h"
#include "store/store.h"

namespace virga::vms {

void end_call(Store& store, Time due, std::string_view call_id);

}  // namespace virga::vms
