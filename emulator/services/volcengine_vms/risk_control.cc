// The black list, and what risk control thinks of a number.
#include "services/volcengine_vms/risk_control.h"

#include "base/chance.h"
#include "base/text.h"
#include "services/volcengine_vms/callbacks.h"
#include "services/volcengine_vms/domain_errors.h"
#include "services/volcengine_vms/fields.h"
#include "services/volcengine_vms/ids.h"
#include "services/volcengine_vms/kinds.h"
#include "services/volcengine_vms/operations.h"
#include "services/volcengine_vms/shapes.h"
#include "services/volcengine_vms/texts.h"

namespace virga::vms {
namespace {

constexpr std::int64_t kDay = 24LL * 3600 * 1000;  // ms
constexpr std::int64_t kSafe = 0, kDangerous = 3;  // levels [doc]

bool holds_at(const Json& freeze, Time now) {
  const auto expiry = freeze.find("ExpiryTime");
  return expiry == freeze.end() || expiry->is_null() ||
         expiry->get<std::int64_t>() > milliseconds_of(now);
}

std::string id_of(const Input& input) {
  return input.text("CustomerNumber") + "|" + std::to_string(input.integer("SubServiceType")) +
         "|" + std::to_string(input.integer("Type"));
}

void release(Store& store, Time now, const Json& freeze) {
  store.erase(kFreeze, freeze.at("Id"));
  tell_of_freeze(store, now, freeze, false);
}

// The newest freeze of any of the types that holds.
std::optional<Json> freeze_of(const Store& store, Time now, const std::string& number,
                              const Json& types) {
  for (const Json& freeze : store.list(
           kFreeze, Query().equals("CustomerNumber", number).among("Type", types).newest_first()))
    if (holds_at(freeze, now)) return freeze;
  return std::nullopt;
}

std::optional<Fault> check_service(const Input& input) {
  if (input.integer("SubServiceType") / 100 == input.integer("ServiceType") / 100)
    return std::nullopt;
  return kIllegalArgument.because("SubServiceType does not belong to ServiceType");
}

// ---- AddBlackList, DeleteBlackList

constexpr Field kCustomerNumber{.name = "CustomerNumber", .required = true};
constexpr Field kServiceType{
    .name = "ServiceType", .type = Type::kInt32, .required = true, .among = legal::kServiceTypes};
constexpr Field kFreezeType{.name = "Type",
                            .type = Type::kInt32,
                            .required = true,
                            .among = legal::kFreezes,
                            .note = "The kind of it."};

constexpr Field kAddBlackList[] = {
    kCustomerNumber,
    kServiceType,
    field::kSubServiceTypeRequired,
    kFreezeType,
    {.name = "FreezeTime", .type = Type::kInt32, .required = true, .among = legal::kFreezeTimes},
    {.name = "Remark", .required = true, .note = "A remark."},
};

Result<Json> add_black_list(Call& call) {
  if (auto fault = check_service(call.input)) return *fault;
  Json freeze{{"Id", id_of(call.input)}};
  freeze.update(
      call.input.pick({"CustomerNumber", "SubServiceType", "Type", "FreezeTime", "Remark"}));
  freeze["StartTime"] = milliseconds_of(call.now);
  struct Span {
    std::int64_t code, days;
  };
  constexpr Span kSpans[] = {{12, 30}, {13, 90}, {14, 180}, {15, 360}};  // 29 is for ever [doc]
  for (const Span& span : kSpans)
    if (span.code == call.input.integer("FreezeTime"))
      freeze["ExpiryTime"] = milliseconds_of(call.now) + span.days * kDay;
  call.store.put(kFreeze, freeze);
  note_end_of_freeze(call.store, freeze);
  tell_of_freeze(call.store, call.now, freeze, true);
  return Json("success");
}

constexpr Field kDeleteBlackList[] = {
    kCustomerNumber,
    kServiceType,
    field::kSubServiceTypeRequired,
    kFreezeType,
};

// One that is not there is gone already [inferred].
Result<Json> delete_black_list(Call& call) {
  if (auto fault = check_service(call.input)) return *fault;
  if (const auto freeze = call.store.find(kFreeze, id_of(call.input)))
    release(call.store, call.now, *freeze);
  return Json("success");
}

// ---- QueryCanCall

constexpr Field kQueryCanCall[] = {
    {.name = "CustomerNumberList", .required = true},
    {.name = "BusinessLineId", .required = true},
    {.name = "CallType", .type = Type::kInt32, .required = true, .among = legal::kOneToThree},
};

// Which types of the list speak about calls in that direction [inferred].
Json types_of(std::int64_t call_type) {
  if (call_type == 1) return {1, 8, 10};
  if (call_type == 2) return {7, 9};
  return Json::array();  // messages are not frozen by any type
}

Result<Json> query_can_call(Call& call) {
  Json answer = Json::array();
  const Json types = types_of(call.input.integer("CallType"));
  for (const auto number : split(call.input.text("CustomerNumberList"), ',')) {
    const std::string digits(trim(number));
    if (digits.empty()) continue;
    const auto freeze = freeze_of(call.store, call.now, digits, types);
    Json row{{"customerNumber", digits},
             {"businessLineId", parse_integer(call.input.text("BusinessLineId")).value_or(0)},
             {"status", freeze ? -1 : 0},
             {"reason", freeze ? freeze->at("Remark") : Json("")}};
    if (freeze) {
      row["startTime"] = beijing_text(
          Time(std::chrono::milliseconds(freeze->at("StartTime").get<std::int64_t>())));
      if (freeze->contains("ExpiryTime"))
        row["expiryTime"] = beijing_text(
            Time(std::chrono::milliseconds(freeze->at("ExpiryTime").get<std::int64_t>())));
    }
    answer.push_back(std::move(row));
  }
  return answer;
}

// ---- QueryRiskDenyInfo

constexpr Field kQueryRiskDenyInfo[] = {
    {.name = "Mobile", .required = true},
    {.name = "EncryptType", .type = Type::kInt32, .required = true, .among = legal::kOneOrTwo},
    {.name = "AccountRequestId", .required = true},
};

constexpr Member kQueryRiskDenyInfoAnswer[] = {
    {.name = "AccountRequestId"},
    {.name = "Mobile"},
    {.name = "Level", .type = Type::kInt32},
    {.name = "Score", .type = Type::kInt32},
};

bool is_md5(const std::string& text) {
  return text.size() == 32 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

// A frozen number is dangerous; of others the seed decides: one in ten is [inferred]. Of an MD5
// nothing but the seed can be asked.
Result<Json> query_risk_deny_info(Call& call) {
  const std::string& mobile = call.input.text("Mobile");
  const bool digest = call.input.integer("EncryptType") == 1;
  if (digest ? !is_md5(mobile) : !is_digits(mobile))
    return kIllegalArgument.because("Mobile is not what EncryptType says");
  const bool frozen =
      !digest && freeze_of(call.store, call.now, mobile, {1, 5, 6, 7, 8, 9, 10}).has_value();
  const auto draw = hash_of(call.seed, {"vms.risk", mobile}) % 10;
  const bool risky = frozen || draw == 0;
  const std::int64_t mild = draw >= 7 ? 1 : kSafe;
  return Json{{"AccountRequestId", call.input.text("AccountRequestId")},
              {"Mobile", mobile},
              {"Level", risky ? kDangerous : mild},
              {"Score", risky ? 100 : 0}};
}

constexpr Operation kOperations[] = {
    {.name = "QueryCanCall",
     .route = Action{"QueryCanCall"},
     .summary = "Ask whether numbers are frozen by risk control",
     .input = kQueryCanCall,
     .output = {.type = Type::kArray, .items = Type::kObject, .members = shape::kNumberRiskStatus},
     .errors = kPrivacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .handler = query_can_call},
    {.name = "AddBlackList",
     .route = Action{"AddBlackList"},
     .summary = "Freeze a number",
     .input = kAddBlackList,
     .output = {.type = Type::kString},
     .errors = kPrivacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = add_black_list},
    {.name = "DeleteBlackList",
     .route = Action{"DeleteBlackList"},
     .summary = "Unfreeze a number",
     .input = kDeleteBlackList,
     .output = {.type = Type::kString},
     .errors = kPrivacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = delete_black_list},
    {.name = "QueryRiskDenyInfo",
     .route = Action{"QueryRiskDenyInfo"},
     .summary = "Risk level (0 safe .. 3 dangerous) and score (0 or 100) of a number",
     .input = kQueryRiskDenyInfo,
     .output = {.members = kQueryRiskDenyInfoAnswer},
     .errors = kPrivacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .handler = query_risk_deny_info},
};

}  // namespace

bool is_frozen(const Store& store, Time now, const std::string& number, std::int64_t type) {
  return !number.empty() && freeze_of(store, now, number, Json::array({type})).has_value();
}

void note_end_of_freeze(Store& store, const Json& freeze) {
  if (const auto expiry = freeze.find("ExpiryTime"); expiry != freeze.end() && !expiry->is_null())
    store.agenda().add(Time(std::chrono::milliseconds(expiry->get<std::int64_t>())), kFreezeEnds,
                       freeze.at("Id").get_ref<const std::string&>());
}

// One that was made anew meanwhile ends later.
void end_freeze(Store& store, Time due, std::string_view id) {
  const auto freeze = store.find(kFreeze, id);
  if (freeze && !holds_at(*freeze, due)) release(store, due, *freeze);
}

std::span<const Operation> risk_control_operations() { return kOperations; }

}  // namespace virga::vms
