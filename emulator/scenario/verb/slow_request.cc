// {slow_request: {rate: 20B/s}}: the body of the request is read slowly. That is decided when only
// its head is there, so the rule can ask for nothing that stands in the body.
#include "scenario/verb/verb.h"
#include "scenario/words.h"

namespace virga {
namespace {

class SlowRequest : public Effect {
 public:
  explicit SlowRequest(Pace pace) : pace_(pace) {}

  void apply(const Exchange&, const Draws&, Plan& plan) const override {
    plan.slow_request = pace_;
  }
  bool on_head() const override { return true; }

 private:
  Pace pace_;
};

std::unique_ptr<const Effect> read_slow_request(const Yaml& entry, const When*,
                                                Mistakes& mistakes) {
  const Yaml& from = *entry.find("slow_request");
  if (!expect_keys(from, "slow_request", {"rate"}, {}, mistakes)) return nullptr;
  const Yaml* rate = need(from, "rate", "slow_request", mistakes);
  const auto pace = rate == nullptr ? std::nullopt : parse_rate(*rate, mistakes);
  return pace ? std::make_unique<SlowRequest>(*pace) : nullptr;
}

constexpr std::string_view kSlowRequestSchema = R"({"slow_request": {"$ref": "#/$defs/speed"}})";

}  // namespace

extern const Verb kSlowRequestVerb;
constexpr Verb kSlowRequestVerb{
    "slow_request", Slot::kRequestSpeed, {}, read_slow_request, kSlowRequestSchema};

}  // namespace virga
