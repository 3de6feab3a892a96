// One reason a file: why a rule did not act, as its report tells it first.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "base/text.h"
#include "scenario/duration.h"
#include "support/cloud.h"

namespace virga {
namespace {

// "GET /v1/tags", "POST /?Action=… {body}", "GET /v1/tags ! rule to activate", "advance 10s".
void make(Cloud& cloud, const std::string& call) {
  if (call.starts_with("advance ")) {
    Mistakes mistakes("");
    Yaml span;
    span.kind = Yaml::Kind::kScalar;
    span.text = call.substr(8);
    return cloud.advance(parse_duration(span, mistakes).value());
  }
  const auto blank = call.find(' ');
  const auto end = std::min(call.find(' ', blank + 1), call.size());
  std::string rest(trim(std::string_view(call).substr(end)));
  Headers headers{{"User-Agent", "test"}};
  if (rest.starts_with("! ")) {
    headers.emplace_back("X-Virga-Activate", rest.substr(2));
    rest.clear();
  } else if (!rest.empty()) {
    headers.emplace_back("Content-Type", "application/json");
  }
  cloud.send(call.substr(0, blank), call.substr(blank + 1, end - blank - 1), rest, headers);
}

TEST_CASE("the nearest miss of a rule has the one reason why it did not act", "[scenario]") {
  std::set<std::filesystem::path> files;
  for (const auto& each : std::filesystem::directory_iterator(VIRGA_TEST_DATA "/missed"))
    files.insert(each.path());
  CHECK(files.size() >= 30);
  for (const auto& file : files) DYNAMIC_SECTION(file.filename().string()) {
      Cloud cloud;
      cloud.emulator.play(file.string());
      std::string clause, why;
      std::ifstream text(file);
      for (std::string line; std::getline(text, line);) {
        if (line.starts_with("# call ")) make(cloud, line.substr(7));
        if (line.starts_with("# clause ")) clause = line.substr(9);
        if (line.starts_with("# why ")) why = line.substr(6);
      }
      const RuleReport rule = cloud.emulator.report("missed").rules.back();
      REQUIRE_FALSE(rule.nearest.empty());
      CHECK(rule.nearest[0].clause == clause);
      CHECK(rule.nearest[0].why == why);
      CHECK(rule.misses.at(0).first == clause);
    }
}

}  // namespace
}  // namespace virga
