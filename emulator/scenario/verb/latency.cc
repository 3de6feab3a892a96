// {latency: 80ms}, or drawn from a distribution: uniform: {min, max}, normal: {mean, sd},
// lognormal: {p50, p99, max}. The first byte of the answer comes later.
#include <algorithm>
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

// The value below which a standard normal variable stays with probability p: Acklam's rational
// approximation, exact to nine digits.
double normal_quantile(double p) {
  constexpr double kA[] = {-3.969683028665376e+01, 2.209460984245205e+02,  -2.759285104469687e+02,
                           1.383577518672690e+02,  -3.066479806614716e+01, 2.506628277459239e+00};
  constexpr double kB[] = {-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02,
                           6.680131188771972e+01, -1.328068155288572e+01};
  constexpr double kC[] = {-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
                           -2.549732539343734e+00, 4.374664141464968e+00,  2.938163982698783e+00};
  constexpr double kD[] = {7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00,
                           3.754408661907416e+00};
  constexpr double kTail = 0.02425;
  const auto tail = [&](double q) {
    return (((((kC[0] * q + kC[1]) * q + kC[2]) * q + kC[3]) * q + kC[4]) * q + kC[5]) /
           ((((kD[0] * q + kD[1]) * q + kD[2]) * q + kD[3]) * q + 1);
  };
  if (p < kTail) return tail(std::sqrt(-2 * std::log(p)));
  if (p > 1 - kTail) return -tail(std::sqrt(-2 * std::log(1 - p)));
  const double q = p - 0.5, r = q * q;
  return (((((kA[0] * r + kA[1]) * r + kA[2]) * r + kA[3]) * r + kA[4]) * r + kA[5]) * q /
         (((((kB[0] * r + kB[1]) * r + kB[2]) * r + kB[3]) * r + kB[4]) * r + 1);
}

// A draw of 0 has no quantile.
double standard_normal(const Draws& draws) {
  return normal_quantile(std::max(draws.unit("latency"), 1e-12));
}

milliseconds rounded(double value, milliseconds most) {
  return milliseconds(static_cast<std::int64_t>(
      std::clamp(std::round(value), 0.0, static_cast<double>(most.count()))));
}

class NormalDelay : public Effect {
 public:
  NormalDelay(milliseconds mean, milliseconds sd) : mean_(mean), sd_(sd) {}

  void apply(const Exchange&, const Draws& draws, Plan& plan) const override {
    plan.latency = rounded(static_cast<double>(mean_.count()) +
                               static_cast<double>(sd_.count()) * standard_normal(draws),
                           kLongest);
  }

 private:
  milliseconds mean_;
  milliseconds sd_;  // standard deviation; what would come out below nothing is nothing
};

class LognormalDelay : public Effect {
 public:
  LognormalDelay(milliseconds p50, milliseconds p99, milliseconds max)
      : p50_(static_cast<double>(p50.count())),
        sigma_(std::log(static_cast<double>(p99.count()) / p50_) / normal_quantile(0.99)),
        max_(max) {}

  void apply(const Exchange&, const Draws& draws, Plan& plan) const override {
    plan.latency = rounded(p50_ * std::exp(sigma_ * standard_normal(draws)), max_);
  }

