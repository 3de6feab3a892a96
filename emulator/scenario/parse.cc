#include <algorithm>
#include <map>
#include <set>

#include "scenario/arming.h"
#include "scenario/effects.h"
#include "scenario/rule.h"
#include "scenario/scenario.h"
#include "scenario/words.h"

namespace virga {
namespace {

// world, global, access_key, account, or {param: NumberPoolNo}. `when` is nullptr when it is not
// known what the rule is about, or the setting is for several.
CountBy read_count_by(const Yaml& from, const When* when, Mistakes& mistakes) {
  using What = CountBy::What;
  if (from.is_map()) {
    if (!expect_keys(from, "count_by", {"param"}, {}, mistakes)) return {};
    const Yaml* param = need(from, "param", "count_by", mistakes);
    if (param == nullptr || !read_text(*param, "param", mistakes)) return {};
    return {What::kParam, (when == nullptr ? When() : *when).read_param_name(*param, mistakes)};
  }
  const auto word =
      read_word(from, "count_by", {"world", "global", "access_key", "account"}, {}, mistakes);
  if (!word) return {};
  return {*word == "access_key" ? What::kAccessKey
          : *word == "account"  ? What::kAccount
          : *word == "global"   ? What::kGlobal
                                : What::kWorld};
}

// Reads one file. Goes on after each mistake, so that all of them are told at once.
class ScenarioReader {
 public:
  ScenarioReader(const Catalog& catalog, Mistakes& mistakes)
      : catalog_(catalog), mistakes_(mistakes) {}

  void read(const Yaml& top, Scenario& scenario) {
    if (!expect_keys(top, "a scenario",
                     {"format", "name", "description", "seed", "defaults", "rules"}, {}, mistakes_))
      return;
    if (const Yaml* format = need(top, "format", "a scenario", mistakes_);
        format != nullptr && format->integer() != 1)
      mistakes_.add(*format, "format has to be 1");
    if (const Yaml* name = need(top, "name", "a scenario", mistakes_))
      scenario.name = read_name(*name, "name", mistakes_).value_or("");
    if (const Yaml* description = top.find("description"))
      scenario.description = read_text(*description, "description", mistakes_).value_or("");
    if (const Yaml* seed = top.find("seed"))
      if (const auto number = read_count(*seed, "seed", 0, mistakes_))
        scenario.seed = static_cast<std::uint64_t>(*number);
    if (const Yaml* defaults = top.find("defaults")) read_defaults(*defaults);
    const Yaml* rules = need(top, "rules", "a scenario", mistakes_);
    if (rules == nullptr || !expect_items(*rules, "rules", mistakes_)) return;
    for (const Yaml& rule : rules->items) read_rule(rule, scenario);
  }

 private:
  void read_defaults(const Yaml& from) {
    if (!expect_keys(from, "defaults", {"count_by", "armed"}, {}, mistakes_)) return;
    read_armed(from, defaults_);
    const Yaml* count_by = from.find("count_by");
    if (count_by == nullptr) return;
    const std::size_t before = mistakes_.list().size();
    defaults_.count_by = read_count_by(*count_by, nullptr, mistakes_);
    if (mistakes_.list().size() == before) default_param_ = count_by->find("param");
  }

  void read_armed(const Yaml& from, Rule& rule) {
    if (const Yaml* armed = from.find("armed"))
      rule.armed = read_flag(*armed, "armed", mistakes_).value_or(true);
  }

