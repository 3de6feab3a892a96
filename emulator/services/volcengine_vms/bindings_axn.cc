// Privacy numbers: A has X for itself; whoever calls X reaches A, and A reaches N.
#include "services/volcengine_vms/bindings.h"
#include "services/volcengine_vms/domain_errors.h"
#include "services/volcengine_vms/fields.h"
#include "services/volcengine_vms/operations.h"
#include "services/volcengine_vms/shapes.h"

namespace virga::vms {
namespace {

constexpr std::int64_t kSubService = 202;
constexpr std::string_view kModes[] = {"AXN"};
// Shown as B when none is given: the platform fills one in [doc]; which one is [inferred].
constexpr std::string_view kPlaceholder = "10000000000";

std::optional<Fault> occupied(const Call& call, const Json& binding, const std::string& x) {
  for (const Json& other : live_bindings(call.store, Query().equals("PhoneNoX", x)))
    if (other.at("SubId") != binding.at("SubId"))
      return kPhoneNoXOccupied.because("another A has " + x);
  return std::nullopt;
}

Json begin(const Call& call) {
  Json binding = new_binding(call, "AXN");
  if (!binding.contains("PhoneNoB")) binding["PhoneNoB"] = kPlaceholder;
  return binding;
}

constexpr Field kBindAXN[] = {
    field::kAudioRecordFlag,
    field::kExpireTimeRequired,
    field::kNumberPoolNoRequired,
    field::kPhoneNoARequired,
    field::kPhoneNoB,
    {.name = "PhoneNoX", .required = true, .note = "The number in the middle."},
    field::kUserData,
    field::kOutId,
    field::kCallDisplayType,
};

Result<Json> bind_axn(Call& call) {
  if (auto fault = check_bind(call, kSubService)) return *fault;
  const std::string& x = call.input.text("PhoneNoX");
  if (auto fault = check_number(call, x, call.input.text("NumberPoolNo"), kIllegalPhoneNoX))
    return *fault;
  Json binding = begin(call);
  if (auto fault = occupied(call, binding, x)) return *fault;
  binding["PhoneNoX"] = x;
  open_binding(call, binding);
  return bind_answer(binding);
}

constexpr Field kSelectNumberAndBindAXN[] = {
    field::kAudioRecordFlag,
    field::kCityCode,
    field::kCityCodeByPhoneNo,
    field::kDegradeCityList,
    field::kExpireTimeRequired,
    field::kNumberPoolNoRequired,
    field::kPhoneNoARequired,
    field::kPhoneNoB,
    field::kRandomFlag,
    field::kUserData,
    field::kOutId,
    field::kIdempotentId,
    field::kCallDisplayType,
};

Result<Json> select_number_and_bind_axn(Call& call) {
  if (const auto earlier = earlier_binding(call)) return bind_answer(*earlier);
  if (auto fault = check_bind(call, kSubService)) return *fault;
  Json binding = begin(call);
  const auto x =
      first_fitting(call, choice_of(call.input, call.input.text("NumberPoolNo")),
                    [&](const std::string& each) { return occupied(call, binding, each); });
  if (!x) return x.fault();
  binding["PhoneNoX"] = *x;
  open_binding(call, binding);
  return bind_answer(binding);
}

Result<Json> unbind_axn_v2(Call& call) { return unbind(call, kModes); }
Result<Json> unbind_axn(Call& call) { return unbind_bare(call, kModes); }

constexpr Field kUpdateAXN[] = {
    field::kUpdateTypeRequired, field::kNumberPoolNoRequired,
    field::kSubIdRequired,      field::kExpireTime,
    field::kUserData,           field::kOutId,
    field::kPhoneNoA,           field::kPhoneNoB,
    field::kPhoneNoX,           field::kIdempotentId,
};

// The page has lost its list; this is that of the sister operations [inferred].
constexpr Update kUpdates[] = {{"updatePhoneNoA", "PhoneNoA"},
                               {"updatePhoneNoB", "PhoneNoB"},
                               {"updateExpireTime", "ExpireTime"},
                               {"updateUserData", "UserData"},
                               {"updateOutId", "OutId"}};

Result<Json> update_axn(Call& call) { return update_binding(call, kModes, kUpdates, nullptr); }

constexpr Operation kOperations[] = {
    {.name = "BindAXN",
     .route = Action{"BindAXN"},
     .summary = "Bind AXN on a given X",
     .input = kBindAXN,
     .output = {.members = shape::kBound},
     .errors = kPrivacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = bind_axn},
    {.name = "SelectNumberAndBindAXN",
     .route = Action{"SelectNumberAndBindAXN"},
     .summary = "Pick X by city rules and bind AXN",
     .input = kSelectNumberAndBindAXN,
     .output = {.members = shape::kBound},
     .errors = kPrivacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = select_number_and_bind_axn},
    {.name = "UnbindAXNV2",
     .route = Action{"UnbindAXNV2"},
     .summary = "Unbind an AXN binding",
     .input = field::kBinding,
     .output = {.members = shape::kSuccess},
     .errors = kPrivacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = unbind_axn_v2},
    {.name = "UnbindAXN",
     .route = Action{"UnbindAXN"},
     .summary = "Unbind AXN",
     .input = field::kBinding,
     .output = {.type = Type::kBool},
     .errors = kPrivacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = unbind_axn},
    {.name = "UpdateAXN",
     .route = Action{"UpdateAXN"},
     .summary = "Edit an AXN binding (enum list partly inferred: the page lost its bullet list)",
     .input = kUpdateAXN,
     .output = {.type = Type::kBool},
     .errors = kPrivacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = update_axn},
};

}  // namespace

std::span<const Operation> axn_operations() { return kOperations; }

}  // namespace virga::vms
