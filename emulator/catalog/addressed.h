// The resource that a call is about: the document that one of its parameters names.
#pragma once

#include "catalog/input.h"
#include "catalog/operation.h"
#include "store/kind.h"
#include "store/store.h"

namespace virga {

// Has the operation a parameter that names a document of the kind?
bool addresses(const Operation& operation, const Kind& kind);

// nullptr: the call names none, or one that is not there.
Document addressed(const Kind& kind, const Input& input, const Store& store);

}  // namespace virga
