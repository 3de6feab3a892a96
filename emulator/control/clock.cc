// /_virga/clock: the time of a world.
#include "base/text.h"
#include "base/time.h"
#include "control/route.h"
#include "scenario/duration.h"

namespace virga::control {
namespace {

Json body_of(const Ask& ask) {
  const auto body = parse_json(ask.request.body);
  if (!body || !body->is_object()) throw Refused{400, "invalid_body", "a JSON object is expected"};
  return *body;
}

std::string text_member(const Json& body, const char* name) {
  const auto found = body.find(name);
  if (found == body.end()) return {};
  if (!found->is_string())
    throw Refused{400, "invalid_body", std::string(name) + " has to be text"};
  return found->get<std::string>();
}

void expect_only(const Json& body, std::initializer_list<std::string_view> known) {
  for (const auto& [name, value] : body.items())
    if (std::find(known.begin(), known.end(), name) == known.end())
      throw Refused{400, "invalid_body", "unknown member \"" + name + "\""};
}

}  // namespace

Reply get_clock(const Ask& ask) {
  return json_reply({{"world", ask.world.name},
                     {"now", plain_time(ask.world.clock.now())},
                     {"mode", ask.world.clock.frozen() ? "frozen" : "real"}});
}

// {"mode": "frozen", "now": "…"} or {"mode": "real"}; a time alone freezes there.
Reply put_clock(const Ask& ask) {
  const Json body = body_of(ask);
  expect_only(body, {"mode", "now"});
  const std::string mode = text_member(body, "mode"), now = text_member(body, "now");
  const auto time = parse_time(now);
  if (!now.empty() && !time)
    throw Refused{400, "invalid_body", "now: \"" + now + "\" is no ISO 8601 time"};
  if (mode == "real" && now.empty())
    ask.world.clock.run();
  else if (mode == "frozen" || (mode.empty() && time))
    ask.world.clock.freeze(time);
  else
    throw Refused{400, "invalid_body", "mode is real (without now) or frozen"};
  ask.sender.settle(ask.world);
  return get_clock(ask);
}

// {"by": "36h"}: what falls due is done before the answer.
Reply advance_clock(const Ask& ask) {
  const Json body = body_of(ask);
  expect_only(body, {"by"});
  Yaml by;
  by.kind = Yaml::Kind::kScalar;
  by.plain = true;
  by.text = text_member(body, "by");
  Mistakes mistakes("by");
  const auto duration = parse_duration(by, mistakes);
  if (!duration) throw Refused{400, "invalid_body", "by: " + mistakes.list().front().message};
  ask.world.clock.advance(*duration);
  ask.sender.settle(ask.world);
  return get_clock(ask);
}

}  // namespace virga::control
