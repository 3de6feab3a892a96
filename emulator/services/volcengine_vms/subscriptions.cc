// Bindings of every kind, read.
#include "services/volcengine_vms/operations.h"

namespace virga::vms {
namespace {

constexpr Operation kOperations[] = {
    {.name = "QuerySubscription",
     .route = Action{"QuerySubscription"},
     .summary = "Read one binding"},
    {.name = "QuerySubscriptionForList",
     .route = Action{"QuerySubscriptionForList"},
     .summary = "List bindings"},
};

}  // namespace

std::span<const Operation> subscription_operations() { return kOperations; }

}  // namespace virga::vms
