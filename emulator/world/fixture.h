// A fixture file, read: the accounts it declares and the documents that a world starts with.
#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "auth/credentials.h"
#include "base/json.h"
#include "base/yaml.h"
#include "catalog/catalog.h"
#include "store/kind.h"
#include "store/store.h"

namespace virga {

struct Fixture {
  std::vector<Account> accounts;
  std::vector<std::pair<const Kind*, Json>> documents;  // in file order
};

// Every mistake at once, each with its place and the nearest known word. Nothing when there was
// one.
std::optional<Fixture> parse_fixture(std::string_view text, const Catalog& catalog,
                                     Mistakes& mistakes);
std::optional<Fixture> read_fixture(const Yaml& root, const Catalog& catalog, Mistakes& mistakes);

// For a world that lives already: accounts, which belong to the process, are a mistake as well.
std::optional<Fixture> parse_world_fixture(std::string_view text, const Catalog& catalog,
                                           Mistakes& mistakes);

void load(const Fixture& fixture, Store& store);
// Those of these kinds alone.
void load(const Fixture& fixture, Store& store, std::span<const Kind* const> kinds);

// fixtures/demo.yaml, which travels inside the program.
Yaml demo_fixture();

}  // namespace virga
