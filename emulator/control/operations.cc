// GET /_virga/operations and /_virga/openapi: the catalogue.
#include "catalog/catalog_json.h"
#include "catalog/openapi.h"
#include "control/route.h"

namespace virga::control {
namespace {

const Service& service_named(const ProcessAsk& ask, std::string_view name) {
  const Service* service = ask.catalog.service(name);
  if (service == nullptr) throw Refused{404, "not_found", ask.catalog.unknown_service(name)};
  return *service;
}

}  // namespace

Reply list_operations(const ProcessAsk& ask) {
  return json_reply(operations_json(ask.catalog, ask.service()));
}

Reply get_openapi(const ProcessAsk& ask) {
  return json_reply(openapi_document(service_named(ask, ask.path[0])));
}

}  // namespace virga::control
