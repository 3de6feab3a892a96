// Pages of lists: Offset counts rows, not pages [doc].
#pragma once

#include <cstdint>

#include "catalog/exchange.h"

namespace virga::vms {

struct Page {
  std::int64_t limit = 20;
  std::int64_t offset = 0;
};

// The page that the call asks for: without a Limit, or with one of 0 or less, the usual one; a
// larger one is cut to `most` [inferred].
Page page_of(const Input& input, std::int64_t usual, std::int64_t most);

Json page_json(const Page& page, Json records, std::int64_t total);

}  // namespace virga::vms
