// What a request may say: the declared fields as parameters and bodies of OpenAPI.
#pragma once

#include <span>

#include "base/json.h"
#include "catalog/field.h"

namespace virga {

// Each gives an object with "parameters", "requestBody", both or neither.
Json openapi_rest_input(std::span<const Field> fields);
Json openapi_action_body(std::span<const Field> fields);   // as JSON, or as a form
Json openapi_action_query(std::span<const Field> fields);  // all of it in the query
Json openapi_callback_body(std::span<const Field> fields);

// Objects can be told in JSON alone; can a query say all that has to be given?
bool fits_query(std::span<const Field> fields);

}  // namespace virga
