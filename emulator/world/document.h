// One document as fixtures and the control API write it, held against what its kind declares.
#pragma once

#include <optional>

#include "base/json.h"
#include "base/yaml.h"
#include "store/kind.h"

namespace virga {

// What it left out is completed. Nothing, and every mistake with its place, when it is none of the
// kind.
std::optional<Json> read_document(const Yaml& from, const Kind& kind, Mistakes& mistakes);

}  // namespace virga
