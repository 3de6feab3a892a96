// {wrong_content_type: text/html}: the answer calls itself something else than it is.
#include "base/text.h"
#include "scenario/verb/verb.h"
#include "scenario/words.h"

namespace virga {
namespace {

class WrongContentType : public Effect {
 public:
  explicit WrongContentType(std::string type) : type_(std::move(type)) {}

  void apply(const Exchange&, const Draws&, Plan& plan) const override {
    plan.content_type = type_;
  }

 private:
  std::string type_;
};

std::unique_ptr<const Effect> read_wrong_content_type(const Yaml& entry, const When*,
                                                      Mistakes& mistakes) {
  const Yaml& from = *entry.find("wrong_content_type");
  auto type = read_header_value(from, "wrong_content_type", mistakes);
  if (!type) return nullptr;
  if (same_letters(trim(type->substr(0, type->find(';'))), "application/json")) {
    mistakes.add(from, "application/json is what the clouds answer: nothing would be wrong");
    return nullptr;
  }
  return std::make_unique<WrongContentType>(std::move(*type));
}

constexpr std::string_view kWrongContentTypeSchema =
    R"({"wrong_content_type": {"$ref": "#/$defs/text"}})";

}  // namespace

extern const Verb kWrongContentTypeVerb;
constexpr Verb kWrongContentTypeVerb{
    "wrong_content_type", Slot::kContentType, {}, read_wrong_content_type, kWrongContentTypeSchema};

}  // namespace virga
