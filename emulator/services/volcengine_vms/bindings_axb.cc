// Privacy numbers: A and B meet on X.
#include "services/volcengine_vms/operations.h"

namespace virga::vms {
namespace {

constexpr Operation kOperations[] = {
    {.name = "SelectNumberAndBindAXB",
     .route = Action{"SelectNumberAndBindAXB"},
     .summary = "Pick X by city rules and bind AX or AXB"},
    {.name = "UpgradeAXToAXB",
     .route = Action{"UpgradeAXToAXB"},
     .summary = "Turn an AX binding into AXB"},
    {.name = "UnbindAXBV2", .route = Action{"UnbindAXBV2"}, .summary = "Unbind an AX/AXB binding"},
    {.name = "BindAXB", .route = Action{"BindAXB"}, .summary = "Bind AX or AXB on a given X"},
    {.name = "UnbindAXB", .route = Action{"UnbindAXB"}, .summary = "Unbind AX/AXB"},
    {.name = "UpdateAXB", .route = Action{"UpdateAXB"}, .summary = "Edit an AX/AXB binding"},
};

}  // namespace

std::span<const Operation> axb_operations() { return kOperations; }

}  // namespace virga::vms
