// Messages to cards, and how they arrive.
#pragma once

#include <string_view>

#include "base/time.h"
#include "store/store.h"

namespace virga::gsl {

inline constexpr std::string_view kSmsEvent = "gsl.sms";

// The message with that id arrives, or is lost. Nothing happens to one that is not on its way any
// more.
void deliver_sms(Store& store, Time due, std::string_view id);

}  // namespace virga::gsl
