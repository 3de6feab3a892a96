// What the rules of one scenario did so far.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace virga {

struct RuleReport {
  std::string id;
  std::int64_t matched = 0;                   // calls that `when` matched
  std::int64_t hits = 0;                      // of those, calls it acted on
  std::optional<std::int64_t> expected_hits;  // `expect: {hits: N}`
  bool held() const { return !expected_hits || *expected_hits == hits; }
};

struct Report {
  std::string scenario;
  std::vector<RuleReport> rules;
};

}  // namespace virga
