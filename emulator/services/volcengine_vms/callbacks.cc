// Bodies, addresses and signatures of what the service tells by itself [doc, save where marked].
#include "services/volcengine_vms/callbacks.h"

#include "base/digest.h"
#include "services/volcengine_vms/addresses.h"
#include "services/volcengine_vms/ids.h"
#include "services/volcengine_vms/kinds.h"
#include "services/volcengine_vms/telephone.h"
#include "services/volcengine_vms/texts.h"

namespace virga::vms {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// Where this emulator answers is not known before a letter is sent.
constexpr std::string_view kHere = "virga://here";
constexpr std::string_view kWholeAccount = "account";

constexpr seconds kRetries[] = {seconds(10), seconds(30), seconds(60), seconds(120), seconds(180)};
constexpr int kEvenHours = 12;                 // "12 a day"; that it is one day is [inferred]
constexpr milliseconds kRecordTakes{1000};     // CdrCreateTime
constexpr milliseconds kRecordingTakes{2000};  // [inferred]

// ---- what is told

constexpr Field kNumberStatus[] = {
    {.name = "accountId"},
    {.name = "number"},
    {.name = "numberPoolNo"},
    {.name = "serviceType", .type = Type::kInt32},
    {.name = "subServiceType", .type = Type::kInt32},
    {.name = "numberType", .type = Type::kInt32},
    {.name = "numberStatus", .type = Type::kInt32},
    {.name = "reason"},
};

// Its members are not documented [inferred].
constexpr Field kRiskFreeze[] = {
    {.name = "accountId"},
    {.name = "customerNumber"},
    {.name = "subServiceType", .type = Type::kInt32},
    {.name = "type", .type = Type::kInt32},
    {.name = "status", .type = Type::kInt32, .note = "-1 frozen, 0 released."},
    {.name = "reason"},
    {.name = "startTime", .type = Type::kInt64},
    {.name = "expiryTime", .type = Type::kInt64},
};

constexpr Field kCallStatus[] = {
    {.name = "accountId"},
    {.name = "callId"},
    {.name = "serviceType", .type = Type::kInt32},
    {.name = "caller"},
    {.name = "callee"},
    {.name = "eventTime", .note = "Unix seconds, as text."},
    {.name = "allEventType", .type = Type::kArray, .items = Type::kInt32},
    {.name = "eventType",
     .type = Type::kInt32,
     .note = "1 called, 2 ringing, 3 answered, 4 ended."},
    {.name = "messageType", .type = Type::kInt32},
    {.name = "userData"},
    {.name = "party", .type = Type::kInt32, .note = "1 caller, 2 callee, of click-to-call."},
    {.name = "phoneNoX"},
    {.name = "phoneNoA"},
    {.name = "phoneNoB"},
    {.name = "subscriptionId"},
    {.name = "callerShowNumber"},
    {.name = "calleeShowNumber"},
};

constexpr Field kCallRecord[] = {
    {.name = "accountId"},
    {.name = "callId"},
    {.name = "serviceType", .type = Type::kInt32},
    {.name = "subServiceType", .type = Type::kInt32},
    {.name = "numberPoolNo"},
    {.name = "caller"},
    {.name = "callerCityCode"},
    {.name = "callee"},
    {.name = "calleeCityCode"},
    {.name = "beginCallTime", .type = Type::kInt64},
    {.name = "ringTime", .type = Type::kInt64},
    {.name = "startTime", .type = Type::kInt64},
    {.name = "endTime", .type = Type::kInt64},
    {.name = "releaseType", .type = Type::kInt32},
    {.name = "callDuration", .type = Type::kInt32},
    {.name = "callResult", .type = Type::kInt32},
    {.name = "audioRecordFlag", .type = Type::kInt32},
    {.name = "cdrCreateTime", .type = Type::kInt64},
    {.name = "userData"},
    // of notifications
    {.name = "taskOpenId"},
    {.name = "singleOpenId"},
    {.name = "ext"},
    {.name = "digits", .type = Type::kArray},
    // of click-to-call
    {.name = "callType", .type = Type::kInt32},
    {.name = "callerShowNumber"},
    {.name = "calleeShowNumber"},
    {.name = "callerCallingTime", .type = Type::kInt64},
    {.name = "callerRingingTime", .type = Type::kInt64},
    {.name = "callerAnswerTime", .type = Type::kInt64},
    {.name = "calleeCallingTime", .type = Type::kInt64},
    {.name = "calleeRingingTime", .type = Type::kInt64},
    {.name = "calleeAnswerTime", .type = Type::kInt64},
    // of privacy calls
    {.name = "subscriptionId"},
    {.name = "phoneNoX"},
    {.name = "phoneNoA"},
    {.name = "phoneNoB"},
    {.name = "callDisplayType", .type = Type::kInt32},
};

constexpr Field kRecording[] = {
    {.name = "accountId"},
    {.name = "callId"},
    {.name = "messageType", .type = Type::kInt32},
    {.name = "audioRecordFileUrl"},
    {.name = "audioRecordLeftFileUrl"},
    {.name = "audioRecordRightFileUrl"},
    {.name = "userData"},
};

constexpr Field kResourceReview[] = {
    {.name = "accountId"},
    {.name = "name"},
    {.name = "resourceKey"},
    {.name = "finalState", .type = Type::kInt32, .note = "1 approved, 2 rejected."},
    {.name = "timestamp", .type = Type::kInt64},
};

constexpr Callback kCallbacks[] = {
    {.message = {.name = "number_status",
                 .route = {},
                 .summary = "A number changed its status",
                 .input = kNumberStatus},
     .retries = kRetries},
    {.message = {.name = "risk_freeze",
                 .route = {},
                 .summary = "Risk control froze or released a number",
                 .input = kRiskFreeze},
     .retries = kRetries},
    {.message = {.name = "call_status",
                 .route = {},
                 .summary = "A call began, rings, was answered or ended",
                 .input = kCallStatus}},
    {.message = {.name = "call_record",
                 .route = {},
                 .summary = "The record of a call that is over",
                 .input = kCallRecord},
     .retries = kRetries,
     .even_hours = kEvenHours},
    {.message = {.name = "recording",
                 .route = {},
                 .summary = "Where the recording of a call is",
                 .input = kRecording},
     .retries = kRetries,
     .even_hours = kEvenHours},
    // That it is tried again like the others is [inferred].
    {.message = {.name = "resource_review",
                 .route = {},
                 .summary = "A voice resource was reviewed",
                 .input = kResourceReview},
     .retries = kRetries},
};

// ---- to whom

struct Address {
  std::string url;
  std::string token;
  std::string account;
};

// Of a pool, when it has one for that; else of the account. `own` is an address that whoever caused
// it has named; it is signed as the others are.
std::optional<Address> address_of(const Store& store, const char* callback, const std::string& pool,
                                  const std::string& own = "") {
  Json defaults = {{"Scope", kWholeAccount}};
  complete_callback_url(defaults);
  Address address{own, text_of(defaults, "AuthToken"), text_of(defaults, "AccountId")};
  for (const std::string& scope : {pool, std::string(kWholeAccount)}) {
    const Document urls = store.look(kCallbackUrl, scope);
    if (!urls || (own.empty() && text_of(*urls, callback).empty())) continue;
    if (own.empty()) address.url = text_of(*urls, callback);
    address.token = text_of(*urls, "AuthToken");
    address.account = text_of(*urls, "AccountId");
    break;
  }
  if (address.url.empty()) return std::nullopt;
  return address;
}

// What is documented for the callback, in that order.
Json declared_members(std::string_view name, const Json& body) {
  Json members = Json::object();
  for (const Callback& callback : kCallbacks)
    if (callback.message.name == name)
      for (const Field& field : callback.message.input)
        if (const auto value = body.find(field.name); value != body.end())
          members[std::string(field.name)] = *value;
  return members;
}

void tell(Store& store, const char* callback, const Address& address, const std::string& subject,
          Time due, Json body) {
  body["accountId"] = address.account;
  body = declared_members(callback, body);
  store.outbox().add({.service = "vms",
                      .callback = callback,
                      .url = address.url,
                      .secret = address.token,
                      .subject = subject,
                      .body = print_json(body),
                      .made = due,
                      .due = due});
}

// ---- calls

bool is_click_to_call(const Json& call) {
  const auto service = call.at("SubServiceType").get<std::int64_t>();
  return service == 103 || service == 105;
}

bool is_private(const Json& call) { return call.at("SubServiceType").get<std::int64_t>() >= 200; }

Json status_of(const Json& call) {
  const Json record = lower_camel(call.at("Record"));
  Json status{{"messageType", 1}};
  const auto take = [&](std::initializer_list<const char*> names) {
    for (const char* name : names)
      if (record.contains(name)) status[name] = record.at(name);
  };
  take({"callId", "serviceType", "caller", "callee", "userData"});
  if (is_private(call)) take({"subscriptionId", "phoneNoX", "phoneNoA", "phoneNoB"});
  if (is_click_to_call(call)) take({"callerShowNumber", "calleeShowNumber"});
  return status;
}

struct Step {
  std::int64_t type;
  std::int64_t time;  // ms since 1970
};

// One leg of the call, of those that were dialled.
std::vector<Step> steps_of(const Json& record, const std::string& side) {
  std::vector<Step> steps;
  std::int64_t type = 0;
  for (const char* name : {"CallingTime", "RingingTime", "AnswerTime"}) {
    ++type;
    if (const auto time = record.find(side + name); time != record.end())
      steps.push_back({type, time->get<std::int64_t>()});
  }
  if (!steps.empty()) steps.push_back({4, record.at("EndTime").get<std::int64_t>()});
  return steps;
}

// Those before `from` have been told.
void tell_of_leg(Store& store, const Address& address, const Json& call,
                 const std::vector<Step>& steps, std::int64_t party, std::size_t from = 0) {
  Json types = Json::array();
  for (const Step& step : steps) {
    types.push_back(step.type);
    if (types.size() <= from) continue;
    Json status = status_of(call);
    status["eventType"] = step.type;
    status["allEventType"] = types;
    status["eventTime"] = std::to_string(step.time / 1000);
    if (party != 0) status["party"] = party;
    tell(store, "call_status", address, text_of(call, "CallId"), Time(milliseconds(step.time)),
         std::move(status));
  }
}

// The task that made the call may have addresses of its own.
std::string own_url(const Store& store, const Json& call, const char* name) {
  const std::string id = text_of(call, "TaskOpenId");
  const Document task = id.empty() ? Document() : store.look(kTask, id);
  return task ? text_of(*task, name) : "";
}

}  // namespace

