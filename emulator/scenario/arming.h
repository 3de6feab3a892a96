// How long an armed rule stays so, as scenarios and the control API write it.
#pragma once

#include <virga/report.h>

#include "base/yaml.h"

namespace virga {

// `ttl` and `max_hits` of the mapping, both optional; complains about what is wrong with them.
// Other members are for the caller to read.
Arming read_arming(const Yaml& from, Mistakes& mistakes);

}  // namespace virga
