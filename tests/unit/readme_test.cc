#include <catch2/catch.hpp>
#include <string>

#include "base/file.h"
#include "catalog/catalog.h"
#include "services/services.h"

namespace virga {
namespace {

// What the README has to say of one service: what it answers, and how many are still to be written.
std::string table_of(const Service& service) {
  std::string rows;
  int emulated = 0, all = 0;
  for (const auto& group : service.operations)
    for (const Operation& operation : group) {
      ++all;
      if (operation.handler == nullptr) continue;
      ++emulated;
      rows += "| `" + std::string(operation.name) + "` | `" + route_text(operation.route) + "` | " +
              std::string(operation.summary) + " |\n";
    }
  return "### " + std::string(service.title) + " (`" + std::string(service.name) +
         "`): " + std::to_string(emulated) + " of " + std::to_string(all) +
         " operations\n\n| operation | route | |\n|---|---|---|\n" + rows;
}

TEST_CASE("the README lists what the catalogue emulates", "[readme]") {
  const Catalog catalog(all_services());
  std::string expected = "<!-- operations: held against the catalogue by a test -->\n";
  for (const Service& service : catalog.services()) expected += "\n" + table_of(service);
  expected += "\n<!-- end of operations -->\n";
  const std::string readme = read_file(VIRGA_SOURCE_DIR "/README.md").value();
  INFO("the README should hold:\n" << expected);
  CHECK(readme.find(expected) != std::string::npos);
}

}  // namespace
}  // namespace virga
