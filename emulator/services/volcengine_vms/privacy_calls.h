// Calls to privacy numbers: who is reached is decided by the bindings of the number.
#pragma once

#include <string_view>

#include "base/time.h"
#include "store/store.h"

namespace virga::vms {

// Somebody dials: `call` is {"caller", "number", "extension"} as JSON text. What cannot be
// connected leaves a record that says why; a number that is not the account's leaves none.
inline constexpr std::string_view kDialled = "vms.dialled";
void dial_privacy_number(Store& store, Time due, std::string_view call);

}  // namespace virga::vms
