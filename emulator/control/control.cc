#include "control/control.h"

#include <algorithm>

#include "base/digest.h"
#include "base/spelling.h"
#include "base/text.h"
#include "control/route.h"

namespace virga {
namespace {

using control::Ask;
using control::ControlRoute;
using control::ProcessAsk;
using control::Refused;

constexpr std::string_view kRoot = "/_virga";

std::string_view host_name(std::string_view host) {  // without the port
  if (const auto bracket = host.find(']'); host.starts_with('[') && bracket != host.npos)
    return host.substr(bracket + 1).starts_with(':') ? host.substr(0, bracket + 1) : host;
  return host.substr(0, host.find(':'));
}

// 127.0.0.0/8 in full: 127.0.0.1.example.com begins like an address and is anybody's name.
bool is_loopback(std::string_view name) {
  if (same_letters(name, "localhost") || name == "[::1]") return true;
  const auto parts = split(name, '.');
  return parts.size() == 4 && parts[0] == "127" &&
         std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
           return part.size() <= 3 && is_digits(part) && *parse_integer(part) <= 255;
         });
}

// A page of another site must not steer the emulator, nor one whose name was made to point here
// (DNS rebinding).
void check_origin(const Request& request, const ControlSettings& settings) {
  const std::string* host = http::find_header(request.headers, "Host");
  const auto welcome = [&](std::string_view name) {
    return is_loopback(name) || same_letters(name, settings.host) ||
           same_letters(name, "[" + settings.host + "]");
  };
  if (host != nullptr && !welcome(host_name(*host)))
    throw Refused{403, "forbidden", "the control API answers to loopback names alone",
                  "Host was " + *host};
  const std::string* origin = http::find_header(request.headers, "Origin");
  if (origin == nullptr) return;
  const auto slashes = origin->find("://");
  const std::string_view site = slashes == std::string::npos
                                    ? std::string_view(*origin)
                                    : std::string_view(*origin).substr(slashes + 3);
  if (host == nullptr || site != *host)
    throw Refused{403, "forbidden", "the control API does not answer pages of other sites",
                  "Origin was " + *origin};
}

void check_token(const Request& request, const ControlSettings& settings) {
  if (settings.token.empty()) return;
  if (!equal_in_constant_time(http::header(request.headers, "Authorization"),
                              "Bearer " + settings.token))
    throw Refused{401, "unauthorized", "the control API asks for its token",
                  "send Authorization: Bearer TOKEN"};
}

std::optional<std::vector<std::string>> match(const ControlRoute& route,
                                              const std::vector<std::string_view>& segments) {
  const auto declared = split(route.path, '/');
  if (declared.size() != segments.size()) return std::nullopt;
  std::vector<std::string> values;
  for (std::size_t i = 0; i < declared.size(); ++i) {
    const std::string_view suffix = declared[i].substr(declared[i].find('}') + 1);  // ".json"
    if (declared[i].starts_with('{') && segments[i].size() > suffix.size() &&
        segments[i].ends_with(suffix))
      values.push_back(percent_decode(segments[i].substr(0, segments[i].size() - suffix.size())));
    else if (declared[i] != segments[i])
      return std::nullopt;
  }
  return values;
}

void check_query(const std::vector<std::pair<std::string, std::string>>& query,
                 const ControlRoute& route) {
  std::vector<std::string_view> known(route.parameters);
  known.push_back("world");
  for (const auto& [name, value] : query)
    if (std::find(known.begin(), known.end(), name) == known.end())
      throw Refused{400, "unknown_parameter",
                    "unknown query parameter \"" + name + "\"" + did_you_mean(name, known)};
}

[[noreturn]] void refuse_route(const std::string& path, const std::vector<ControlRoute>& routes) {
  std::vector<std::string_view> known;
  for (const ControlRoute& route : routes) known.push_back(route.path);
  throw Refused{404, "not_found",
                "no such call: " + std::string(kRoot) + path + did_you_mean(path, known),
                "GET /_virga/health answers"};
}

