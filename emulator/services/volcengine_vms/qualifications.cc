// Company qualifications, and the documents that prove them.
#include "services/volcengine_vms/operations.h"

namespace virga::vms {
namespace {

constexpr Operation kOperations[] = {
    {.name = "AddQualification",
     .route = Action{"AddQualification"},
     .summary = "Submit a company qualification for review"},
    {.name = "UpdateQualification",
     .route = Action{"UpdateQualification"},
     .summary = "Correct and resubmit a rejected qualification"},
    {.name = "QueryQualification",
     .route = Action{"QueryQualification"},
     .summary = "List qualifications"},
    {.name = "UploadQualificationFileV2",
     .route = Action{"UploadQualificationFileV2"},
     .summary = "Upload one qualification document (base64) and get its FileCode"},
    {.name = "AddQualificationScene",
     .route = Action{"AddQualificationScene"},
     .summary = "Add scenarios to a qualification"},
    {.name = "UpdateQualificationScene",
     .route = Action{"UpdateQualificationScene"},
     .summary = "Edit scenarios of a qualification"},
    {.name = "UploadQualificationFile",
     .route = Action{"UploadQualificationFile"},
     .summary = "Upload a qualification document"},
};

}  // namespace

std::span<const Operation> qualification_operations() { return kOperations; }

}  // namespace virga::vms
