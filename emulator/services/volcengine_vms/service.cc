#include "services/volcengine_vms/service.h"

#include "dialect/volcengine_action.h"
#include "services/volcengine_vms/errors.h"
#include "services/volcengine_vms/idempotency.h"
#include "services/volcengine_vms/kinds.h"
#include "services/volcengine_vms/operations.h"

namespace virga::vms {
namespace {

// Both documented texts have room for the name of the parameter; the older ones have none.
Fault refuse(const Operation& operation, const Complaint& complaint) {
  const bool missing = complaint.wrong == Wrong::kMissing && operation.missing != nullptr;
  return (missing ? operation.missing : operation.invalid)->about(complaint.field->name);
}

}  // namespace

Service service() {
  return {.name = "vms",
          .title = "Volcengine VMS",
          .dialect = &volcengine_action(),
          .gateway_errors = volcengine_gateway_errors(),
          .symbols = {kSymbols, volcengine_gateway_symbols()},
          .resembles = resembles_volcengine,
          .operations = {number_pool_operations(), number_operations(), qualification_operations(),
                         axb_operations(), axn_operations(), axne_operations(), axyb_operations(),
                         axg_operations(), subscription_operations(), number_auth_operations(),
                         click_to_call_operations(), voice_task_operations(),
                         voice_single_operations(), voice_resource_operations(),
                         call_data_operations(), risk_control_operations(), ai_call_operations()},
          .kinds = {&kNumberPool, &kNumber, &kClientToken},
          .events = {},
          .refuse = refuse,
          .perform = perform};
}

}  // namespace virga::vms
