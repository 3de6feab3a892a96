#include "catalog/input.h"

namespace virga {

Json Input::pick(std::initializer_list<std::string_view> names) const {
  Json picked = Json::object();
  for (const std::string_view name : names)
    if (has(name)) picked[std::string(name)] = at(name);
  return picked;
}

}  // namespace virga
