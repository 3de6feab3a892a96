// {latency: 80ms} or {latency: {uniform: {min: 10ms, max: 2s}}}: the first byte of the answer comes
// later.
#include <cmath>

#include "scenario/duration.h"
#include "scenario/verb/verb.h"
#include "scenario/words.h"

namespace virga {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLongest = std::chrono::minutes(10);

class Delay : public Effect {
 public:
  Delay(milliseconds min, milliseconds max) : min_(min), max_(max) {}

  void apply(const Exchange&, const Draws& draws, Plan& plan) const override {
    const auto choices = static_cast<double>((max_ - min_).count() + 1);
    plan.latency = min_ + milliseconds(static_cast<std::int64_t>(draws.unit("latency") * choices));
  }

 private:
  milliseconds min_;  // both are drawn, too
  milliseconds max_;
};

std::optional<milliseconds> read_span(const Yaml& from, Mistakes& mistakes) {
  const auto span = parse_duration(from, mistakes);
  if (!span || *span <= kLongest) return span;
  mistakes.add(from, in_quotes(from.text) + " is too long: a latency is at most 10m");
  return std::nullopt;
}

std::unique_ptr<const Effect> read_fixed(const Yaml& from, Mistakes& mistakes) {
  const auto span = read_span(from, mistakes);
  return span ? std::make_unique<Delay>(*span, *span) : nullptr;
}

std::unique_ptr<const Effect> read_uniform(const Yaml& from, Mistakes& mistakes) {
  if (!expect_keys(from, "uniform", {"min", "max"}, {}, mistakes)) return nullptr;
  const Yaml* least = need(from, "min", "uniform", mistakes);
  const Yaml* most = need(from, "max", "uniform", mistakes);
  const auto min = least == nullptr ? std::nullopt : read_span(*least, mistakes);
  const auto max = most == nullptr ? std::nullopt : read_span(*most, mistakes);
  if (!min || !max) return nullptr;
  if (*min > *max) {
    mistakes.add(*least, "min is more than max");
    return nullptr;
  }
  return std::make_unique<Delay>(*min, *max);
}

std::unique_ptr<const Effect> read_latency(const Yaml& entry, const When*, Mistakes& mistakes) {
  const Yaml& latency = *entry.find("latency");
  if (!latency.is_map()) return read_fixed(latency, mistakes);
  const std::size_t before = mistakes.list().size();
  expect_keys(latency, "latency", {"fixed", "uniform"}, {"lognormal", "normal"}, mistakes);
  const Yaml* fixed = latency.find("fixed");
  const Yaml* uniform = latency.find("uniform");
  if ((fixed == nullptr) == (uniform == nullptr)) {
    if (mistakes.list().size() == before)
      mistakes.add(latency, "latency has to be fixed or uniform, one of them");
    return nullptr;
  }
  return fixed != nullptr ? read_fixed(*fixed, mistakes) : read_uniform(*uniform, mistakes);
}

}  // namespace

extern const Verb kLatencyVerb;
constexpr Verb kLatencyVerb{"latency", Slot::kLatency, {}, read_latency};

}  // namespace virga
