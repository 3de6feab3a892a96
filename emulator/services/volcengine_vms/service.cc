#include "services/volcengine_vms/service.h"

#include "dialect/volcengine_action.h"
#include "services/volcengine_vms/begin.h"
#include "services/volcengine_vms/bindings.h"
#include "services/volcengine_vms/call_ends.h"
#include "services/volcengine_vms/callbacks.h"
#include "services/volcengine_vms/errors.h"
#include "services/volcengine_vms/idempotency.h"
#include "services/volcengine_vms/kinds.h"
#include "services/volcengine_vms/number_applications.h"
#include "services/volcengine_vms/operations.h"
#include "services/volcengine_vms/privacy_calls.h"
#include "services/volcengine_vms/reviews.h"
#include "services/volcengine_vms/risk_control.h"
#include "services/volcengine_vms/telephone.h"
#include "services/volcengine_vms/voice_singles.h"
#include "services/volcengine_vms/voice_tasks.h"

namespace virga::vms {
namespace {

// Both documented texts have room for the name of the parameter; the older ones have none.
Fault refuse(const Operation& operation, const Complaint& complaint) {
  const bool missing = complaint.wrong == Wrong::kMissing && operation.missing != nullptr;
  return (missing ? operation.missing : operation.invalid)->about(complaint.field->name);
}

}  // namespace

Service service() {
  return {
      .name = "vms",
      .title = "Volcengine VMS",
      .dialect = &volcengine_action(),
      .phrasing = &volcengine_phrasing(),
      .gateway_errors = volcengine_gateway_errors(),
      .symbols = {kSymbols, volcengine_gateway_symbols()},
      .resembles = resembles_volcengine,
      .operations = {number_pool_operations(),
                     number_operations(),
                     number_application_operations(),
                     qualification_operations(),
                     qualification_file_operations(),
                     axb_operations(),
                     axn_operations(),
                     axne_operations(),
                     axyb_operations(),
                     axg_operations(),
                     axg_group_operations(),
                     subscription_operations(),
                     number_auth_operations(),
                     click_to_call_operations(),
                     click_to_call_auth_operations(),
                     voice_task_operations(),
                     voice_single_operations(),
                     voice_resource_operations(),
                     resource_upload_operations(),
                     call_data_operations(),
                     risk_control_operations(),
                     ai_call_operations()},
      .kinds = {&kNumberPool,  &kNumber,      &kApplication, &kQualification, &kQualificationFile,
                &kUpload,      &kResource,    &kBinding,     &kGroup,         &kIndustrialOrder,
                &kPhone,       &kCall,        &kTask,        &kTaskCallee,    &kSingle,
                &kRouteAuth,   &kCompany,     &kFreeze,      &kRobotScript,   &kRobotTask,
                &kCallbackUrl, &kClientToken, &kScroll,      &kWorld},
      .events = {{kBindingExpires, expire_binding},
                 {kCallEnds, end_call},
                 {kDialled, dial_privacy_number},
                 {kTaskGoesOn, go_on},
                 {kSingleDue, send_single},
                 {kFreezeEnds, end_freeze},
                 {kResourceReviewed, approve_resource},
                 {kQualificationReviewed, approve_qualification},
                 {kApplicationGoesOn, go_on_with_application}},
      .callbacks = callbacks(),
      .post = post,
      .begin = begin_world,
      .refuse = refuse,
      .perform = perform};
}

}  // namespace virga::vms
