// Declared fields and answers as JSON Schemas.
#pragma once

#include "base/json.h"
#include "catalog/field.h"
#include "catalog/operation.h"

namespace virga {

Json field_schema(const Field& field);     // its type, with every limit that is declared
Json output_schema(const Output& output);  // its members and no others

// An object with the fields as properties; members that are not declared are ignored, so legal.
Json fields_schema(const std::vector<const Field*>& fields);

}  // namespace virga
