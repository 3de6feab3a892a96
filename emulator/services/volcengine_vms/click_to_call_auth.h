// Who may use click-to-call lite: numbers that a registered company has registered.
#pragma once

#include <string>

#include "store/store.h"

namespace virga::vms {

bool is_registered(const Store& store, const std::string& number);

}  // namespace virga::vms
