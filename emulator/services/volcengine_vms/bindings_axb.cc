// Privacy numbers: A and B reach each other through X, or anybody reaches A (AX).
#include "services/volcengine_vms/bindings.h"
#include "services/volcengine_vms/domain_errors.h"
#include "services/volcengine_vms/fields.h"
#include "services/volcengine_vms/kinds.h"
#include "services/volcengine_vms/operations.h"
#include "services/volcengine_vms/shapes.h"

namespace virga::vms {
namespace {

constexpr std::int64_t kSubService = 201;
constexpr std::string_view kModes[] = {"AX", "AXB"};

bool involves(const Json& binding, const std::string& number) {
  return text_of(binding, "PhoneNoA") == number || text_of(binding, "PhoneNoB") == number;
}

// Whoever calls X is told apart by the number that calls: on one X, each of A and B may face one
// other only. AX and AXB for the same A are in each other's way when the call says so [doc].
std::optional<Fault> conflict_with(const Call& call, const Json& binding) {
  const std::string a = text_of(binding, "PhoneNoA"), b = text_of(binding, "PhoneNoB");
  const bool exclusive = call.input.integer_or("AxConflictAxbFlag", 0) == 1;
  for (const Json& other :
       live_bindings(call.store, Query().equals("PhoneNoX", binding.at("PhoneNoX")))) {
    if (other.at("SubId") == binding.at("SubId")) continue;
    const bool ax = binding.at("Mode") == "AX", other_ax = other.at("Mode") == "AX";
    const bool same_a = text_of(other, "PhoneNoA") == a;
    if (ax && other_ax && same_a) return kConflictWithExisting.because("A has this X already");
    if (ax != other_ax && same_a && exclusive)
      return kConflictWithExisting.because("A has this X already, in the other mode");
    if (!ax && !other_ax && (involves(other, a) || involves(other, b)))
      return kConflictWithExisting.because("A or B faces somebody on this X already");
  }
  return std::nullopt;
}

std::optional<Fault> may_take(const Call& call, Json& binding, const std::string& x) {
  if (auto fault = check_order(call, x)) return fault;
  if (auto fault = check_room(call, x)) return fault;
  binding["PhoneNoX"] = x;
  return conflict_with(call, binding);
}

Json begin(const Call& call) {
  const bool with_b = !text_of(call.input.values(), "PhoneNoB").empty();
  return new_binding(call, with_b ? "AXB" : "AX");
}

// ---- BindAXB

constexpr Field kBindAXB[] = {
    field::kPhoneNoARequired,
    field::kPhoneNoB,
    {.name = "PhoneNoX", .required = true, .note = "The number in the middle."},
    field::kNumberPoolNoRequired,
    field::kExpireTimeRequired,
    field::kAudioRecordFlag,
    field::kUserData,
    field::kOutId,
    field::kCallDisplayType,
    {.name = "VerifyFlag",
     .type = Type::kInt32,
     .among = legal::kFlag,
     .standard = "0",
     .note = "1 asks for a code before connecting."},
    {.name = "VoiceCode", .note = "Announcements, as JSON text."},
    field::kOrderId,
    field::kIndustrialId,
};

Result<Json> bind_axb(Call& call) {
  if (auto fault = check_bind(call, kSubService)) return *fault;
  const std::string& x = call.input.text("PhoneNoX");
  if (auto fault = check_number(call, x, call.input.text("NumberPoolNo"), kIllegalPhoneNoX))
    return *fault;
  Json binding = begin(call);
  if (auto fault = may_take(call, binding, x)) return *fault;
  open_binding(call, binding);
  return bind_answer(binding);
}

// ---- SelectNumberAndBindAXB

constexpr Field kSelectNumberAndBindAXB[] = {
    field::kAudioRecordFlag,
    {.name = "AxConflictAxbFlag",
     .type = Type::kInt32,
     .among = legal::kFlag,
     .standard = "0",
     .note = "1: AX and AXB exclude each other."},
    field::kCallDisplayType,
    field::kCityCode,
    field::kCityCodeByPhoneNo,
    field::kDegradeCityList,
    field::kExpireTimeRequired,
    field::kNumberPoolNoRequired,
    field::kOutId,
    field::kPhoneNoARequired,
    field::kPhoneNoB,
    field::kRandomFlag,
    field::kUserData,
    {.name = "VerifyFlag",
     .type = Type::kInt32,
     .among = legal::kFlag,
     .standard = "0",
     .note = "1 asks for a code before connecting."},
    {.name = "VoiceCode", .note = "Announcements, as JSON text."},
    field::kIdempotentId,
    field::kOrderId,
    field::kIndustrialId,
};

Result<Json> select_number_and_bind_axb(Call& call) {
  if (const auto earlier = earlier_binding(call)) return bind_answer(*earlier);
  if (auto fault = check_bind(call, kSubService)) return *fault;
  Json binding = begin(call);
  const auto x =
      first_fitting(call, choice_of(call.input, call.input.text("NumberPoolNo")),
                    [&](const std::string& each) { return may_take(call, binding, each); });
  if (!x) return x.fault();
  open_binding(call, binding);
  return bind_answer(binding);
}

// ---- UpgradeAXToAXB

constexpr Field kUpgradeAXToAXB[] = {
    field::kCallDisplayType,  field::kNumberPoolNoRequired, field::kOutId,
    field::kPhoneNoBRequired, field::kSubIdRequired,        field::kUserData,
};

constexpr Member kUpgradeAXToAXBAnswer[] = {
    {.name = "PhoneNoA"},
    {.name = "PhoneNoACityCode"},
    {.name = "PhoneNoB", .nullable = true},
    {.name = "PhoneNoBCityCode", .nullable = true},
    {.name = "PhoneNoX"},
    {.name = "PhoneNoXCityCode"},
    {.name = "SubId"},
};

// The AX binding ends, an AXB binding with a new SubId goes on with its X and its end [inferred;
// the new SubId doc].
Result<Json> upgrade_ax_to_axb(Call& call) {
  auto ax = named_binding(call, kModes);
  if (!ax) return ax.fault();
  if (ax->at("Mode") != "AX") return kUpgradeError.because("the binding is AXB already");
  if (auto fault = check_parties(call)) return *fault;
  if (ax->at("PhoneNoA") == call.input.text("PhoneNoB"))
    return kIllegalArgument.because("A and B are the same number");
  close_binding(call.store, *ax);
  Json axb = *ax;
  axb.update(call.input.pick({"PhoneNoB", "UserData", "OutId", "CallDisplayType"}));
  axb["Mode"] = "AXB";
  axb["SubId"] = "";
  axb.erase("Request");
  if (conflict_with(call, axb)) return kBindAXBError.because("A or B faces somebody on this X");
  open_binding(call, axb);
  Json answer = bind_answer(axb);
  answer.erase("Status");  // [doc]
  return answer;
}

// ---- UnbindAXBV2, UnbindAXB, UpdateAXB

Result<Json> unbind_axb_v2(Call& call) { return unbind(call, kModes); }
Result<Json> unbind_axb(Call& call) { return unbind_bare(call, kModes); }

constexpr Field kUpdateAXB[] = {
    field::kUpdateTypeRequired,
    field::kNumberPoolNoRequired,
    field::kSubIdRequired,
    field::kExpireTime,
    field::kUserData,
    field::kOutId,
    field::kPhoneNoA,
    field::kPhoneNoB,
    field::kOrderId,
    field::kIndustrialId,
};

constexpr Update kUpdates[] = {{"updateExpireTime", "ExpireTime"},
                               {"updateUserData", "UserData"},
                               {"updateOutId", "OutId"},
                               {"updatePhoneNoA", "PhoneNoA"},
                               {"updatePhoneNoB", "PhoneNoB"}};

// An AX binding gets its B by UpgradeAXToAXB alone [doc].
std::optional<Fault> update_conflict(const Call& call, const Json& binding) {
  if (binding.at("Mode") == "AX" && !text_of(binding, "PhoneNoB").empty())
    return kIllegalArgument.because("an AX binding has no B");
  return conflict_with(call, binding);
}

Result<Json> update_axb(Call& call) {
  return update_binding(call, kModes, kUpdates, update_conflict);
}

constexpr Operation kOperations[] = {
    {.name = "SelectNumberAndBindAXB",
     .route = Action{"SelectNumberAndBindAXB"},
     .summary = "Pick X by city rules and bind AX or AXB",
     .input = kSelectNumberAndBindAXB,
     .output = {.members = shape::kBound},
     .errors = kPrivacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = select_number_and_bind_axb},
    {.name = "UpgradeAXToAXB",
     .route = Action{"UpgradeAXToAXB"},
     .summary = "Turn an AX binding into AXB",
     .input = kUpgradeAXToAXB,
     .output = {.members = kUpgradeAXToAXBAnswer},
     .errors = kPrivacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = upgrade_ax_to_axb},
    {.name = "UnbindAXBV2",
     .route = Action{"UnbindAXBV2"},
     .summary = "Unbind an AX/AXB binding",
     .input = field::kBinding,
     .output = {.members = shape::kSuccess},
     .errors = kPrivacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = unbind_axb_v2},
    {.name = "BindAXB",
     .route = Action{"BindAXB"},
     .summary = "Bind AX or AXB on a given X",
     .input = kBindAXB,
     .output = {.members = shape::kBound},
     .errors = kPrivacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = bind_axb},
    {.name = "UnbindAXB",
     .route = Action{"UnbindAXB"},
     .summary = "Unbind AX/AXB",
     .input = field::kBinding,
     .output = {.type = Type::kBool},
     .errors = kPrivacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = unbind_axb},
    {.name = "UpdateAXB",
     .route = Action{"UpdateAXB"},
     .summary = "Edit an AX/AXB binding",
     .input = kUpdateAXB,
     .output = {.type = Type::kBool},
     .errors = kPrivacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = update_axb},
};

}  // namespace

std::span<const Operation> axb_operations() { return kOperations; }

}  // namespace virga::vms
