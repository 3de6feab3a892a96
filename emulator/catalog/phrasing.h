// How a cloud wraps its answers and has its callers prove themselves, in the words of OpenAPI.
#pragma once

#include "base/json.h"
#include "catalog/operation.h"

namespace virga {

// What a dialect does to an operation's answer and errors, told as JSON Schemas.
struct Phrasing {
  Json (*proofs)();                    // security schemes; each is enough by itself
  Json (*answer)(const Json& result);  // of a good answer, around the schema of its result
  Json (*refusal)(Errors errors);      // of an answer that tells one of these
};

}  // namespace virga
