// Volcengine VMS: voice calls, number pools, privacy numbers.
#pragma once

#include "catalog/service.h"

namespace virga::vms {

Service service();

}  // namespace virga::vms
