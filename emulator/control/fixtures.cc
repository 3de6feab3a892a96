// /_virga/fixtures: documents of a fixture for a world that lives already.
#include "control/route.h"
#include "world/fixture.h"

namespace virga::control {
namespace {

Fixture fixture_in(const Ask& ask) {
  Mistakes mistakes("fixture");
  auto fixture = parse_world_fixture(ask.request.body, ask.catalog, mistakes);
  if (!fixture)
    throw Refused{400, "invalid_fixture", mistakes.text(), "nothing of it has been loaded"};
  return std::move(*fixture);
}

Reply loaded(const Ask& ask, const Fixture& fixture) {
  ask.sender.watch(ask.world);
  return json_reply({{"world", ask.world.name}, {"documents", fixture.documents.size()}});
}

}  // namespace

// They stand beside those of the world; one of the same id takes its place.
Reply post_fixture(const Ask& ask) {
  const Fixture fixture = fixture_in(ask);
  ask.world.catch_up(ask.catalog);
  ask.world.load(fixture);
  return loaded(ask, fixture);
}

// The world holds them and nothing else, as if it had begun with them at this time of its clock.
Reply put_fixture(const Ask& ask) {
  const Fixture fixture = fixture_in(ask);
  ask.worlds.begin_with(ask.world, fixture);
  return loaded(ask, fixture);
}

}  // namespace virga::control