  void read_rule(const Yaml& from, Scenario& scenario) {
    if (!expect_keys(from, "a rule",
                     {"id", "when", "at", "do", "sequence", "after", "limit", "expect", "count_by",
                      "armed", "activate"},
                     {"consistency"}, mistakes_))
      return;
    auto rule = std::make_shared<Rule>();
    rule->armed = defaults_.armed;
    read_armed(from, *rule);
    const Yaml* id = need(from, "id", "a rule", mistakes_);
    if (id != nullptr) rule->id = read_id(*id);

    const Yaml* when = need(from, "when", "a rule", mistakes_);
    const auto about = when == nullptr ? std::nullopt : When::read(*when, catalog_, mistakes_);
    if (about) rule->when = *about;
    read_count_by_of(from, about ? &*about : nullptr, *rule);
    // Some of these may pass.
    bool every_call = from.find("sequence") == nullptr && from.find("limit") == nullptr;
    if (const Yaml* at = from.find("at")) {
      auto read = At::read(*at, mistakes_);
      every_call = every_call && read && read->always();
      if (read) rule->at = std::move(*read);
    }
    read_actions(from, about ? &*about : nullptr, *rule);
    see_that_its_head_is_enough(from, *rule);
    if (const Yaml* activate = from.find("activate")) read_activate(*activate, *rule);
    if (const Yaml* expect = from.find("expect"))
      read_expect(*expect, about ? &*about : nullptr, *rule);
    else if (!rule->armed || rule->activation)  // it need not be armed at all
      rule->expected = {.least = 0, .text = "any"};

    if (rule->armed && !rule->activation && !rule->on_head && about)
      see_that_it_can_act(id == nullptr ? from : *id, *rule, every_call);
    scenario.rules.push_back(std::move(rule));
  }

  void read_count_by_of(const Yaml& from, const When* about, Rule& rule) {
    rule.count_by = defaults_.count_by;
    if (const Yaml* count_by = from.find("count_by"))
      rule.count_by = read_count_by(*count_by, about, mistakes_);
    else if (default_param_ != nullptr && about != nullptr)  // which the rule has to know, too
      rule.count_by.param = about->read_param_name(*default_param_, mistakes_);
  }

  // The same for every call, or one thing after another.
  void read_actions(const Yaml& from, const When* about, Rule& rule) {
    const Yaml* sequence = from.find("sequence");
    const Yaml* after = from.find("after");
    const Yaml* limit = from.find("limit");
    const bool instead = sequence != nullptr || limit != nullptr;
    const Yaml* effects = instead ? from.find("do") : need(from, "do", "a rule", mistakes_);
    if (effects != nullptr) rule.effects = read_effects(*effects, about, mistakes_);
    if (sequence != nullptr) {
      rule.sequence = Sequence::read(*sequence, after, about, mistakes_);
      if (effects != nullptr) mistakes_.add(*effects, "a rule has do or a sequence, not both");
    } else if (after != nullptr) {
      mistakes_.add(*after, "after goes with a sequence");
    }
    if (limit == nullptr) return;
    if (effects != nullptr || sequence != nullptr)
      mistakes_.add(*limit, "a rule has a limit, do or a sequence, one of them");
    read_limit(*limit, about, rule);
  }

  void read_limit(const Yaml& from, const When* about, Rule& rule) {
    if (!expect_keys(from, "limit", {"bucket", "quota", "on_empty"}, {}, mistakes_)) return;
    rule.limit = Limit::read(from, mistakes_);
    for (const char* kind : {"bucket", "quota"})
      if (const Yaml* settings = from.find(kind); settings != nullptr)
        if (const Yaml* key = settings->find("key"))
          rule.limit_key = read_count_by(*key, about, mistakes_);
    const Yaml* on_empty = need(from, "on_empty", "limit", mistakes_);
    if (on_empty == nullptr) return;
    Yaml effects;  // one alone needs no list
    effects.kind = Yaml::Kind::kList;
    effects.line = on_empty->line;
    effects.column = on_empty->column;
    effects.items = on_empty->is_list() ? on_empty->items : std::vector<Yaml>{*on_empty};
    rule.effects = read_effects(effects, about, mistakes_);
  }

  std::string read_id(const Yaml& from) {
    const auto id = read_name(from, "id", mistakes_);
    if (!id) return {};
    const auto [first, fresh] = lines_.emplace(*id, from.line);
    if (!fresh)
      mistakes_.add(from, "another rule has the id " + in_quotes(*id) + ", on line " +
                              std::to_string(first->second));
    return *id;
  }

