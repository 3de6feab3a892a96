// GET /_virga/operations: the catalogue.
#include "catalog/catalog_json.h"
#include "control/route.h"

namespace virga::control {

Reply list_operations(const Ask& ask) {
  return json_reply(operations_json(ask.catalog, ask.service()));
}

}  // namespace virga::control
