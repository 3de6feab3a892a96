// One call of the control API: its route, and what a function that answers it is given.
#pragma once

#include <virga/report.h>

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/json.h"
#include "catalog/catalog.h"
#include "control/control.h"
#include "http/message.h"
#include "world/worlds.h"

namespace virga::control {

// What all have in common: it is about the process.
struct ProcessAsk {
  const Request& request;
  const std::vector<std::string>& path;  // the decoded values of the route's {parameters}, in order
  const std::vector<std::pair<std::string, std::string>>& query;
  const Catalog& catalog;
  Worlds& worlds;
  Sender& sender;
  Vigil& vigil;
  const Meter& meter;
  const ControlSettings& settings;
  std::chrono::milliseconds uptime;

  std::string parameter(std::string_view name) const;  // "" when it is not given
  std::string service() const;  // of ?service=, likewise; throws Refused for one that there is not
  // Of ?NAME=, one of these words or "" when it is not given; throws Refused for another one.
  std::string word(std::string_view name, const std::vector<std::string_view>& known) const;
  std::string operation() const;  // of ?operation=, likewise one that some service has
  std::string callback() const;
  // A whole number of at least `least`; throws Refused for anything else.
  std::int64_t number(std::string_view name, std::int64_t standard, std::int64_t least) const;
};

// It is about a world, which comes into being when it is asked for.
struct Ask : ProcessAsk {
  World& world;  // the one that ?world= names
};

// What the caller did wrong; becomes {"error": {"code", "message", "hint"}}.
struct Refused {
  int status;
  std::string code;
  std::string message;
  std::string hint = {};
};

// What is about the process opens no world; `world` in its query, which clients may send with every
// call, means nothing to it.
using ProcessAnswer = Reply (*)(const ProcessAsk&);
using WorldAnswer = Reply (*)(const Ask&);
using LastingAnswer = http::Answer (*)(const Ask&);  // comes later, or goes on

struct ControlRoute {
  std::string_view method;
  std::string_view path;  // below /_virga
  std::variant<WorldAnswer, ProcessAnswer, LastingAnswer> answer;
  std::vector<std::string_view> parameters = {};  // of the query, beside `world`
};

std::vector<ControlRoute> routes();

// What ?service=, ?operation=, ?since= and their like ask for of a journal.
Filter filter_of(const Ask& ask);

// Calls that came near to what was meant.
Json misses_json(const std::vector<Miss>& misses);

Reply json_reply(const Json& body, int status = 200);
Reply refused_reply(const Refused& refused);

// The functions, one file a resource.
Reply get_health(const ProcessAsk& ask);
Reply post_reset(const Ask& ask);
Reply list_state(const Ask& ask);
Reply get_state(const Ask& ask);
Reply put_state(const Ask& ask);
Reply delete_state(const Ask& ask);
Reply post_fixture(const Ask& ask);
Reply put_fixture(const Ask& ask);
Reply list_snapshots(const Ask& ask);
Reply post_snapshot(const Ask& ask);
Reply delete_snapshot(const Ask& ask);
Reply restore_snapshot(const Ask& ask);
Reply list_worlds(const ProcessAsk& ask);
Reply put_world(const ProcessAsk& ask);
Reply delete_world(const ProcessAsk& ask);
Reply list_requests(const Ask& ask);
Reply get_request(const Ask& ask);
http::Answer verify_requests(const Ask& ask);
Reply delete_requests(const Ask& ask);
Reply list_scenarios(const Ask& ask);
Reply put_scenario(const Ask& ask);
Reply delete_scenario(const Ask& ask);
Reply get_report(const Ask& ask);
Reply put_armed(const Ask& ask);
Reply get_coverage(const Ask& ask);
Reply list_operations(const ProcessAsk& ask);
Reply get_openapi(const ProcessAsk& ask);
Reply get_clock(const Ask& ask);
Reply put_clock(const Ask& ask);
Reply advance_clock(const Ask& ask);
Reply post_call(const Ask& ask);
Reply put_upload(const Ask& ask);
Reply get_recording(const Ask& ask);
Reply list_callbacks(const Ask& ask);
Reply get_archive(const Ask& ask);
http::Answer follow_events(const Ask& ask);
Reply get_metrics(const ProcessAsk& ask);

}  // namespace virga::control
