// The `do` of a rule.
#pragma once

#include <memory>
#include <vector>

#include "base/yaml.h"
#include "scenario/verb/verb.h"
#include "scenario/when.h"

namespace virga {

// One verb an entry, one entry a slot. `when` is nullptr when it is not known what the rule is
// about.
std::vector<std::unique_ptr<const Effect>> read_effects(const Yaml& from, const When* when,
                                                        Mistakes& mistakes);

}  // namespace virga
