// Volcengine: `Action` and `Version` in the query, answers in a `ResponseMetadata` envelope, the
// gateway's checks.
#pragma once

#include "catalog/phrasing.h"
#include "dialect/dialect.h"

namespace virga {

const Dialect& volcengine_action();
const Phrasing& volcengine_phrasing();
Errors volcengine_gateway_errors();
std::span<const Symbol> volcengine_gateway_symbols();
bool resembles_volcengine(const Request& request);

}  // namespace virga
