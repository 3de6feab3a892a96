#include "world/worlds.h"

#include <algorithm>

namespace virga {

bool is_world_name(std::string_view name) {
  return !name.empty() && name.size() <= 128 &&
         std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < 0x7F; });
}

Worlds::Worlds(const Catalog& catalog, Database& database, std::vector<const Fixture*> fixtures,
               std::uint64_t seed, std::optional<Time> frozen_at)
    : catalog_(catalog),
      database_(database),
      fixtures_(std::move(fixtures)),
      seed_(seed),
      frozen_at_(frozen_at) {
  const auto kinds = catalog_.kinds();
  for (const std::string& name : Store::worlds(database_))
    if (Snapshots::is_hidden(name)) Store(database_, name).clear(kinds);  // of a process before
}

World& Worlds::of(std::string_view name) {
  const std::lock_guard lock(mutex_);
  const auto found = worlds_.find(name);
  if (found != worlds_.end()) return *found->second;
  auto world = std::make_unique<World>(std::string(name), database_, seed_, frozen_at_, global_);
  for (const auto& scenario : scenarios_) world->rules.load(scenario, world->clock.now());
  if (!world->store.seeded()) seed(*world, fixtures_);
  return *worlds_.emplace(std::string(name), std::move(world)).first->second;
}

std::vector<std::string> Worlds::names() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> names;
  for (const auto& [name, world] : worlds_) names.push_back(name);
  return names;
}

void Worlds::play(const std::vector<std::shared_ptr<const Scenario>>& scenarios,
                  const std::vector<std::string>& gone) {
  const std::lock_guard lock(mutex_);
  for (const std::string& name : gone) {
    for (const auto& [world_name, world] : worlds_) world->rules.drop(name);
    std::erase_if(scenarios_, [&](const auto& each) { return each->name == name; });
  }
  for (const auto& scenario : scenarios) {
    for (const auto& [name, world] : worlds_) world->rules.load(scenario, world->clock.now());
    const auto same = std::find_if(scenarios_.begin(), scenarios_.end(),
                                   [&](const auto& each) { return each->name == scenario->name; });
    if (same == scenarios_.end())
      scenarios_.push_back(scenario);
    else
      *same = scenario;  // in its place: rules are tried in the order of scenarios
  }
}

void Worlds::reset(World& world) {
  // The clock first: a running frozen test must not find work of the old time due in the new one.
  if (frozen_at_)
    world.clock.freeze(frozen_at_);
  else
    world.clock.run();
  seed(world, fixtures_);
  world.rules.restart(world.clock.now());
  world.journal.clear();
  world.quotas.clear();
  world.requests = 0;
}

void Worlds::begin_with(World& world, const Fixture& fixture) { seed(world, {&fixture}); }

void Worlds::seed(World& world, const std::vector<const Fixture*>& fixtures) {
  const auto kinds = catalog_.kinds();
  const auto done = world.store.transact<bool>([&]() -> Result<bool> {
    world.store.clear(kinds);
    for (const Fixture* fixture : fixtures) load(*fixture, world.store);
    for (const Service& service : catalog_.services())
      if (service.begin != nullptr) service.begin(world.store, world.clock.now(), world.seed);
    world.store.mark_seeded();
    return true;
  });
  static_cast<void>(done);
}

}  // namespace virga
