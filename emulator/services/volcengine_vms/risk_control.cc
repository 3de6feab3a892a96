// Numbers that risk control froze.
#include "services/volcengine_vms/operations.h"

namespace virga::vms {
namespace {

constexpr Operation kOperations[] = {
    {.name = "QueryCanCall",
     .route = Action{"QueryCanCall"},
     .summary = "Ask whether numbers are frozen by risk control"},
    {.name = "AddBlackList", .route = Action{"AddBlackList"}, .summary = "Freeze a number"},
    {.name = "DeleteBlackList", .route = Action{"DeleteBlackList"}, .summary = "Unfreeze a number"},
    {.name = "QueryRiskDenyInfo",
     .route = Action{"QueryRiskDenyInfo"},
     .summary = "Risk level (0 safe .. 3 dangerous) and score (0 or 100) of a number"},
};

}  // namespace

std::span<const Operation> risk_control_operations() { return kOperations; }

}  // namespace virga::vms
