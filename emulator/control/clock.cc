// /_virga/clock: the time of a world.
#include "base/spelling.h"
#include "base/text.h"
#include "base/time.h"
#include "control/route.h"
#include "scenario/duration.h"

namespace virga::control {
namespace {

using std::chrono::milliseconds;

constexpr double kSlowest = 0.001, kFastest = 100'000;  // a day in less than a second

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

milliseconds span_member(const Json& body, const char* name) {
  Mistakes mistakes(name);
  const auto duration = parse_duration(text_member(body, name), mistakes);
  if (!duration)
    throw Refused{400, "invalid_body", std::string(name) + ": " + mistakes.list().front().message};
  return *duration;
}

// 16m, or -16m.
milliseconds signed_span_member(Json body, const char* name) {
  const std::string text = text_member(body, name);
  if (!text.starts_with('-')) return span_member(body, name);
  body[name] = text.substr(1);
  return -span_member(body, name);
}

double pace_member(const Json& body, const char* name) {
  const auto found = body.find(name);
  const double pace = found != body.end() && found->is_number() ? found->get<double>() : 0;
  if (pace < kSlowest || pace > kFastest)
    throw Refused{400, "invalid_body", std::string(name) + ": a number from 0.001 to 100000"};
  return pace;
}

void freeze(Clock& clock, const Json& body) {
  const std::string now = text_member(body, "now");
  const auto time = parse_time(now);
  if (body.contains("now") && !time)
    throw Refused{400, "invalid_body", "now: \"" + now + "\" is no ISO 8601 time"};
  clock.freeze(time);
}

// What a body of each mode says beside it.
struct Mode {
  std::string_view name;
  std::string_view argument;
  void (*set)(Clock& clock, const Json& body);
};

constexpr Mode kModes[] = {
    {"real", "", [](Clock& clock, const Json&) { clock.run(); }},
    {"frozen", "now", freeze},
    {"offset", "by",
     [](Clock& clock, const Json& body) { clock.run_beside(signed_span_member(body, "by")); }},
    {"scaled", "factor",
     [](Clock& clock, const Json& body) { clock.run_at(pace_member(body, "factor")); }},
};

const Mode& mode_of(const Json& body) {
  const std::string name = body.contains("mode") || !body.contains("now")
                               ? text_member(body, "mode")
                               : std::string("frozen");
  std::vector<std::string_view> known;
  for (const Mode& mode : kModes) {
    if (mode.name == name) return mode;
    known.push_back(mode.name);
  }
  throw Refused{
      400, "invalid_body",
      "mode is real, frozen, offset or scaled, not \"" + name + "\"" + did_you_mean(name, known)};
}

std::string_view mode_name(const Clock::Setting& setting) {
  if (setting.frozen()) return "frozen";
  if (setting.pace != 1) return "scaled";
  return setting.real() ? "real" : "offset";
}

std::string signed_span(milliseconds span) {
  return span.count() < 0 ? "-" + print_duration(-span) : print_duration(span);
}

}  // namespace

Reply get_clock(const Ask& ask) {
  const Clock::Setting setting = ask.world.clock.setting();
  Json json{{"world", ask.world.name},
            {"now", plain_time(ask.world.clock.now())},
            {"mode", mode_name(setting)}};
  if (json["mode"] == "offset") json["by"] = signed_span(setting.shown - setting.machine);
  if (json["mode"] == "scaled") json["factor"] = setting.pace;
  return json_reply(json);
}

// {"mode": "frozen", "now": "…"}, {"mode": "real"}, {"mode": "offset", "by": "-16m"} or
// {"mode": "scaled", "factor": 60}; a time alone freezes there.
Reply put_clock(const Ask& ask) {
  const Json body = body_of(ask);
  expect_only(body, {"mode", "now", "by", "factor"});
  const Mode& mode = mode_of(body);
  for (const auto& [name, value] : body.items())
    if (name != "mode" && name != mode.argument)
      throw Refused{400, "invalid_body", name + " is not for the mode " + std::string(mode.name)};
  mode.set(ask.world.clock, body);
  ask.sender.settle(ask.world);
  ask.sender.watch(ask.world);
  return get_clock(ask);
}

// {"by": "36h"}: what falls due is done before the answer.
Reply advance_clock(const Ask& ask) {
  const Json body = body_of(ask);
  expect_only(body, {"by"});
  ask.world.clock.advance(span_member(body, "by"));
  ask.sender.settle(ask.world);
  return get_clock(ask);
}

}  // namespace virga::control
