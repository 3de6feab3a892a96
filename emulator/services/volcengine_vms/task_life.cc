// How tasks call.
#include <algorithm>

#include "services/volcengine_vms/calling_hours.h"
#include "services/volcengine_vms/kinds.h"
#include "services/volcengine_vms/number_choice.h"
#include "services/volcengine_vms/risk_control.h"
#include "services/volcengine_vms/telephone.h"
#include "services/volcengine_vms/texts.h"
#include "services/volcengine_vms/voice_tasks.h"

namespace virga::vms {
namespace {

constexpr std::int64_t kNotStarted = 0, kRunning = 1, kFinished = 3;
constexpr std::int64_t kSubService = 102;

bool is_over(const Json& task) { return task.at("State").get<std::int64_t>() >= kFinished; }

Time time_in(const Json& document, const char* name) {
  return Time(std::chrono::milliseconds(document.at(name).get<std::int64_t>()));
}

Query callees_of(const Json& task, std::string_view state) {
  return Query().equals("TaskOpenId", task.at("TaskOpenId")).equals("State", state);
}

// The numbers that show, in turn.
std::string show_number(Store& store, const Json& task) {
  Json numbers = task.at("NumberList");
  if (numbers.empty())
    for (const Json& number :
         choose_numbers(store, {.pool = task.at("NumberPoolNo").get<std::string>()}))
      numbers.push_back(number.at("Number"));
  if (numbers.empty()) return {};
  const auto turn = static_cast<std::size_t>(store.next("vms.task_show"));
  return numbers[turn % numbers.size()];
}

void call(Store& store, Time now, const Json& task, const Json& waiting) {
  Json callee = waiting;
  Json more{{"TaskOpenId", task.at("TaskOpenId")},
            {"Ext", text_of(callee, "Ext")},
            {"SessionId", callee.at("Id")}};
  callee["State"] = "calling";
  callee["Attempts"] = callee.at("Attempts").get<std::int64_t>() + 1;
  store.replace(kTaskCallee, waiting, callee);
  const std::string show = show_number(store, task);
  place_call(store, now,
             {.prefix = "V",
              .sub_service = kSubService,
              .caller = show,
              .callee = callee.at("Phone"),
              .callee_show = show,
              .pool = task.at("NumberPoolNo"),
              .longest_ring = std::chrono::seconds(task.at("MaxRingDuration").get<std::int64_t>()),
              .more = std::move(more)});
}

// Calls as many as may be called at once, and notes when to look again.
void call_some(Store& store, Time now, const Json& task) {
  const std::string& id = task.at("TaskOpenId").get_ref<const std::string&>();
  const auto waiting = store.list(kTaskCallee, callees_of(task, "waiting"));
  if (waiting.empty()) return;
  if (is_forbidden(task.at("ForbidTimeList"), now)) {
    store.agenda().add(next_look(now), kTaskGoesOn, id);
    return;
  }
  std::int64_t free = task.at("Concurrency").get<std::int64_t>() -
                      store.count(kTaskCallee, callees_of(task, "calling"));
  std::optional<Time> next;
  for (const Json& callee : waiting) {
    const Time not_before = time_in(callee, "NotBefore");
    if (not_before > now) {
      next = std::min(next.value_or(not_before), not_before);
    } else if (free > 0) {
      call(store, now, task, callee);
      --free;
    }
  }
  if (next) store.agenda().add(*next, kTaskGoesOn, id);
}

bool is_done(const Store& store, const Json& task) {
  return store.count(kTaskCallee, callees_of(task, "waiting")) == 0 &&
         store.count(kTaskCallee, callees_of(task, "calling")) == 0;
}

}  // namespace

void go_on(Store& store, Time due, std::string_view id) {
  auto task = store.find(kTask, id);
  if (!task || is_over(*task)) return;
  Json& state = (*task)["State"];
  if (due >= time_in(*task, "EndTime")) {
    state = kFinished;
  } else if (state == kNotStarted && task->at("Start") == true &&
             due >= time_in(*task, "StartTime")) {
    state = kRunning;
  }
  if (state == kRunning) call_some(store, due, *task);
  const bool list_counts = task->at("FinishWhenListEnd") == true;
  if (state == kRunning && list_counts && is_done(store, *task)) state = kFinished;
  store.put(kTask, *task);
}

void task_call_ended(Store& store, Time due, const Json& call) {
  const Document task = store.look(kTask, call.at("TaskOpenId"));
  auto callee = store.find(kTaskCallee, call.at("Record").at("SessionId"));
  if (!task || !callee) return;
  const bool answered = call.at("CallResult") == kAnswered;
  const bool again = callee->at("Attempts") <= task->at("RingAgainTimes");
  const auto interval = std::chrono::minutes(task->at("RingAgainInterval").get<std::int64_t>());
  (*callee)["State"] = answered ? "answered" : again ? "waiting" : "failed";
  if (!answered && again) (*callee)["NotBefore"] = milliseconds_of(due + interval);
  store.put(kTaskCallee, *callee);
  go_on(store, due, call.at("TaskOpenId").get_ref<const std::string&>());
}

bool is_used_by_task(const Store& store, const std::string& resource) {
  for (const Json& task : store.list(kTask, Query().equals("Resource", resource)))
    if (!is_over(task)) return true;
  return false;
}

}  // namespace virga::vms
