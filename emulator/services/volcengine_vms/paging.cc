#include "services/volcengine_vms/paging.h"

#include <algorithm>

namespace virga::vms {

Page page_of(const Input& input, std::int64_t usual, std::int64_t most) {
  const std::int64_t asked = input.integer_or("Limit", 0);
  return {.limit = asked <= 0 ? usual : std::min(asked, most),
          .offset = std::max<std::int64_t>(input.integer_or("Offset", 0), 0)};
}

Json page_json(const Page& page, Json records, std::int64_t total) {
  return {{"Limit", page.limit},
          {"Offset", page.offset},
          {"Records", std::move(records)},
          {"Total", total}};
}

}  // namespace virga::vms