std::string world_name(const std::vector<std::pair<std::string, std::string>>& query) {
  for (const auto& [name, value] : query)
    if (name == "world") {
      if (!is_world_name(value))
        throw Refused{400, "invalid_parameter",
                      "world: 1..128 visible ASCII characters name a world"};
      return value;
    }
  return std::string(kDefaultWorld);
}

}  // namespace

bool Control::addressed_by(const Request& request) {
  const auto path = http::path_of(request.target);
  return path == kRoot || path.starts_with(std::string(kRoot) + "/");
}

// Every answer says which start of the emulator gave it: a test that finds another id than before
// knows that its state is gone.
void Control::sign(Reply& reply) const {
  reply.headers.emplace_back("X-Virga-Instance", settings_.instance);
}

http::Answer Control::handle(const Request& request) {
  http::Answer given = answer(request);
  if (auto* departure = std::get_if<http::Departure>(&given)) sign(departure->reply);
  if (auto* stream = std::get_if<http::Stream>(&given)) sign(stream->reply);
  if (auto* pending = std::get_if<http::Pending>(&given))
    pending->begin = [this, begin = std::move(pending->begin)](auto give) {
      begin([this, give = std::move(give)](http::Departure&& departure) {
        sign(departure.reply);
        give(std::move(departure));
      });
    };
  return given;
}

http::Answer Control::answer(const Request& request) {
  try {
    check_origin(request, settings_);
    check_token(request, settings_);
    const std::string path(http::path_of(request.target).substr(kRoot.size()));
    const auto segments = split(path, '/');
    const auto query = parse_query(http::query_of(request.target));
    const auto known = control::routes();
    bool path_known = false;
    for (const ControlRoute& route : known) {
      const auto values = match(route, segments);
      if (!values) continue;
      path_known = true;
      if (route.method != request.method) continue;
      check_query(query, route);
      const std::string name = world_name(query);
      const auto uptime = std::chrono::duration_cast<std::chrono::milliseconds>(
          std::chrono::steady_clock::now() - started_);
      const ProcessAsk about_process{request, *values, query,  catalog_,  worlds_,
                                     sender_, vigil_,  meter_, settings_, uptime};
      if (const auto* answer = std::get_if<control::ProcessAnswer>(&route.answer))
        return http::Departure{(*answer)(about_process)};
      World* world = worlds_.find(name);
      if (world == nullptr) throw Refused{507, "too_many_worlds", worlds_.no_room()};
      const Ask ask{about_process, *world};
      if (const auto* answer = std::get_if<control::LastingAnswer>(&route.answer))
        return (*answer)(ask);
      return http::Departure{std::get<control::WorldAnswer>(route.answer)(ask)};
    }
    if (path_known)
      throw Refused{405, "method_not_allowed", request.method + " is not a call of /_virga" + path};
    refuse_route(path, known);
  } catch (const Refused& refused) {
    return http::Departure{control::refused_reply(refused)};
  } catch (const std::exception& failure) {
    return http::Departure{control::refused_reply({500, "internal", failure.what()})};
  }
}

Reply Control::refuse(http::Refusal refusal, const std::string& why) {
  switch (refusal) {
    case http::Refusal::kBodyTooLarge: return control::refused_reply({413, "too_large", why});
    case http::Refusal::kTooSlow: return control::refused_reply({408, "timeout", why});
    case http::Refusal::kBadRequest: break;
  }
  return control::refused_reply({400, "bad_request", why});
}

Reply Control::refuse_without_socket() {
  return control::refused_reply({406, "endless", "the answer goes on for as long as its connection",
                                 "ask over the port: Emulator::url()"});
}

