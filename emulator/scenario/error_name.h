// Which documented error a scenario means.
#pragma once

#include <map>

#include "base/yaml.h"
#include "scenario/when.h"

namespace virga {

// One service may word a code otherwise than another, so each operation has its own.
using MeantErrors = std::map<const Operation*, const Error*>;

// `name` is a code, or one of kSymbolNames. Complains where an operation that the rule names does
// not document it, or no operation of a service does; `undocumented` is the user's leave for what
// the service documents elsewhere.
MeantErrors meant_errors(const Yaml& name, const When& when, bool undocumented, Mistakes& mistakes);

}  // namespace virga
