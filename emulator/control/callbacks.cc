// GET /_virga/callbacks: what the clouds told their user's servers, and what they still have to.
#include <algorithm>

#include "base/spelling.h"
#include "base/time.h"
#include "control/route.h"

namespace virga::control {
namespace {

constexpr std::int64_t kUsualPage = 1000;

[[noreturn]] void refuse_word(const std::string& given, std::string_view what,
                              const std::vector<std::string_view>& known) {
  throw Refused{400, "invalid_parameter",
                std::string(what) + ": \"" + given + "\" is none" + did_you_mean(given, known)};
}

std::string callback_wanted(const Ask& ask) {
  const std::string given = ask.parameter("callback");
  std::vector<std::string_view> known;
  for (const Service& service : ask.catalog.services())
    for (const Callback& each : service.callbacks) known.push_back(each.message.name);
  if (given.empty() || std::find(known.begin(), known.end(), given) != known.end()) return given;
  refuse_word(given, "callback", known);
}

std::optional<Letter::State> state_wanted(const Ask& ask) {
  using State = Letter::State;
  const std::string given = ask.parameter("state");
  if (given.empty()) return std::nullopt;
  std::vector<std::string_view> known;
  for (const State state : {State::kPending, State::kHeld, State::kDelivered, State::kGivenUp}) {
    if (state_name(state) == given) return state;
    known.push_back(state_name(state));
  }
  refuse_word(given, "state", known);
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
  const Outbox::Wanted wanted{.callback = callback_wanted(ask),
                              .state = state_wanted(ask),
                              .after = ask.number("after", 0, 0),
                              .limit = ask.number("limit", kUsualPage, 1)};
  ask.world.catch_up(ask.catalog);
  Json list = Json::array();
  for (const Letter& letter : ask.world.store.outbox().list(wanted))
    list.push_back(to_json(letter));
  return json_reply({{"world", ask.world.name},
                     {"total", ask.world.store.outbox().count()},
                     {"callbacks", std::move(list)}});
}

}  // namespace virga::control
