#include "catalog/openapi.h"

#include <algorithm>
#include <map>

#include "catalog/openapi_answers.h"
#include "catalog/openapi_request.h"
#include "catalog/phrasing.h"

namespace virga {
namespace {

std::string path_of(const Route& route) {
  if (const auto* rest = std::get_if<Rest>(&route)) return std::string(rest->path);
  const auto& action = std::get<Action>(route);
  const std::string_view before = action.path == "/" ? "" : action.path;
  return std::string(before) + "/" + std::string(action.name) + "/" + std::string(action.version);
}

std::string in_lower_case(std::string_view method) {
  std::string lower(method);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

// An older version of an operation bears the same name; its id has the version, too.
std::string id_of(const Operation& operation, std::map<std::string_view, int>& seen) {
  std::string id(operation.name);
  if (++seen[operation.name] == 1) return id;
  id += "_" + std::string(std::get<Action>(operation.route).version);
  std::replace(id.begin(), id.end(), '-', '_');
  return id;
}

std::string description_of(const Operation& operation) {
  std::string text = "Called as `" + route_text(operation.route) + "`.";
  if (operation.quota.calls > 0)
    text += " One user may call it " + std::to_string(operation.quota.calls) + " times in " +
            std::to_string(operation.quota.per.count()) + " s.";
  return text;
}

Json operation_json(const Service& service, const Operation& operation, const std::string& id) {
  Json json{{"operationId", id},
            {"summary", operation.summary},
            {"description", description_of(operation)},
            {"tags", Json::array({service.name})}};
  if (operation.claimant != nullptr) json["security"] = Json::array();  // anybody may call it
  json["responses"] = openapi_responses(service, operation);
  return json;
}

// An action is called by POST with a body, or by GET when the query can say all that it needs.
void add_operation(const Service& service, const Operation& operation, const std::string& id,
                   Json& paths) {
  Json& path = paths[path_of(operation.route)];
  if (const auto* rest = std::get_if<Rest>(&operation.route)) {
    Json& called = path[in_lower_case(rest->method)] = operation_json(service, operation, id);
    return called.update(openapi_rest_input(operation.input));
  }
  path["x-virga-target"] = route_text(operation.route);
  Json& posted = path["post"] = operation_json(service, operation, id);
  posted.update(openapi_action_body(operation.input));
  if (!fits_query(operation.input)) return;
  Json& got = path["get"] = operation_json(service, operation, id + "ByQuery");
  got.update(openapi_action_query(operation.input));
}

std::string schedule_of(const Callback& callback) {
  if (callback.retries.empty()) return "It is told once.";
  std::string text = "What is not answered with 2xx is told again after";
  for (const auto wait : callback.retries)
    text += (wait == callback.retries.front() ? " " : ", ") + std::to_string(wait.count());
  text += " s";
  if (callback.even_hours > 0)
    text += ", then " + std::to_string(callback.even_hours) + " times at even hours";
  return text + ".";
}

Json webhook_json(const Service& service, const Callback& callback) {
  Json told{{"operationId", callback.message.name},
            {"summary", callback.message.summary},
            {"description", schedule_of(callback)},
            {"tags", Json::array({service.name})},
            {"security", Json::array()}};  // what proves it is for its receiver to check
  told.update(openapi_callback_body(callback.message.input));
  told["responses"] = {{"2XX", {{"description", "It was received."}}}};
  return {{"post", std::move(told)}};
}

Json any_proof_of(const Json& proofs) {
  Json any = Json::array();
  for (const auto& [name, scheme] : proofs.items()) any.push_back({{name, Json::array()}});
  return any;
}

}  // namespace

Json openapi_document(const Service& service) {
  const std::string title(service.title);
  Json paths = Json::object();
  std::map<std::string_view, int> seen;
  for (const auto& group : service.operations)
    for (const Operation& operation : group)
      add_operation(service, operation, id_of(operation, seen), paths);
  const Json proofs = service.phrasing->proofs();
  Json document{
      {"openapi", "3.1.0"},
      {"info",
       {{"title", title},
        {"version", VIRGA_VERSION},
        {"description", title + " as Virga emulates it for tests: every operation, limit and "
                                "documented error. It is not the vendor's own description."},
        {"contact", {{"name", "Virga"}}}}},
      {"servers", Json::array({{{"url", "/"}, {"description", "A running Virga"}}})},
      {"tags", Json::array({{{"name", service.name}, {"description", title}}})},
      {"security", any_proof_of(proofs)},
      {"paths", std::move(paths)}};
  for (const Callback& callback : service.callbacks)
    document["webhooks"][std::string(callback.message.name)] = webhook_json(service, callback);
  document["components"] = {{"schemas", openapi_gateway_errors(service)},
                            {"securitySchemes", proofs}};
  return document;
}

}  // namespace virga
