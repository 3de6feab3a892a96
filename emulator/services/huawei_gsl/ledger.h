// What GSL has to remember of a world beside its documents: when it began, and its seed.
#pragma once

#include <cstdint>

#include "services/huawei_gsl/day.h"
#include "store/store.h"

namespace virga::gsl {

struct Ledger {
  Day opened;  // the world's first day
  std::uint64_t seed = 0;
};

// A world that nobody has begun began today, with the seed 0.
Ledger ledger_of(const Store& store, Time now);

// Writes the ledger and puts the first midnight on the agenda.
void begin_world(Store& store, Time now, std::uint64_t seed);

}  // namespace virga::gsl
