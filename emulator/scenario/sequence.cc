#include "scenario/sequence.h"

#include <algorithm>

#include "scenario/effects.h"
#include "scenario/words.h"

namespace virga {
namespace {

constexpr std::int64_t kMostPasses = 1'000'000;

}  // namespace

Sequence Sequence::read(const Yaml& steps, const Yaml* after, const When* when,
                        Mistakes& mistakes) {
  Sequence sequence;
  if (after != nullptr)
    if (const auto word = read_word(*after, "after", {"pass", "last", "cycle"}, {}, mistakes))
      sequence.after_ = *word == "last"    ? After::kLast
                        : *word == "cycle" ? After::kCycle
                                           : After::kPass;
  if (!expect_items(steps, "sequence", mistakes)) return sequence;
  bool acts = false;
  for (const Yaml& each : steps.items) {
    Step step;
    if (!expect_keys(each, "a step", {"pass", "do"}, {}, mistakes)) continue;
    const Yaml* pass = each.find("pass");
    const Yaml* effects = each.find("do");
    if ((pass == nullptr) == (effects == nullptr)) {
      mistakes.add(each, "a step is pass or do, one of them");
      continue;
    }
    if (pass != nullptr) {
      step.calls = read_count(*pass, "pass", 1, mistakes).value_or(1);
      if (step.calls > kMostPasses) mistakes.add(*pass, "pass is at most 1000000");
    } else {
      acts = true;
      step.effects = read_effects(*effects, when, mistakes);
    }
    sequence.length_ += step.calls;
    sequence.steps_.push_back(std::move(step));
  }
  if (!acts && !sequence.empty()) mistakes.add(steps, "a sequence that only passes does nothing");
  return sequence;
}

bool Sequence::any(const std::function<bool(const Effects&)>& holds) const {
  return std::any_of(steps_.begin(), steps_.end(),
                     [&](const Step& step) { return holds(step.effects); });
}

const Effects* Sequence::at(std::int64_t position) const {
  std::int64_t left = position;
  if (position > length_) {
    if (after_ == After::kPass) return nullptr;
    left = after_ == After::kLast ? length_ : (position - 1) % length_ + 1;
  }
  for (const Step& step : steps_) {
    if (left <= step.calls) return step.effects.empty() ? nullptr : &step.effects;
    left -= step.calls;
  }
  return nullptr;
}

}  // namespace virga
