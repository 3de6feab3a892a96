#include "world/fixture.h"

#include <algorithm>
#include <set>

#include "world/document.h"

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
      for (const Yaml& item : list.items) read_item(*kind, item, ids, fixture);
    }
  }

  void read_item(const Kind& kind, const Yaml& item, std::set<std::string>& ids, Fixture& fixture) {
    auto document = read_document(item, kind, mistakes_);
    if (!document) return;
    const std::string id = document->at(std::string(kind.id)).dump();
    if (!ids.insert(id).second)
      mistakes_.add(item, std::string(kind.id) + " " + id + " is given twice");
    else
      fixture.documents.emplace_back(&kind, std::move(*document));
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

std::optional<Fixture> parse_world_fixture(std::string_view text, const Catalog& catalog,
                                           Mistakes& mistakes) {
  const auto root = parse_yaml(text, mistakes);
  if (!root) return std::nullopt;
  for (const auto& [key, section] : root->members)
    if (key.text == "accounts")
      mistakes.add(key, "accounts belong to the process, not to a world: " +
                            std::string("virga serve --fixture FILE declares them"));
  return read_fixture(*root, catalog, mistakes);
}

void load(const Fixture& fixture, Store& store) {
  for (const auto& [kind, document] : fixture.documents) store.put(*kind, document);
}

void load(const Fixture& fixture, Store& store, std::span<const Kind* const> kinds) {
  for (const auto& [kind, document] : fixture.documents)
    if (std::find(kinds.begin(), kinds.end(), kind) != kinds.end()) store.put(*kind, document);
}

}  // namespace virga
