// Voice files and text-to-speech templates.
#include "services/volcengine_vms/operations.h"

namespace virga::vms {
namespace {

constexpr Operation kOperations[] = {
    {.name = "GetResourceUploadUrl",
     .route = Action{"GetResourceUploadUrl"},
     .summary = "Get a signed PUT URL (10 minutes) for a voice file"},
    {.name = "CommitResourceUpload",
     .route = Action{"CommitResourceUpload"},
     .summary = "Register an uploaded voice file as a resource (goes to review)"},
    {.name = "OpenCreateTts",
     .route = Action{"OpenCreateTts"},
     .summary = "Create a TTS template (goes to review)"},
    {.name = "OpenUpdateResource",
     .route = Action{"OpenUpdateResource"},
     .summary = "Rename a resource"},
    {.name = "OpenDeleteResource",
     .route = Action{"OpenDeleteResource"},
     .summary = "Delete a resource"},
    {.name = "QueryOpenGetResource",
     .route = Action{"QueryOpenGetResource"},
     .summary = "List resources of one type"},
    {.name = "QueryUsableResourceV2",
     .route = Action{"QueryUsableResourceV2"},
     .summary = "List approved resources of one type"},
    {.name = "FetchResource",
     .route = Action{"FetchResource"},
     .summary = "Create a voice file resource from a URL"},
    {.name = "QueryUsableResource",
     .route = Action{"QueryUsableResource"},
     .summary = "List approved resources"},
};

}  // namespace

std::span<const Operation> voice_resource_operations() { return kOperations; }

}  // namespace virga::vms
