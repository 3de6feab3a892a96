#include "catalog/addressed.h"

#include <algorithm>

namespace virga {

bool addresses(const Operation& operation, const Kind& kind) {
  return std::any_of(kind.handles.begin(), kind.handles.end(), [&](const Handle& handle) {
    return std::any_of(operation.input.begin(), operation.input.end(),
                       [&](const Field& field) { return field.name == handle.parameter; });
  });
}

Document addressed(const Kind& kind, const Input& input, const Store& store) {
  for (const Handle& handle : kind.handles) {
    if (!input.has(handle.parameter)) continue;
    const Json& value = input.at(handle.parameter);
    if (value.is_structured()) continue;
    if (handle.member == kind.id) {
      if (Document document = store.look(kind, value)) return document;
    } else if (auto document = store.find_by(kind, handle.member, value)) {
      return std::make_shared<const Json>(std::move(*document));
    }
  }
  return nullptr;
}

}  // namespace virga
