// What a call may be answered: the declared answer and every documented error, by HTTP status.
#pragma once

#include "base/json.h"
#include "catalog/service.h"

namespace virga {

Json openapi_responses(const Service& service, const Operation& operation);

// Schemas that every operation's responses refer to: what the gateway in front of all refuses.
Json openapi_gateway_errors(const Service& service);

}  // namespace virga
