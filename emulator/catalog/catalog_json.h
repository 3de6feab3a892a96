// The catalogue as JSON: what `virga operations --json` and the control API list.
#pragma once

#include <string_view>

#include "base/json.h"
#include "catalog/catalog.h"

namespace virga {

// An array of {"service", "name", "route", "summary", "parameters", "errors", "emulated"}; of one
// service, or of all when its name is empty.
Json operations_json(const Catalog& catalog, std::string_view service);

}  // namespace virga
