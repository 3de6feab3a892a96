// Groups of callers. One that has expired is of no use for good [doc].
#pragma once

#include <optional>
#include <string>

#include "catalog/exchange.h"

namespace virga::vms {

std::optional<Json> live_group(const Store& store, Time now, const std::string& group,
                               const std::string& pool);

// Makes a group with the call's GroupName and ExpireTime; its id.
std::string open_group(Call& call, const Json& numbers);

}  // namespace virga::vms
