#include "catalog/openapi_request.h"

#include <algorithm>

#include "catalog/openapi_schema.h"

namespace virga {
namespace {

using Fields = std::vector<const Field*>;

bool is_structured(const Field& field) {
  return field.type == Type::kObject ||
         (field.type == Type::kArray && field.items == Type::kObject);
}

template <typename Wanted>
Fields those(std::span<const Field> fields, Wanted wanted) {
  Fields found;
  for (const Field& field : fields)
    if (wanted(field)) found.push_back(&field);
  return found;
}

Fields all_of(std::span<const Field> fields) {
  return those(fields, [](const Field&) { return true; });
}

bool has_required(const Fields& fields) {
  return std::any_of(fields.begin(), fields.end(),
                     [](const Field* field) { return field->required; });
}

Json parameter(const Field& field, std::string_view place) {
  Json json{{"name", field.name}, {"in", place}};
  if (!field.note.empty()) json["description"] = field.note;
  json["required"] = field.required || place == "path";
  json["schema"] = field_schema(field);
  return json;
}

std::string_view place_of(In in) {
  if (in == In::kPath) return "path";
  return in == In::kHeader ? "header" : "query";
}

Json body_of(const Fields& fields, Json content) {
  return {{"required", has_required(fields)}, {"content", std::move(content)}};
}

// Elements of a list are told apart by commas.
Json form_encoding(const Fields& fields) {
  Json encoding = Json::object();
  for (const Field* field : fields)
    if (field->type == Type::kArray)
      encoding[std::string(field->name)] = {{"style", "form"}, {"explode", false}};
  return encoding;
}

}  // namespace

Json openapi_rest_input(std::span<const Field> fields) {
  Json input = Json::object();
  for (const Field& field : fields)
    if (field.in != In::kBody) input["parameters"].push_back(parameter(field, place_of(field.in)));
  const Fields body = those(fields, [](const Field& field) {
    return field.in == In::kBody || field.in == In::kQueryOrBody;
  });
  if (!body.empty())
    input["requestBody"] = body_of(body, {{"application/json", {{"schema", fields_schema(body)}}}});
  return input;
}

bool fits_query(std::span<const Field> fields) {
  return !has_required(those(fields, is_structured));
}

Json openapi_action_query(std::span<const Field> fields) {
  Json input = Json::object();
  for (const Field& field : fields) {
    if (is_structured(field)) continue;
    Json json = parameter(field, "query");
    if (field.type == Type::kArray) json["explode"] = false;
    input["parameters"].push_back(std::move(json));
  }
  return input;
}

Json openapi_action_body(std::span<const Field> fields) {
  if (fields.empty()) return Json::object();
  const Fields all = all_of(fields);
  Json content{{"application/json", {{"schema", fields_schema(all)}}}};
  if (fits_query(fields)) {
    const Fields flat = those(fields, [](const Field& field) { return !is_structured(field); });
    Json form{{"schema", fields_schema(flat)}};
    content["multipart/form-data"] = form;
    if (Json encoding = form_encoding(flat); !encoding.empty())
      form["encoding"] = std::move(encoding);
    content["application/x-www-form-urlencoded"] = std::move(form);
  }
  return {{"requestBody", body_of(all, std::move(content))}};
}

Json openapi_callback_body(std::span<const Field> fields) {
  const Json schema = fields_schema(all_of(fields));
  return {{"requestBody",
           {{"required", true}, {"content", {{"application/json", {{"schema", schema}}}}}}}};
}

}  // namespace virga