  // {by: header, ttl: 5m, max_hits: 3}
  void read_activate(const Yaml& from, Rule& rule) {
    if (!expect_keys(from, "activate", {"by", "ttl", "max_hits"}, {}, mistakes_)) return;
    if (const Yaml* by = need(from, "by", "activate", mistakes_))
      static_cast<void>(read_word(*by, "by", {"header"}, {}, mistakes_));
    rule.activation = read_arming(from, mistakes_);
  }

  void read_expect(const Yaml& from, const When* about, Rule& rule) {
    if (!expect_keys(from, "expect", {"hits", "retries"}, {}, mistakes_)) return;
    const Yaml* hits = from.find("hits");
    const Yaml* retries = from.find("retries");
    if (hits == nullptr && retries == nullptr)
      mistakes_.add(from, "expect needs \"hits\" or \"retries\"");
    if (hits != nullptr)
      if (auto read = ExpectedHits::read(*hits, mistakes_)) rule.expected = std::move(*read);
    if (retries != nullptr) rule.retries = ExpectedRetries::read(*retries, about, mistakes_);
  }

  // A request's body is read slowly or not before it is known whose it is and what it says.
  void see_that_its_head_is_enough(const Yaml& from, Rule& rule) {
    const auto needs_head = [](const Effects& effects) {
      return std::any_of(effects.begin(), effects.end(),
                         [](const auto& effect) { return effect->on_head(); });
    };
    for (const char* other : {"sequence", "limit"})
      if (const Yaml* instead = from.find(other); instead != nullptr)
        if (needs_head(rule.effects) || rule.sequence.any(needs_head))
          mistakes_.add(*instead, "slow_request goes with do alone");
    rule.on_head = needs_head(rule.effects);
    if (!rule.on_head) return;
    const auto what = rule.count_by.what;
    if (!rule.when.head_is_enough() ||
        (what != CountBy::What::kWorld && what != CountBy::What::kGlobal))
      mistakes_.add(from,
                    "slow_request is decided on the head of a request: the rule can ask for "
                    "operation and headers, and count for the world or global");
    if (const Yaml* expect = from.find("expect"); expect != nullptr)
      if (const Yaml* retries = expect->find("retries"))
        mistakes_.add(*retries, "slow_request knows nothing of retries");
  }

  // The first rule that fits acts, so behind one that takes every call of an operation nothing is
  // left of it.
  void see_that_it_can_act(const Yaml& place, const Rule& rule, bool every_call) {
    std::set<std::string> takers;
    bool left = false;
    for (const Target& target : rule.when.targets()) {
      const auto taker = taken_.find(target.operation);
      if (taker == taken_.end())
        left = true;
      else
        takers.insert(in_quotes(taker->second));
    }
    if (!left) {
      std::string all;
      for (const std::string& taker : takers) (all += all.empty() ? "" : " and ") += taker;
      mistakes_.add(place, "this rule can never act: " + all + " above takes every call");
    }
    if (!every_call || rule.when.conditional()) return;
    for (const Target& target : rule.when.targets()) taken_.emplace(target.operation, rule.id);
  }

  const Catalog& catalog_;
  Mistakes& mistakes_;
  Rule defaults_;
  const Yaml* default_param_ = nullptr;            // of count_by
  std::map<std::string, int> lines_;               // where each id stands
  std::map<const Operation*, std::string> taken_;  // the rule that takes every call of it
};

}  // namespace

std::shared_ptr<const Scenario> parse_scenario(std::string_view text, const Catalog& catalog,
                                               Mistakes& mistakes) {
  const auto yaml = parse_yaml(text, mistakes);
  if (!yaml) return nullptr;
  auto scenario = std::make_shared<Scenario>();
  scenario->source = std::string(text);
  ScenarioReader(catalog, mistakes).read(*yaml, *scenario);
  if (!mistakes.empty()) return nullptr;
  return scenario;
}

}  // namespace virga
