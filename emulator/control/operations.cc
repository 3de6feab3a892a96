// GET /_virga/operations: the catalogue.
#include "base/spelling.h"
#include "catalog/catalog_json.h"
#include "control/route.h"

namespace virga::control {

Reply list_operations(const Ask& ask) {
  const std::string service = ask.parameter("service");
  if (!service.empty() && ask.catalog.service(service) == nullptr) {
    std::vector<std::string_view> known;
    for (const Service& each : ask.catalog.services()) known.push_back(each.name);
    throw Refused{404, "not_found",
                  "no service \"" + service + "\"" + did_you_mean(service, known)};
  }
  return json_reply(operations_json(ask.catalog, service));
}

}  // namespace virga::control
