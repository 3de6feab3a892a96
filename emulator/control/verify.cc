// POST /_virga/requests/verify: do expectations hold of the journal?
#include "base/time.h"
#include "control/route.h"
#include "scenario/duration.h"
#include "verify/hearing.h"
#include "verify/vigil.h"

namespace virga::control {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLongestWait = std::chrono::minutes(5);

Json to_json(const ExpectationReport& expectation) {
  Json json{{"id", expectation.id},
            {"held", expectation.held()},
            {"expected", expectation.expected},
            {"counted", expectation.counted}};
  if (expectation.held()) return json;
  json["unmet"] = expectation.unmet;
  json["misses"] = Json::object();
  for (const auto& [clause, calls] : expectation.misses) json["misses"][clause] = calls;
  json["nearest"] = misses_json(expectation.nearest);
  return json;
}

Reply answer_of(const Hearing& hearing, const std::string& world) {
  if (hearing.impossible())
    return refused_reply({409, "dropped", *hearing.impossible(),
                          "say in `between` what is asked about, clear the journal before what is "
                          "to be verified, or verify sooner"});
  const Verification verification = hearing.verification();
  Json json{{"world", world}};
  if (!verification.name.empty()) json["name"] = verification.name;
  json["held"] = verification.held();
  json["expectations"] = Json::array();
  for (const ExpectationReport& each : verification.expectations)
    json["expectations"].push_back(to_json(each));
  json["text"] = verification.text();
  return json_reply(json);
}

milliseconds wait_of(const Ask& ask) {
  const std::string text = ask.parameter("wait");
  if (text.empty()) return milliseconds(0);
  Mistakes mistakes("wait");
  const auto wait = parse_duration(text, mistakes);
  if (!wait) throw Refused{400, "invalid_parameter", "wait: " + mistakes.list().front().message};
  if (*wait > kLongestWait)
    throw Refused{400, "invalid_parameter",
                  "wait: at most " + print_duration(kLongestWait) + ", not " + text};
  return *wait;
}

}  // namespace

http::Answer verify_requests(const Ask& ask) {
  Mistakes mistakes("expectations");
  auto expectations = parse_expectations(ask.request.body, ask.catalog, mistakes);
  if (!expectations) throw Refused{400, "invalid_expectations", mistakes.text()};
  const auto deadline = std::chrono::steady_clock::now() + wait_of(ask);
  const auto hearing =
      std::make_shared<Hearing>(std::move(expectations), ask.catalog, ask.world.journal);
  return http::Pending{[hearing, deadline, &vigil = ask.vigil, &world = ask.world](auto give) {
    const auto answer = [=, &world](const std::exception_ptr& failure) {
      try {
        if (failure) std::rethrow_exception(failure);
        give({answer_of(*hearing, world.name)});
      } catch (const std::exception& broken) {
        give({refused_reply({500, "internal", broken.what()})});
      }
    };
    if (!hear_out(vigil, world.journal, hearing, deadline, answer))
      give({refused_reply(
          {503, "too_many_waits", std::to_string(Vigil::kMost) + " wait for a journal already"})});
  }};
}

}  // namespace virga::control
