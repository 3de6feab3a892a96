#include "services/huawei_gsl/service.h"

#include <string>

#include "dialect/huawei_rest.h"
#include "services/huawei_gsl/errors.h"
#include "services/huawei_gsl/kinds.h"
#include "services/huawei_gsl/ledger.h"
#include "services/huawei_gsl/midnight.h"
#include "services/huawei_gsl/operations.h"
#include "services/huawei_gsl/sms.h"
#include "services/huawei_gsl/work_orders.h"

namespace virga::gsl {
namespace {

// `<field>:不能为null` is documented for a missing member; other breaches say 参数异常, unless the
// documentation gives the rule a text of its own [inferred: for all fields alike].
Fault refuse(const Operation& operation, const Complaint& complaint) {
  const Field& field = *complaint.field;
  const Error& invalid = operation.invalid != nullptr ? *operation.invalid : kParameterInvalid;
  if (complaint.wrong == Wrong::kMissing) {
    const Error& missing = operation.missing != nullptr ? *operation.missing : invalid;
    return missing.because(complaint.reason).saying(std::string(field.name) + ":不能为null");
  }
  if (complaint.wrong == Wrong::kPattern && !field.pattern->message.empty())
    return invalid.because(complaint.reason).saying(std::string(field.pattern->message));
  if (complaint.wrong == Wrong::kCount && field.otherwise != nullptr)
    return field.otherwise->because(complaint.reason);
  return invalid.because(complaint.reason);
}

}  // namespace

Service service() {
  return {
      .name = "gsl",
      .title = "Huawei Cloud Global SIM Link",
      .dialect = &huawei_rest(),
      .phrasing = &huawei_phrasing(),
      .gateway_errors = huawei_gateway_errors(),
      .symbols = {kSymbols, huawei_gateway_symbols()},
      .resembles = resembles_huawei,
      .operations = {sim_card_operations(), card_order_operations(), usage_operations(),
                     work_order_operations(), sim_pool_operations(), back_pool_operations(),
                     sms_operations(), tag_operations(), attribute_operations(),
                     attribute_value_operations(), price_plan_operations(),
                     sim_price_plan_operations(), switch_policy_operations(),
                     network_switch_operations()},
      .kinds = {&kSimCards, &kTags, &kAttributes, &kSimPools, &kBackPools, &kUsage, &kPricePlans,
                &kSimPricePlans, &kPolicies, &kWorkOrders, &kWorkOrderDetails, &kSmsMessages,
                &kLedger},
      .events = {{kMidnightEvent, pass_midnight},
                 {kWorkOrderEvent, complete_work_order},
                 {kSmsEvent, deliver_sms}},
      .begin = begin_world,
      .refuse = refuse,
  };
}

}  // namespace virga::gsl
