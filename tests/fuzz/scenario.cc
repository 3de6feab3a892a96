// Scenario files: read with the real catalogue, and played when they can be read.
#include "scenario/scenario.h"

#include <set>
#include <string>
#include <string_view>

#include "base/json.h"
#include "dialect/dialect.h"
#include "fuzz/places.h"
#include "fuzz/promise.h"
#include "scenario/engine.h"
#include "scenario/rule.h"
#include "services/services.h"

namespace virga::fuzz {
namespace {

constexpr int kCalls = 3;  // of each operation

const Catalog& catalog() {
  static const Catalog all(all_services());
  return all;
}

Exchange call_of(const Target& target) {
  Exchange exchange;
  exchange.match.service = target.service;
  exchange.match.operation = target.operation;
  exchange.request.headers = {{"Host", "h"}, {"User-Agent", "fuzz/1.0"}};
  exchange.principal.access_key = "AKVIRGA";
  return exchange;
}

std::string text_of(const Plan& plan) {
  std::string text = plan.rule + " " + std::to_string(plan.latency.count()) + "ms ";
  if (plan.error) text += plan.error->error->code;
  if (plan.answer) text += std::to_string(plan.answer->status) + plan.answer->body;
  for (const Verdict& verdict : plan.verdicts)
    text += "\n" + verdict.rule + " " + std::to_string(verdict.ordinal) + " " +
            std::to_string(verdict.draw.value_or(-1)) + " " + verdict.missed;
  return text;
}

void hold_plan(const Exchange& exchange, const Plan& plan) {
  promise(plan.latency.count() >= 0, "a delay is not negative");
  promise(!plan.error || !plan.answer, "a call has one answer");
  if (plan.answer)
    promise(plan.answer->status >= 100 && plan.answer->status <= 599, "a status is one of HTTP's");
  if (!plan.error) return;
  const Reply reply = exchange.match.service->dialect->render(exchange, *plan.error);
  promise(parse_json(reply.body).has_value(), "an injected error is JSON", reply.body);
}

// The same calls get the same verdicts, whoever else plays the same scenario.
void hold_playing(const std::shared_ptr<const Scenario>& scenario) {
  Rules one(1), other(1);
  one.load(scenario);
  other.load(scenario);
  for (const auto& rule : scenario->rules)
    for (const Target& target : rule->when.targets()) {
      const Exchange exchange = call_of(target);
      for (int i = 0; i < kCalls; ++i) {
        const Plan plan = one.decide(exchange);
        const std::string verdict = text_of(plan);
        promise(text_of(other.decide(exchange)) == verdict, "the same call, the same verdict",
                verdict);
        hold_plan(exchange, plan);
      }
      if (rule->when.targets().size() > 4) break;  // a whole service: one operation will do
    }
  promise(one.report(scenario->name).has_value(), "what is played is reported");
}

void hold(std::string_view text) {
  Mistakes mistakes("fuzz.yaml");
  const auto scenario = parse_scenario(text, catalog(), mistakes);
  hold_places(text, scenario != nullptr, mistakes);
  if (!scenario) return;
  promise(scenario->source == text, "a scenario keeps its text");
  promise(!scenario->name.empty(), "a scenario has a name");
  std::set<std::string> ids;
  for (const auto& rule : scenario->rules) {
    promise(!rule->id.empty() && ids.insert(rule->id).second, "rules have ids of their own",
            rule->id);
    promise(!rule->when.targets().empty(), "a rule is about some operation", rule->id);
  }
  hold_playing(scenario);
}

}  // namespace
}  // namespace virga::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {  // NOLINT
  virga::fuzz::hold({reinterpret_cast<const char*>(bytes), size});
  return 0;
}
