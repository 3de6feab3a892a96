// What a world of the voice service begins with.
#pragma once

#include <cstdint>

#include "base/time.h"
#include "store/store.h"

namespace virga::vms {

// Keeps the seed, and puts on the agenda what the fixture's documents have before them: bindings
// end, tasks and single sends call, reviews come to an end.
void begin_world(Store& store, Time now, std::uint64_t seed);

}  // namespace virga::vms
