#include "base/shape.h"

#include <algorithm>
#include <array>

#include "base/time.h"

namespace virga {
namespace {

bool fits_int64(const Json& value) {
  return value.is_number_integer() &&
         (!value.is_number_unsigned() || value.get<std::uint64_t>() <= INT64_MAX);
}

bool fits(Type type, const Json& value) {
  switch (type) {
    case Type::kString: return value.is_string();
    case Type::kDateTime:
      return value.is_string() && parse_time(value.get_ref<const std::string&>()).has_value();
    case Type::kInt32:
      return fits_int64(value) && value.get<std::int64_t>() >= INT32_MIN &&
             value.get<std::int64_t>() <= INT32_MAX;
    case Type::kInt64: return fits_int64(value);
    case Type::kDouble: return value.is_number();
    case Type::kBool: return value.is_boolean();
    case Type::kArray: return value.is_array();
    case Type::kObject: return value.is_object();
  }
  return false;
}

}  // namespace

std::string_view type_name(Type type) {
  static constexpr std::array<std::string_view, 8> kNames{
      "string", "int32", "int64", "double", "boolean", "date-time", "array", "object"};
  return kNames.at(static_cast<std::size_t>(type));
}

Json project(Shape shape, const Json& document) {
  Json row = Json::object();
  auto& members = row.get_ref<Json::object_t&>();  // a shape names none twice: no need to look
  members.reserve(shape.size());
  for (const Member& member : shape) {
    if (member.hidden) continue;
    const auto found = document.find(member.name);
    members.emplace_back(std::string(member.name),
                         found == document.end() ? Json(nullptr) : *found);
  }
  return row;
}

std::string mismatch(Type type, Type items, Shape members, const Json& value,
                     const std::string& path) {
  if (!fits(type, value)) return path + ": " + std::string(type_name(type)) + " expected";
  if (type == Type::kObject && !members.empty()) {
    std::string problem = mismatch(members, value);
    return problem.empty() ? problem : path + (path.empty() ? "" : ".") + problem;
  }
  if (type == Type::kArray) {
    for (std::size_t i = 0; i < value.size(); ++i) {
      std::string problem =
          mismatch(items, Type::kString, members, value[i], path + "[" + std::to_string(i) + "]");
      if (!problem.empty()) return problem;
    }
  }
  return {};
}

std::string mismatch(Shape shape, const Json& object) {
  for (const auto& [name, value] : object.items()) {
    const auto known = std::find_if(shape.begin(), shape.end(),
                                    [&](const Member& member) { return member.name == name; });
    if (known == shape.end()) return name + ": not declared";
    if (value.is_null() && known->nullable) continue;
    std::string problem = mismatch(known->type, known->items, known->members, value, name);
    if (!problem.empty()) return problem;
  }
  for (const Member& member : shape)
    if (!member.nullable && !object.contains(member.name))
      return std::string(member.name) + ": missing";
  return {};
}

}  // namespace virga
