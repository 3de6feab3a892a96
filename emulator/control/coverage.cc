// GET /_virga/coverage: what was called, and which documented errors were seen.
#include "base/spelling.h"
#include "control/route.h"
#include "coverage/coverage_json.h"
#include "coverage/junit.h"

namespace virga::control {
namespace {

// One of the words, the first when none is given.
std::string word_of(const Ask& ask, std::string_view name,
                    const std::vector<std::string_view>& words) {
  const std::string given = ask.parameter(name);
  if (given.empty()) return std::string(words.front());
  if (std::find(words.begin(), words.end(), given) != words.end()) return given;
  std::string known;
  for (const std::string_view word : words) (known += known.empty() ? "" : ", ") += word;
  throw Refused{400, "invalid_parameter",
                std::string(name) + ": one of " + known + ", not \"" + given + "\"" +
                    did_you_mean(given, words)};
}

Reply text_reply(std::string type, std::string body) {
  Reply reply;
  reply.headers = {{"Content-Type", std::move(type)}};
  reply.body = std::move(body);
  return reply;
}

}  // namespace

// The process has counted the calls of all its worlds, also before they were reset or taken away.
Reply get_coverage(const Ask& ask) {
  const std::string format = word_of(ask, "format", {"json", "text", "junit"});
  const bool whole = word_of(ask, "scope", {"world", "process"}) == "process";
  const std::string service = ask.service();
  if (whole && !ask.parameter("world").empty())
    throw Refused{400, "invalid_parameter", "scope=process is about all worlds: leave world out"};
  const Coverage coverage = whole ? ask.worlds.census().coverage({}, service)
                                  : ask.world.census.coverage(ask.world.name, service);
  if (format == "text") return text_reply("text/plain; charset=utf-8", coverage.text());
  if (format == "junit") return text_reply("application/xml", to_junit(coverage));
  return json_reply(to_json(coverage));
}

}  // namespace virga::control
