// A YAML document as a constant table: what a build puts into the program, so that no start has to
// read the YAML again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/yaml.h"

namespace virga {

// One node. Behind a list stand its items, behind a mapping each key and its value. Without
// pointers: the loader has nothing to adjust, and pages that nobody reads are never loaded.
struct YamlRow {
  Yaml::Kind kind;
  bool plain;
  std::uint16_t column;
  std::uint32_t line;
  std::uint32_t size;  // bytes of a scalar's text; items of a list, members of a mapping
};

// The document that the rows tell, its scalars' texts one behind the other in `texts`. Rows come
// from the build: they fit, or the program is wrong.
Yaml grow(std::span<const YamlRow> rows, std::string_view texts);

}  // namespace virga
