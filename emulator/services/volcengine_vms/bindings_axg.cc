// Privacy numbers: a group of callers reaches A on X.
#include "services/volcengine_vms/operations.h"

namespace virga::vms {
namespace {

constexpr Operation kOperations[] = {
    {.name = "BindAXG",
     .route = Action{"BindAXG"},
     .summary = "Bind A to X for a group G of callers"},
    {.name = "UnbindAXG", .route = Action{"UnbindAXG"}, .summary = "Unbind AXG"},
    {.name = "UpdateAXG", .route = Action{"UpdateAXG"}, .summary = "Edit an AXG binding"},
    {.name = "CreateAXGGroup",
     .route = Action{"CreateAXGGroup"},
     .summary = "Create a G group (expired groups become unusable for good)"},
    {.name = "UpdateAXGGroup", .route = Action{"UpdateAXGGroup"}, .summary = "Edit a G group"},
    {.name = "DeleteAXGGroup", .route = Action{"DeleteAXGGroup"}, .summary = "Delete a G group"},
    {.name = "RegisterIndustrialId",
     .route = Action{"RegisterIndustrialId"},
     .summary = "Register an industrial id for an order"},
};

}  // namespace

std::span<const Operation> axg_operations() { return kOperations; }

}  // namespace virga::vms
