// /_virga/snapshots: named copies of a world, to go back to.
#include "base/spelling.h"
#include "base/time.h"
#include "control/route.h"

namespace virga::control {
namespace {

[[noreturn]] void refuse_name(const Ask& ask) {
  const auto rows = ask.world.snapshots.list();
  std::vector<std::string_view> known;
  for (const auto& row : rows) known.push_back(row.name);
  throw Refused{404, "not_found",
                "no snapshot \"" + ask.path[0] + "\"" + did_you_mean(ask.path[0], known)};
}

}  // namespace

Reply list_snapshots(const Ask& ask) {
  Json list = Json::array();
  for (const auto& row : ask.world.snapshots.list())
    list.push_back(
        {{"name", row.name}, {"time", plain_time(row.time)}, {"documents", row.documents}});
  return json_reply({{"world", ask.world.name}, {"snapshots", std::move(list)}});
}

// One of that name is replaced.
Reply post_snapshot(const Ask& ask) {
  const std::string& name = ask.path[0];
  if (!is_world_name(name))
    throw Refused{400, "invalid_parameter", "1..128 visible ASCII characters name a snapshot"};
  ask.world.catch_up(ask.catalog);
  switch (ask.world.snapshots.take(name, ask.world, ask.catalog.kinds())) {
    case Snapshots::Taken::kTooMany:
      throw Refused{507, "too_many_snapshots",
                    "world " + ask.world.name + " has " + std::to_string(Snapshots::kMost) +
                        " snapshots already",
                    "DELETE /_virga/snapshots/NAME drops one"};
    case Snapshots::Taken::kReplaced:
      return json_reply({{"world", ask.world.name}, {"snapshot", name}, {"replaced", true}});
    case Snapshots::Taken::kNew: break;
  }
  return json_reply({{"world", ask.world.name}, {"snapshot", name}, {"replaced", false}}, 201);
}

Reply delete_snapshot(const Ask& ask) {
  if (!ask.world.snapshots.drop(ask.path[0], ask.world, ask.catalog.kinds())) refuse_name(ask);
  return json_reply({{"world", ask.world.name}, {"dropped", ask.path[0]}});
}

Reply restore_snapshot(const Ask& ask) {
  if (!ask.world.snapshots.restore(ask.path[0], ask.world, ask.catalog.kinds())) refuse_name(ask);
  ask.sender.watch(ask.world);
  return json_reply({{"world", ask.world.name}, {"restored", ask.path[0]}});
}

}  // namespace virga::control
