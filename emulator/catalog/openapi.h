// The catalogue as OpenAPI 3.1: what `virga openapi` and the control API hand to other tools.
#pragma once

#include "base/json.h"
#include "catalog/service.h"

namespace virga {

// One document of one service, the same in every run: operations with every declared limit,
// answers, documented errors, and callbacks as webhooks.
//
// A path of OpenAPI has no query, so an action, which is told by its query, stands under a path of
// its own, /NAME/VERSION; `x-virga-target` says what is really called.
Json openapi_document(const Service& service);

}  // namespace virga
