// A scenario that says something other than its writer meant must not be played.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "base/file.h"
#include "catalog/catalog.h"
#include "scenario/scenario.h"
#include "scenarios/mutants.h"
#include "scenarios/shipped.h"
#include "services/services.h"

namespace virga {
namespace {

TEST_CASE("no key and no value of a shipped scenario can be wrong without being named on its line",
          "[scenario][shipped]") {
  const Catalog catalog(all_services());
  std::map<Mutant::Kind, std::size_t> counts;
  std::size_t all = 0;
  for (const auto& file : all_shipped()) {
    const auto mutants = mutants_of(read_file(file).value());
    CHECK(mutants.size() > 20);
    for (const Mutant& mutant : mutants) {
      INFO(file.filename().string()
           << ":" << mutant.line << ":" << mutant.column << " " << mutant.change);
      Mistakes mistakes("f");
      CHECK(parse_scenario(mutant.text, catalog, mistakes) == nullptr);
      INFO(mistakes.text());
      const auto& list = mistakes.list();
      CHECK(std::any_of(list.begin(), list.end(), [&](const Mistake& mistake) {
        const bool inside = mutant.kind == Mutant::Kind::kType;  // {x: 1} is wrong for its x
        return mistake.line == mutant.line &&
               (mistake.column == mutant.column || (inside && mistake.column > mutant.column));
      }));
      ++counts[mutant.kind];
      ++all;
    }
  }
  CHECK(counts[Mutant::Kind::kKey] > 250);
  CHECK(counts[Mutant::Kind::kType] > 300);
  CHECK(counts[Mutant::Kind::kNothing] > 300);
  CHECK(counts[Mutant::Kind::kWord] > 100);
  WARN(all << " mutants were refused");
}

}  // namespace
}  // namespace virga
