// GET /_virga/callbacks: what the clouds told their user's servers, and what they still have to.
#include <algorithm>

#include "base/spelling.h"
#include "base/time.h"
#include "control/route.h"

namespace virga::control {
namespace {

constexpr std::int64_t kUsualPage = 1000;

void check_word(const std::string& given, std::string_view what,
                const std::vector<std::string_view>& known) {
  if (given.empty() || std::find(known.begin(), known.end(), given) != known.end()) return;
  throw Refused{400, "invalid_parameter",
                std::string(what) + ": \"" + given + "\" is none" + did_you_mean(given, known)};
}

// When the next attempt is due, for as long as there is one.
Json to_json(const Letter& letter) {
  Json json{{"id", letter.number},
            {"service", letter.service},
            {"callback", letter.callback},
            {"state", state_name(letter.state)},
            {"url", letter.url},
            {"subject", letter.subject},
            {"made", plain_time(letter.made)}};
  if (letter.state == Letter::State::kPending) json["due"] = plain_time(letter.due);
  json["body"] = letter.body;
  json["attempts"] = letter.attempts;
  return json;
}

}  // namespace

Reply list_callbacks(const Ask& ask) {
  const std::string callback = ask.parameter("callback"), state = ask.parameter("state");
  std::vector<std::string_view> callbacks, states;
  for (const Service& service : ask.catalog.services())
    for (const Callback& each : service.callbacks) callbacks.push_back(each.message.name);
  for (int each = 0; each <= static_cast<int>(Letter::State::kGivenUp); ++each)
    states.push_back(state_name(static_cast<Letter::State>(each)));
  check_word(callback, "callback", callbacks);
  check_word(state, "state", states);
  const std::int64_t limit = ask.number("limit", kUsualPage, 1), after = ask.number("after", 0, 0);
  ask.world.catch_up(ask.catalog);
  Json list = Json::array();
  for (const Letter& letter : ask.world.store.outbox().list(after, Outbox::kMostDone * 10)) {
    if (static_cast<std::int64_t>(list.size()) >= limit) break;
    const bool meant = (callback.empty() || letter.callback == callback) &&
                       (state.empty() || state_name(letter.state) == state);
    if (meant) list.push_back(to_json(letter));
  }
  return json_reply({{"world", ask.world.name},
                     {"total", ask.world.store.outbox().count()},
                     {"callbacks", std::move(list)}});
}

}  // namespace virga::control
