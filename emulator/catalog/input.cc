#include "catalog/input.h"

#include <algorithm>

namespace virga {

bool Input::is_standard(std::string_view name) const {
  return std::find(standards_.begin(), standards_.end(), name) != standards_.end();
}

Json Input::pick(std::initializer_list<std::string_view> names) const {
  Json picked = Json::object();
  for (const std::string_view name : names)
    if (has(name)) picked[std::string(name)] = at(name);
  return picked;
}

}  // namespace virga
