// {reset: rst}: no answer, the connection is reset; in the phase mid_body, half an answer before.
#include "scenario/verb/verb.h"
#include "scenario/words.h"

namespace virga {
namespace {

class Reset : public Effect {
 public:
  void apply(const Exchange&, const Draws&, Plan& plan) const override {
    plan.silent = true;
    plan.ending = Ending::kReset;
  }
};

std::unique_ptr<const Effect> read_reset(const Yaml& entry, const When*, Mistakes& mistakes) {
  if (!read_word(*entry.find("reset"), "reset", {"rst"}, {}, mistakes)) return nullptr;
  return std::make_unique<Reset>();
}

constexpr std::string_view kResetSchema = R"({"reset": {"const": "rst"}})";

}  // namespace

extern const Verb kResetVerb;
constexpr Verb kResetVerb{"reset", Slot::kEnding, {}, read_reset, kResetSchema};

}  // namespace virga
