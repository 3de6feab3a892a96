// {clock_skew: 20m} or -20m: the answer's Date is that much later, or earlier, than the world's
// clock. Clients that correct their own clock by it then sign with a wrong time.
#include "scenario/duration.h"
#include "scenario/verb/verb.h"
#include "scenario/words.h"

namespace virga {
namespace {

class ClockSkew : public Effect {
 public:
  explicit ClockSkew(std::chrono::milliseconds by) : by_(by) {}

  void apply(const Exchange&, const Draws&, Plan& plan) const override { plan.clock_skew = by_; }

 private:
  std::chrono::milliseconds by_;
};

std::unique_ptr<const Effect> read_clock_skew(const Yaml& entry, const When*, Mistakes& mistakes) {
  const Yaml& from = *entry.find("clock_skew");
  const bool back = from.is_scalar() && from.text.starts_with('-');
  Yaml size = from;
  if (back) size.text.erase(0, 1);
  const auto by = parse_duration(size, mistakes);
  if (!by) return nullptr;
  if (by->count() < 1000)  // which is what Date counts
    mistakes.add(from, "clock_skew has to be a second or more");
  return std::make_unique<ClockSkew>(back ? -*by : *by);
}

constexpr std::string_view kClockSkewSchema =
    R"({"clock_skew": {"type": "string", "pattern": "^-?[0-9]{1,10}([.][0-9]+)?(ms|s|m|h)$"}})";

}  // namespace

extern const Verb kClockSkewVerb;
constexpr Verb kClockSkewVerb{"clock_skew", Slot::kDate, {}, read_clock_skew, kClockSkewSchema};

}  // namespace virga
