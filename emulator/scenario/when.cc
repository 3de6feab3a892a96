#include "scenario/when.h"

#include <algorithm>

#include "base/spelling.h"
#include "base/text.h"
#include "catalog/addressed.h"
#include "http/message.h"
#include "scenario/words.h"

namespace virga {
namespace {

// One name or a list of them, each with its place.
std::vector<const Yaml*> read_names(const Yaml& from, std::string_view what, Mistakes& mistakes) {
  std::vector<const Yaml*> names;
  if (from.is_list()) {
    if (!expect_items(from, what, mistakes)) return names;
    for (const Yaml& item : from.items)
      if (read_text(item, what, mistakes)) names.push_back(&item);
  } else if (read_text(from, what, mistakes)) {
    names.push_back(&from);
  }
  return names;
}

// Nothing when one of them is unknown.
std::optional<std::vector<const Service*>> read_services(const Yaml& from, const Catalog& catalog,
                                                         Mistakes& mistakes) {
  Words known;
  for (const Service& service : catalog.services()) known.push_back(service.name);
  std::vector<const Service*> services;
  bool all_known = true;
  for (const Yaml* name : read_names(from, "service", mistakes)) {
    if (const Service* service = catalog.service(name->text)) {
      services.push_back(service);
    } else {
      mistakes.add(*name,
                   "unknown service " + in_quotes(name->text) + did_you_mean(name->text, known));
      all_known = false;
    }
  }
  if (!all_known || services.empty()) return std::nullopt;
  return services;
}

void add_target(std::vector<Target>& targets, const Service& service, const Operation& operation) {
  const bool there = std::any_of(targets.begin(), targets.end(),
                                 [&](const Target& t) { return t.operation == &operation; });
  if (!there) targets.push_back({&service, &operation});
}

std::vector<Target> all_operations(const std::vector<const Service*>& services) {
  std::vector<Target> targets;
  for (const Service* service : services)
    for (const auto& group : service->operations)
      for (const Operation& operation : group) add_target(targets, *service, operation);
  return targets;
}

std::vector<Target> read_operations(const Yaml& from, const std::vector<const Service*>& services,
                                    Mistakes& mistakes) {
  const std::vector<Target> all = all_operations(services);
  std::vector<Target> targets;
  for (const Yaml* name : read_names(from, "operation", mistakes)) {
    bool found = false;
    for (const Target& each : all) {  // an old version may go by the same name
      if (each.operation->name != name->text) continue;
      add_target(targets, *each.service, *each.operation);
      found = true;
    }
    if (found) continue;
    Words known;
    for (const Target& each : all) known.push_back(each.operation->name);
    std::string where;
    for (const Service* service : services) (where += where.empty() ? "" : ", ") += service->name;
    mistakes.add(*name, "unknown operation " + in_quotes(name->text) + " in " + where +
                            did_you_mean(name->text, known));
  }
  return targets;
}

const Json* reach(const Json& values, const std::vector<std::string>& path) {
  const Json* at = &values;
  for (const std::string& name : path) {
    if (!at->is_object()) return nullptr;
    const auto found = at->find(name);
    if (found == at->end()) return nullptr;
    at = &*found;
  }
  return at;
}

}  // namespace

const Json* param_value(const Exchange& exchange, const std::vector<std::string>& path) {
  if (exchange.input.is_standard(path.front())) return nullptr;
  return reach(exchange.input.values(), path);
}

std::optional<When> When::read(const Yaml& from, const Catalog& catalog, Mistakes& mistakes) {
  if (!expect_keys(
          from, "when",
          {"service", "operation", "kind", "params", "headers", "account", "state", "callback"}, {},
          mistakes))
    return std::nullopt;
  When when;
  const Yaml* service = need(from, "service", "when", mistakes);
  const Yaml* operation = from.find("operation");
  if (service != nullptr) {
    if (const auto services = read_services(*service, catalog, mistakes)) {
      when.targets_ = operation == nullptr ? all_operations(*services)
                                           : read_operations(*operation, *services, mistakes);
      if (operation == nullptr && when.targets_.empty())
        mistakes.add(*service, "the service has no operations");
    }
  }
  when.names_operations_ = operation != nullptr;
  if (const Yaml* kind = from.find("kind")) when.read_kind(*kind, catalog, mistakes);
  if (const Yaml* callback = from.find("callback")) when.read_callback(*callback, from, mistakes);
  for (const char* condition : {"params", "account", "headers", "state"})
    when.conditional_ = when.conditional_ || from.find(condition) != nullptr;
  for (const char* condition : {"params", "account", "state"})
    when.asks_for_more_than_a_head_ =
        when.asks_for_more_than_a_head_ || from.find(condition) != nullptr;
  if (const Yaml* params = from.find("params")) when.read_params(*params, mistakes);
  if (const Yaml* account = from.find("account"))
    if (auto condition = Condition::read(*account, mistakes))
      when.facts_.push_back({Clause::kAccount, {}, nullptr, std::move(*condition)});
  if (const Yaml* headers = from.find("headers")) when.read_headers(*headers, mistakes);
  if (const Yaml* state = from.find("state")) when.read_state(*state, catalog, mistakes);
  if (when.targets_.empty()) return std::nullopt;
  return when;
}

// A resource by what a single one is called; complains when no service of the targets has it.
const Kind* When::find_kind(const Yaml& name, const Catalog& catalog, Mistakes& mistakes) const {
  if (!read_text(name, "kind", mistakes)) return nullptr;
  Words known;
  for (const Kind* kind : catalog.kinds()) {
    const bool meant = std::any_of(targets_.begin(), targets_.end(), [&](const Target& target) {
      return target.service->name == kind->service;
    });
    if (!meant || kind->handles.empty()) continue;
    if (kind->one == name.text) return kind;
    known.push_back(kind->one);
  }
  if (!targets_.empty())
    mistakes.add(
        name, "unknown kind of resource " + in_quotes(name.text) + did_you_mean(name.text, known));
  return nullptr;
}

// Leaves the operations that name such a resource; one that the rule names and that does not is a
// mistake.
void When::keep_addressing(const Kind& kind, const Yaml& place, Mistakes& mistakes) {
  if (names_operations_) {
    for (const Target& target : targets_)
      if (!addresses(*target.operation, kind))
        mistakes.add(place,
                     std::string(target.operation->name) + " is about no " + std::string(kind.one));
    return;
  }
  std::erase_if(targets_,
                [&](const Target& target) { return !addresses(*target.operation, kind); });
  if (targets_.empty()) mistakes.add(place, "no operation is about a " + std::string(kind.one));
}

void When::read_kind(const Yaml& from, const Catalog& catalog, Mistakes& mistakes) {
  if (const Kind* kind = find_kind(from, catalog, mistakes)) keep_addressing(*kind, from, mistakes);
}

// The calls that a cloud makes by itself, instead of those that are made to it.
void When::read_callback(const Yaml& from, const Yaml& when, Mistakes& mistakes) {
  for (const char* other : {"operation", "kind", "headers", "account", "state"})
    if (const Yaml* given = when.find(other))
      mistakes.add(*given, in_quotes(other) + " is about requests, not about callbacks");
  about_callbacks_ = true;
  std::vector<const Service*> services;
  for (const Target& target : targets_)
    if (std::find(services.begin(), services.end(), target.service) == services.end())
      services.push_back(target.service);
  if (services.empty()) return;  // the reason has been told
  targets_.clear();
  for (const Yaml* name : read_names(from, "callback", mistakes)) {
    const std::size_t before = targets_.size();
    Words known;
    std::string where;
    for (const Service* service : services) {
      (where += where.empty() ? "" : " and ") += service->name;
      for (const Callback& callback : service->callbacks) {
        known.push_back(callback.message.name);
        if (callback.message.name == name->text) add_target(targets_, *service, callback.message);
      }
    }
    if (targets_.size() == before)
      mistakes.add(*name, where + " makes no callback " + in_quotes(name->text) +
                              did_you_mean(name->text, known));
  }
}

void When::read_params(const Yaml& from, Mistakes& mistakes) {
  if (!from.is_map()) return mistakes.add(from, "params has to be a mapping");
  for (const auto& [name, value] : from.members) {
    auto path = read_param_name(name, mistakes);
    if (auto condition = Condition::read(value, mistakes))
      params_.push_back({std::move(path), std::move(*condition)});
  }
}

std::vector<std::string> When::read_param_name(const Yaml& name, Mistakes& mistakes) const {
  Words fields;
  for (const Target& target : targets_)
    for (const Field& field : target.operation->input) fields.push_back(field.name);
  std::vector<std::string> path;
  for (const std::string_view part : split(name.text, '.')) path.emplace_back(part);
  // Without targets nothing is known about parameters, and the reason has been told.
  if (!targets_.empty() && std::find(fields.begin(), fields.end(), path[0]) == fields.end())
    mistakes.add(name, "unknown parameter " + in_quotes(path[0]) + did_you_mean(path[0], fields));
  else if (std::find(path.begin(), path.end(), "") != path.end())
    mistakes.add(name, in_quotes(name.text) + " has an empty part");
  return path;
}

void When::read_headers(const Yaml& from, Mistakes& mistakes) {
  if (!from.is_map()) return mistakes.add(from, "headers has to be a mapping");
  for (const auto& [name, value] : from.members) {
    if (!is_token(name.text)) mistakes.add(name, "no header has the name " + in_quotes(name.text));
    if (auto condition = Condition::read(value, mistakes))
      facts_.push_back({Clause::kHeaders, name.text, nullptr, std::move(*condition)});
  }
}

// {sim_card: {sim_status: 20}}
void When::read_state(const Yaml& from, const Catalog& catalog, Mistakes& mistakes) {
  if (!from.is_map() || from.members.empty())
    return mistakes.add(from, "state has to be a mapping of a resource to what it has to be");
  for (const auto& [name, members] : from.members) {
    const Kind* kind = find_kind(name, catalog, mistakes);
    if (!members.is_map() || members.members.empty()) {
      mistakes.add(members, in_quotes(name.text) + " has to be a mapping of members to conditions");
      continue;
    }
    if (kind != nullptr) keep_addressing(*kind, name, mistakes);
    Words known;
    if (kind != nullptr)
      for (const Member& member : kind->members) known.push_back(member.name);
    for (const auto& [member, value] : members.members) {
      if (kind != nullptr && std::find(known.begin(), known.end(), member.text) == known.end())
        mistakes.add(member, name.text + " has no " + in_quotes(member.text) +
                                 did_you_mean(member.text, known));
      if (auto condition = Condition::read(value, mistakes))
        facts_.push_back({Clause::kState, member.text, kind, std::move(*condition)});
    }
  }
}

std::optional<Json> When::value_of(const Fact& fact, const Exchange& exchange,
                                   const Resource& resource) {
  if (fact.clause == Clause::kAccount) {
    const std::string& account = exchange.principal.account;
    return account.empty() ? std::nullopt : std::optional(Json(account));
  }
  if (fact.clause == Clause::kHeaders) {
    const std::string* text = http::find_header(exchange.request.headers, fact.name);
    return text == nullptr ? std::nullopt : std::optional(Json(*text));
  }
  const Document document = resource ? resource(*fact.kind) : nullptr;
  if (document == nullptr) return std::nullopt;
  const auto found = document->find(fact.name);
  return found == document->end() ? std::nullopt : std::optional(*found);
}

std::optional<When::FirstValue> When::first_value() const {
  if (params_.empty() || !params_.front().condition.only_text()) return std::nullopt;
  return FirstValue{params_.front().path, *params_.front().condition.only_text()};
}

std::optional<Depth> When::failure(const Exchange& exchange, const Resource& resource) const {
  for (std::uint32_t i = 0; i < params_.size(); ++i)
    if (!params_[i].condition.holds(param_value(exchange, params_[i].path)))
      return Depth{Clause::kParams, i};
  for (std::uint32_t i = 0; i < facts_.size(); ++i) {
    const auto value = value_of(facts_[i], exchange, resource);
    if (!facts_[i].condition.holds(value ? &*value : nullptr)) return Depth{facts_[i].clause, i};
  }
  return std::nullopt;
}

std::string When::why(Depth failure, const Exchange& exchange, const Resource& resource,
                      std::string_view wants) const {
  const auto told = [&](const std::string& what, const Json* value, const Condition& condition) {
    return what + ": " + (value == nullptr ? "not there" : print_json(*value)) + ", " +
           std::string(wants) + " " + condition.text();
  };
  if (failure.clause == Clause::kParams) {
    const Param& param = params_[failure.part];
    std::string name;
    for (const std::string& part : param.path) (name += name.empty() ? "" : ".") += part;
    return told("params." + name, param_value(exchange, param.path), param.condition);
  }
  const Fact& fact = facts_[failure.part];
  const auto value = value_of(fact, exchange, resource);
  std::string what(name_of(fact.clause));
  if (fact.kind != nullptr) what += "." + std::string(fact.kind->one);
  if (!fact.name.empty()) what += "." + fact.name;
  return told(what, value ? &*value : nullptr, fact.condition);
}

}  // namespace virga