 private:
  double p50_;  // milliseconds
  double sigma_;
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

// The spans of a distribution, by the keys that it needs; nothing when one of them is wrong.
std::optional<std::vector<milliseconds>> read_spans(const Yaml& from, std::string_view what,
                                                    const Words& keys, Mistakes& mistakes) {
  if (!expect_keys(from, what, keys, {}, mistakes)) return std::nullopt;
  std::vector<milliseconds> spans;
  for (const std::string_view key : keys)
    if (const Yaml* value = need(from, key, what, mistakes))
      if (const auto span = read_span(*value, mistakes)) spans.push_back(*span);
  if (spans.size() < keys.size()) return std::nullopt;
  return spans;
}

std::unique_ptr<const Effect> read_uniform(const Yaml& from, Mistakes& mistakes) {
  const auto spans = read_spans(from, "uniform", {"min", "max"}, mistakes);
  if (!spans) return nullptr;
  const milliseconds min = (*spans)[0], max = (*spans)[1];
  if (min <= max) return std::make_unique<Delay>(min, max);
  mistakes.add(*from.find("min"), "min is more than max");
  return nullptr;
}

std::unique_ptr<const Effect> read_normal(const Yaml& from, Mistakes& mistakes) {
  const auto spans = read_spans(from, "normal", {"mean", "sd"}, mistakes);
  return spans ? std::make_unique<NormalDelay>((*spans)[0], (*spans)[1]) : nullptr;
}

std::unique_ptr<const Effect> read_lognormal(const Yaml& from, Mistakes& mistakes) {
  const auto spans = read_spans(from, "lognormal", {"p50", "p99", "max"}, mistakes);
  if (!spans) return nullptr;
  const milliseconds p50 = (*spans)[0], p99 = (*spans)[1], max = (*spans)[2];
  if (p50.count() == 0) mistakes.add(*from.find("p50"), "p50 has to be more than nothing");
  if (p99 < p50) mistakes.add(*from.find("p99"), "p99 is less than p50");
  if (max < p99) mistakes.add(*from.find("max"), "max is less than p99");
  if (p50.count() == 0 || p99 < p50 || max < p99) return nullptr;
  return std::make_unique<LognormalDelay>(p50, p99, max);
}

struct Distribution {
  std::string_view name;
  std::unique_ptr<const Effect> (*read)(const Yaml& from, Mistakes& mistakes);
};

constexpr Distribution kDistributions[] = {{"fixed", read_fixed},
                                           {"uniform", read_uniform},
                                           {"normal", read_normal},
                                           {"lognormal", read_lognormal}};

std::unique_ptr<const Effect> read_latency(const Yaml& entry, const When*, Mistakes& mistakes) {
  const Yaml& latency = *entry.find("latency");
  if (!latency.is_map()) return read_fixed(latency, mistakes);
  const std::size_t before = mistakes.list().size();
  Words names;
  for (const Distribution& each : kDistributions) names.push_back(each.name);
  expect_keys(latency, "latency", names, {}, mistakes);
  const Distribution* chosen = nullptr;
  int given = 0;
  for (const Distribution& each : kDistributions)
    if (latency.find(each.name) != nullptr) {
      chosen = &each;
      ++given;
    }
  if (given == 1) return chosen->read(*latency.find(chosen->name), mistakes);
  if (mistakes.list().size() == before)
    mistakes.add(latency, "latency has to be fixed, uniform, normal or lognormal, one of them");
  return nullptr;
}

constexpr std::string_view kLatencySchema = R"({"latency": {"anyOf": [
  {"$ref": "#/$defs/duration"},
  {"type": "object", "additionalProperties": false, "minProperties": 1, "maxProperties": 1,
   "properties": {
    "fixed": {"$ref": "#/$defs/duration"},
    "uniform": {"type": "object", "additionalProperties": false, "required": ["min", "max"],
     "properties": {"min": {"$ref": "#/$defs/duration"}, "max": {"$ref": "#/$defs/duration"}}},
    "normal": {"type": "object", "additionalProperties": false, "required": ["mean", "sd"],
     "properties": {"mean": {"$ref": "#/$defs/duration"}, "sd": {"$ref": "#/$defs/duration"}}},
    "lognormal": {"type": "object", "additionalProperties": false,
     "required": ["p50", "p99", "max"],
     "properties": {"p50": {"$ref": "#/$defs/duration"}, "p99": {"$ref": "#/$defs/duration"},
                    "max": {"$ref": "#/$defs/duration"}}}}}]}})";

}  // namespace

extern const Verb kLatencyVerb;
constexpr Verb kLatencyVerb{"latency", Slot::kLatency, {}, read_latency, kLatencySchema};

}  // namespace virga
