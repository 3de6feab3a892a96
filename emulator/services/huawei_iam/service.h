// IAM, the identity service of Huawei Cloud, as far as the official SDKs call it: tokens, projects,
// domains, regions and temporary access keys.
#pragma once

#include "catalog/service.h"

namespace virga::iam {

Service service();

}  // namespace virga::iam
