#include "catalog/openapi_schema.h"

#include "base/text.h"

namespace virga {
namespace {

Json typed(Type type) {
  switch (type) {
    case Type::kString: return {{"type", "string"}};
    case Type::kInt32: return {{"type", "integer"}, {"format", "int32"}};
    case Type::kInt64: return {{"type", "integer"}, {"format", "int64"}};
    case Type::kDouble: return {{"type", "number"}, {"format", "double"}};
    case Type::kBool: return {{"type", "boolean"}};
    case Type::kDateTime: return {{"type", "string"}, {"format", "date-time"}};
    case Type::kArray: return {{"type", "array"}};
    case Type::kObject: return {{"type", "object"}};
  }
  return {};
}

// Of one value: of the field itself, or of each element of a list.
Json value_schema(Type type, const Field& field) {
  Json schema = typed(type);
  const bool text = schema.at("type") == "string";
  if (field.min != kNoLimit) schema[text ? "minLength" : "minimum"] = field.min;
  if (field.max != kNoLimit) schema[text ? "maxLength" : "maximum"] = field.max;
  if (!field.among.empty()) schema["enum"] = field.among;
  if (!field.words.empty()) schema["enum"] = field.words;
  if (field.pattern != nullptr) schema["pattern"] = field.pattern->text;
  return schema;
}

Json standard_of(const Field& field) {
  if (field.type == Type::kBool) return field.standard == "true";
  if (field.type == Type::kInt32 || field.type == Type::kInt64)
    return *parse_integer(field.standard);
  return field.standard;
}

Json shape_schema(Shape shape);

Json member_schema(Type type, Type items, Shape members) {
  if (type == Type::kObject && !members.empty()) return shape_schema(members);
  Json schema = typed(type);
  if (type == Type::kArray) schema["items"] = member_schema(items, Type::kString, members);
  return schema;
}

Json shape_schema(Shape shape) {
  Json properties = Json::object(), required = Json::array();
  for (const Member& member : shape) {
    if (member.hidden) continue;
    Json schema = member_schema(member.type, member.items, member.members);
    if (member.nullable)
      schema["type"] = Json::array({schema.at("type"), "null"});
    else
      required.push_back(member.name);
    properties[std::string(member.name)] = std::move(schema);
  }
  Json schema{{"type", "object"}, {"properties", std::move(properties)}};
  if (!required.empty()) schema["required"] = std::move(required);
  schema["additionalProperties"] = false;
  return schema;
}

}  // namespace

Json field_schema(const Field& field) {
  Json schema = field.type == Type::kArray ? typed(field.type) : value_schema(field.type, field);
  if (field.type == Type::kArray) schema["items"] = value_schema(field.items, field);
  if (field.max_items != kNoLimit) schema["maxItems"] = field.max_items;
  if (!field.standard.empty()) schema["default"] = standard_of(field);
  return schema;
}

Json output_schema(const Output& output) {
  return member_schema(output.type, output.items, output.members);
}

Json fields_schema(const std::vector<const Field*>& fields) {
  Json properties = Json::object(), required = Json::array();
  for (const Field* field : fields) {
    Json& schema = properties[std::string(field->name)] = field_schema(*field);
    if (!field->note.empty()) schema["description"] = field->note;
    if (field->required) required.push_back(field->name);
  }
  Json schema{{"type", "object"}, {"properties", std::move(properties)}};
  if (!required.empty()) schema["required"] = std::move(required);
  return schema;
}

}  // namespace virga
