// Privacy numbers: callers reach A on X, and each B sees a Y of its own.
#include <algorithm>

#include "services/volcengine_vms/bindings.h"
#include "services/volcengine_vms/domain_errors.h"
#include "services/volcengine_vms/fields.h"
#include "services/volcengine_vms/kinds.h"
#include "services/volcengine_vms/operations.h"
#include "services/volcengine_vms/shapes.h"
#include "services/volcengine_vms/texts.h"

namespace virga::vms {
namespace {

constexpr std::int64_t kSubService = 204;
constexpr std::string_view kModes[] = {"AXYB"};

// An X belongs to one A.
std::optional<Fault> x_occupied(const Call& call, const Json& binding, const std::string& x) {
  for (const Json& other :
       live_bindings(call.store, Query().equals("PhoneNoX", x).equals("Mode", "AXYB")))
    if (other.at("SubId") != binding.at("SubId"))
      return kPhoneNoXOccupied.because("another A has " + x);
  return std::nullopt;
}

// A child is found by Y and A, and by X and B: each pair is given once.
std::optional<Fault> child_conflict(const Call& call, const Json& child) {
  if (child.at("PhoneNoX") == child.at("PhoneNoY")) return Fault(kXCanNotEqualsY);
  const Query mode = Query().equals("Mode", "YB");
  if (!live_bindings(call.store, Query(mode)
                                     .equals("PhoneNoY", child.at("PhoneNoY"))
                                     .equals("PhoneNoA", child.at("PhoneNoA")))
           .empty())
    return kPhoneNoYAConflicted.because("Y serves another B of this A");
  if (!live_bindings(call.store, Query(mode)
                                     .equals("PhoneNoX", child.at("PhoneNoX"))
                                     .equals("PhoneNoB", child.at("PhoneNoB")))
           .empty())
    return kPhoneNoXBConflicted.because("B has a Y on this X already");
  return std::nullopt;
}

Json new_child(const Call& call, const Json& parent, std::int64_t duration) {
  Json child = new_binding(call, "YB");
  child["NumberPoolNo"] = parent.at("NumberPoolNo");
  child["PhoneNoA"] = parent.at("PhoneNoA");
  child["PhoneNoX"] = parent.at("PhoneNoX");
  child["ParentSubId"] = parent.at("SubId");
  child["ExpireTime"] =
      std::min(seconds_of(call.now) + duration, parent.at("ExpireTime").get<std::int64_t>());
  child.erase("AutoCreateFlag");
  return child;
}

// The Y that is given, or one of the pool; puts it into the child.
std::optional<Fault> take_y(Call& call, Json& child, const std::string& pool,
                            const NumberChoice& choice) {
  const auto take = [&](const std::string& y) {
    child["PhoneNoY"] = y;
    return child_conflict(call, child);
  };
  child["NumberPoolNoY"] = pool;
  if (const std::string y = text_of(call.input.values(), "PhoneNoY"); !y.empty()) {
    if (auto fault = check_number(call, y, pool, kIllegalPhoneNoY)) return fault;
    return take(y);
  }
  std::optional<Fault> last;
  const auto y =
      first_fitting(call, choice, [&](const std::string& each) { return last = take(each); });
  if (y) return std::nullopt;
  return last && last->error == &kPhoneNoXBConflicted ? *last : y.fault();
}

std::optional<Fault> take_x(Call& call, Json& binding) {
  const std::string pool = call.input.text("NumberPoolNo");
  const auto fits = [&](const std::string& x) -> std::optional<Fault> {
    if (x == text_of(call.input.values(), "PhoneNoY")) return Fault(kXCanNotEqualsY);
    if (auto fault = check_order(call, x)) return fault;
    return x_occupied(call, binding, x);
  };
  if (const std::string x = text_of(call.input.values(), "PhoneNoX"); !x.empty()) {
    if (auto fault = check_number(call, x, pool, kIllegalPhoneNoX)) return fault;
    binding["PhoneNoX"] = x;
    return fits(x);
  }
  const auto x = first_fitting(call, choice_of(call.input, pool), fits);
  if (!x) return x.fault();
  binding["PhoneNoX"] = *x;
  return std::nullopt;
}

// ---- BindAXYB

constexpr Field kBindAXYB[] = {
    field::kAudioRecordFlag,
    {.name = "AutoCreateFlag",
     .type = Type::kInt32,
     .among = legal::kFlag,
     .standard = "1",
     .note = "1 makes children when a stranger calls."},
    field::kCityCode,
    field::kCityCodeByPhoneNo,
    field::kDegradeCityList,
    field::kExpireTimeRequired,
    field::kNumberPoolNoRequired,
    {.name = "NumberPoolNoY", .required = true, .note = "The pool of Y."},
    field::kPhoneNoARequired,
    field::kPhoneNoB,
    field::kPhoneNoX,
    field::kPhoneNoY,
    field::kRandomFlag,
    {.name = "RandomFlagY",
     .type = Type::kInt32,
     .among = legal::kFlag,
     .standard = "0",
     .note = "1 chooses Y at random."},
    field::kUserData,
    {.name = "YCityCode"},
    {.name = "YCityCodeByPhoneNo", .words = legal::kSides, .standard = "A"},
    {.name = "YDegradeCityList", .type = Type::kArray, .max_items = 5},
    {.name = "YbAudioRecordFlag",
     .type = Type::kInt32,
     .among = legal::kFlag,
     .standard = "1",
     .note = "1 records the calls of children."},
    {.name = "YbEnableDuration",
     .type = Type::kInt32,
     .required = true,
     .note = "Seconds that children live."},
    field::kOrderId,
    field::kIndustrialId,
};

constexpr Member kBindAXYBAnswer[] = {
    {.name = "PhoneNoX"},
    {.name = "PhoneNoY", .nullable = true},
    {.name = "Status", .type = Type::kInt32},
    {.name = "SubId"},
    {.name = "YbStatus", .type = Type::kInt32, .nullable = true},
    {.name = "YbSubId", .nullable = true},
};

// With a B the child begins at once [doc]; without, Y is chosen when somebody calls. The answer
// names the Y in either case [doc: it always has one]: the one the first child would get.
Result<Json> bind_axyb(Call& call) {
  const std::string pool_y = call.input.text("NumberPoolNoY");
  if (auto fault = check_bind(call, kSubService)) return *fault;
  if (auto fault = check_pool(call, pool_y, kSubService)) return *fault;
  const std::int64_t duration = call.input.integer("YbEnableDuration");
  if (duration <= 0) return kIllegalArgument.because("YbEnableDuration is a number of seconds");
  Json binding = new_binding(call, "AXYB");
  binding.erase("PhoneNoB");
  binding["NumberPoolNoY"] = pool_y;
  binding["ChildDuration"] = duration;
  if (auto fault = take_x(call, binding)) return *fault;
  const bool with_child = !text_of(call.input.values(), "PhoneNoB").empty();
  Json child = new_child(call, binding, duration);
  if (!with_child) child["PhoneNoB"] = "";
  child["RecordFlag"] = call.input.integer_or("YbAudioRecordFlag", 1);
  NumberChoice choice = choice_of(call.input, pool_y, "Y");
  choice.except.push_back(binding.at("PhoneNoX"));
  if (auto fault = take_y(call, child, pool_y, choice)) return *fault;
  binding["PhoneNoY"] = child.at("PhoneNoY");
  open_binding(call, binding);
  Json answer{{"PhoneNoX", binding.at("PhoneNoX")},
              {"PhoneNoY", binding.at("PhoneNoY")},
              {"Status", binding.at("Status")},
              {"SubId", binding.at("SubId")}};
  if (!with_child) return answer;
  child["ParentSubId"] = binding.at("SubId");
  open_binding(call, child);
  answer["YbStatus"] = child.at("Status");
  answer["YbSubId"] = child.at("SubId");
  return answer;
}

// ---- BindYBForAXYB

constexpr Field kBindYBForAXYB[] = {
    field::kAudioRecordFlag,
    field::kCityCode,
    field::kCityCodeByPhoneNo,
    field::kDegradeCityList,
    {.name = "EnableDuration",
     .type = Type::kInt32,
     .required = true,
     .note = "Seconds that the child lives."},
    field::kNumberPoolNoRequired,
    {.name = "ParentSubId", .required = true, .note = "The binding to add to."},
    field::kPhoneNoBRequired,
    field::kPhoneNoY,
    field::kRandomFlag,
    field::kUserData,
};

constexpr Member kBindYBForAXYBAnswer[] = {
    {.name = "PhoneNoY", .nullable = true},
    {.name = "Status", .type = Type::kInt32},
    {.name = "SubId"},
};

Result<Json> bind_yb_for_axyb(Call& call) {
  const std::string pool = call.input.text("NumberPoolNo");
  if (auto fault = check_pool(call, pool, kSubService)) return *fault;
  if (auto fault = check_parties(call)) return *fault;
  const auto parent = named_binding(call, kModes, "ParentSubId");
  if (!parent) return parent.fault();
  if (call.input.integer("EnableDuration") <= 0)
    return kIllegalArgument.because("EnableDuration is a number of seconds");
  if (parent->at("PhoneNoA") == call.input.text("PhoneNoB"))
    return kIllegalArgument.because("A and B are the same number");
  Json child = new_child(call, *parent, call.input.integer("EnableDuration"));
  NumberChoice choice = choice_of(call.input, pool);
  choice.except.push_back(parent->at("PhoneNoX"));
  if (auto fault = take_y(call, child, pool, choice)) return *fault;
  open_binding(call, child);
  return Json{{"PhoneNoY", child.at("PhoneNoY")},
              {"Status", child.at("Status")},
              {"SubId", child.at("SubId")}};
}

// ---- UnbindAXYBV2, UnbindAXYB, UpdateAXYB

Result<Json> unbind_axyb_v2(Call& call) { return unbind(call, kModes); }
Result<Json> unbind_axyb(Call& call) { return unbind_bare(call, kModes); }

constexpr Field kUpdateAXYB[] = {
    field::kUpdateTypeRequired,
    field::kNumberPoolNoRequired,
    field::kSubIdRequired,
    field::kExpireTime,
    field::kUserData,
    field::kOutId,
    field::kPhoneNoA,
    field::kPhoneNoB,
    field::kPhoneNoX,
    {.name = "AutoCreateFlag",
     .type = Type::kInt32,
     .among = legal::kFlag,
     .standard = "1",
     .note = "1 makes children when a stranger calls."},
    field::kOrderId,
    field::kIndustrialId,
};

constexpr Update kUpdates[] = {
    {"updatePhoneNoA", "PhoneNoA"}, {"updatePhoneNoX", "PhoneNoX"},
    {"updatePhoneNoB", "PhoneNoB"}, {"updateExpireTime", "ExpireTime"},
    {"updateUserData", "UserData"}, {"updateAutoCreateFlag", "AutoCreateFlag"}};

std::optional<Fault> update_conflict(const Call& call, const Json& binding) {
  const std::string x = text_of(binding, "PhoneNoX");
  if (auto fault = check_number(call, x, text_of(binding, "NumberPoolNo"), kIllegalPhoneNoX))
    return fault;
  if (x == text_of(binding, "PhoneNoY")) return Fault(kXCanNotEqualsY);
  return x_occupied(call, binding, x);
}

Result<Json> update_axyb(Call& call) {
  return update_binding(call, kModes, kUpdates, update_conflict);
}

constexpr Operation kOperations[] = {
    {.name = "BindAXYB",
     .route = Action{"BindAXYB"},
     .summary = "Bind A to X with Y numbers for callers",
     .input = kBindAXYB,
     .output = {.members = kBindAXYBAnswer},
     .errors = kPrivacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = bind_axyb},
    {.name = "BindYBForAXYB",
     .route = Action{"BindYBForAXYB"},
     .summary = "Add a YB child to an AXYB binding",
     .input = kBindYBForAXYB,
     .output = {.members = kBindYBForAXYBAnswer},
     .errors = kPrivacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = bind_yb_for_axyb},
    {.name = "UnbindAXYBV2",
     .route = Action{"UnbindAXYBV2"},
     .summary = "Unbind an AXYB binding",
     .input = field::kBinding,
     .output = {.members = shape::kSuccess},
     .errors = kPrivacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = unbind_axyb_v2},
    {.name = "UnbindAXYB",
     .route = Action{"UnbindAXYB"},
     .summary = "Unbind AXYB",
     .input = field::kBinding,
     .output = {.type = Type::kBool},
     .errors = kPrivacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = unbind_axyb},
    {.name = "UpdateAXYB",
     .route = Action{"UpdateAXYB"},
     .summary = "Edit an AXYB binding",
     .input = kUpdateAXYB,
     .output = {.type = Type::kBool},
     .errors = kPrivacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = update_axyb},
};

}  // namespace

std::span<const Operation> axyb_operations() { return kOperations; }

}  // namespace virga::vms
