// Voice notifications one by one.
#include "services/volcengine_vms/voice_singles.h"

#include "base/text.h"

#include "services/volcengine_vms/callees.h"
#include "services/volcengine_vms/calling_hours.h"
#include "services/volcengine_vms/domain_errors.h"
#include "services/volcengine_vms/fields.h"
#include "services/volcengine_vms/idempotency.h"
#include "services/volcengine_vms/kinds.h"
#include "services/volcengine_vms/number_choice.h"
#include "services/volcengine_vms/operations.h"
#include "services/volcengine_vms/shapes.h"
#include "services/volcengine_vms/telephone.h"
#include "services/volcengine_vms/texts.h"

namespace virga::vms {
namespace {

constexpr std::int64_t kSubService = 102;
constexpr std::int64_t kLeastInterval = 5;  // minutes [doc]
constexpr std::int64_t kFreeText = 3;       // a Type
constexpr const char* kCallable = "1";      // states are texts [doc]
constexpr const char* kCalling = "2";
constexpr const char* kDone = "3";
constexpr const char* kCallableAgain = "4";
constexpr const char* kDeleted = "5";

std::string text_in(const Json& item, std::string_view name) {
  const auto found = item.find(name);
  if (found == item.end()) return {};
  return found->is_string() ? found->get<std::string>() : found->is_number() ? found->dump() : "";
}

std::int64_t integer_in(const Json& item, const char* name, std::int64_t standard) {
  const auto found = item.find(name);
  if (found == item.end()) return standard;
  if (found->is_number_integer()) return found->get<std::int64_t>();
  return found->is_string() ? parse_integer(found->get_ref<const std::string&>()).value_or(-1)
                            : standard;
}

// The documented sample says OpenId where the table says SingleOpenId.
std::string id_of(const Json& item) {
  const std::string id = text_in(item, "SingleOpenId");
  return id.empty() ? text_in(item, "OpenId") : id;
}

// A text in Beijing time, or a number of seconds or milliseconds; now when there is none [doc].
std::optional<Time> trigger_of(const Json& item, Time now) {
  const auto found = item.find("TriggerTime");
  if (found == item.end() || found->is_null() || *found == "") return now;
  if (found->is_string()) return parse_beijing(found->get_ref<const std::string&>());
  if (!found->is_number_integer()) return std::nullopt;
  const auto number = found->get<std::int64_t>();
  if (number > 100'000'000'000) return Time(std::chrono::milliseconds(number));
  return at_second(number);
}

std::optional<ItemFailure> failure_in(const Call& call, const Json& item) {
  const std::string id = id_of(item);
  const std::int64_t type = integer_in(item, "Type", 0);
  const Document resource = call.store.look(kResource, text_in(item, "Resource"));
  if (auto failure = failure_of(item, type, resource)) return failure;
  if (id.empty()) return ItemFailure{"ITEM_NOT_FOUND", "该项未找到"};
  if (call.store.look(kSingle, id)) return kRepeated;
  if (type != kFreeText && (!resource || resource->at("State") != 1)) return kNoResource;
  if (type != kFreeText && resource->at("Type") != type) return kOtherType;
  if (integer_in(item, "RingAgainTimes", 0) < 0 ||
      integer_in(item, "RingAgainInterval", kLeastInterval) < kLeastInterval)
    return kWrongRingAgain;
  if (item.contains("ForbidTimeList") && !are_calling_hours(item.at("ForbidTimeList")))
    return kWrongHours;
  if (!trigger_of(item, call.now)) return ItemFailure{"WRONG_RING_AGAIN_TIME", "触发时间格式错误"};
  if (!call.store.look(kNumberPool, text_in(item, "NumberPoolNo")))
    return ItemFailure{"NO_PERMISSION", "号码池不存在"};
  return std::nullopt;
}

Json array_in(const Json& item, const char* name) {
  const auto found = item.find(name);
  return found != item.end() && found->is_array() ? *found : Json::array();
}

void keep(Call& call, const Json& item) {
  Json single{{"SingleOpenId", id_of(item)},
              {"State", kCallable},
              {"Phone", item.at("Phone")},
              {"Resource", text_in(item, "Resource")},
              {"NumberPoolNo", text_in(item, "NumberPoolNo")},
              {"NumberList", array_in(item, "NumberList")},
              {"Ext", text_in(item, "Ext")},
              {"CreateTime", beijing_text(call.now)},
              {"Attempts", 0},
              {"RingAgainTimes", integer_in(item, "RingAgainTimes", 0)},
              {"RingAgainInterval", integer_in(item, "RingAgainInterval", kLeastInterval)},
              {"ForbidTimeList", array_in(item, "ForbidTimeList")}};
  call.store.put(kSingle, single);
  const Time due = std::max(*trigger_of(item, call.now), call.now);
  call.store.agenda().add(due, kSingleDue, single.at("SingleOpenId").get_ref<const std::string&>());
}

// ---- SingleBatchAppend

constexpr Field kSingleBatchAppend[] = {
    {.name = "List", .type = Type::kArray, .items = Type::kObject},
    kClientTokenField,
    kDryRunField,
};

constexpr Member kSingleBatchAppendAnswer[] = {
    {.name = "FailList",
     .type = Type::kArray,
     .items = Type::kObject,
     .members = shape::kSingleResultItem},
    {.name = "SuccessList",
     .type = Type::kArray,
     .items = Type::kObject,
     .members = shape::kSingleResultItem},
};

Result<Json> single_batch_append(Call& call) {
  if (!call.input.has("List") || call.input.list("List").empty())
    return kMissingParameter.about("List");
  Json succeeded = Json::array(), failed = Json::array();
  for (const Json& item : call.input.list("List")) {
    Json row{{"Phone", text_in(item, "Phone")},
             {"SingleOpenId", id_of(item)},
             {"Ext", text_in(item, "Ext")}};
    if (const auto failure = failure_in(call, item)) {
      row["Type"] = failure->type;
      failed.push_back(std::move(row));
    } else {
      keep(call, item);
      succeeded.push_back(std::move(row));
    }
  }
  return Json{{"FailList", std::move(failed)}, {"SuccessList", std::move(succeeded)}};
}

// ---- QuerySingleInfo, and the older SingleInfo

constexpr Field kQuerySingleInfo[] = {
    field::kSingleOpenIdRequired,
};

constexpr Member kQuerySingleInfoAnswer[] = {
    {.name = "CallUuid", .nullable = true},
    {.name = "CreateTime"},
    {.name = "Duration", .type = Type::kInt32, .nullable = true},
    {.name = "Ext", .nullable = true},
    {.name = "Phone"},
    {.name = "ReleaseTime", .nullable = true},
    {.name = "ResourceKey"},
    {.name = "SingleOpenId"},
    {.name = "State"},
};

constexpr Field kSingleInfo[] = {
    field::kSingleOpenIdRequired,
};

constexpr Member kSingleInfoAnswer[] = {
    {.name = "SingleOpenId"}, {.name = "Resource"},
    {.name = "Phone"},        {.name = "Ext"},
    {.name = "CreateTime"},   {.name = "State"},
    {.name = "CallUuid"},     {.name = "Duration", .type = Type::kInt32},
    {.name = "ReleaseTime"},
};

Result<Json> info(const Call& call, const char* resource_name) {
  const Document single = call.store.look(kSingle, call.input.text("SingleOpenId"));
  if (!single) return kInvalidParameter.about("SingleOpenId", "there is no such single send");
  Json answer{{"Duration", integer_in(*single, "Duration", 0)},
              {resource_name, single->at("Resource")}};
  for (const char* name :
       {"CallUuid", "CreateTime", "Ext", "Phone", "ReleaseTime", "SingleOpenId", "State"})
    answer[name] = text_in(*single, name);
  return answer;
}

Result<Json> query_single_info(Call& call) { return info(call, "ResourceKey"); }
Result<Json> single_info(Call& call) { return info(call, "Resource"); }

// ---- SingleCancelV2, and the older SingleCancel

constexpr Field kSingleCancelV2[] = {
    field::kSingleOpenIdRequired,
    kClientTokenField,
    kDryRunField,
};

constexpr Field kSingleCancel[] = {
    field::kSingleOpenIdRequired,
};

constexpr Member kSingleCancelAnswer[] = {
    {.name = "SingleOpenId"},
};

// While nobody is being called [inferred].
std::optional<Fault> cancel(Call& call) {
  auto single = call.store.find(kSingle, call.input.text("SingleOpenId"));
  if (!single) return kInvalidParameter.about("SingleOpenId", "there is no such single send");
  if (single->at("State") != kCallable && single->at("State") != kCallableAgain)
    return kOperationDenied.because("it is in state " + text_in(*single, "State"));
  (*single)["State"] = kDeleted;
  call.store.put(kSingle, *single);
  return std::nullopt;
}

Result<Json> single_cancel_v2(Call& call) {
  if (auto fault = cancel(call)) return *fault;
  return Json::object();
}

Result<Json> single_cancel(Call& call) {
  if (auto fault = cancel(call)) return *fault;
  return Json{{"SingleOpenId", call.input.text("SingleOpenId")}};
}

constexpr Operation kOperations[] = {
    {.name = "SingleBatchAppend",
     .route = Action{"SingleBatchAppend"},
     .summary = "Create single voice notifications in bulk",
     .input = kSingleBatchAppend,
     .output = {.members = kSingleBatchAppendAnswer},
     .errors = kPlatformErrors,
     .invalid = &kInvalidParameter,
     .missing = &kMissingParameter,
     .internal = &kInternalError,
     .writes = true,
     .handler = single_batch_append},
    {.name = "QuerySingleInfo",
     .route = Action{"QuerySingleInfo"},
     .summary = "Read one single send",
     .input = kQuerySingleInfo,
     .output = {.members = kQuerySingleInfoAnswer},
     .errors = kPlatformErrors,
     .invalid = &kInvalidParameter,
     .missing = &kMissingParameter,
     .internal = &kInternalError,
     .handler = query_single_info},
    {.name = "SingleCancelV2",
     .route = Action{"SingleCancelV2"},
     .summary = "Cancel a single send that is not finished",
     .input = kSingleCancelV2,
     .output = {},
     .errors = kPlatformErrors,
     .invalid = &kInvalidParameter,
     .missing = &kMissingParameter,
     .internal = &kInternalError,
     .writes = true,
     .handler = single_cancel_v2},
    {.name = "SingleInfo",
     .route = Action{"SingleInfo"},
     .summary = "Older name of QuerySingleInfo used by the first-generation SDKs (field Resource "
                "instead of ResourceKey)",
     .input = kSingleInfo,
     .output = {.members = kSingleInfoAnswer},
     .errors = kPlatformErrors,
     .invalid = &kInvalidParameter,
     .missing = &kMissingParameter,
     .internal = &kInternalError,
     .handler = single_info},
    {.name = "SingleCancel",
     .route = Action{"SingleCancel"},
     .summary = "Cancel a single send",
     .input = kSingleCancel,
     .output = {.members = kSingleCancelAnswer},
     .errors = kPlatformErrors,
     .invalid = &kInvalidParameter,
     .missing = &kMissingParameter,
     .internal = &kInternalError,
     .writes = true,
     .handler = single_cancel},
};

std::string show_number(Store& store, const Json& single) {
  if (!single.at("NumberList").empty()) return single.at("NumberList")[0];
  const auto numbers =
      choose_numbers(store, {.pool = single.at("NumberPoolNo").get<std::string>()});
  return numbers.empty() ? "" : numbers.front().at("Number").get<std::string>();
}

}  // namespace

void send_single(Store& store, Time due, std::string_view id) {
  const Document waiting = store.look(kSingle, id);
  if (!waiting) return;
  if (waiting->at("State") != kCallable && waiting->at("State") != kCallableAgain) return;
  Json single = *waiting;
  if (is_forbidden(single.at("ForbidTimeList"), due)) {
    store.agenda().add(next_look(due), kSingleDue, id);
    return;
  }
  const std::string show = show_number(store, single);
  const Json call =
      place_call(store, due,
                 {.prefix = "V",
                  .sub_service = kSubService,
                  .caller = show,
                  .callee = single.at("Phone"),
                  .callee_show = show,
                  .pool = single.at("NumberPoolNo"),
                  .more = {{"SingleOpenId", std::string(id)}, {"Ext", text_in(single, "Ext")}}});
  single["State"] = kCalling;
  single["Attempts"] = single.at("Attempts").get<std::int64_t>() + 1;
  single["CallUuid"] = call.at("CallId");
  store.replace(kSingle, *waiting, single);
}

void single_call_ended(Store& store, Time due, const Json& call) {
  const Document called = store.look(kSingle, call.at("SingleOpenId"));
  if (!called) return;
  Json single = *called;
  const bool answered = call.at("CallResult") == kAnswered;
  const bool again = !answered && single.at("Attempts") <= single.at("RingAgainTimes");
  single["State"] = again ? kCallableAgain : kDone;
  single["Duration"] = call.at("Record").at("CallDuration");
  single["ReleaseTime"] = beijing_text(due);
  store.replace(kSingle, *called, single);
  if (again)
    store.agenda().add(
        due + std::chrono::minutes(single.at("RingAgainInterval").get<std::int64_t>()), kSingleDue,
        call.at("SingleOpenId").get_ref<const std::string&>());
}

std::span<const Operation> voice_single_operations() { return kOperations; }

}  // namespace virga::vms
