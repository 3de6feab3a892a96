// {stall: {until: client_abort, cap: 30s}}: silence until the client gives up, or at most so long;
// then a clean end of file.
#include "scenario/duration.h"
#include "scenario/verb/verb.h"
#include "scenario/words.h"

namespace virga {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLongest = std::chrono::hours(1);

class Stall : public Effect {
 public:
  explicit Stall(milliseconds cap) : cap_(cap) {}

  void apply(const Exchange&, const Draws&, Plan& plan) const override {
    plan.silent = true;
    plan.ending = Ending::kStall;
    plan.patience = cap_;
  }

 private:
  milliseconds cap_;
};

std::unique_ptr<const Effect> read_stall(const Yaml& entry, const When*, Mistakes& mistakes) {
  const Yaml& stall = *entry.find("stall");
  if (!expect_keys(stall, "stall", {"until", "cap"}, {}, mistakes)) return nullptr;
  if (const Yaml* until = need(stall, "until", "stall", mistakes))
    read_word(*until, "until", {"client_abort"}, {}, mistakes);
  const Yaml* cap = need(stall, "cap", "stall", mistakes);
  const auto longest = cap == nullptr ? std::nullopt : parse_duration(*cap, mistakes);
  if (!longest) return nullptr;
  if (longest->count() == 0 || *longest > kLongest) {
    mistakes.add(*cap, "cap has to be more than nothing and at most 1h");
    return nullptr;
  }
  return std::make_unique<Stall>(*longest);
}

constexpr std::string_view kStallSchema =
    R"({"stall": {"type": "object", "additionalProperties": false,
  "required": ["until", "cap"],
  "properties": {"until": {"const": "client_abort"}, "cap": {"$ref": "#/$defs/duration"}}}})";

}  // namespace

extern const Verb kStallVerb;
constexpr Verb kStallVerb{"stall", Slot::kEnding, {}, read_stall, kStallSchema};

}  // namespace virga
