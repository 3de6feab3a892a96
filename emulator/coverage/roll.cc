#include "coverage/roll.h"

#include <stdexcept>
#include <string>

namespace virga {

Roll::Roll(const Catalog& catalog) {
  for (const Service& service : catalog.services()) {
    services_.emplace(&service, lines_.size());
    lines_.push_back({&service, nullptr});
    for (const auto& group : service.operations)
      for (const Operation& operation : group) {
        if (operation.input.size() > kMostParameters)
          throw std::logic_error(std::string(operation.name) + " has more parameters than bits");
        operations_.emplace(&operation, lines_.size());
        lines_.push_back({&service, &operation});
      }
  }
}

}  // namespace virga
