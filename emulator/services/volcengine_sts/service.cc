#include "services/volcengine_sts/service.h"

#include "auth/volcengine.h"
#include "dialect/volcengine_action.h"
#include "services/volcengine_sts/assume_role.h"

namespace virga::sts {
namespace {

Fault refuse(const Operation& operation, const Complaint& complaint) {
  return (complaint.wrong == Wrong::kMissing ? operation.missing : operation.invalid)
      ->about(complaint.field->name);
}

// Of the requests to Volcengine those that are signed for this service.
bool resembles(const Request& request) { return volcengine::read_claim(request).service == "sts"; }

}  // namespace

Service service() {
  return {.name = "sts",
          .title = "Volcengine STS",
          .dialect = &volcengine_action(),
          .phrasing = &volcengine_phrasing(),
          .gateway_errors = volcengine_gateway_errors(),
          .resembles = resembles,
          .operations = {assume_role_operations()},
          .kinds = {},
          .events = {},
          .refuse = refuse};
}

}  // namespace virga::sts
