#include "services/huawei_gsl/operations.h"

namespace virga::gsl {
namespace {

// Cards with a profile of each of the three carriers (三网卡).
constexpr Operation kOperations[] = {
    {.name = "AddNetworkSwitchPolicy",
     .route = Rest{"POST", "/v1/network-switch-policies"},
     .summary = "Creates a policy for switching between carriers"},
    {.name = "ListNetworkSwitchPolicies",
     .route = Rest{"GET", "/v1/network-switch-policies"},
     .summary = "Lists the policies for switching between carriers"},
    {.name = "SetNetworkSwitchPolicy",
     .route = Rest{"POST", "/v1/sim-cards/{sim_card_id}/network-switch-policy/set"},
     .summary = "Orders a switching policy for a three-network card"},
    {.name = "ListSimDeviceMultiply",
     .route = Rest{"GET", "/v1/sim-cards-multiply"},
     .summary = "Lists three-network cards"},
    {.name = "SwitchNetwork",
     .route = Rest{"POST", "/v1/sim-cards-multiply/{sim_card_id}/switch-network"},
     .summary = "Orders a three-network card to another carrier"},
};

}  // namespace

std::span<const Operation> network_switch_operations() { return kOperations; }

}  // namespace virga::gsl
