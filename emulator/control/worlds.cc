// /_virga/worlds: the worlds there are, copies of them, and their end.
#include "base/spelling.h"
#include "control/route.h"

namespace virga::control {
namespace {

[[noreturn]] void refuse_name(const ProcessAsk& ask, const std::string& name) {
  const auto rows = ask.worlds.list();
  std::vector<std::string_view> known;
  for (const auto& row : rows) known.push_back(row.name);
  throw Refused{404, "not_found", "no world \"" + name + "\"" + did_you_mean(name, known)};
}

}  // namespace

Reply list_worlds(const ProcessAsk& ask) {
  Json list = Json::array();
  for (const auto& row : ask.worlds.list())
    list.push_back({{"name", row.name}, {"documents", row.documents}, {"requests", row.requests}});
  return json_reply({{"worlds", std::move(list)}});
}

// ?from=OTHER: a copy of that one.
Reply put_world(const ProcessAsk& ask) {
  const std::string &name = ask.path[0], from = ask.parameter("from");
  if (!is_world_name(name))
    throw Refused{400, "invalid_parameter", "1..128 visible ASCII characters name a world"};
  if (from.empty())
    throw Refused{400, "invalid_parameter", "from: the world that is to be copied is missing",
                  "a world that is no copy begins when it is first asked for"};
  switch (ask.worlds.fork(name, from)) {
    case Worlds::Forked::kNothingThere: refuse_name(ask, from);
    case Worlds::Forked::kExists:
      throw Refused{409, "exists", "there is a world \"" + name + "\" already",
                    "DELETE /_virga/worlds/" + name + " takes it away"};
    case Worlds::Forked::kNoRoom: throw Refused{507, "too_many_worlds", ask.worlds.no_room()};
    case Worlds::Forked::kDone: break;
  }
  ask.sender.watch(ask.worlds.of(name));
  return json_reply({{"world", name}, {"from", from}}, 201);
}

// It begins anew when it is asked for again.
Reply delete_world(const ProcessAsk& ask) {
  if (!ask.worlds.take_away(ask.path[0])) refuse_name(ask, ask.path[0]);
  return json_reply({{"deleted", ask.path[0]}});
}

}  // namespace virga::control
