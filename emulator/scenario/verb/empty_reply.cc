// {empty_reply: true}: no answer, the connection is closed in order.
#include "scenario/verb/verb.h"
#include "scenario/words.h"

namespace virga {
namespace {

class EmptyReply : public Effect {
 public:
  void apply(const Exchange&, const Draws&, Plan& plan) const override {
    plan.silent = true;
    plan.ending = Ending::kClose;
  }
};

std::unique_ptr<const Effect> read_empty_reply(const Yaml& entry, const When*, Mistakes& mistakes) {
  if (!read_true(*entry.find("empty_reply"), "empty_reply", mistakes)) return nullptr;
  return std::make_unique<EmptyReply>();
}

constexpr std::string_view kEmptyReplySchema = R"({"empty_reply": {"const": true}})";

}  // namespace

extern const Verb kEmptyReplyVerb;
constexpr Verb kEmptyReplyVerb{
    "empty_reply", Slot::kEnding, {}, read_empty_reply, kEmptyReplySchema};

}  // namespace virga
