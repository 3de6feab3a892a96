#include "services/volcengine_vms/idempotency.h"

#include "services/volcengine_vms/errors.h"
#include "services/volcengine_vms/kinds.h"

namespace virga::vms {
namespace {

constexpr std::int64_t kTokenLife = 24LL * 3600 * 1000;  // ms

}  // namespace

Result<Json> perform(Call& call) {
  const bool dry_run = call.input.flag_or("DryRun", false);
  if (!call.input.has("ClientToken")) {
    auto outcome = call.operation.handler(call);
    if (outcome && dry_run) return kDryRunOperation;  // an error undoes what the handler did
    return outcome;
  }
  const std::string key = std::string(call.operation.name) + "|" + call.input.text("ClientToken");
  const std::int64_t now = call.now.time_since_epoch().count();
  Json parameters = call.input.values();
  parameters.erase("ClientToken");
  parameters.erase("DryRun");
  const auto earlier = call.store.find(kClientToken, key);
  if (earlier && now - earlier->at("Time").get<std::int64_t>() < kTokenLife) {
    if (earlier->at("Parameters") != parameters) return kIdempotentParameterMismatch;
    if (!dry_run) return earlier->at("Result");
    return kDryRunOperation;
  }
  auto outcome = call.operation.handler(call);
  if (!outcome) return outcome;
  if (dry_run) return kDryRunOperation;
  call.store.put(kClientToken,
                 {{"Key", key}, {"Parameters", parameters}, {"Result", *outcome}, {"Time", now}});
  return outcome;
}

}  // namespace virga::vms
