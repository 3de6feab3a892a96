#include "catalog/catalog.h"

#include <algorithm>

#include "base/spelling.h"
#include "base/text.h"

namespace virga {
namespace {

std::string action_key(std::string_view name, std::string_view version) {
  return std::string(name) + "|" + std::string(version);
}

bool is_parameter(std::string_view segment) { return segment.starts_with('{'); }

}  // namespace

Catalog::Catalog(std::vector<Service> services) : services_(std::move(services)) {
  for (const Service& service : services_) {
    for (const auto& group : service.operations) {
      for (const Operation& operation : group) {
        if (const auto* action = std::get_if<Action>(&operation.route)) {
          const ActionRoute route{&service, &operation};
          actions_[action_key(action->name, action->version)] = route;
          actions_.emplace(action_key(lower(action->name), action->version), route);
        } else {
          auto segments = split(std::get<Rest>(operation.route).path, '/');
          const std::size_t count = segments.size();
          if (rests_.size() <= count) rests_.resize(count + 1);
          rests_[count].push_back({&service, &operation, std::move(segments)});
        }
      }
    }
  }
}

Match Catalog::resolve(const Request& request) const {
  // A path of its own is plainer than a parameter called Action.
  if (auto match = match_rest(request)) return *match;
  const auto query = http::query_of(request.target);
  const auto action = find_in_query(query, "Action").value_or("");
  if (action.empty()) return unknown(request, nearest_route(request));
  const auto version = find_in_query(query, "Version").value_or("");
  if (auto match = match_action(action, version)) return *match;
  return unknown(request, nearest_action(action));
}

std::optional<Match> Catalog::match_action(std::string_view action,
                                           std::string_view version) const {
  auto found = actions_.find(action_key(action, version));
  // One generation of clients spells four actions in other letter case [doc]; any spelling is taken
  // [inferred].
  if (found == actions_.end()) found = actions_.find(action_key(lower(action), version));
  if (found == actions_.end()) return std::nullopt;
  Match match;
  match.service = found->second.service;
  match.operation = found->second.operation;
  return match;
}

std::optional<Match> Catalog::match_rest(const Request& request) const {
  const auto segments = split(http::path_of(request.target), '/');
  std::optional<Match> match;
  if (segments.size() >= rests_.size()) return match;
  for (const RestRoute& route : rests_[segments.size()]) {
    const bool fits =
        std::equal(segments.begin(), segments.end(), route.segments.begin(),
                   [](std::string_view given, std::string_view declared) {
                     return is_parameter(declared) ? !given.empty() : given == declared;
                   });
    if (!fits) continue;
    match.emplace();
    match->service = route.service;
    match->path_known = true;
    if (std::get<Rest>(route.operation->route).method != request.method) continue;
    match->operation = route.operation;
    for (std::size_t i = 0; i < segments.size(); ++i)
      if (is_parameter(route.segments[i]))
        match->path_values.emplace_back(route.segments[i].substr(1, route.segments[i].size() - 2),
                                        percent_decode(segments[i]));
    return match;
  }
  return match;
}

std::string Catalog::nearest_action(std::string_view action) const {
  std::vector<std::string_view> names;
  for (const auto& [key, route] : actions_) names.push_back(route.operation->name);
  std::sort(names.begin(), names.end());
  return nearest(action, names);
}

std::string Catalog::nearest_route(const Request& request) const {
  std::vector<const Operation*> operations;
  std::vector<std::string_view> paths;
  for (const Service& service : services_)
    for (const auto& group : service.operations)
      for (const Operation& operation : group)
        if (const auto* rest = std::get_if<Rest>(&operation.route)) {
          operations.push_back(&operation);
          paths.push_back(rest->path);
        }
  const std::string near = nearest(http::path_of(request.target), paths);
  const auto found = std::find(paths.begin(), paths.end(), near);
  if (found == paths.end()) return {};
  return route_text(operations[static_cast<std::size_t>(found - paths.begin())]->route);
}

Match Catalog::unknown(const Request& request, std::string near) const {
  Match match;
  match.service = &services_.front();
  for (const Service& service : services_)
    if (service.resembles(request)) {
      match.service = &service;
      break;
    }
  match.nearest = std::move(near);
  return match;
}

std::vector<const Kind*> Catalog::kinds() const {
  std::vector<const Kind*> all;
  for (const Service& service : services_)
    all.insert(all.end(), service.kinds.begin(), service.kinds.end());
  return all;
}

const Service* Catalog::service(std::string_view name) const {
  for (const Service& service : services_)
    if (service.name == name) return &service;
  return nullptr;
}

std::string Catalog::unknown_service(std::string_view name) const {
  std::vector<std::string_view> known;
  for (const Service& service : services_) known.push_back(service.name);
  return "unknown service \"" + std::string(name) + "\"" + did_you_mean(name, known);
}

const Operation* Catalog::operation(const Service& service, std::string_view name) const {
  for (const auto& group : service.operations)
    for (const Operation& operation : group)
      if (operation.name == name) return &operation;
  return nullptr;
}

const Kind* Catalog::kind(std::string_view service, std::string_view name) const {
  for (const Service& each : services_)
    for (const Kind* kind : each.kinds)
      if (kind->service == service && kind->name == name) return kind;
  return nullptr;
}

const Callback* Catalog::callback(std::string_view service, std::string_view name) const {
  const Service* from = this->service(service);
  if (from == nullptr) return nullptr;
  for (const Callback& each : from->callbacks)
    if (each.message.name == name) return &each;
  return nullptr;
}

const Event* Catalog::event(std::string_view name) const {
  for (const Service& service : services_)
    for (const Event& event : service.events)
      if (event.name == name) return &event;
  return nullptr;
}

std::vector<const Error*> injectable_errors(const Service& service, const Operation& operation) {
  std::vector<const Error*> all(operation.errors.begin(), operation.errors.end());
  for (const Error* error : service.gateway_errors) all.push_back(error);
  return all;
}

}  // namespace virga
