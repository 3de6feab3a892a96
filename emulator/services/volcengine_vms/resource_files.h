// Files that become voice resources.
#pragma once

#include <string>

#include "catalog/exchange.h"

namespace virga::vms {

// Keeps a file as a resource under review.
Json keep_file(Call& call, const std::string& name, const std::string& suffix,
               std::int64_t duration);
void begin_review(Call& call, const Json& resource);

std::string suffix_of(const std::string& name);  // ".mp3" or ".wav"; "" for anything else

}  // namespace virga::vms
