#include "scenario/when.h"

#include <algorithm>

#include "base/spelling.h"
#include "base/text.h"
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
                                    const Catalog& catalog, Mistakes& mistakes) {
  std::vector<Target> targets;
  for (const Yaml* name : read_names(from, "operation", mistakes)) {
    bool found = false;
    for (const Service* service : services) {
      const Operation* operation = catalog.operation(*service, name->text);
      if (operation == nullptr) continue;
      add_target(targets, *service, *operation);
      found = true;
    }
    if (found) continue;
    Words known;
    for (const Target& each : all_operations(services)) known.push_back(each.operation->name);
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
  if (!expect_keys(from, "when", {"service", "operation", "params", "headers", "account"},
                   {"state"}, mistakes))
    return std::nullopt;
  When when;
  const Yaml* service = need(from, "service", "when", mistakes);
  const Yaml* operation = from.find("operation");
  if (service != nullptr) {
    if (const auto services = read_services(*service, catalog, mistakes)) {
      when.targets_ = operation == nullptr
                          ? all_operations(*services)
                          : read_operations(*operation, *services, catalog, mistakes);
      if (operation == nullptr && when.targets_.empty())
        mistakes.add(*service, "the service has no operations");
    }
  }
  when.names_operations_ = operation != nullptr;
  if (const Yaml* params = from.find("params")) when.read_params(*params, mistakes);
  if (const Yaml* headers = from.find("headers")) when.read_headers(*headers, mistakes);
  if (const Yaml* account = from.find("account")) {
    when.conditional_ = true;
    when.account_ = Condition::read(*account, mistakes);
  }
  if (when.targets_.empty()) return std::nullopt;
  return when;
}

void When::read_params(const Yaml& from, Mistakes& mistakes) {
  if (!from.is_map()) return mistakes.add(from, "params has to be a mapping");
  for (const auto& [name, value] : from.members) {
    conditional_ = true;
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
    conditional_ = true;
    if (!is_token(name.text)) mistakes.add(name, "no header has the name " + in_quotes(name.text));
    if (auto condition = Condition::read(value, mistakes))
      headers_.push_back({name.text, std::move(*condition)});
  }
}

bool When::holds(const Exchange& exchange) const {
  for (const Param& param : params_)
    if (!param.condition.holds(param_value(exchange, param.path))) return false;
  if (account_) {
    const Json account(exchange.principal.account);
    if (!account_->holds(exchange.principal.account.empty() ? nullptr : &account)) return false;
  }
  for (const Header& header : headers_) {
    const std::string* text = http::find_header(exchange.request.headers, header.name);
    const Json value = text == nullptr ? Json() : Json(*text);
    if (!header.condition.holds(text == nullptr ? nullptr : &value)) return false;
  }
  return true;
}

}  // namespace virga
