// {deliver: drop}: what becomes of an attempt to deliver a callback. It is lost (drop), made twice
// (duplicate), made after the next callback (reorder), signed wrongly (wrong_signature) or made
// later ({delay: 30s}).
#include "scenario/duration.h"
#include "scenario/verb/verb.h"
#include "scenario/words.h"

namespace virga {
namespace {

class Handle : public Effect {
 public:
  explicit Handle(Handling handling) : handling_(handling) {}

  void apply(const Exchange&, const Draws&, Plan& plan) const override {
    plan.handling = handling_;
  }

 private:
  Handling handling_;
};

struct Word {
  std::string_view text;
  Handling::What what;
};

constexpr Word kWords[] = {{"drop", Handling::What::kDrop},
                           {"duplicate", Handling::What::kDuplicate},
                           {"reorder", Handling::What::kReorder},
                           {"wrong_signature", Handling::What::kForge}};

std::unique_ptr<const Effect> read_deliver(const Yaml& entry, const When* when,
                                           Mistakes& mistakes) {
  const Yaml& deliver = *entry.find("deliver");
  if (when != nullptr && !when->about_callbacks()) {
    mistakes.add(deliver, "deliver is for callbacks: when has to name one");
    return nullptr;
  }
  if (deliver.is_map()) {
    if (!expect_keys(deliver, "deliver", {"delay"}, {}, mistakes)) return nullptr;
    const Yaml* delay = need(deliver, "delay", "deliver", mistakes);
    const auto span = delay == nullptr ? std::nullopt : parse_duration(*delay, mistakes);
    if (!span) return nullptr;
    return std::make_unique<Handle>(Handling{Handling::What::kPostpone, *span});
  }
  Words words;
  for (const Word& word : kWords) words.push_back(word.text);
  const auto chosen = read_word(deliver, "deliver", words, {}, mistakes);
  if (!chosen) return nullptr;
  for (const Word& word : kWords)
    if (word.text == *chosen) return std::make_unique<Handle>(Handling{word.what});
  return nullptr;
}

constexpr std::string_view kDeliverSchema = R"({"deliver": {"anyOf": [
  {"enum": ["drop", "duplicate", "reorder", "wrong_signature"]},
  {"type": "object", "additionalProperties": false, "required": ["delay"],
   "properties": {"delay": {"$ref": "#/$defs/duration"}}}]}})";

}  // namespace

extern const Verb kDeliverVerb;
constexpr Verb kDeliverVerb{"deliver", Slot::kHandling, {}, read_deliver, kDeliverSchema};

}  // namespace virga
