#include "catalog/operation.h"

namespace virga {

std::string route_text(const Route& route) {
  if (const auto* rest = std::get_if<Rest>(&route))
    return std::string(rest->method) + " " + std::string(rest->path);
  const auto& action = std::get<Action>(route);
  return std::string(action.path) + "?Action=" + std::string(action.name) +
         "&Version=" + std::string(action.version);
}

}  // namespace virga
