#include "world/document.h"

#include <string>
#include <utility>
#include <vector>

#include "base/time.h"

namespace virga {
namespace {

std::optional<Json> convert(const Member& member, const Yaml& value, Mistakes& mistakes);

std::optional<Json> convert_list(const Member& member, const Yaml& list, Mistakes& mistakes) {
  const Member each{.name = member.name, .type = member.items, .members = member.members};
  Json converted = Json::array();
  for (const Yaml& item : list.items) {
    if (item.kind == Yaml::Kind::kNull) {
      mistakes.add(item, std::string(member.name) + ": " + std::string(type_name(member.items)) +
                             " expected");
      return std::nullopt;
    }
    auto element = convert(each, item, mistakes);
    if (!element) return std::nullopt;
    converted.push_back(std::move(*element));
  }
  return converted;
}

std::optional<Json> convert(const Member& member, const Yaml& value, Mistakes& mistakes) {
  if (value.kind == Yaml::Kind::kNull) return Json(nullptr);
  switch (member.type) {
    case Type::kString:  // digits without quotes are text all the same
      if (value.is_scalar()) return Json(value.text);
      break;
    case Type::kInt32:
    case Type::kInt64:
      if (const auto number = value.integer())
        if (member.type == Type::kInt64 || (*number >= INT32_MIN && *number <= INT32_MAX))
          return Json(*number);
      break;
    case Type::kDouble:
      if (const auto number = value.number()) return megabytes(*number);
      break;
    case Type::kBool:
      if (const auto flag = value.boolean()) return Json(*flag);
      break;
    case Type::kDateTime:
      if (const auto time = value.is_scalar() ? parse_time(value.text) : std::nullopt)
        return Json(iso_time(*time));
      break;
    case Type::kArray:
      if (value.is_list()) return convert_list(member, value, mistakes);
      break;
    case Type::kObject:
      if (value.is_map()) return value.json();
      break;
  }
  mistakes.add(value,
               std::string(member.name) + ": " + std::string(type_name(member.type)) + " expected");
  return std::nullopt;
}

}  // namespace

std::optional<Json> read_document(const Yaml& from, const Kind& kind, Mistakes& mistakes) {
  std::vector<std::string_view> known;
  for (const Member& member : kind.members) known.push_back(member.name);
  const std::size_t mistakes_before = mistakes.list().size();
  if (!expect_members(from, kind.name, known, mistakes)) return std::nullopt;
  Json document = Json::object();
  for (const auto& [key, value] : from.members)
    for (const Member& member : kind.members)
      if (member.name == key.text && (member.nullable || value.kind != Yaml::Kind::kNull))
        if (auto converted = convert(member, value, mistakes))
          document[key.text] = std::move(*converted);
  if (mistakes.list().size() != mistakes_before) return std::nullopt;
  if (kind.complete != nullptr) kind.complete(document);
  for (const Member& member : kind.members)
    if (!member.nullable && !document.contains(member.name))
      mistakes.add(from, std::string(kind.name) + " needs " + std::string(member.name));
  if (mistakes.list().size() != mistakes_before) return std::nullopt;
  return document;
}

}  // namespace virga
