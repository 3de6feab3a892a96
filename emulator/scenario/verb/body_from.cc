// {body_from: QuotaExceeded}: the body is that of an error, whatever the status says: a 200 that
// carries an error, or with another `error` beside it the one's status and the other's text.
#include "scenario/error_name.h"
#include "scenario/verb/verb.h"
#include "scenario/words.h"

namespace virga {
namespace {

class BodyFrom : public Effect {
 public:
  explicit BodyFrom(MeantErrors errors) : errors_(std::move(errors)) {}

  void apply(const Exchange& exchange, const Draws&, Plan& plan) const override {
    const auto found = errors_.find(exchange.match.operation);
    if (found != errors_.end()) plan.body_from.emplace(*found->second);
  }

 private:
  MeantErrors errors_;
};

std::unique_ptr<const Effect> read_body_from(const Yaml& entry, const When* when,
                                             Mistakes& mistakes) {
  const Yaml& code = *entry.find("body_from");
  MeantErrors errors;
  if (read_text(code, "body_from", mistakes) && when != nullptr)
    errors = meant_errors(code, *when, false, mistakes);
  return std::make_unique<BodyFrom>(std::move(errors));
}

constexpr std::string_view kBodyFromSchema = R"({"body_from": {"$ref": "#/$defs/error"}})";

}  // namespace

extern const Verb kBodyFromVerb;
constexpr Verb kBodyFromVerb{"body_from", Slot::kOtherBody, {}, read_body_from, kBodyFromSchema};

}  // namespace virga
