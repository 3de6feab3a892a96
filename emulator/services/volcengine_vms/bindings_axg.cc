// Privacy numbers: a group of callers reaches A on X.
#include <algorithm>

#include "services/volcengine_vms/axg_groups.h"
#include "services/volcengine_vms/bindings.h"
#include "services/volcengine_vms/domain_errors.h"
#include "services/volcengine_vms/fields.h"
#include "services/volcengine_vms/kinds.h"
#include "services/volcengine_vms/operations.h"
#include "services/volcengine_vms/shapes.h"

namespace virga::vms {
namespace {

constexpr std::int64_t kSubService = 206;
constexpr std::string_view kModes[] = {"AXG"};

// On one X, an A has one group, and a group one A [inferred].
std::optional<Fault> conflict_with(const Call& call, const Json& binding) {
  for (const Json& other :
       live_bindings(call.store, Query().equals("PhoneNoX", binding.at("PhoneNoX"))))
    if (other.at("SubId") != binding.at("SubId") &&
        (other.at("PhoneNoA") == binding.at("PhoneNoA") ||
         other.at("GroupId") == binding.at("GroupId")))
      return kConflictWithExisting.because("A or the group is bound to this X already");
  return std::nullopt;
}

std::optional<Fault> take(const Call& call, Json& binding, const std::string& x) {
  if (auto fault = check_order(call, x)) return fault;
  if (auto fault = check_room(call, x)) return fault;
  binding["PhoneNoX"] = x;
  return conflict_with(call, binding);
}

std::optional<Fault> take_number(Call& call, Json& binding) {
  const std::string pool = call.input.text("NumberPoolNo");
  if (const std::string x = text_of(call.input.values(), "PhoneNoX"); !x.empty()) {
    if (auto fault = check_number(call, x, pool, kIllegalPhoneNoX)) return fault;
    return take(call, binding, x);
  }
  const auto x = first_fitting(call, choice_of(call.input, pool),
                               [&](const std::string& each) { return take(call, binding, each); });
  if (!x) return x.fault();
  return std::nullopt;
}

Json answer_of(const Json& binding) {
  Json answer = bind_answer(binding);
  answer["GroupId"] = binding.at("GroupId");
  return answer;
}

// ---- BindAXG

constexpr Field kBindAXG[] = {
    field::kPhoneNoARequired,
    field::kPhoneNoB,
    field::kPhoneNoX,
    field::kNumberPoolNoRequired,
    field::kExpireTimeRequired,
    field::kAudioRecordFlag,
    field::kUserData,
    field::kOutId,
    field::kGroupId,
    field::kGroupName,
    {.name = "GroupNumbers", .type = Type::kArray, .max_items = 200},
    field::kIdempotentId,
    field::kCityCode,
    field::kCityCodeByPhoneNo,
    field::kDegradeCityList,
    field::kRandomFlag,
    field::kOrderId,
    field::kIndustrialId,
};

constexpr Member kBindAXGAnswer[] = {
    {.name = "PhoneNoX"},
    {.name = "SubId"},
    {.name = "Status", .type = Type::kInt32},
    {.name = "PhoneNoXCityCode"},
    {.name = "PhoneNoA"},
    {.name = "PhoneNoACityCode"},
    {.name = "PhoneNoB", .nullable = true},
    {.name = "PhoneNoBCityCode", .nullable = true},
    {.name = "GroupId"},
};

// A group that exists, or one that the call makes, ending with the binding [inferred].
Result<Json> bind_axg(Call& call) {
  if (const auto earlier = earlier_binding(call)) return answer_of(*earlier);
  if (auto fault = check_bind(call, kSubService)) return *fault;
  Json binding = new_binding(call, "AXG");
  const std::string group = text_of(call.input.values(), "GroupId");
  if (!group.empty()) {
    if (!live_group(call.store, call.now, group, call.input.text("NumberPoolNo")))
      return kIllegalArgument.because("there is no such group, or it has expired");
    binding["GroupId"] = group;
  } else {
    if (!call.input.has("GroupNumbers") || call.input.list("GroupNumbers").empty())
      return kIllegalArgument.because("a GroupId, or a GroupName with GroupNumbers, is needed");
    binding["GroupId"] = open_group(call, call.input.list("GroupNumbers"));
  }
  if (auto fault = take_number(call, binding)) return *fault;
  open_binding(call, binding);
  return answer_of(binding);
}

// ---- UnbindAXG

constexpr Field kUnbindAXG[] = {
    field::kNumberPoolNoRequired,
    field::kSubIdRequired,
    {.name = "DelGroup", .type = Type::kBool, .standard = "false"},
};

// Other bindings of the group do not keep it [doc].
Result<Json> unbind_axg(Call& call) {
  auto binding = named_binding(call, kModes);
  if (!binding) return binding.fault();
  if (call.input.flag_or("DelGroup", false)) call.store.erase(kGroup, binding->at("GroupId"));
  close_binding(call.store, *binding);
  return Json{{"Success", true}};
}

// ---- UpdateAXG

constexpr Field kUpdateAXG[] = {
    field::kUpdateTypeRequired,
    field::kNumberPoolNoRequired,
    field::kSubIdRequired,
    field::kExpireTime,
    field::kUserData,
    field::kOutId,
    field::kPhoneNoA,
    field::kPhoneNoB,
    field::kPhoneNoX,
    field::kGroupId,
    field::kOrderId,
    field::kIndustrialId,
    field::kIdempotentId,
};

constexpr Update kUpdates[] = {
    {"updatePhoneNoA", "PhoneNoA"}, {"updatePhoneNoB", "PhoneNoB"},
    {"updateUserData", "UserData"}, {"updateGroupId", "GroupId"},
    {"updateOrderId", "OrderId"},   {"updateExpireTime", "ExpireTime"},
    {"updateOutId", "OutId"},       {"updateIndustrialId", "IndustrialId"}};

std::optional<Fault> update_conflict(const Call& call, const Json& binding) {
  if (!live_group(call.store, call.now, text_of(binding, "GroupId"),
                  text_of(binding, "NumberPoolNo")) &&
      call.input.has("GroupId"))
    return kIllegalArgument.because("there is no such group, or it has expired");
  return conflict_with(call, binding);
}

Result<Json> update_axg(Call& call) {
  auto outcome = update_binding(call, kModes, kUpdates, update_conflict);
  if (!outcome) return outcome;
  return Json{{"Success", true}};
}

// ---- RegisterIndustrialId

constexpr Field kRegisterIndustrialId[] = {
    field::kNumberPoolNoRequired,
    {.name = "OrderId", .required = true, .note = "Needed for numbers that begin with 700."},
};

Result<Json> register_industrial_id(Call& call) {
  if (!call.store.look(kNumberPool, call.input.text("NumberPoolNo")))
    return kIllegalArgument.because("there is no such pool");
  call.store.put(kIndustrialOrder, call.input.pick({"OrderId", "NumberPoolNo"}));
  return Json{{"Success", true}};
}

constexpr Operation kOperations[] = {
    {.name = "BindAXG",
     .route = Action{"BindAXG"},
     .summary = "Bind A to X for a group G of callers",
     .input = kBindAXG,
     .output = {.members = kBindAXGAnswer},
     .errors = kPrivacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = bind_axg},
    {.name = "UnbindAXG",
     .route = Action{"UnbindAXG"},
     .summary = "Unbind AXG",
     .input = kUnbindAXG,
     .output = {.members = shape::kSuccess},
     .errors = kPrivacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = unbind_axg},
    {.name = "UpdateAXG",
     .route = Action{"UpdateAXG"},
     .summary = "Edit an AXG binding",
     .input = kUpdateAXG,
     .output = {.members = shape::kSuccess},
     .errors = kPrivacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = update_axg},
    {.name = "RegisterIndustrialId",
     .route = Action{"RegisterIndustrialId"},
     .summary = "Register an industrial id for an order",
     .input = kRegisterIndustrialId,
     .output = {.members = shape::kSuccess},
     .errors = kPrivacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = register_industrial_id},
};

}  // namespace

std::span<const Operation> axg_operations() { return kOperations; }

}  // namespace virga::vms