std::span<const Callback> callbacks() { return kCallbacks; }

// authCode = hex(SHA256(timestamp + hex(SHA256(body)) + token)).
Request post(const Letter& letter, const Sending& sending) {
  Request request{.method = "POST",
                  .target = letter.url,
                  .headers = {{"Content-Type", "application/json"}},
                  .body = letter.body};
  for (auto at = request.body.find(kHere); at != std::string::npos; at = request.body.find(kHere))
    request.body.replace(at, kHere.size(), sending.url);
  const std::string timestamp = std::to_string(seconds_of(sending.now));
  std::string code =
      hash_hex(Hash::kSha256, timestamp + hash_hex(Hash::kSha256, request.body) + letter.secret);
  if (sending.forged) code.front() = code.front() == '0' ? '1' : '0';
  request.target += letter.url.find('?') == std::string::npos ? '?' : '&';
  request.target += "timestamp=" + timestamp + "&authCode=" + code;
  return request;
}

void tell_of_number(Store& store, Time now, const Json& number) {
  const std::string pool_no = text_of(number, "NumberPoolNo");
  const auto address = address_of(store, "number_status", pool_no);
  if (!address) return;
  const Document pool = store.look(kNumberPool, pool_no);
  tell(store, "number_status", *address, text_of(number, "Number"), now,
       {{"number", number.at("Number")},
        {"numberPoolNo", pool_no},
        {"serviceType", pool ? pool->at("ServiceType") : Json(0)},
        {"subServiceType", pool ? pool->at("SubServiceType") : Json(0)},
        {"numberType", number.at("NumberTypeCode")},
        {"numberStatus", number.at("NumberStatusCode")},
        {"reason", ""}});
}

