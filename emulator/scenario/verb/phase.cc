// {phase: after_commit}: when the rest of the rule happens, before the operation, once its state
// is kept, or when half of the answer's body is out.
#include "scenario/verb/verb.h"
#include "scenario/words.h"

namespace virga {
namespace {

class SetPhase : public Effect {
 public:
  explicit SetPhase(Plan::Phase phase) : phase_(phase) {}

  void apply(const Exchange&, const Draws&, Plan& plan) const override { plan.phase = phase_; }

 private:
  Plan::Phase phase_;
};

std::unique_ptr<const Effect> read_phase(const Yaml& entry, const When*, Mistakes& mistakes) {
  const auto word = read_word(*entry.find("phase"), "phase", {"before", "after_commit", "mid_body"},
                              {}, mistakes);
  if (!word) return nullptr;
  return std::make_unique<SetPhase>(*word == "before"         ? Plan::Phase::kBefore
                                    : *word == "after_commit" ? Plan::Phase::kAfterCommit
                                                              : Plan::Phase::kMidBody);
}

constexpr std::string_view kPhaseSchema =
    R"({"phase": {"enum": ["before", "after_commit", "mid_body"]}})";

}  // namespace

extern const Verb kPhaseVerb;
constexpr Verb kPhaseVerb{"phase", Slot::kPhase, {}, read_phase, kPhaseSchema};

}  // namespace virga
