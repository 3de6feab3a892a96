// Voice notifications to a list of callees.
#include "services/volcengine_vms/voice_tasks.h"

#include <set>

#include "services/volcengine_vms/callees.h"
#include "services/volcengine_vms/calling_hours.h"
#include "services/volcengine_vms/domain_errors.h"
#include "services/volcengine_vms/fields.h"
#include "services/volcengine_vms/ids.h"
#include "services/volcengine_vms/kinds.h"
#include "services/volcengine_vms/operations.h"
#include "services/volcengine_vms/paging.h"
#include "services/volcengine_vms/shapes.h"
#include "services/volcengine_vms/texts.h"

namespace virga::vms {
namespace {

constexpr std::size_t kMostCallees = 10'000;                      // of one call [doc]
constexpr std::size_t kMostNumbers = 1000;                        // [doc]
constexpr std::int64_t kMostUnfinished = 50;                      // tasks of an account [doc]
constexpr std::int64_t kMostConcurrency = 1000;                   // of an account [inferred]
constexpr std::int64_t kMostRedials = 5;                          // [doc]; older pages say 3
constexpr std::int64_t kLeastInterval = 5, kMostInterval = 1440;  // minutes [doc]
constexpr std::int64_t kFreeText = 3;                             // a Type
constexpr std::int64_t kUsualPage = 10, kLargestPage = 100;

constexpr std::int64_t kNotStarted = 0, kRunning = 1, kPaused = 2, kStopped = 4;

Json list_or_empty(const Input& input, std::string_view name) {
  return input.has(name) ? input.list(name) : Json::array();
}

std::int64_t callees_in(const Store& store, const Json& task) {
  return store.count(kTaskCallee, Query().equals("TaskOpenId", task.at("TaskOpenId")));
}

// ---- Callees of a task

bool is_called_already(const Store& store, const Json& task, const std::string& phone) {
  return store.count(kTaskCallee,
                     Query().equals("TaskOpenId", task.at("TaskOpenId")).equals("Phone", phone)) >
         0;
}

// Keeps the callees that are well; tells of the others.
Json append(Call& call, const Json& task, const Json& phones) {
  Json failed = Json::array();
  const Document resource = call.store.look(kResource, text_of(task, "Resource"));
  const auto type = task.at("Type").get<std::int64_t>();
  std::int64_t ordinal = callees_in(call.store, task);
  for (std::size_t i = 0; i < phones.size(); ++i) {
    const Json& item = phones[i];
    const std::string phone = item.contains("Phone") && item.at("Phone").is_string()
                                  ? item.at("Phone").get<std::string>()
                                  : "";
    auto failure = failure_of(item, type, resource);
    if (!failure && task.at("Unique") == true && is_called_already(call.store, task, phone))
      failure = kRepeated;
    if (failure) {
      failed.push_back(
          {{"Index", i}, {"Phone", phone}, {"Type", failure->type}, {"Desc", failure->text}});
      continue;
    }
    Json callee{{"Id", task.at("TaskOpenId").get<std::string>() + "-" + std::to_string(++ordinal)},
                {"TaskOpenId", task.at("TaskOpenId")},
                {"Phone", phone},
                {"State", "waiting"},
                {"Attempts", 0},
                {"NotBefore", 0}};
    if (item.contains("Ext") && item.at("Ext").is_string()) callee["Ext"] = item.at("Ext");
    call.store.put(kTaskCallee, callee);
  }
  return failed;
}

// ---- Checks

// Start before end, both in the documented form.
std::optional<Fault> check_window(const Input& input) {
  const auto start = parse_beijing(input.text("StartTime")),
             end = parse_beijing(input.text("EndTime"));
  if (!start || !end) return kIllegalArgument.because("times are yyyy-MM-dd HH:mm:ss");
  if (*end <= *start) return kIllegalArgument.because("EndTime has to be after StartTime");
  return std::nullopt;
}

std::optional<Fault> check_calling(const Input& input) {
  if (!input.has("Concurrency")) return Fault(kTaskConcurrencyNotNull);
  const std::int64_t concurrency = input.integer("Concurrency");
  if (concurrency < 1) return kIllegalArgument.because("Concurrency is at least 1");
  if (concurrency > kMostConcurrency)
    return kExceedMaxConcurrency.because("an account calls 1000 at once");
  const std::int64_t times = input.integer("RingAgainTimes");
  if (times < 0 || times > kMostRedials) return kErrorRingBackTimes.because("0 to 5 redials");
  const std::int64_t interval = input.integer("RingAgainInterval");
  if (interval < kLeastInterval || interval > kMostInterval)
    return kErrorRingBackInterval.because("5 to 1440 minutes between redials");
  if (!are_calling_hours(list_or_empty(input, "ForbidTimeList")))
    return kForbidTimeParseFail.because("items are {Weekdays: [1..7], Times: [HH:mm-HH:mm]}");
  return std::nullopt;
}

// A voice file, a template or a flow that was approved; free text needs none.
std::optional<Fault> check_resource(const Call& call) {
  if (call.input.integer("Type") == kFreeText) return std::nullopt;
  const Document resource = call.input.has("Resource")
                                ? call.store.look(kResource, call.input.text("Resource"))
                                : Document();
  if (!resource || resource->at("State") != 1 || resource->at("Type") != call.input.integer("Type"))
    return kResourceNotFound.because("there is no approved resource of that type");
  return std::nullopt;
}

std::optional<Fault> check_numbers(const Call& call) {
  const std::string& pool = call.input.text("NumberPoolNo");
  if (call.store.count(kNumber,
                       Query().equals("NumberPoolNo", pool).equals("NumberStatusCode", 1)) == 0)
    return kNoNumberUnderNumberPool.because("the pool has no enabled number");
  const Json numbers = list_or_empty(call.input, "NumberList");
  if (numbers.size() > kMostNumbers) return Fault(kSelectNumberOverLimit);
  const std::int64_t type = call.input.integer_or("SelectNumberType", -1);
  if (type == 1 && numbers.empty()) return Fault(kEmptyNumberList);
  if (type == 0 && !call.input.has("SelectNumberRule")) return Fault(kSelectNumberRuleNotNull);
  return std::nullopt;
}

std::optional<Fault> check_new_task(const Call& call) {
  if (auto fault = check_resource(call)) return fault;
  if (auto fault = check_numbers(call)) return fault;
  if (auto fault = check_calling(call.input)) return fault;
  if (auto fault = check_window(call.input)) return fault;
  if (list_or_empty(call.input, "PhoneList").size() > kMostCallees)
    return Fault(kPhoneListExceedLimit);
  std::int64_t unfinished = 0;
  for (const std::int64_t state : {kNotStarted, kRunning, kPaused})
    unfinished += call.store.count(kTask, Query().equals("State", state));
  if (unfinished >= kMostUnfinished) return Fault(kExceedTaskNumLimit);
  if (call.input.has("SmsConfig") && !call.input.list("SmsConfig").empty() &&
      !call.input.has("Resource"))
    return Fault(kNoResourceToConfigHangUpSms);
  return std::nullopt;
}

void look_at(Call& call, const Json& task) {
  const std::string& id = task.at("TaskOpenId").get_ref<const std::string&>();
  for (const char* name : {"StartTime", "EndTime"})
    call.store.agenda().add(Time(std::chrono::milliseconds(task.at(name).get<std::int64_t>())),
                            kTaskGoesOn, id);
}

void take_window(const Input& input, Json& task) {
  for (const char* name : {"StartTime", "EndTime"})
    task[name] = milliseconds_of(*parse_beijing(input.text(name)));
}

// ---- CreateTask

constexpr Field kCreateTask[] = {
    {.name = "AudioPostUrl", .max = 512},
    {.name = "CallRecordPostUrl", .max = 512},
    {.name = "Concurrency", .type = Type::kInt32, .note = "Calls at once."},
    {.name = "EndTime", .required = true, .note = "Beijing time, yyyy-MM-dd HH:mm:ss."},
    {.name = "FinishWhenListEnd", .type = Type::kBool, .standard = "false"},
    {.name = "ForbidTimeList",
     .type = Type::kArray,
     .items = Type::kObject,
     .note = "When not to call."},
    {.name = "MaxRingDuration", .type = Type::kInt32, .standard = "20"},
    field::kNameRequired,
    {.name = "NumberList", .type = Type::kArray},
    field::kNumberPoolNoRequired,
    {.name = "PhoneList", .type = Type::kArray, .items = Type::kObject, .note = "Callees."},
    {.name = "Resource"},
    {.name = "RingAgainInterval",
     .type = Type::kInt32,
     .standard = "5",
     .note = "Minutes between redials."},
    {.name = "RingAgainTimes",
     .type = Type::kInt32,
     .standard = "0",
     .note = "Redials when nobody answers."},
    {.name = "SelectNumberRule", .type = Type::kInt32},
    {.name = "SelectNumberType", .type = Type::kInt32, .among = legal::kFlag},
    {.name = "SmsConfig", .type = Type::kArray, .items = Type::kObject},
    {.name = "Start", .type = Type::kBool, .standard = "false"},
    {.name = "StartTime", .required = true, .note = "Beijing time, yyyy-MM-dd HH:mm:ss."},
    {.name = "Type",
     .type = Type::kInt32,
     .among = legal::kTaskTypes,
     .standard = "0",
     .note = "The kind of it."},
    {.name = "Unique", .type = Type::kBool, .standard = "false"},
};

constexpr Member kCreateTaskAnswer[] = {
    {.name = "FailList",
     .type = Type::kArray,
     .items = Type::kObject,
     .members = shape::kTaskFailItem},
    {.name = "TaskOpenId"},
};

Result<Json> create_task(Call& call) {
  if (auto fault = check_new_task(call)) return *fault;
  Json task{{"TaskOpenId", fresh_hex32(call.store, "TaskOpenId")}, {"State", kNotStarted}};
  task.update(
      call.input.pick({"Name", "Type", "Resource", "NumberPoolNo", "Concurrency", "RingAgainTimes",
                       "RingAgainInterval", "MaxRingDuration", "Start", "Unique",
                       "FinishWhenListEnd", "CallRecordPostUrl", "AudioPostUrl"}));
  task["NumberList"] = list_or_empty(call.input, "NumberList");
  task["ForbidTimeList"] = list_or_empty(call.input, "ForbidTimeList");
  take_window(call.input, task);
  call.store.put(kTask, task);
  Json failed = append(call, task, list_or_empty(call.input, "PhoneList"));
  look_at(call, task);
  return Json{{"FailList", std::move(failed)}, {"TaskOpenId", task.at("TaskOpenId")}};
}

// ---- BatchAppend

constexpr Field kBatchAppend[] = {
    {.name = "PhoneList", .type = Type::kArray, .items = Type::kObject, .note = "Callees."},
    field::kTaskOpenIdRequired,
};

constexpr Member kBatchAppendAnswer[] = {
    {.name = "FailList",
     .type = Type::kArray,
     .items = Type::kObject,
     .members = shape::kTaskFailItem},
    {.name = "TaskOpenId"},
};

// While the task is not over [inferred].
Result<Json> batch_append(Call& call) {
  const auto task = call.store.find(kTask, call.input.text("TaskOpenId"));
  if (!task) return Fault(kTaskNotFound);
  const Json phones = list_or_empty(call.input, "PhoneList");
  if (phones.empty()) return Fault(kEmptyPhoneList);
  if (phones.size() > kMostCallees) return Fault(kPhoneListExceedLimit);
  if (task->at("State").get<std::int64_t>() > kPaused)
    return kTaskWrongState.because("the task is over");
  Json failed = append(call, *task, phones);
  go_on(call.store, call.now, call.input.text("TaskOpenId"));
  return Json{{"FailList", std::move(failed)}, {"TaskOpenId", task->at("TaskOpenId")}};
}

// ---- UpdateTask

constexpr Field kUpdateTask[] = {
    {.name = "Concurrency", .type = Type::kInt32, .note = "Calls at once."},
    {.name = "EndTime", .required = true, .note = "Beijing time, yyyy-MM-dd HH:mm:ss."},
    {.name = "ForbidTimeList",
     .type = Type::kArray,
     .items = Type::kObject,
     .note = "When not to call."},
    {.name = "Recall", .type = Type::kBool, .standard = "true"},
    {.name = "RingAgainInterval",
     .type = Type::kInt32,
     .standard = "5",
     .note = "Minutes between redials."},
    {.name = "RingAgainTimes",
     .type = Type::kInt32,
     .standard = "0",
     .note = "Redials when nobody answers."},
    {.name = "StartTime", .required = true, .note = "Beijing time, yyyy-MM-dd HH:mm:ss."},
    field::kTaskOpenIdRequired,
};

Result<Json> update_task(Call& call) {
  auto task = call.store.find(kTask, call.input.text("TaskOpenId"));
  if (!task) return Fault(kTaskNotFound);
  if (auto fault = check_calling(call.input)) return *fault;
  if (auto fault = check_window(call.input)) return *fault;
  if (task->at("State").get<std::int64_t>() > kPaused)
    return kTaskWrongState.because("the task is over");
  (*task)["Concurrency"] = call.input.integer("Concurrency");
  take_window(call.input, *task);
  if (call.input.has("ForbidTimeList"))
    (*task)["ForbidTimeList"] = call.input.list("ForbidTimeList");
  if (call.input.flag("Recall"))
    task->update(call.input.pick({"RingAgainTimes", "RingAgainInterval"}));
  call.store.put(kTask, *task);
  look_at(call, *task);
  return Json::object();
}

// ---- PauseTask, ResumeTask, StopTask

Result<Json> move(Call& call, std::set<std::int64_t> from, std::int64_t to) {
  auto task = call.store.find(kTask, call.input.text("TaskOpenId"));
  if (!task) return Fault(kTaskNotFound);
  if (!from.contains(task->at("State").get<std::int64_t>()))
    return kTaskWrongState.because("the task is in state " + task->at("State").dump());
  const auto now = milliseconds_of(call.now);
  if (to == kRunning && (now < task->at("StartTime").get<std::int64_t>() ||
                         now >= task->at("EndTime").get<std::int64_t>()))
    return kNotInWorkTime.because("it is not between StartTime and EndTime");
  (*task)["State"] = to;
  call.store.put(kTask, *task);
  go_on(call.store, call.now, call.input.text("TaskOpenId"));
  return Json::object();
}

Result<Json> pause_task(Call& call) { return move(call, {kRunning}, kPaused); }
Result<Json> resume_task(Call& call) { return move(call, {kPaused, kNotStarted}, kRunning); }
Result<Json> stop_task(Call& call) {
  return move(call, {kNotStarted, kRunning, kPaused}, kStopped);
}

// ---- QueryTaskList

constexpr Field kQueryTaskList[] = {
    {.name = "Keyword"},
    {.name = "State",
     .type = Type::kArray,
     .items = Type::kInt32,
     .note = "Only those in this state."},
    {.name = "ResourceType", .type = Type::kInt32},
    {.name = "Resource"},
    {.name = "Phone"},
    {.name = "Limit", .type = Type::kInt32, .standard = "10", .note = "Page size."},
    field::kOffset,
};

constexpr Member kQueryTaskListAnswer[] = {
    {.name = "Records",
     .type = Type::kArray,
     .items = Type::kObject,
     .members = shape::kTaskListItem},
    {.name = "Total", .type = Type::kInt64},
    {.name = "Limit", .type = Type::kInt32},
    {.name = "Offset", .type = Type::kInt32},
};

double rate(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

Json record_of(const Store& store, const Json& task) {
  const auto in = [&](const char* state) {
    return store.count(kTaskCallee,
                       Query().equals("TaskOpenId", task.at("TaskOpenId")).equals("State", state));
  };
  const std::int64_t listed = callees_in(store, task), answered = in("answered");
  const std::int64_t called = answered + in("failed");
  const std::string key = text_of(task, "Resource");
  const Document resource = store.look(kResource, key);
  const auto text = [&](const char* name) {
    return beijing_text(Time(std::chrono::milliseconds(task.at(name).get<std::int64_t>())));
  };
  return {{"TaskOpenId", task.at("TaskOpenId")},
          {"Name", task.at("Name")},
          {"Resource", key},
          {"ResourceType", task.at("Type")},
          {"ResourceName", resource ? resource->at("Name") : Json("")},
          {"State", task.at("State")},
          {"StartTime", text("StartTime")},
          {"EndTime", text("EndTime")},
          {"ListNum", listed},
          {"CalledNum", called},
          {"ThroughNum", answered},
          {"ThroughRate", rate(answered, called)},
          {"FinishRate", rate(called, listed)}};
}

Result<Json> query_task_list(Call& call) {
  const Input& input = call.input;
  const Page page = page_of(input, kUsualPage, kLargestPage);
  Query query;
  if (input.has("Keyword")) query.contains("Name", input.text("Keyword"));
  if (input.has("State") && !input.list("State").empty()) query.among("State", input.list("State"));
  if (input.has("ResourceType")) query.equals("Type", input.integer("ResourceType"));
  if (input.has("Resource")) query.equals("Resource", input.text("Resource"));
  if (input.has("Phone")) {
    Json tasks = Json::array();
    for (const Json& callee :
         call.store.list(kTaskCallee, Query().equals("Phone", input.text("Phone"))))
      tasks.push_back(callee.at("TaskOpenId"));
    query.among("TaskOpenId", tasks);
  }
  Json records = Json::array();
  for (const Json& task :
       call.store.list(kTask, Query(query).newest_first().page(page.limit, page.offset)))
    records.push_back(record_of(call.store, task));
  return page_json(page, std::move(records), call.store.count(kTask, query));
}

constexpr Operation kOperations[] = {
    {.name = "CreateTask",
     .route = Action{"CreateTask"},
     .summary = "Create a voice notification task",
     .input = kCreateTask,
     .output = {.members = kCreateTaskAnswer},
     .errors = kTaskErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = create_task},
    {.name = "BatchAppend",
     .route = Action{"BatchAppend"},
     .summary = "Append callees to a task",
     .input = kBatchAppend,
     .output = {.members = kBatchAppendAnswer},
     .errors = kTaskErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = batch_append},
    {.name = "UpdateTask",
     .route = Action{"UpdateTask"},
     .summary = "Change window, concurrency, redial and forbidden times of a task",
     .input = kUpdateTask,
     .output = {},
     .errors = kTaskErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = update_task},
    {.name = "PauseTask",
     .route = Action{"PauseTask"},
     .summary = "Pause a running task",
     .input = field::kTask,
     .output = {},
     .errors = kTaskErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = pause_task},
    {.name = "ResumeTask",
     .route = Action{"ResumeTask"},
     .summary = "Resume a paused task",
     .input = field::kTask,
     .output = {},
     .errors = kTaskErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = resume_task},
    {.name = "StopTask",
     .route = Action{"StopTask"},
     .summary = "Terminate a task for good",
     .input = field::kTask,
     .output = {},
     .errors = kTaskErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = stop_task},
    {.name = "QueryTaskList",
     .route = Action{"QueryTaskList"},
     .summary = "List tasks",
     .input = kQueryTaskList,
     .output = {.members = kQueryTaskListAnswer},
     .errors = kTaskErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .handler = query_task_list},
};

}  // namespace

std::span<const Operation> voice_task_operations() { return kOperations; }

}  // namespace virga::vms
