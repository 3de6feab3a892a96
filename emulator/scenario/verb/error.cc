// {error: QuotaExceeded, with: {what: The number of number pools}}: a documented error, in the
// vendor's envelope. {error: throttled, retry_after: 2s}: whatever the service calls that.
#include <algorithm>

#include "base/spelling.h"
#include "scenario/duration.h"
#include "scenario/error_name.h"
#include "scenario/verb/verb.h"
#include "scenario/words.h"

namespace virga {
namespace {

using Fills = std::vector<std::pair<std::string, std::string>>;

class AnswerError : public Effect {
 public:
  // One service may word a code otherwise than another, so each operation has its own.
  AnswerError(MeantErrors errors, Fills fills, std::optional<std::chrono::seconds> retry_after)
      : errors_(std::move(errors)), fills_(std::move(fills)), retry_after_(retry_after) {}

  void apply(const Exchange& exchange, const Draws&, Plan& plan) const override {
    const auto found = errors_.find(exchange.match.operation);
    if (found == errors_.end()) return;
    plan.error.emplace(*found->second);
    for (const auto& [name, text] : fills_) plan.error->with(name, text);
    plan.retry_after = retry_after_;
  }

 private:
  MeantErrors errors_;
  Fills fills_;
  std::optional<std::chrono::seconds> retry_after_;
};

Fills read_fills(const Yaml& from, const MeantErrors& errors, std::string_view code,
                 Mistakes& mistakes) {
  Fills fills;
  if (!from.is_map()) {
    mistakes.add(from, "with has to be a mapping");
    return fills;
  }
  Words names;
  for (const auto& [operation, error] : errors)
    for (const std::string_view name : placeholders(error->text)) names.push_back(name);
  for (const auto& [name, value] : from.members) {
    // No errors were found: that is told already, and nothing is known about their texts.
    if (!errors.empty() && std::find(names.begin(), names.end(), name.text) == names.end())
      mistakes.add(name, "the text of " + std::string(code) + " has no part " +
                             in_quotes(name.text) + did_you_mean(name.text, names));
    if (auto text = read_text(value, "a part of an error's text", mistakes))
      fills.emplace_back(name.text, std::move(*text));
  }
  return fills;
}

// As the header Retry-After says it.
std::optional<std::chrono::seconds> read_seconds(const Yaml& from, Mistakes& mistakes) {
  const auto span = parse_duration(from, mistakes);
  if (!span || span->count() % 1000 == 0)
    return span ? std::optional(std::chrono::duration_cast<std::chrono::seconds>(*span))
                : std::nullopt;
  mistakes.add(from, "retry_after has to be whole seconds");
  return std::nullopt;
}

std::unique_ptr<const Effect> read_error(const Yaml& entry, const When* when, Mistakes& mistakes) {
  const Yaml& code = *entry.find("error");
  bool undocumented = false;
  if (const Yaml* leave = entry.find("undocumented"))
    undocumented = read_true(*leave, "undocumented", mistakes);
  MeantErrors errors;
  if (read_text(code, "error", mistakes) && when != nullptr)
    errors = meant_errors(code, *when, undocumented, mistakes);
  Fills fills;
  if (const Yaml* with = entry.find("with")) fills = read_fills(*with, errors, code.text, mistakes);
  std::optional<std::chrono::seconds> retry_after;
  if (const Yaml* from = entry.find("retry_after")) retry_after = read_seconds(*from, mistakes);
  return std::make_unique<AnswerError>(std::move(errors), std::move(fills), retry_after);
}

constexpr std::string_view kSides[] = {"with", "undocumented", "retry_after"};

constexpr std::string_view kErrorSchema = R"({
  "error": {"$ref": "#/$defs/error"},
  "with": {"type": "object", "additionalProperties": {"$ref": "#/$defs/text"}},
  "undocumented": {"const": true},
  "retry_after": {"$ref": "#/$defs/duration"}
})";

}  // namespace

extern const Verb kErrorVerb;
constexpr Verb kErrorVerb{"error", Slot::kAnswer, kSides, read_error, kErrorSchema};

}  // namespace virga
