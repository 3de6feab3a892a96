#include "world/fixture.h"

#include <set>

#include "base/spelling.h"
#include "base/time.h"

namespace virga {
namespace {

class Reader {
 public:
  Reader(const Catalog& catalog, Mistakes& mistakes) : catalog_(catalog), mistakes_(mistakes) {}

  void read(const Yaml& root, Fixture& fixture) {
    std::vector<std::string_view> known{"format", "accounts"};
    for (const Service& service : catalog_.services()) known.push_back(service.name);
    if (!expect_members(root, "a fixture", known, mistakes_)) return;
    const Yaml* format = root.find("format");
    if (format == nullptr)
      mistakes_.add(root, "format: 1 is missing");
    else if (format->integer() != 1)
      mistakes_.add(*format, "format has to be 1");
    for (const auto& [key, section] : root.members) {
      if (key.text == "accounts") fixture.accounts = read_accounts(section, mistakes_);
      if (const Service* service = catalog_.service(key.text))
        read_service(*service, section, fixture);
    }
  }

 private:
  void read_service(const Service& service, const Yaml& section, Fixture& fixture) {
    std::vector<std::string_view> known;
    for (const Kind* kind : service.kinds)
      if (!kind->internal) known.push_back(kind->name);
    if (!expect_members(section, service.name, known, mistakes_)) return;
    for (const auto& [key, list] : section.members) {
      const Kind* kind = catalog_.kind(service.name, key.text);
      if (kind == nullptr || kind->internal) continue;
      if (!list.is_list()) {
        mistakes_.add(list, key.text + " has to be a list");
        continue;
      }
      std::set<std::string> ids;
      for (const Yaml& item : list.items) read_document(*kind, item, ids, fixture);
    }
  }

  void read_document(const Kind& kind, const Yaml& item, std::set<std::string>& ids,
                     Fixture& fixture) {
    std::vector<std::string_view> known;
    for (const Member& member : kind.members) known.push_back(member.name);
    const std::size_t mistakes_before = mistakes_.list().size();
    if (!expect_members(item, kind.name, known, mistakes_)) return;
    Json document = Json::object();
    for (const auto& [key, value] : item.members)
      for (const Member& member : kind.members)
        if (member.name == key.text && (member.nullable || value.kind != Yaml::Kind::kNull))
          if (auto converted = convert(member.type, member.items, member.members, value, key.text))
            document[key.text] = std::move(*converted);
    if (mistakes_.list().size() != mistakes_before) return;
    if (kind.complete != nullptr) kind.complete(document);
    for (const Member& member : kind.members)
      if (!member.nullable && !document.contains(member.name))
        mistakes_.add(item, std::string(kind.name) + " needs " + std::string(member.name));
    if (mistakes_.list().size() != mistakes_before) return;
    const std::string id = document.at(std::string(kind.id)).dump();
    if (!ids.insert(id).second)
      mistakes_.add(item, std::string(kind.id) + " " + id + " is given twice");
    else
      fixture.documents.emplace_back(&kind, std::move(document));
  }

  std::optional<Json> convert(Type type, Type items, Shape members, const Yaml& value,
                              const std::string& path) {
    if (value.kind == Yaml::Kind::kNull) return Json(nullptr);
    switch (type) {
      case Type::kString:  // digits without quotes are text all the same
        if (value.is_scalar()) return Json(value.text);
        break;
      case Type::kInt32:
      case Type::kInt64:
        if (const auto number = value.integer())
          if (type == Type::kInt64 || (*number >= INT32_MIN && *number <= INT32_MAX))
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
        if (value.is_list()) return convert_list(items, members, value, path);
        break;
      case Type::kObject:
        if (value.is_map()) return value.json();
        break;
    }
    mistakes_.add(value, path + ": " + std::string(type_name(type)) + " expected");
    return std::nullopt;
  }

  std::optional<Json> convert_list(Type items, Shape members, const Yaml& list,
                                   const std::string& path) {
    Json converted = Json::array();
    for (const Yaml& item : list.items) {
      if (item.kind == Yaml::Kind::kNull) {
        mistakes_.add(item, path + ": " + std::string(type_name(items)) + " expected");
        return std::nullopt;
      }
      auto each = convert(items, Type::kString, members, item, path);
      if (!each) return std::nullopt;
      converted.push_back(std::move(*each));
    }
    return converted;
  }

  const Catalog& catalog_;
  Mistakes& mistakes_;
};

}  // namespace

std::optional<Fixture> parse_fixture(std::string_view text, const Catalog& catalog,
                                     Mistakes& mistakes) {
  const auto root = parse_yaml(text, mistakes);
  if (!root) return std::nullopt;
  return read_fixture(*root, catalog, mistakes);
}

std::optional<Fixture> read_fixture(const Yaml& root, const Catalog& catalog, Mistakes& mistakes) {
  Fixture fixture;
  Reader(catalog, mistakes).read(root, fixture);
  if (!mistakes.empty()) return std::nullopt;
  return fixture;
}

void load(const Fixture& fixture, Store& store) {
  for (const auto& [kind, document] : fixture.documents) store.put(*kind, document);
}

}  // namespace virga
