// A pool that is renamed, and a scenario that refuses the second time.
#pragma once

#include <string>

#include "support/cloud.h"

namespace virga {

inline Answer rename_pool(Cloud& cloud, const std::string& name) {
  return cloud.act("UpdateNumberPoolV2", {{"NumberPoolNo", "NP1234"}, {"Name", name}});
}

inline const std::string kQuota = R"(
format: 1
name: quota
description: The second rename is refused.
rules:
  - id: second
    when: {service: vms, operation: UpdateNumberPoolV2}
    at: {calls: 2}
    do: [{error: QuotaExceeded, with: {what: The number of number pools}}]
    expect: {hits: 1}
)";

inline const std::string kScenario = "/_virga/scenarios/quota";

}  // namespace virga
