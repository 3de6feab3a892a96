// Privacy numbers: an extension of X reaches A.
#include "services/volcengine_vms/operations.h"

namespace virga::vms {
namespace {

constexpr Operation kOperations[] = {
    {.name = "BindAXNE", .route = Action{"BindAXNE"}, .summary = "Bind A to X + extension E"},
    {.name = "UnbindAXNEV2", .route = Action{"UnbindAXNEV2"}, .summary = "Unbind an AXNE binding"},
    {.name = "UnbindAXNE", .route = Action{"UnbindAXNE"}, .summary = "Unbind AXNE"},
    {.name = "UpdateAXNE", .route = Action{"UpdateAXNE"}, .summary = "Edit an AXNE binding"},
    {.name = "BindAXBForAXNE",
     .route = Action{"BindAXBForAXNE"},
     .summary = "Add an AXB child to an AXNE binding"},
};

}  // namespace

std::span<const Operation> axne_operations() { return kOperations; }

}  // namespace virga::vms
