#include "catalog/catalog_json.h"

namespace virga {
namespace {

std::string_view place_name(In in) {
  switch (in) {
    case In::kPath: return "path";
    case In::kQuery: return "query";
    case In::kHeader: return "header";
    case In::kBody: return "body";
    case In::kQueryOrBody: return "query or body";
    case In::kAnywhere: return "query, form or body";
  }
  return "";
}

Json parameter_json(const Field& field) {
  Json json{{"name", field.name},
            {"in", place_name(field.in)},
            {"type", type_name(field.type)},
            {"required", field.required}};
  if (field.type == Type::kArray) json["items"] = type_name(field.items);
  if (field.min != kNoLimit) json["min"] = field.min;
  if (field.max != kNoLimit) json["max"] = field.max;
  if (field.max_items != kNoLimit) json["max_items"] = field.max_items;
  if (!field.among.empty()) json["among"] = field.among;
  if (!field.words.empty()) json["among"] = field.words;
  if (field.pattern != nullptr) json["pattern"] = field.pattern->text;
  if (!field.standard.empty()) json["default"] = field.standard;
  if (!field.note.empty()) json["note"] = field.note;
  return json;
}

Json error_json(const Error& error) {
  return {{"code", error.code}, {"status", error.status}, {"message", Fault(error).text()}};
}

Json operation_json(const Service& service, const Operation& operation) {
  Json parameters = Json::array(), errors = Json::array();
  for (const Field& field : operation.input) parameters.push_back(parameter_json(field));
  for (const Error* error : operation.errors) errors.push_back(error_json(*error));
  return {{"service", service.name},
          {"name", operation.name},
          {"route", route_text(operation.route)},
          {"summary", operation.summary},
          {"parameters", parameters},
          {"errors", errors},
          {"emulated", operation.handler != nullptr}};
}

}  // namespace

Json operations_json(const Catalog& catalog, std::string_view wanted) {
  Json list = Json::array();
  for (const Service& service : catalog.services()) {
    if (!wanted.empty() && service.name != wanted) continue;
    for (const auto& group : service.operations)
      for (const Operation& operation : group) list.push_back(operation_json(service, operation));
  }
  return list;
}

}  // namespace virga
