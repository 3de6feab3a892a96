#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/yaml.h"
#include "scenario/scenario.h"
#include "services/services.h"

namespace virga {
namespace {

// A broken file names its own mistakes at its end: `# expect 7:15: unknown key …`.
std::vector<std::string> expected_in(const std::string& text) {
  constexpr std::string_view kMark = "# expect ";
  std::vector<std::string> expected;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with(kMark)) expected.push_back(line.substr(kMark.size()));
  return expected;
}

TEST_CASE("every mistake of a broken scenario is named at its line and column", "[scenario]") {
  const Catalog catalog(all_services());
  int files = 0;
  for (const auto& file : std::filesystem::directory_iterator(VIRGA_TEST_DATA "/broken")) {
    ++files;
    DYNAMIC_SECTION(file.path().filename().string()) {
      const std::string text = read_file(file.path()).value();
      Mistakes mistakes("f");
      CHECK(parse_scenario(text, catalog, mistakes) == nullptr);
      std::vector<std::string> found;
      for (const Mistake& mistake : mistakes.list())
        found.push_back(mistake.text().substr(2));  // without "f:"
      const auto expected = expected_in(text);
      REQUIRE(!expected.empty());
      CHECK(found == expected);
    }
  }
  CHECK(files >= 20);
}

}  // namespace
}  // namespace virga
