// Privacy numbers: whoever calls X and dials extension E reaches A.
#include <algorithm>

#include "base/text.h"
#include "services/volcengine_vms/bindings.h"
#include "services/volcengine_vms/cities.h"
#include "services/volcengine_vms/domain_errors.h"
#include "services/volcengine_vms/fields.h"
#include "services/volcengine_vms/kinds.h"
#include "services/volcengine_vms/operations.h"
#include "services/volcengine_vms/shapes.h"
#include "services/volcengine_vms/texts.h"

namespace virga::vms {
namespace {

constexpr std::int64_t kSubService = 203, kChildSubService = 201;
constexpr std::string_view kModes[] = {"AXNE"};
constexpr int kFirstExtension = 1000, kLastExtension = 9999;  // those the platform gives [inferred]

std::optional<Fault> occupied(const Call& call, const std::string& x, const std::string& e) {
  if (!live_bindings(call.store, Query().equals("PhoneNoX", x).equals("PhoneNoE", e)).empty())
    return kPhoneNoEOccupied.because("another A has " + x + " with extension " + e);
  return std::nullopt;
}

// The lowest extension of four digits that nobody has on this X [inferred].
std::string free_extension(const Call& call, const std::string& x) {
  Json taken = Json::array();
  for (const Json& other : live_bindings(call.store, Query().equals("PhoneNoX", x)))
    taken.push_back(text_of(other, "PhoneNoE"));
  for (int each = kFirstExtension; each <= kLastExtension; ++each)
    if (std::find(taken.begin(), taken.end(), std::to_string(each)) == taken.end())
      return std::to_string(each);
  return {};
}

std::optional<Fault> take(const Call& call, Json& binding, const std::string& x) {
  if (auto fault = check_room(call, x)) return fault;
  const std::string asked = text_of(call.input.values(), "PhoneNoE");
  const std::string e = asked.empty() ? free_extension(call, x) : asked;
  if (e.empty()) return kPhoneNoEOccupied.because("no extension of four digits is free");
  if (auto fault = occupied(call, x, e)) return fault;
  binding["PhoneNoX"] = x;
  binding["PhoneNoE"] = e;
  return std::nullopt;
}

// An X in a city, or the one that is given. An extension that is taken on the one X is told as
// such.
std::optional<Fault> take_number(Call& call, Json& binding) {
  const std::string pool = call.input.text("NumberPoolNo");
  if (const std::string x = text_of(call.input.values(), "PhoneNoX"); !x.empty()) {
    if (auto fault = check_number(call, x, pool, kIllegalPhoneNoX)) return fault;
    return take(call, binding, x);
  }
  std::optional<Fault> last;
  const auto x = first_fitting(call, choice_of(call.input, pool), [&](const std::string& each) {
    return last = take(call, binding, each);
  });
  if (x) return std::nullopt;
  return last ? *last : x.fault();
}

// ---- BindAXNE

constexpr Field kBindAXNE[] = {
    field::kAudioRecordFlag,
    field::kCityCode,
    field::kCityCodeByPhoneNo,
    field::kDegradeCityList,
    field::kExpireTimeRequired,
    field::kNumberPoolNoRequired,
    field::kOutId,
    field::kPhoneNoARequired,
    field::kPhoneNoB,
    {.name = "PhoneNoE", .note = "The extension behind X."},
    field::kPhoneNoX,
    field::kRandomFlag,
    field::kUserData,
    {.name = "AutoCreateFlag",
     .type = Type::kInt32,
     .among = legal::kFlag,
     .standard = "0",
     .note = "1 makes children when a stranger calls."},
    {.name = "AxbNumberPoolNo"},
    {.name = "AxbEnableDuration", .type = Type::kInt32},
    {.name = "AxbAudioRecordFlag", .type = Type::kInt32},
    {.name = "AxbCityCode"},
    {.name = "AxbCityCodeByPhoneNo"},
    {.name = "AxbDegradeCityList"},
};

constexpr Member kBindAXNEAnswer[] = {
    {.name = "PhoneNoA"},
    {.name = "PhoneNoACityCode"},
    {.name = "PhoneNoB", .nullable = true},
    {.name = "PhoneNoBCityCode", .nullable = true},
    {.name = "PhoneNoE", .nullable = true},
    {.name = "PhoneNoX"},
    {.name = "PhoneNoXCityCode"},
    {.name = "Status", .type = Type::kInt32},
    {.name = "SubId"},
};

Result<Json> bind_axne(Call& call) {
  if (auto fault = check_bind(call, kSubService)) return *fault;
  const std::string e = text_of(call.input.values(), "PhoneNoE");
  if (!e.empty() && (!is_digits(e) || e.size() > 4))
    return kIllegalArgument.because("an extension has one to four digits");
  Json binding = new_binding(call, "AXNE");
  binding["ChildDuration"] = call.input.integer_or("AxbEnableDuration", 0);
  if (auto fault = take_number(call, binding)) return *fault;
  open_binding(call, binding);
  Json answer = bind_answer(binding);
  answer["PhoneNoE"] = binding.at("PhoneNoE");
  return answer;
}

// ---- BindAXBForAXNE

constexpr Field kBindAXBForAXNE[] = {
    {.name = "ParentSubId", .required = true, .note = "The binding to add to."},
    field::kPhoneNoBRequired,
    field::kPhoneNoX,
    field::kNumberPoolNoRequired,
    {.name = "EnableDuration",
     .type = Type::kInt32,
     .required = true,
     .note = "Seconds that the child lives."},
    field::kAudioRecordFlag,
    field::kCityCode,
    field::kCityCodeByPhoneNo,
    field::kDegradeCityList,
    field::kUserData,
    field::kOutId,
};

constexpr Member kBindAXBForAXNEAnswer[] = {
    {.name = "PhoneNoX"},
    {.name = "SubId"},
    {.name = "Status", .type = Type::kInt32},
    {.name = "PhoneNoXCityCode"},
};

// The child lives as long as asked, and never longer than its parent [inferred].
Result<Json> bind_axb_for_axne(Call& call) {
  const std::string pool = call.input.text("NumberPoolNo");
  if (auto fault = check_pool(call, pool, kChildSubService)) return *fault;
  if (auto fault = check_parties(call)) return *fault;
  const auto parent = named_binding(call, kModes, "ParentSubId");
  if (!parent) return parent.fault();
  if (call.input.integer("EnableDuration") <= 0)
    return kIllegalArgument.because("EnableDuration is a number of seconds");
  Json child = new_binding(call, "AXB");
  child["PhoneNoA"] = parent->at("PhoneNoA");
  child["ParentSubId"] = parent->at("SubId");
  child["ExpireTime"] = std::min(seconds_of(call.now) + call.input.integer("EnableDuration"),
                                 parent->at("ExpireTime").get<std::int64_t>());
  std::string x = text_of(call.input.values(), "PhoneNoX");
  if (x.empty()) {
    const auto chosen =
        first_fitting(call, choice_of(call.input, pool),
                      [&](const std::string& each) { return check_room(call, each); });
    if (!chosen) return chosen.fault();
    x = *chosen;
  } else if (auto fault = check_number(call, x, pool, kIllegalPhoneNoX)) {
    return *fault;
  }
  for (const Json& other : live_bindings(call.store, Query().equals("PhoneNoX", x)))
    for (const char* side : {"PhoneNoA", "PhoneNoB"})
      if (text_of(other, side) == text_of(child, "PhoneNoA") ||
          text_of(other, side) == text_of(child, "PhoneNoB"))
        return kConflictWithExisting.because("A or B faces somebody on " + x);
  child["PhoneNoX"] = x;
  open_binding(call, child);
  return Json{{"PhoneNoX", x},
              {"SubId", child.at("SubId")},
              {"Status", child.at("Status")},
              {"PhoneNoXCityCode", home_city(x)}};
}

// ---- UnbindAXNEV2, UnbindAXNE, UpdateAXNE

Result<Json> unbind_axne_v2(Call& call) { return unbind(call, kModes); }
Result<Json> unbind_axne(Call& call) { return unbind_bare(call, kModes); }

constexpr Field kUpdateAXNE[] = {
    field::kUpdateTypeRequired,
    field::kNumberPoolNoRequired,
    field::kSubIdRequired,
    field::kExpireTime,
    field::kUserData,
    field::kOutId,
    field::kPhoneNoA,
    field::kPhoneNoB,
    {.name = "AutoCreateFlag",
     .type = Type::kInt32,
     .among = legal::kFlag,
     .standard = "0",
     .note = "1 makes children when a stranger calls."},
};

constexpr Update kUpdates[] = {
    {"updatePhoneNoA", "PhoneNoA"},     {"updatePhoneNoB", "PhoneNoB"},
    {"updateExpireTime", "ExpireTime"}, {"updateUserData", "UserData"},
    {"updateOutId", "OutId"},           {"updateAutoCreateFlag", "AutoCreateFlag"}};

Result<Json> update_axne(Call& call) { return update_binding(call, kModes, kUpdates, nullptr); }

constexpr Operation kOperations[] = {
    {.name = "BindAXNE",
     .route = Action{"BindAXNE"},
     .summary = "Bind A to X + extension E",
     .input = kBindAXNE,
     .output = {.members = kBindAXNEAnswer},
     .errors = kPrivacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = bind_axne},
    {.name = "UnbindAXNEV2",
     .route = Action{"UnbindAXNEV2"},
     .summary = "Unbind an AXNE binding",
     .input = field::kBinding,
     .output = {.members = shape::kSuccess},
     .errors = kPrivacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = unbind_axne_v2},
    {.name = "UnbindAXNE",
     .route = Action{"UnbindAXNE"},
     .summary = "Unbind AXNE",
     .input = field::kBinding,
     .output = {.type = Type::kBool},
     .errors = kPrivacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = unbind_axne},
    {.name = "UpdateAXNE",
     .route = Action{"UpdateAXNE"},
     .summary = "Edit an AXNE binding",
     .input = kUpdateAXNE,
     .output = {.type = Type::kBool},
     .errors = kPrivacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = update_axne},
    {.name = "BindAXBForAXNE",
     .route = Action{"BindAXBForAXNE"},
     .summary = "Add an AXB child to an AXNE binding",
     .input = kBindAXBForAXNE,
     .output = {.members = kBindAXBForAXNEAnswer},
     .errors = kPrivacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = bind_axb_for_axne},
};

}  // namespace

std::span<const Operation> axne_operations() { return kOperations; }

}  // namespace virga::vms
