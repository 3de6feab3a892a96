// {slow_headers: {rate: 20B/s}} and {slow_body: {rate: 20B/s}}: that part of the answer drips.
#include "scenario/verb/verb.h"
#include "scenario/words.h"

namespace virga {
namespace {

class Slow : public Effect {
 public:
  Slow(std::optional<Pace> Plan::*part, Pace pace) : part_(part), pace_(pace) {}

  void apply(const Exchange&, const Draws&, Plan& plan) const override { plan.*part_ = pace_; }

 private:
  std::optional<Pace> Plan::*part_;
  Pace pace_;
};

std::unique_ptr<const Effect> read_slow(const Yaml& from, std::string_view what,
                                        std::optional<Pace> Plan::*part, Mistakes& mistakes) {
  if (!expect_keys(from, what, {"rate"}, {}, mistakes)) return nullptr;
  const Yaml* rate = need(from, "rate", what, mistakes);
  const auto pace = rate == nullptr ? std::nullopt : parse_rate(*rate, mistakes);
  return pace ? std::make_unique<Slow>(part, *pace) : nullptr;
}

std::unique_ptr<const Effect> read_slow_headers(const Yaml& entry, const When*,
                                                Mistakes& mistakes) {
  return read_slow(*entry.find("slow_headers"), "slow_headers", &Plan::slow_head, mistakes);
}

std::unique_ptr<const Effect> read_slow_body(const Yaml& entry, const When*, Mistakes& mistakes) {
  return read_slow(*entry.find("slow_body"), "slow_body", &Plan::slow_body, mistakes);
}

constexpr std::string_view kSlowHeadersSchema = R"({"slow_headers": {"$ref": "#/$defs/speed"}})";

constexpr std::string_view kSlowBodySchema = R"({"slow_body": {"$ref": "#/$defs/speed"}})";

}  // namespace

extern const Verb kSlowHeadersVerb, kSlowBodyVerb;
constexpr Verb kSlowHeadersVerb{
    "slow_headers", Slot::kHeadSpeed, {}, read_slow_headers, kSlowHeadersSchema};
constexpr Verb kSlowBodyVerb{"slow_body", Slot::kBodySpeed, {}, read_slow_body, kSlowBodySchema};

}  // namespace virga
