// STS, the service of Volcengine that issues temporary access keys.
#pragma once

#include "catalog/service.h"

namespace virga::sts {

Service service();

}  // namespace virga::sts
