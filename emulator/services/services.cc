#include "services/services.h"

#include "services/huawei_gsl/service.h"
#include "services/volcengine_vms/service.h"

namespace virga {

std::vector<Service> all_services() { return {gsl::service(), vms::service()}; }

}  // namespace virga