void tell_of_freeze(Store& store, Time now, const Json& freeze, bool frozen) {
  const auto address = address_of(store, "risk_freeze", "");
  if (!address) return;
  Json body{{"customerNumber", freeze.at("CustomerNumber")},
            {"subServiceType", freeze.at("SubServiceType")},
            {"type", freeze.at("Type")},
            {"status", frozen ? -1 : 0},
            {"reason", frozen ? freeze.at("Remark") : Json("")},
            {"startTime", freeze.at("StartTime")}};
  if (freeze.contains("ExpiryTime")) body["expiryTime"] = freeze.at("ExpiryTime");
  tell(store, "risk_freeze", *address, text_of(freeze, "CustomerNumber"), now, std::move(body));
}

void tell_of_review(Store& store, Time now, const Json& resource) {
  const auto address = address_of(store, "resource_review", "");
  if (!address) return;
  tell(store, "resource_review", *address, text_of(resource, "ResourceKey"), now,
       {{"name", resource.at("Name")},
        {"resourceKey", resource.at("ResourceKey")},
        {"finalState", resource.at("State")},
        {"timestamp", milliseconds_of(now)}});
}

void tell_of_course(Store& store, const Json& call) {
  const auto address = address_of(store, "call_status", text_of(call, "NumberPoolNo"));
  if (!address) return;
  const Json& record = call.at("Record");
  const bool two_legs = is_click_to_call(call);
  if (two_legs) tell_of_leg(store, *address, call, steps_of(record, "Caller"), 1);
  tell_of_leg(store, *address, call, steps_of(record, "Callee"), two_legs ? 2 : 0);
}

