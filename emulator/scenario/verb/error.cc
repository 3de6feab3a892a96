// {error: QuotaExceeded, with: {what: The number of number pools}}: a documented error, in the
// vendor's envelope.
#include <algorithm>
#include <map>

#include "base/spelling.h"
#include "scenario/verb/verb.h"
#include "scenario/words.h"

namespace virga {
namespace {

using Fills = std::vector<std::pair<std::string, std::string>>;

class AnswerError : public Effect {
 public:
  // One service may word a code otherwise than another, so each operation has its own.
  AnswerError(std::map<const Operation*, const Error*> errors, Fills fills)
      : errors_(std::move(errors)), fills_(std::move(fills)) {}

  void apply(const Exchange& exchange, const Draws&, Plan& plan) const override {
    const auto found = errors_.find(exchange.match.operation);
    if (found == errors_.end()) return;
    plan.error.emplace(*found->second);
    for (const auto& [name, text] : fills_) plan.error->with(name, text);
  }

 private:
  std::map<const Operation*, const Error*> errors_;
  Fills fills_;
};

// The first: an operation's own error goes before the gateway's of the same code.
const Error* find_error(const std::vector<const Error*>& errors, std::string_view code) {
  for (const Error* error : errors)
    if (error->code == code) return error;
  return nullptr;
}

std::vector<const Error*> errors_of(const Service& service) {
  std::vector<const Error*> all;
  for (const auto& group : service.operations)
    for (const Operation& operation : group)
      all.insert(all.end(), operation.errors.begin(), operation.errors.end());
  all.insert(all.end(), service.gateway_errors.begin(), service.gateway_errors.end());
  return all;
}

Words codes_of(const std::vector<const Error*>& errors) {
  Words codes;
  for (const Error* error : errors) codes.push_back(error->code);
  return codes;
}

// Which constant the code means for each operation; complains where none is meant.
class Lookup {
 public:
  Lookup(const Yaml& code, bool undocumented, Mistakes& mistakes)
      : code_(code), undocumented_(undocumented), mistakes_(mistakes) {}

  std::map<const Operation*, const Error*> errors(const When& when) {
    std::map<const Operation*, const Error*> found;
    for (const Target& target : when.targets()) {
      const auto documented = injectable_errors(*target.service, *target.operation);
      const Error* error = find_error(documented, code_.text);
      // Without named operations, and by the user's leave, what the service knows elsewhere will
      // do.
      const bool elsewhere = undocumented_ || !when.names_operations();
      if (error == nullptr && elsewhere) error = find_error(known_to(*target.service), code_.text);
      if (error != nullptr)
        found[target.operation] = error;
      else if (elsewhere)
        refuse_service(*target.service);
      else
        refuse_operation(target, documented);
    }
    return found;
  }

 private:
  const std::vector<const Error*>& known_to(const Service& service) {
    const auto [at, fresh] = known_.try_emplace(&service);
    if (fresh) at->second = errors_of(service);
    return at->second;
  }

  // Once for all of its operations.
  void refuse_service(const Service& service) {
    if (std::find(refused_.begin(), refused_.end(), &service) != refused_.end()) return;
    refused_.push_back(&service);
    mistakes_.add(code_, "no operation of " + std::string(service.name) + " documents " +
                             in_quotes(code_.text) +
                             did_you_mean(code_.text, codes_of(known_to(service))));
  }

  void refuse_operation(const Target& target, const std::vector<const Error*>& documented) {
    const bool leave = find_error(known_to(*target.service), code_.text) != nullptr;
    mistakes_.add(code_, std::string(target.operation->name) + " does not document " +
                             in_quotes(code_.text) +
                             did_you_mean(code_.text, codes_of(documented)) +
                             (leave ? "; undocumented: true allows it" : ""));
  }

  const Yaml& code_;
  bool undocumented_;
  Mistakes& mistakes_;
  std::map<const Service*, std::vector<const Error*>> known_;
  std::vector<const Service*> refused_;
};

Fills read_fills(const Yaml& from, const std::map<const Operation*, const Error*>& errors,
                 std::string_view code, Mistakes& mistakes) {
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

std::unique_ptr<const Effect> read_error(const Yaml& entry, const When* when, Mistakes& mistakes) {
  const Yaml& code = *entry.find("error");
  bool undocumented = false;
  if (const Yaml* leave = entry.find("undocumented"))
    undocumented = read_true(*leave, "undocumented", mistakes);
  std::map<const Operation*, const Error*> errors;
  if (read_text(code, "error", mistakes) && when != nullptr)
    errors = Lookup(code, undocumented, mistakes).errors(*when);
  Fills fills;
  if (const Yaml* with = entry.find("with")) fills = read_fills(*with, errors, code.text, mistakes);
  return std::make_unique<AnswerError>(std::move(errors), std::move(fills));
}

constexpr std::string_view kSides[] = {"with", "undocumented"};

}  // namespace

extern const Verb kErrorVerb;
constexpr Verb kErrorVerb{"error", Slot::kAnswer, kSides, read_error};

}  // namespace virga
