// Calls by AI scripts. Only a vendor's sample shows these operations: their answers are [inferred].
#include "base/json.h"
#include "services/volcengine_vms/callees.h"
#include "services/volcengine_vms/domain_errors.h"
#include "services/volcengine_vms/fields.h"
#include "services/volcengine_vms/ids.h"
#include "services/volcengine_vms/kinds.h"
#include "services/volcengine_vms/operations.h"
#include "services/volcengine_vms/telephone.h"
#include "services/volcengine_vms/texts.h"

namespace virga::vms {
namespace {

constexpr std::int64_t kSubService = 104;

constexpr Field kQueryRobotCallScripts[] = {
    {.name = "Scene"},
};

Result<Json> query_robot_call_scripts(Call& call) {
  Query query;
  if (const std::string scene = text_of(call.input.values(), "Scene"); !scene.empty())
    query.equals("Scene", scene);
  Json scripts = Json::array();
  for (const Json& script : call.store.list(kRobotScript, query)) {
    Json variables = Json::array();
    for (const Json& name : script.at("Variables")) variables.push_back({{"Name", name}});
    scripts.push_back({{"ScriptId", script.at("ScriptId")},
                       {"Name", text_of(script, "Name")},
                       {"Variables", std::move(variables)}});
  }
  return Json{{"Scripts", std::move(scripts)}};
}

constexpr Field kCreateTocRobotCallTask[] = {
    {.name = "ScriptId", .required = true},
    {.name = "PhoneList",
     .type = Type::kArray,
     .items = Type::kObject,
     .required = true,
     .max_items = 15,
     .note = "Callees."},
};

constexpr Member kCreateTocRobotCallTaskAnswer[] = {
    {.name = "TaskId"},
};

// Every number is callable, and every variable of the script has a value.
std::optional<Fault> check_callees(const Input& input, const Json& script) {
  if (input.list("PhoneList").empty()) return kIllegalArgument.because("PhoneList is empty");
  for (const Json& item : input.list("PhoneList")) {
    if (!is_callable(text_of(item, "CalledNumber")))
      return kIllegalArgument.because("a CalledNumber is no phone number");
    const std::string text = text_of(item, "VariableValues");
    const auto values = text.empty() ? std::optional<Json>(Json::object()) : parse_json(text);
    if (!values || !values->is_object())
      return kIllegalArgument.because("VariableValues is no JSON object");
    for (const Json& name : script.at("Variables"))
      if (!values->contains(name.get<std::string>()))
        return kIllegalArgument.because("a variable of the script has no value");
  }
  return std::nullopt;
}

std::string show_number(const Store& store) {
  for (const Json& pool : store.list(kNumberPool, Query().equals("SubServiceType", kSubService)))
    for (const Json& number : store.list(
             kNumber,
             Query().equals("NumberPoolNo", pool.at("NumberPoolNo")).equals("NumberStatusCode", 1)))
      return number.at("Number");
  return {};
}

Result<Json> create_toc_robot_call_task(Call& call) {
  const Document script = call.store.look(kRobotScript, call.input.text("ScriptId"));
  if (!script) return kIllegalArgument.because("there is no such script");
  if (auto fault = check_callees(call.input, *script)) return *fault;
  const std::string show = show_number(call.store);
  if (show.empty()) return kNumberNotEnough.because("no pool for AI calls has an enabled number");
  Json calls = Json::array();
  for (const Json& item : call.input.list("PhoneList"))
    calls.push_back(place_call(call.store, call.now,
                               {.prefix = "R",
                                .sub_service = kSubService,
                                .caller = show,
                                .callee = text_of(item, "CalledNumber"),
                                .callee_show = show})
                        .at("CallId"));
  const std::string id = fresh_hex32(call.store, "TaskId");
  call.store.put(
      kRobotTask,
      {{"TaskId", id}, {"ScriptId", call.input.text("ScriptId")}, {"CallIds", std::move(calls)}});
  return Json{{"TaskId", id}};
}

constexpr Field kQueryTocRobotCallTask[] = {
    {.name = "TaskId", .required = true},
};

Result<Json> query_toc_robot_call_task(Call& call) {
  const Document task = call.store.look(kRobotTask, call.input.text("TaskId"));
  if (!task) return kIllegalArgument.because("there is no such task");
  Json calls = Json::array();
  bool finished = true;
  for (const Json& id : task->at("CallIds")) {
    const Document made = call.store.look(kCall, id);
    if (!made) continue;
    const bool ended = made->at("Ended") == true;
    finished = finished && ended;
    Json row{{"CalledNumber", made->at("Callee")}, {"CallId", id}};
    if (ended) row["CallResult"] = made->at("CallResult");
    calls.push_back(std::move(row));
  }
  return Json{{"TaskId", task->at("TaskId")},
              {"ScriptId", task->at("ScriptId")},
              {"Finished", finished},
              {"Calls", std::move(calls)}};
}

constexpr Operation kOperations[] = {
    {.name = "QueryRobotCallScripts",
     .route = Action{"QueryRobotCallScripts"},
     .summary = "List AI call scripts",
     .input = kQueryRobotCallScripts,
     .output = {},
     .errors = kPrivacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .handler = query_robot_call_scripts},
    {.name = "CreateTocRobotCallTask",
     .route = Action{"CreateTocRobotCallTask"},
     .summary = "Create an AI call task",
     .input = kCreateTocRobotCallTask,
     .output = {.members = kCreateTocRobotCallTaskAnswer},
     .errors = kPrivacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = create_toc_robot_call_task},
    {.name = "QueryTocRobotCallTask",
     .route = Action{"QueryTocRobotCallTask"},
     .summary = "Read an AI call task",
     .input = kQueryTocRobotCallTask,
     .output = {},
     .errors = kPrivacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .handler = query_toc_robot_call_task},
};

}  // namespace

std::span<const Operation> ai_call_operations() { return kOperations; }

}  // namespace virga::vms
