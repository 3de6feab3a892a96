// ClientToken and DryRun, which every writing operation that declares them takes.
#pragma once

#include "catalog/exchange.h"

namespace virga::vms {

inline constexpr Field kClientTokenField{
    .name = "ClientToken",
    .note = "A repeat with the same token gets the first answer, for 24 hours."};
inline constexpr Field kDryRunField{
    .name = "DryRun", .type = Type::kBool, .note = "Checks everything, changes nothing."};

// Runs the operation's handler, once for each ClientToken. The tables of errors name both faults,
// the tables of parameters neither name, so all of this is [inferred].
Result<Json> perform(Call& call);

}  // namespace virga::vms
