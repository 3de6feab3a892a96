// Calls by AI scripts.
#include "services/volcengine_vms/operations.h"

namespace virga::vms {
namespace {

constexpr Operation kOperations[] = {
    {.name = "QueryRobotCallScripts",
     .route = Action{"QueryRobotCallScripts"},
     .summary = "List AI call scripts"},
    {.name = "CreateTocRobotCallTask",
     .route = Action{"CreateTocRobotCallTask"},
     .summary = "Create an AI call task"},
    {.name = "QueryTocRobotCallTask",
     .route = Action{"QueryTocRobotCallTask"},
     .summary = "Read an AI call task"},
};

}  // namespace

std::span<const Operation> ai_call_operations() { return kOperations; }

}  // namespace virga::vms
