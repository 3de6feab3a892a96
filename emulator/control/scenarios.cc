// /_virga/scenarios: what goes wrong in a world, and what came of it.
#include "base/spelling.h"
#include "control/route.h"

namespace virga::control {
namespace {

Json to_json(const Report& report) {
  Json rules = Json::array();
  bool held = true;
  for (const RuleReport& rule : report.rules) {
    Json json{{"id", rule.id},
              {"matched", rule.matched},
              {"hits", rule.hits},
              {"misses", rule.matched - rule.hits}};
    if (rule.expected_hits) {
      json["expected"] = {{"hits", *rule.expected_hits}};
      json["held"] = rule.held();
    }
    held = held && rule.held();
    rules.push_back(std::move(json));
  }
  return {{"scenario", report.scenario}, {"held", held}, {"rules", rules}};
}

[[noreturn]] void refuse_name(const Ask& ask, const std::string& name) {
  std::vector<std::string_view> known;
  const auto loaded = ask.world.rules.loaded();
  for (const auto& scenario : loaded) known.push_back(scenario->name);
  throw Refused{404, "not_found",
                "no scenario \"" + name + "\" is loaded" + did_you_mean(name, known)};
}

}  // namespace

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
  const auto report = ask.world.rules.report(ask.path[0]);
  if (!report) refuse_name(ask, ask.path[0]);
  return json_reply(to_json(*report));
}

}  // namespace virga::control
