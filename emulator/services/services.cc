#include "services/services.h"

#include "services/huawei_gsl/service.h"
#include "services/huawei_iam/service.h"
#include "services/volcengine_sts/service.h"
#include "services/volcengine_vms/service.h"

namespace virga {

// A request that names no known operation is taken for the first service that it resembles.
std::vector<Service> all_services() {
  return {gsl::service(), iam::service(), sts::service(), vms::service()};
}

}  // namespace virga
