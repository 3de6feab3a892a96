#include "catalog/openapi_answers.h"

#include <map>

#include "catalog/openapi_schema.h"
#include "catalog/phrasing.h"

namespace virga {
namespace {

using ByStatus = std::map<int, std::vector<const Error*>>;

ByStatus by_status(Errors errors) {
  ByStatus sorted;
  for (const Error* error : errors) sorted[error->status].push_back(error);
  return sorted;
}

std::string gateway_schema_name(int status) { return "GatewayErrors" + std::to_string(status); }

std::string list_of(const std::vector<const Error*>& errors) {
  std::string text;
  for (const Error* error : errors)
    text += "\n- `" + std::string(error->code) + "`: " + Fault(*error).text();
  return text;
}

Json response(std::string description, Json choices) {
  Json schema = choices.size() == 1 ? choices[0] : Json{{"anyOf", choices}};
  return {{"description", std::move(description)},
          {"content", {{"application/json", {{"schema", std::move(schema)}}}}}};
}

}  // namespace

// Most errors of Volcengine's services come with status 200, so a status may hold both.
Json openapi_responses(const Service& service, const Operation& operation) {
  const ByStatus own = by_status(operation.errors), gateway = by_status(service.gateway_errors);
  std::map<int, std::string> descriptions;
  std::map<int, Json> choices;
  const int good = operation.success;
  descriptions[good] = "What was asked for.";
  choices[good].push_back(service.phrasing->answer(output_schema(operation.output)));
  for (const auto& [status, errors] : own) {
    descriptions[status] += (status == good ? " Or an error:" : "An error:") + list_of(errors);
    choices[status].push_back(service.phrasing->refusal(errors));
  }
  for (const auto& [status, errors] : gateway) {
    std::string& text = descriptions[status];
    text += text.empty() ? "The gateway refuses." : "\n\nOr the gateway refuses.";
    choices[status].push_back({{"$ref", "#/components/schemas/" + gateway_schema_name(status)}});
  }
  Json responses = Json::object();
  for (auto& [status, text] : descriptions)
    responses[std::to_string(status)] = response(std::move(text), std::move(choices[status]));
  return responses;
}

Json openapi_gateway_errors(const Service& service) {
  Json schemas = Json::object();
  for (const auto& [status, errors] : by_status(service.gateway_errors)) {
    Json schema = service.phrasing->refusal(errors);
    schema["description"] = "What the gateway refuses:" + list_of(errors);
    schemas[gateway_schema_name(status)] = std::move(schema);
  }
  return schemas;
}

}  // namespace virga
