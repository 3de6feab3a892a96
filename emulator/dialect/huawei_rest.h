// Huawei Cloud: REST routes, JSON bodies, `error_code` and `error_msg`, the API gateway's checks.
#pragma once

#include "catalog/phrasing.h"
#include "dialect/dialect.h"

namespace virga {

const Dialect& huawei_rest();
const Phrasing& huawei_phrasing();
Errors huawei_gateway_errors();
std::span<const Symbol> huawei_gateway_symbols();
bool resembles_huawei(const Request& request);

}  // namespace virga
