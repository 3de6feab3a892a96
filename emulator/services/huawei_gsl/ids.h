// Ids of what operations create.
#pragma once

#include <cstdint>

#include "store/kind.h"
#include "store/store.h"

namespace virga::gsl {

// An id of 16 digits that no document of the kind has: greater with each call, the same in every
// run. All kinds share one series, so that a detail row never has the id of its work order [doc:
// they differ].
std::int64_t fresh_id(Store& store, const Kind& kind);

}  // namespace virga::gsl
