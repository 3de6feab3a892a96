// Calls that bridge two legs.
#include "services/volcengine_vms/operations.h"

namespace virga::vms {
namespace {

constexpr Operation kOperations[] = {
    {.name = "Click2Call",
     .route = Action{"Click2Call"},
     .summary = "Start a two-leg bridged call"},
    {.name = "CancelClick2CallV2",
     .route = Action{"CancelClick2CallV2"},
     .summary = "Hang up / cancel a click-to-call call"},
    {.name = "CancelClick2Call",
     .route = Action{"CancelClick2Call"},
     .summary = "Cancel a click-to-call call"},
    {.name = "Click2CallLite",
     .route = Action{"Click2CallLite"},
     .summary = "Two-leg call using one pool (sub service 105)"},
    {.name = "Click2CallCompanyAuth",
     .route = Action{"Click2CallCompanyAuth"},
     .summary =
         "Register the company for click-to-call lite (lower-camel parameter and result names)"},
    {.name = "Click2CallNumberAuth",
     .route = Action{"Click2CallNumberAuth"},
     .summary = "Register A numbers for click-to-call lite"},
};

}  // namespace

std::span<const Operation> click_to_call_operations() { return kOperations; }

}  // namespace virga::vms
