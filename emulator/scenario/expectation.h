// What `expect` says about a rule: how often it acts, and how clients try again after it did.
#pragma once

#include <virga/report.h>

#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "base/yaml.h"
#include "scenario/when.h"

namespace virga {

// 3, "2..5", or any.
struct ExpectedHits {
  std::int64_t least = 1;
  std::int64_t most = std::numeric_limits<std::int64_t>::max();
  std::string text = "at least 1";

  // 3 or "2..5"; nothing for anything else.
  static std::optional<ExpectedHits> of(const Yaml& from);
  // Nothing, and a mistake, for anything else.
  static std::optional<ExpectedHits> read(const Yaml& from, Mistakes& mistakes);
};

// {max: 2, min: 1, same: [IdempotentId], signed_anew: true, gap: {min: 100ms, max: 5s}}. What is
// not given is not asked for.
struct ExpectedRetries {
  std::optional<std::int64_t> least = {};
  std::optional<std::int64_t> most = {};
  std::vector<std::vector<std::string>> same = {};  // parameters that keep their value
  std::optional<bool> signed_anew = {};
  std::optional<std::chrono::milliseconds> shortest_gap = {};
  std::optional<std::chrono::milliseconds> longest_gap = {};

  // `when` is nullptr when it is not known what the rule is about.
  static ExpectedRetries read(const Yaml& from, const When* when, Mistakes& mistakes);

  // What does not hold for the attempts of one call; empty: all does.
  std::vector<std::string> unmet(const std::vector<Attempt>& attempts) const;

 private:
  void read_gap(const Yaml& from, Mistakes& mistakes);
};

}  // namespace virga
