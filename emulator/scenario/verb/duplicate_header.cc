// {duplicate_header: X-Request-Id}: that header of the answer stands there twice.
#include "scenario/verb/verb.h"
#include "scenario/words.h"

namespace virga {
namespace {

class DuplicateHeader : public Effect {
 public:
  explicit DuplicateHeader(std::string name) : name_(std::move(name)) {}

  void apply(const Exchange&, const Draws&, Plan& plan) const override {
    plan.repeated_header = name_;
  }

 private:
  std::string name_;
};

std::unique_ptr<const Effect> read_duplicate_header(const Yaml& entry, const When*,
                                                    Mistakes& mistakes) {
  const Yaml& from = *entry.find("duplicate_header");
  const auto name = read_text(from, "duplicate_header", mistakes);
  if (!name) return nullptr;
  if (!is_token(*name)) {
    mistakes.add(from, "no header has the name " + in_quotes(*name));
    return nullptr;
  }
  return std::make_unique<DuplicateHeader>(*name);
}

constexpr std::string_view kDuplicateHeaderSchema =
    R"({"duplicate_header": {"$ref": "#/$defs/header_name"}})";

}  // namespace

extern const Verb kDuplicateHeaderVerb;
constexpr Verb kDuplicateHeaderVerb{
    "duplicate_header", Slot::kHeader, {}, read_duplicate_header, kDuplicateHeaderSchema};

}  // namespace virga
