// /_virga/state: the documents of a world, as they are stored.
#include "base/spelling.h"
#include "base/text.h"
#include "control/route.h"
#include "world/document.h"
#include "world/fixture_text.h"

namespace virga::control {
namespace {

constexpr std::int64_t kUsualPage = 1000;

const Service& service_named(const Ask& ask, const std::string& name) {
  if (const Service* service = ask.catalog.service(name)) return *service;
  std::vector<std::string_view> known;
  for (const Service& service : ask.catalog.services()) known.push_back(service.name);
  throw Refused{404, "not_found", "no service \"" + name + "\"" + did_you_mean(name, known)};
}

const Kind& kind_named(const Ask& ask, const Service& service, const std::string& name) {
  const Kind* kind = ask.catalog.kind(service.name, name);
  if (kind != nullptr && !kind->internal) return *kind;
  std::vector<std::string_view> known;
  for (const Kind* each : service.kinds)
    if (!each->internal) known.push_back(each->name);
  throw Refused{
      404, "not_found",
      std::string(service.name) + " keeps no \"" + name + "\"" + did_you_mean(name, known)};
}

// The kind and the id that the address names.
struct Address {
  const Kind& kind;
  Json id;
};

// No id of text is a number's, so nothing is there.
[[noreturn]] void refuse_id(const Ask& ask, const Kind& kind) {
  throw Refused{404, "not_found", std::string(kind.name) + " holds no " + ask.path[2]};
}

Address address_of(const Ask& ask) {
  const Kind& kind = kind_named(ask, service_named(ask, ask.path[0]), ask.path[1]);
  if (kind.member(kind.id).type == Type::kString) return {kind, ask.path[2]};
  const auto number = parse_integer(ask.path[2]);
  if (!number) refuse_id(ask, kind);
  return {kind, *number};
}

// The world as the fixture that makes it.
Reply state_as_yaml(const Ask& ask) {
  for (const char* other : {"service", "kind", "limit", "offset"})
    if (!ask.parameter(other).empty())
      throw Refused{400, "invalid_parameter",
                    std::string(other) + " does not go with format=yaml, which is the whole world"};
  ask.world.catch_up(ask.catalog);
  Reply reply;
  reply.headers = {{"Content-Type", "application/yaml"}};
  reply.body = fixture_text(ask.catalog, ask.world.store);
  return reply;
}

}  // namespace

Reply list_state(const Ask& ask) {
  if (const std::string format = ask.parameter("format"); format == "yaml")
    return state_as_yaml(ask);
  else if (!format.empty() && format != "json")
    throw Refused{
        400, "invalid_parameter",
        "format: json or yaml, not \"" + format + "\"" + did_you_mean(format, {"json", "yaml"})};
  const std::string service_name = ask.parameter("service"), kind_name = ask.parameter("kind");
  const std::int64_t limit = ask.number("limit", kUsualPage, 1),
                     offset = ask.number("offset", 0, 0);
  if (service_name.empty() && !kind_name.empty())
    throw Refused{400, "invalid_parameter", "kind needs service beside it"};
  if (!service_name.empty() && !kind_name.empty())
    kind_named(ask, service_named(ask, service_name), kind_name);
  if (!service_name.empty()) service_named(ask, service_name);
  ask.world.catch_up(ask.catalog);
  Json state = Json::object();
  for (const Service& service : ask.catalog.services()) {
    if (!service_name.empty() && service.name != service_name) continue;
    Json& kinds = state[std::string(service.name)] = Json::object();
    for (const Kind* kind : service.kinds) {
      if (kind->internal || (!kind_name.empty() && kind->name != kind_name)) continue;
      kinds[std::string(kind->name)] = {
          {"total", ask.world.store.count(*kind)},
          {"documents", ask.world.store.list(*kind, Query().page(limit, offset))}};
    }
  }
  return json_reply(
      {{"world", ask.world.name}, {"limit", limit}, {"offset", offset}, {"state", state}});
}

Reply get_state(const Ask& ask) {
  const auto [kind, id] = address_of(ask);
  ask.world.catch_up(ask.catalog);
  const Document document = ask.world.store.look(kind, id);
  if (document == nullptr) refuse_id(ask, kind);
  return json_reply(*document);
}

// Creates the document, or puts it in the place of the one that has its id.
Reply put_state(const Ask& ask) {
  const auto [kind, id] = address_of(ask);
  Mistakes mistakes("body");
  const auto body = parse_yaml(ask.request.body, mistakes);
  const auto document = body ? read_document(*body, kind, mistakes) : std::nullopt;
  if (!document) throw Refused{400, "invalid_document", mistakes.text()};
  if (const Json& own = document->at(std::string(kind.id)); own != id)
    throw Refused{400, "invalid_document",
                  "the document's " + std::string(kind.id) + " is " + print_json(own) +
                      ", the address says " + print_json(id)};
  ask.world.catch_up(ask.catalog);
  const bool fresh = ask.world.store.look(kind, id) == nullptr;
  ask.world.store.put(kind, *document);
  return json_reply(*document, fresh ? 201 : 200);
}

Reply delete_state(const Ask& ask) {
  const auto [kind, id] = address_of(ask);
  ask.world.catch_up(ask.catalog);
  if (!ask.world.store.erase(kind, id)) refuse_id(ask, kind);
  return json_reply({{"world", ask.world.name}, {"deleted", id}});
}

}  // namespace virga::control
