#include "verify/answered.h"

#include <algorithm>
#include <functional>

#include "base/spelling.h"
#include "scenario/words.h"

namespace virga {
namespace {

// The plain values among the operands of a condition.
void each_value(const Yaml& from, const std::function<void(const Yaml&)>& look) {
  if (from.is_scalar()) look(from);
  for (const Yaml& item : from.items) each_value(item, look);
  for (const auto& [name, operand] : from.members)
    if (name.text != "matches" && name.text != "absent") each_value(operand, look);
}

void check_status(const Yaml& from, Mistakes& mistakes) {
  each_value(from, [&](const Yaml& value) {
    const auto status = value.integer();
    if (!status || *status < 100 || *status > 599)
      mistakes.add(value, in_quotes(value.text) + " is no HTTP status: 100 to 599");
  });
}

Words codes_of(const When& when) {
  Words codes;
  const auto add = [&](const Errors& errors) {
    for (const Error* error : errors) codes.push_back(error->code);
  };
  std::vector<const Service*> seen;
  for (const Target& target : when.targets()) {
    if (std::find(seen.begin(), seen.end(), target.service) != seen.end()) continue;
    seen.push_back(target.service);
    for (const auto& group : target.service->operations)
      for (const Operation& operation : group) add(operation.errors);
    add(target.service->gateway_errors);
  }
  return codes;
}

void check_error(const Yaml& from, const When& when, Mistakes& mistakes) {
  if (when.about_callbacks())
    return mistakes.add(from, "\"error\" is about requests, not about callbacks");
  const Words known = codes_of(when);
  each_value(from, [&](const Yaml& value) {
    if (std::find(known.begin(), known.end(), value.text) == known.end())
      mistakes.add(value, "no operation of the services documents " + in_quotes(value.text) +
                              did_you_mean(value.text, known));
  });
}

}  // namespace

void Answered::read_part(const Yaml& from, Clause clause, Mistakes& mistakes) {
  if (auto condition = Condition::read(from, mistakes))
    parts_.push_back({clause, std::move(*condition)});
}

Answered Answered::read(const Yaml& from, const When& when, Mistakes& mistakes) {
  Answered answered;
  if (!expect_keys(from, "answered", {"status", "error", "rule"}, {}, mistakes)) return answered;
  if (from.members.empty()) mistakes.add(from, "answered has to expect something");
  if (const Yaml* status = from.find("status")) {
    check_status(*status, mistakes);
    answered.read_part(*status, Clause::kStatus, mistakes);
  }
  if (const Yaml* error = from.find("error")) {
    check_error(*error, when, mistakes);
    answered.read_part(*error, Clause::kError, mistakes);
  }
  if (const Yaml* rule = from.find("rule")) answered.read_part(*rule, Clause::kRule, mistakes);
  return answered;
}

// Nothing: no status was sent, no error was answered, no rule acted.
std::optional<Json> Answered::value_of(Clause clause, const Entry& entry) {
  if (clause == Clause::kStatus)
    return entry.reply.status == 0 ? std::nullopt : std::optional<Json>(entry.reply.status);
  const std::string& text = clause == Clause::kError ? entry.error : entry.rule;
  return text.empty() ? std::nullopt : std::optional<Json>(text);
}

std::optional<Depth> Answered::failure(const Entry& entry) const {
  for (const Part& part : parts_) {
    const auto value = value_of(part.clause, entry);
    if (!part.condition.holds(value ? &*value : nullptr)) return Depth{part.clause, 0};
  }
  return std::nullopt;
}

std::string Answered::why(Depth failure, const Entry& entry) const {
  const auto part = std::find_if(parts_.begin(), parts_.end(),
                                 [&](const Part& each) { return each.clause == failure.clause; });
  const auto value = value_of(failure.clause, entry);
  return std::string(name_of(failure.clause)) + ": " + (value ? print_json(*value) : "none") +
         ", expected " + part->condition.text();
}

}  // namespace virga
