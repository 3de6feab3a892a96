// Who stands behind number A.
#include "services/volcengine_vms/operations.h"

namespace virga::vms {
namespace {

constexpr Operation kOperations[] = {
    {.name = "RouteAAuth",
     .route = Action{"RouteAAuth"},
     .summary = "Register the real person behind number A"},
    {.name = "QueryAuth",
     .route = Action{"QueryAuth"},
     .summary = "Read the registration state of number A"},
};

}  // namespace

std::span<const Operation> number_auth_operations() { return kOperations; }

}  // namespace virga::vms
