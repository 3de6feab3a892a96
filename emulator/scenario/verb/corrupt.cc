// {corrupt: unclosed}: the body of the answer is changed so that a careless reader takes it.
#include "scenario/verb/verb.h"
#include "scenario/words.h"

namespace virga {
namespace {

struct Named {
  std::string_view name;
  Corruption corruption;
};

constexpr Named kCorruptions[] = {
    {"unclosed", Corruption::kUnclosed},
    {"nan", Corruption::kNan},
    {"duplicate_key", Corruption::kDuplicateKey},
    {"bad_utf8", Corruption::kBadUtf8},
    {"bom", Corruption::kBom},
    {"wrong_type", Corruption::kWrongType},
};

class Corrupt : public Effect {
 public:
  explicit Corrupt(Corruption corruption) : corruption_(corruption) {}

  void apply(const Exchange&, const Draws&, Plan& plan) const override {
    plan.corruption = corruption_;
  }

 private:
  Corruption corruption_;
};

std::unique_ptr<const Effect> read_corrupt(const Yaml& entry, const When*, Mistakes& mistakes) {
  Words names;
  for (const Named& each : kCorruptions) names.push_back(each.name);
  const auto word = read_word(*entry.find("corrupt"), "corrupt", names, {}, mistakes);
  for (const Named& each : kCorruptions)
    if (word && each.name == *word) return std::make_unique<Corrupt>(each.corruption);
  return nullptr;
}

constexpr std::string_view kCorruptSchema =
    R"({"corrupt": {"enum": ["unclosed", "nan", "duplicate_key", "bad_utf8", "bom", "wrong_type"]}})";

}  // namespace

extern const Verb kCorruptVerb;
constexpr Verb kCorruptVerb{"corrupt", Slot::kBody, {}, read_corrupt, kCorruptSchema};

}  // namespace virga