namespace control {

std::vector<ControlRoute> routes() {
  const std::vector<std::string_view> filters{"service", "operation", "callback",   "status",
                                              "error",   "rule",      "access_key", "since",
                                              "until",   "text",      "limit",      "after"};
  auto followed = filters;
  std::erase(followed, "limit");
  return {
      {"GET", "/health", get_health},
      {"POST", "/reset", post_reset},
      {"GET", "/state", list_state, {"service", "kind", "limit", "offset", "format"}},
      {"GET", "/state/{service}/{kind}/{id}", get_state},
      {"PUT", "/state/{service}/{kind}/{id}", put_state},
      {"DELETE", "/state/{service}/{kind}/{id}", delete_state},
      {"POST", "/fixtures", post_fixture},
      {"PUT", "/fixtures", put_fixture},
      {"GET", "/snapshots", list_snapshots},
      {"POST", "/snapshots/{name}", post_snapshot},
      {"DELETE", "/snapshots/{name}", delete_snapshot},
      {"POST", "/snapshots/{name}/restore", restore_snapshot},
      {"GET", "/worlds", list_worlds},
      {"PUT", "/worlds/{name}", put_world, {"from"}},
      {"DELETE", "/worlds/{name}", delete_world},
      {"GET", "/scenarios", list_scenarios},
      {"PUT", "/scenarios/{name}", put_scenario},
      {"DELETE", "/scenarios/{name}", delete_scenario},
      {"GET", "/scenarios/{name}/report", get_report},
      {"PUT", "/scenarios/{name}/rules/{id}/armed", put_armed},
      {"GET", "/requests", list_requests, filters},
      {"DELETE", "/requests", delete_requests},
      {"POST", "/requests/verify", verify_requests, {"wait"}},
      {"GET", "/requests/{id}", get_request},
      {"GET", "/requests.har", get_archive, filters},
      {"GET", "/clock", get_clock},
      {"PUT", "/clock", put_clock},
      {"POST", "/clock/advance", advance_clock},
      {"POST", "/calls", post_call},
      {"PUT", "/uploads/{name}", put_upload, {"x-expires"}},
      {"GET", "/recordings/{name}", get_recording, {"x-expires", "x-signature"}},
      {"GET", "/callbacks", list_callbacks, {"callback", "state", "after", "limit"}},
      {"GET", "/operations", list_operations, {"service"}},
      {"GET", "/openapi/{service}.json", get_openapi},
      {"GET", "/coverage", get_coverage, {"scope", "service", "format"}},
      {"GET", "/metrics", get_metrics},
      {"GET", "/events", follow_events, followed},
  };
}

std::string ProcessAsk::parameter(std::string_view name) const {
  for (const auto& [key, value] : query)
    if (key == name) return value;
  return {};
}

std::string ProcessAsk::service() const {
  std::string name = parameter("service");
  if (name.empty() || catalog.service(name) != nullptr) return name;
  throw Refused{404, "not_found", catalog.unknown_service(name)};
}

std::string ProcessAsk::word(std::string_view name,
                             const std::vector<std::string_view>& known) const {
  std::string given = parameter(name);
  if (given.empty() || std::find(known.begin(), known.end(), given) != known.end()) return given;
  throw Refused{400, "invalid_parameter",
                std::string(name) + ": \"" + given + "\" is none" + did_you_mean(given, known)};
}

std::string ProcessAsk::operation() const {
  std::vector<std::string_view> known;
  for (const Service& service : catalog.services())
    for (const auto& file : service.operations)
      for (const Operation& operation : file) known.push_back(operation.name);
  return word("operation", known);
}

std::string ProcessAsk::callback() const {
  std::vector<std::string_view> known;
  for (const Service& service : catalog.services())
    for (const Callback& each : service.callbacks) known.push_back(each.message.name);
  return word("callback", known);
}

std::int64_t ProcessAsk::number(std::string_view name, std::int64_t standard,
                                std::int64_t least) const {
  const std::string text = parameter(name);
  if (text.empty()) return standard;
  const auto value = parse_integer(text);
  if (!value || *value < least)
    throw Refused{400, "invalid_parameter",
                  std::string(name) + ": a whole number of at least " + std::to_string(least) +
                      ", not \"" + text + "\""};
  return *value;
}

Reply json_reply(const Json& body, int status) {
  Reply reply;
  reply.status = status;
  reply.headers = {{"Content-Type", "application/json"}};
  reply.body = print_json(body) + "\n";
  return reply;
}

Reply refused_reply(const Refused& refused) {
  Json error{{"code", refused.code}, {"message", refused.message}};
  if (!refused.hint.empty()) error["hint"] = refused.hint;
  return json_reply({{"error", error}}, refused.status);
}

}  // namespace control
}  // namespace virga
