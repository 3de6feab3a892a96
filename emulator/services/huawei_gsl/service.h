// GSL, the Global SIM Link of Huawei Cloud: SIM cards, their data pools, messages, tags and work
// orders.
#pragma once

#include "catalog/service.h"

namespace virga::gsl {

Service service();

}  // namespace virga::gsl
