// What a rule does to one call after another.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/yaml.h"
#include "scenario/verb/verb.h"
#include "scenario/when.h"

namespace virga {

using Effects = std::vector<std::unique_ptr<const Effect>>;

// Never changes once read.
class Sequence {
 public:
  enum class After { kPass, kLast, kCycle };  // what happens behind the last step

  // A list of {pass: N} and {do: […]}; complains about what is wrong with it. `when` is nullptr
  // when it is not known what the rule is about.
  static Sequence read(const Yaml& steps, const Yaml* after, const When* when, Mistakes& mistakes);

  bool empty() const { return steps_.empty(); }
  bool any(const std::function<bool(const Effects&)>& holds) const;  // of what its steps do

  // What is done to the call of that position, counted from 1; nullptr: it passes.
  const Effects* at(std::int64_t position) const;

 private:
  struct Step {
    std::int64_t calls = 1;  // how many it lasts
    Effects effects;         // none: they pass
  };

  std::vector<Step> steps_;
  std::int64_t length_ = 0;  // calls of all steps
  After after_ = After::kPass;
};

}  // namespace virga
