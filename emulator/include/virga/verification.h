// Which expectations about what was asked and answered hold, and of those that do not, why.
#pragma once

#include <virga/report.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace virga {

struct ExpectationReport {
  std::string id;
  std::string expected;      // how many calls: "1", "2..5", "at least 1", "none"
  std::int64_t counted = 0;  // calls that satisfy every clause
  // The other calls of the operations it is about, by the first clause that failed.
  std::vector<std::pair<std::string, std::int64_t>> misses;
  std::vector<Miss> nearest;       // of them, a few that got farthest
  std::vector<std::string> unmet;  // what does not hold, in words

  bool held() const { return unmet.empty(); }
};

struct Verification {
  std::string name;                             // of the file; empty: it has none
  std::vector<ExpectationReport> expectations;  // in the order of the file

  bool held() const {
    for (const ExpectationReport& expectation : expectations)
      if (!expectation.held()) return false;
    return true;
  }

  std::string text() const;  // for people: a line each, and the reasons of those that do not hold
};

}  // namespace virga
