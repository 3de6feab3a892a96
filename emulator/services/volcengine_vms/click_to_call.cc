// Calls that bridge two legs.
#include <algorithm>

#include "services/volcengine_vms/cities.h"
#include "services/volcengine_vms/click_to_call_auth.h"
#include "services/volcengine_vms/domain_errors.h"
#include "services/volcengine_vms/fields.h"
#include "services/volcengine_vms/kinds.h"
#include "services/volcengine_vms/number_choice.h"
#include "services/volcengine_vms/operations.h"
#include "services/volcengine_vms/risk_control.h"
#include "services/volcengine_vms/shapes.h"
#include "services/volcengine_vms/telephone.h"
#include "services/volcengine_vms/texts.h"

namespace virga::vms {
namespace {

constexpr std::int64_t kSubService = 103, kLiteSubService = 105;

// Both are callable, and neither is frozen or in such a call already.
std::optional<Fault> check_legs(const Call& call) {
  const std::string caller = call.input.text("Caller"), callee = call.input.text("Callee");
  for (const auto& [name, number] : {std::pair{"Caller", caller}, std::pair{"Callee", callee}})
    if (number.size() < 5 || number.find_first_not_of("0123456789") != std::string::npos)
      return kIllegalArgument.because(std::string(name) + " is no phone number");
  if (caller == callee) return kIllegalArgument.because("caller and callee are the same number");
  if (is_frozen(call.store, call.now, caller, kFreezesOutbound)) return Fault(kCallerRiskFrozen);
  if (is_frozen(call.store, call.now, callee, kFreezesOutbound)) return Fault(kCalleeRiskFrozen);
  const Query live =
      Query().equals("Caller", caller).equals("Callee", callee).equals("Ended", false);
  if (call.store.count(kCall, live) > 0) return kRepeatClick2Call.because("they are on the phone");
  return std::nullopt;
}

// The city that is asked for, the number's home, the capital of its province when the flag says so;
// the others only beside a city [doc].
NumberChoice choice_for(const Input& input, const std::string& side) {
  NumberChoice choice{.pool = input.text(side + "NumberPoolNo")};
  const auto add = [&](std::string city) {
    if (std::find(choice.cities.begin(), choice.cities.end(), city) == choice.cities.end())
      choice.cities.push_back(std::move(city));
  };
  const std::string city = text_of(input.values(), side + "NumberCityCode");
  const std::string home = home_city(input.text(side));
  if (!city.empty()) add(city);
  add(home);
  if (input.integer_or(side + "DegradeToCapital", 0) == 1) add(provincial_capital(home));
  if (!city.empty() && input.has(side + "NumberDegradeCityList"))
    for (const Json& each : input.list(side + "NumberDegradeCityList"))
      add(each == "PNPC" ? provincial_capital(city) : each.get<std::string>());
  return choice;
}

// The number that a side sees: the given one, else one by the rules of cities [doc].
Result<std::string> shown_to(Call& call, const std::string& side) {
  const std::string given = text_of(call.input.values(), side + "Number");
  const std::string pool = call.input.text(side + "NumberPoolNo");
  if (!given.empty()) {
    if (auto fault = check_number(call, given, pool, kIllegalArgument)) return *fault;
    return given;
  }
  const auto numbers = choose_numbers(call.store, choice_for(call.input, side));
  if (numbers.empty())
    return kNumberNotEnough.because("no enabled number in the cities in question");
  return numbers.front().at("Number").get<std::string>();
}

// ---- Click2Call

constexpr Field kClick2Call[] = {
    {.name = "Callee", .required = true, .note = "Who is called then."},
    {.name = "CalleeDegradeToCapital",
     .type = Type::kInt32,
     .among = legal::kFlag,
     .standard = "0"},
    {.name = "CalleeNumber"},
    {.name = "CalleeNumberCityCode"},
    {.name = "CalleeNumberDegradeCityList", .type = Type::kArray, .max_items = 5},
    {.name = "CalleeNumberPoolNo", .required = true},
    {.name = "Caller", .required = true, .note = "Who is called first."},
    {.name = "CallerDegradeToCapital",
     .type = Type::kInt32,
     .among = legal::kFlag,
     .standard = "0"},
    {.name = "CallerNumber"},
    {.name = "CallerNumberCityCode"},
    {.name = "CallerNumberDegradeCityList", .type = Type::kArray, .max_items = 5},
    {.name = "CallerNumberPoolNo", .required = true},
    {.name = "LastMinutes", .type = Type::kInt32},
    {.name = "LastVoice"},
    {.name = "LastVoiceTo", .words = legal::kListeners},
    {.name = "MaxTime",
     .type = Type::kInt32,
     .min = 0,
     .max = 1440,
     .standard = "0",
     .note = "Longest call, in minutes; 0 has no end."},
    {.name = "PreVoice"},
    field::kUserData,
    {.name = "PreVoicePlay", .type = Type::kBool},
    field::kCityCodeByPhoneNo,
    {.name = "IvrId", .type = Type::kInt64},
    {.name = "TtsContentMap"},
};

constexpr Member kClick2CallAnswer[] = {
    {.name = "CallId"},
};

Result<Json> click2_call(Call& call) {
  if (auto fault = check_legs(call)) return *fault;
  for (const char* side : {"Caller", "Callee"})
    if (auto fault =
            check_pool(call, call.input.text(std::string(side) + "NumberPoolNo"), kSubService))
      return *fault;
  const auto caller_show = shown_to(call, "Caller");
  if (!caller_show) return caller_show.fault();
  const auto callee_show = shown_to(call, "Callee");
  if (!callee_show) return callee_show.fault();
  Dialling dialling{.prefix = "D",
                    .sub_service = kSubService,
                    .caller = call.input.text("Caller"),
                    .callee = call.input.text("Callee"),
                    .caller_show = *caller_show,
                    .callee_show = *callee_show,
                    .pool = call.input.text("CalleeNumberPoolNo")};
  dialling.more = {{"CallerShowNumberPoolNo", call.input.text("CallerNumberPoolNo")},
                   {"CalleeShowNumberPoolNo", call.input.text("CalleeNumberPoolNo")},
                   {"UserData", text_of(call.input.values(), "UserData")}};
  if (const std::int64_t minutes = call.input.integer("MaxTime"); minutes > 0)
    dialling.longest_talk = std::chrono::minutes(minutes);
  return Json{{"CallId", place_call(call.store, call.now, dialling).at("CallId")}};
}

// ---- Click2CallLite

constexpr Field kClick2CallLite[] = {
    {.name = "Caller", .required = true, .note = "Who is called first."},
    {.name = "Callee", .required = true, .note = "Who is called then."},
    field::kNumberPoolNoRequired,
    field::kAudioRecordFlag,
    field::kUserData,
    field::kIdempotentId,
};

constexpr Member kClick2CallLiteAnswer[] = {
    {.name = "CallId"},
};

// Company and number A have to be registered before [doc].
Result<Json> click2_call_lite(Call& call) {
  const std::string request = text_of(call.input.values(), "IdempotentId");
  if (!request.empty())
    if (const auto earlier = call.store.find_by(kCall, "Request", request))
      return Json{{"CallId", earlier->at("CallId")}};
  if (auto fault = check_pool(call, call.input.text("NumberPoolNo"), kLiteSubService))
    return *fault;
  if (auto fault = check_legs(call)) return *fault;
  if (!is_registered(call.store, call.input.text("Caller")))
    return kUnsupportedOperation.because("no company has registered the caller's number");
  const auto numbers = choose_numbers(call.store, {.pool = call.input.text("NumberPoolNo")});
  if (numbers.empty()) return kNumberNotEnough.because("the pool has no enabled number");
  const std::string show = numbers.front().at("Number");
  Json made = place_call(call.store, call.now,
                         {.prefix = "D",
                          .sub_service = kLiteSubService,
                          .caller = call.input.text("Caller"),
                          .callee = call.input.text("Callee"),
                          .caller_show = show,
                          .callee_show = show,
                          .pool = call.input.text("NumberPoolNo"),
                          .recorded = call.input.integer("AudioRecordFlag") == 1,
                          .more = {{"UserData", text_of(call.input.values(), "UserData")}}});
  if (!request.empty()) {
    made["Request"] = request;
    call.store.put(kCall, made);
  }
  return Json{{"CallId", made.at("CallId")}};
}

// ---- CancelClick2CallV2, CancelClick2Call

constexpr Field kCancelClick2CallV2[] = {
    field::kCallIdRequired,
};

constexpr Field kCancelClick2Call[] = {
    field::kCallIdRequired,
};

// A call that is not known, or is over, is no fault: nothing was cancelled [inferred].
bool cancel(Call& call) {
  const std::string& id = call.input.text("CallId");
  return id.starts_with('D') && hang_up(call.store, call.now, id);
}

Result<Json> cancel_click2_call_v2(Call& call) { return Json{{"Success", cancel(call)}}; }
Result<Json> cancel_click2_call(Call& call) { return Json(cancel(call)); }

constexpr Operation kOperations[] = {
    {.name = "Click2Call",
     .route = Action{"Click2Call"},
     .summary = "Start a two-leg bridged call",
     .input = kClick2Call,
     .output = {.members = kClick2CallAnswer},
     .errors = kClickToCallErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = click2_call},
    {.name = "CancelClick2CallV2",
     .route = Action{"CancelClick2CallV2"},
     .summary = "Hang up / cancel a click-to-call call",
     .input = kCancelClick2CallV2,
     .output = {.members = shape::kSuccess},
     .errors = kClickToCallErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = cancel_click2_call_v2},
    {.name = "CancelClick2Call",
     .route = Action{"CancelClick2Call"},
     .summary = "Cancel a click-to-call call",
     .input = kCancelClick2Call,
     .output = {.type = Type::kBool},
     .errors = kClickToCallErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = cancel_click2_call},
    {.name = "Click2CallLite",
     .route = Action{"Click2CallLite"},
     .summary = "Two-leg call using one pool (sub service 105)",
     .input = kClick2CallLite,
     .output = {.members = kClick2CallLiteAnswer},
     .errors = kClickToCallErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = click2_call_lite},
};

}  // namespace

std::span<const Operation> click_to_call_operations() { return kOperations; }

}  // namespace virga::vms
