// JSON Schema of scenario files, for editors: they complete words and mark what is wrong while it
// is typed. It holds whatever a schema can say; what else is wrong is for parse_scenario to tell.
#pragma once

#include "base/json.h"
#include "catalog/catalog.h"

namespace virga {

// https://json-schema.org/draft/2020-12, with the services, operations, errors and resources of the
// catalogue. It takes every scenario that parse_scenario takes.
Json scenario_schema(const Catalog& catalog);

}  // namespace virga
