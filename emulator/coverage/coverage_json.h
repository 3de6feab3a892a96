// Coverage as JSON, and back: what the control API answers and the command line reads.
#pragma once

#include <virga/coverage.h>

#include "base/json.h"

namespace virga {

Json to_json(const Coverage& coverage);

// Throws Json::exception for anything that to_json has not made.
Coverage read_coverage(const Json& json);

}  // namespace virga