void tell_of_hanging_up(Store& store, Time now, const Json& call) {
  store.outbox().withdraw(text_of(call, "CallId"), now);
  const auto address = address_of(store, "call_status", text_of(call, "NumberPoolNo"));
  if (!address) return;
  const Json& record = call.at("Record");
  const bool two_legs = is_click_to_call(call);
  for (const std::int64_t party : {1, 2}) {
    if (!two_legs && party == 1) continue;
    std::vector<Step> steps = steps_of(record, party == 1 ? "Caller" : "Callee");
    std::erase_if(steps, [&](const Step& step) { return step.time > milliseconds_of(now); });
    if (steps.empty() || steps.back().type != 4) continue;
    tell_of_leg(store, *address, call, steps, two_legs ? party : 0, steps.size() - 1);
  }
}

void tell_of_end(Store& store, const Json& call) {
  const std::string id = text_of(call, "CallId"), pool = text_of(call, "NumberPoolNo");
  const Json& record = call.at("Record");
  const Time end(milliseconds(record.at("EndTime").get<std::int64_t>()));
  if (const auto address =
          address_of(store, "call_record", pool, own_url(store, call, "CallRecordPostUrl")))
    tell(store, "call_record", *address, id, end + kRecordTakes, lower_camel(record));
  if (call.at("Recorded") != true) return;
  const auto address = address_of(store, "recording", pool, own_url(store, call, "AudioPostUrl"));
  if (!address) return;
  const auto url = [&](const char* side) {
    return recording_url(std::string(kHere), store, end + kRecordingTakes, id + side + ".wav");
  };
  tell(store, "recording", *address, id, end + kRecordingTakes,
       {{"callId", id},
        {"messageType", 3},
        {"audioRecordFileUrl", url("")},
        {"audioRecordLeftFileUrl", url("_l")},
        {"audioRecordRightFileUrl", url("_r")},
        {"userData", record.value("UserData", "")}});
}

}  // namespace virga::vms
