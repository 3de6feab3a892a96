// Fixture files: read with the real catalogue, and loaded into a store when they can be read.
#include "world/fixture.h"

#include <string>
#include <string_view>

#include "fuzz/places.h"
#include "fuzz/promise.h"
#include "services/services.h"

namespace virga::fuzz {
namespace {

const Catalog& catalog() {
  static const Catalog all(all_services());
  return all;
}

Database& database() {
  static Database memory(":memory:");
  static const bool prepared = (Store::prepare(memory, catalog().kinds()), true);
  promise(prepared, "there is a table for every kind");
  return memory;
}

// A world of these documents has them all, as they are.
void hold_store(const Fixture& fixture) {
  Store store(database(), "fuzz");
  store.clear(catalog().kinds());
  load(fixture, store);
  for (const auto& [kind, document] : fixture.documents) {
    const auto found = store.find(*kind, document.at(std::string(kind->id)));
    promise(found.has_value(), "what is loaded is there", print_json(document));
    promise(*found == document, "what is loaded is there as it was", print_json(*found));
  }
}

// The documents as a fixture: JSON is YAML, too.
std::string write(const Fixture& fixture) {
  Json file{{"format", 1}};
  for (const auto& [kind, document] : fixture.documents)
    file[std::string(kind->service)][std::string(kind->name)].push_back(document);
  return print_json(file);
}

void hold_accounts(const Fixture& fixture) {
  for (const Account& account : fixture.accounts) {
    promise(!account.id.empty(), "an account has an id");
    for (const AccessKey& key : account.access_keys)
      promise(!key.id.empty() && !key.secret.empty(), "an access key has an id and a secret",
              key.id);
  }
}

void hold(std::string_view text) {
  Mistakes mistakes("fuzz.yaml");
  const auto fixture = parse_fixture(text, catalog(), mistakes);
  hold_places(text, fixture.has_value(), mistakes);
  if (!fixture) return;
  hold_accounts(*fixture);
  for (const auto& [kind, document] : fixture->documents) {
    const std::string broken = mismatch(kind->members, document);
    promise(broken.empty(), "a document that was read is what its kind declares", broken);
  }
  hold_store(*fixture);

  const std::string again = write(*fixture);
  const auto same = parse_fixture(again, catalog(), mistakes);
  promise(same.has_value(), "a fixture that is written out can be read",
          mistakes.text() + "\n" + again);
  promise(write(*same) == again, "a fixture that is written out reads the same",
          write(*same) + "\n" + again);
}

}  // namespace
}  // namespace virga::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {  // NOLINT
  virga::fuzz::hold({reinterpret_cast<const char*>(bytes), size});
  return 0;
}
