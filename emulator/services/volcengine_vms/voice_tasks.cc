// Voice notifications to a list of callees.
#include "services/volcengine_vms/operations.h"

namespace virga::vms {
namespace {

constexpr Operation kOperations[] = {
    {.name = "CreateTask",
     .route = Action{"CreateTask"},
     .summary = "Create a voice notification task"},
    {.name = "BatchAppend", .route = Action{"BatchAppend"}, .summary = "Append callees to a task"},
    {.name = "UpdateTask",
     .route = Action{"UpdateTask"},
     .summary = "Change window, concurrency, redial and forbidden times of a task"},
    {.name = "PauseTask", .route = Action{"PauseTask"}, .summary = "Pause a running task"},
    {.name = "ResumeTask", .route = Action{"ResumeTask"}, .summary = "Resume a paused task"},
    {.name = "StopTask", .route = Action{"StopTask"}, .summary = "Terminate a task for good"},
    {.name = "QueryTaskList", .route = Action{"QueryTaskList"}, .summary = "List tasks"},
};

}  // namespace

std::span<const Operation> voice_task_operations() { return kOperations; }

}  // namespace virga::vms
