// One rule of a scenario, ready to decide.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "scenario/at.h"
#include "scenario/sequence.h"
#include "scenario/verb/verb.h"
#include "scenario/when.h"

namespace virga {

enum class CountBy { kWorld, kAccessKey };

// Never changes once read; the counters are kept by those who play it.
struct Rule {
  std::string id;
  CountBy count_by = CountBy::kWorld;
  bool armed = true;  // a disarmed rule neither counts nor acts
  When when;
  At at;
  Effects effects;
  Sequence sequence;  // instead of the same effects for every call
  std::optional<std::int64_t> expected_hits;
};

}  // namespace virga
