#include "services/huawei_iam/service.h"

#include "dialect/huawei_rest.h"
#include "services/huawei_iam/kinds.h"
#include "services/huawei_iam/operations.h"

namespace virga::iam {
namespace {

Fault refuse(const Operation& operation, const Complaint& complaint) {
  const bool missing = complaint.wrong == Wrong::kMissing && operation.missing != nullptr;
  return (missing ? operation.missing : operation.invalid)->because(complaint.reason);
}

// Answers of IAM carry an id of their own, which the Python SDK puts into its messages [code].
Result<Json> perform(Call& call) {
  call.headers.emplace_back("X-IAM-Trace-Id", call.request_id);
  return call.operation.handler(call);
}

}  // namespace

Service service() {
  return {
      .name = "iam",
      .title = "Huawei Cloud IAM",
      .dialect = &huawei_rest(),
      .phrasing = &huawei_phrasing(),
      .gateway_errors = huawei_gateway_errors(),
      .resembles = resembles_huawei,
      .operations = {token_operations(), project_operations(), domain_operations(),
                     region_operations(), temporary_key_operations()},
      .kinds = {&kProjects},
      .events = {},
      .refuse = refuse,
      .perform = perform,
  };
}

}  // namespace virga::iam
