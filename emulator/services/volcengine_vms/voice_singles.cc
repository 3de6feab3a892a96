// Voice notifications one by one.
#include "services/volcengine_vms/operations.h"

namespace virga::vms {
namespace {

constexpr Operation kOperations[] = {
    {.name = "SingleBatchAppend",
     .route = Action{"SingleBatchAppend"},
     .summary = "Create single voice notifications in bulk"},
    {.name = "QuerySingleInfo",
     .route = Action{"QuerySingleInfo"},
     .summary = "Read one single send"},
    {.name = "SingleCancelV2",
     .route = Action{"SingleCancelV2"},
     .summary = "Cancel a single send that is not finished"},
    {.name = "SingleInfo",
     .route = Action{"SingleInfo"},
     .summary = "Older name of QuerySingleInfo used by the first-generation SDKs (field Resource "
                "instead of ResourceKey)"},
    {.name = "SingleCancel", .route = Action{"SingleCancel"}, .summary = "Cancel a single send"},
};

}  // namespace

std::span<const Operation> voice_single_operations() { return kOperations; }

}  // namespace virga::vms
