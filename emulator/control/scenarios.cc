// /_virga/scenarios: what goes wrong in a world, and what came of it.
#include "base/spelling.h"
#include "base/time.h"
#include "control/route.h"
#include "scenario/arming.h"
#include "scenario/words.h"

namespace virga::control {
namespace {

std::string_view name_of(Diagnosis diagnosis) {
  switch (diagnosis) {
    case Diagnosis::kNone: break;
    case Diagnosis::kNeverCalled: return "never called";
    case Diagnosis::kClause: return "clause failed";
    case Diagnosis::kWindowOrCap: return "window or cap";
    case Diagnosis::kShadowed: return "shadowed";
  }
  return {};
}

Json to_json(const LogicalCall& call) {
  Json attempts = Json::array();
  for (const Attempt& attempt : call.attempts)
    attempts.push_back({{"request_id", attempt.request_id},
                        {"gap_ms", attempt.gap.count()},
                        {"failed", attempt.failed},
                        {"same", attempt.same},
                        {"signed_anew", attempt.signed_anew}});
  return {{"retries", call.attempts.size() - 1},
          {"held", call.unmet.empty()},
          {"attempts", std::move(attempts)}};
}

Json to_json(const RuleReport& rule) {
  Json misses = Json::object();
  for (const auto& [clause, calls] : rule.misses) misses[clause] = calls;
  Json json{{"id", rule.id},           {"armed", rule.armed}, {"called", rule.called},
            {"matched", rule.matched}, {"hits", rule.hits},   {"expected", rule.expected},
            {"held", rule.held()}};
  if (!rule.held()) json["unmet"] = rule.unmet;
  if (rule.diagnosis != Diagnosis::kNone) json["diagnosis"] = name_of(rule.diagnosis);
  json["misses"] = std::move(misses);
  json["nearest"] = misses_json(rule.nearest);
  if (rule.retried.empty()) return json;
  json["retried"] = Json::array();
  for (const LogicalCall& call : rule.retried) json["retried"].push_back(to_json(call));
  return json;
}

Json to_json(const Report& report) {
  Json rules = Json::array();
  for (const RuleReport& rule : report.rules) rules.push_back(to_json(rule));
  return {{"scenario", report.scenario}, {"held", report.held()}, {"rules", std::move(rules)}};
}

// Whether a rule is to be armed, and for how long.
bool read_armed(const Yaml& body, Arming& arming, Mistakes& mistakes) {
  if (!body.is_map()) return read_flag(body, "armed", mistakes).value_or(false);
  if (!expect_keys(body, "the body", {"armed", "ttl", "max_hits"}, {}, mistakes)) return false;
  const Yaml* armed = need(body, "armed", "the body", mistakes);
  arming = read_arming(body, mistakes);
  return armed != nullptr && read_flag(*armed, "armed", mistakes).value_or(false);
}

[[noreturn]] void refuse_name(const Ask& ask, const std::string& name) {
  std::vector<std::string_view> known;
  const auto loaded = ask.world.rules.loaded();
  for (const auto& scenario : loaded) known.push_back(scenario->name);
  throw Refused{404, "not_found",
                "no scenario \"" + name + "\" is loaded" + did_you_mean(name, known)};
}

}  // namespace

Json misses_json(const std::vector<Miss>& misses) {
  Json list = Json::array();
  for (const Miss& miss : misses)
    list.push_back({{"time", plain_time(miss.time)},
                    {"request_id", miss.request_id},
                    {"clause", miss.clause},
                    {"why", miss.why}});
  return list;
}

Reply list_scenarios(const Ask& ask) {
  Json list = Json::array();
  for (const auto& scenario : ask.world.rules.loaded())
    list.push_back({{"name", scenario->name},
                    {"description", scenario->description},
                    {"rules", scenario->rules.size()}});
  return json_reply({{"world", ask.world.name}, {"scenarios", list}});
}

Reply put_scenario(const Ask& ask) {
  Mistakes mistakes(ask.path[0]);
  const auto scenario = parse_scenario(ask.request.body, ask.catalog, mistakes);
  if (!scenario) throw Refused{400, "invalid_scenario", mistakes.text()};
  if (scenario->name != ask.path[0])
    throw Refused{400, "invalid_scenario",
                  "the scenario is named \"" + scenario->name + "\", the address says \"" +
                      ask.path[0] + "\""};
  ask.world.rules.load(scenario, ask.world.clock.now());
  return json_reply(
      {{"world", ask.world.name}, {"name", scenario->name}, {"rules", scenario->rules.size()}});
}

Reply delete_scenario(const Ask& ask) {
  if (!ask.world.rules.drop(ask.path[0])) refuse_name(ask, ask.path[0]);
  return json_reply({{"world", ask.world.name}, {"dropped", ask.path[0]}});
}

Reply get_report(const Ask& ask) {
  const auto report = ask.world.rules.report(ask.path[0], ask.world.clock.now());
  if (!report) refuse_name(ask, ask.path[0]);
  return json_reply(to_json(*report));
}

// true, false, or {"armed": true, "ttl": "5m", "max_hits": 3}.
Reply put_armed(const Ask& ask) {
  Mistakes mistakes("body");
  const auto body = parse_yaml(ask.request.body, mistakes);
  Arming arming;
  const bool armed = body && read_armed(*body, arming, mistakes);
  if (!mistakes.empty()) throw Refused{400, "invalid_body", mistakes.text()};
  if (const auto wrong = ask.world.rules.set_armed(ask.path[0], ask.path[1],
                                                   armed ? std::optional(arming) : std::nullopt,
                                                   ask.world.clock.now()))
    throw Refused{404, "not_found", *wrong};
  return json_reply({{"world", ask.world.name},
                     {"scenario", ask.path[0]},
                     {"rule", ask.path[1]},
                     {"armed", armed}});
}

}  // namespace virga::control
