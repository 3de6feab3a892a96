// Applications for numbers: submitted, in process after a day, purchased after seven [doc: about
// seven working days; the steps inferred].
#pragma once

#include <string_view>

#include "base/time.h"
#include "store/store.h"

namespace virga::vms {

inline constexpr std::string_view kApplicationGoesOn = "vms.application_goes_on";
void go_on_with_application(Store& store, Time due, std::string_view bill);

}  // namespace virga::vms
