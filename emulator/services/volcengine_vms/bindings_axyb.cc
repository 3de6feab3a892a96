// Privacy numbers: A shows X, and each caller a Y.
#include "services/volcengine_vms/operations.h"

namespace virga::vms {
namespace {

constexpr Operation kOperations[] = {
    {.name = "BindAXYB",
     .route = Action{"BindAXYB"},
     .summary = "Bind A to X with Y numbers for callers"},
    {.name = "BindYBForAXYB",
     .route = Action{"BindYBForAXYB"},
     .summary = "Add a YB child to an AXYB binding"},
    {.name = "UnbindAXYBV2", .route = Action{"UnbindAXYBV2"}, .summary = "Unbind an AXYB binding"},
    {.name = "UnbindAXYB", .route = Action{"UnbindAXYB"}, .summary = "Unbind AXYB"},
    {.name = "UpdateAXYB", .route = Action{"UpdateAXYB"}, .summary = "Edit an AXYB binding"},
};

}  // namespace

std::span<const Operation> axyb_operations() { return kOperations; }

}  // namespace virga::vms
