// {truncate: {after: 60%}}: the head promises the whole body, a part of it comes, then a clean end
// of file.
#include "scenario/verb/verb.h"
#include "scenario/words.h"

namespace virga {
namespace {

class Truncate : public Effect {
 public:
  explicit Truncate(Part after) : after_(after) {}

  void apply(const Exchange&, const Draws&, Plan& plan) const override {
    plan.cut = after_;
    plan.ending = Ending::kClose;
  }

 private:
  Part after_;
};

std::unique_ptr<const Effect> read_truncate(const Yaml& entry, const When*, Mistakes& mistakes) {
  const Yaml& truncate = *entry.find("truncate");
  if (!expect_keys(truncate, "truncate", {"after"}, {}, mistakes)) return nullptr;
  const Yaml* after = need(truncate, "after", "truncate", mistakes);
  const auto part = after == nullptr ? std::nullopt : parse_part(*after, mistakes);
  return part ? std::make_unique<Truncate>(*part) : nullptr;
}

constexpr std::string_view kTruncateSchema =
    R"({"truncate": {"type": "object", "additionalProperties": false,
  "required": ["after"],
  "properties": {"after": {"type": "string",
                           "pattern": "^([0-9]{1,2}%|[0-9]{1,10}(B|KB|KiB|MB|MiB))$"}}}})";

}  // namespace

extern const Verb kTruncateVerb;
constexpr Verb kTruncateVerb{"truncate", Slot::kEnding, {}, read_truncate, kTruncateSchema};

}  // namespace virga
