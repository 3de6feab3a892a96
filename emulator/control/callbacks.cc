// GET /_virga/callbacks: what the clouds told their user's servers, and what they still have to.
#include "base/time.h"
#include "control/route.h"

namespace virga::control {
namespace {

constexpr std::int64_t kUsualPage = 1000;

std::optional<Letter::State> state_wanted(const Ask& ask) {
  using State = Letter::State;
  constexpr State kStates[] = {State::kPending, State::kHeld, State::kDelivered, State::kGivenUp};
  std::vector<std::string_view> known;
  for (const State state : kStates) known.push_back(state_name(state));
  const std::string given = ask.word("state", known);
  for (const State state : kStates)
    if (state_name(state) == given) return state;
  return std::nullopt;
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
  const Outbox::Wanted wanted{.callback = ask.callback(),
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
