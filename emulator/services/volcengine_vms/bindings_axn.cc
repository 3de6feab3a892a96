// Privacy numbers: anybody reaches A on X.
#include "services/volcengine_vms/operations.h"

namespace virga::vms {
namespace {

constexpr Operation kOperations[] = {
    {.name = "BindAXN", .route = Action{"BindAXN"}, .summary = "Bind AXN on a given X"},
    {.name = "SelectNumberAndBindAXN",
     .route = Action{"SelectNumberAndBindAXN"},
     .summary = "Pick X by city rules and bind AXN"},
    {.name = "UnbindAXNV2", .route = Action{"UnbindAXNV2"}, .summary = "Unbind an AXN binding"},
    {.name = "UnbindAXN", .route = Action{"UnbindAXN"}, .summary = "Unbind AXN"},
    {.name = "UpdateAXN",
     .route = Action{"UpdateAXN"},
     .summary = "Edit an AXN binding (enum list partly inferred: the page lost its bullet list)"},
};

}  // namespace

std::span<const Operation> axn_operations() { return kOperations; }

}  // namespace virga::vms
