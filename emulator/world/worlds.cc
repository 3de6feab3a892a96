#include "world/worlds.h"

#include <algorithm>
#include <set>

namespace virga {

bool is_world_name(std::string_view name) {
  return !name.empty() && name.size() <= 128 &&
         std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < 0x7F; });
}

std::string Worlds::no_room() const {
  return "there are " + std::to_string(bounds_.most) +
         " worlds already: DELETE /_virga/worlds/NAME takes one away";
}

Worlds::Worlds(const Catalog& catalog, Storage& storage, std::vector<const Fixture*> fixtures,
               std::uint64_t seed, std::optional<Time> frozen_at, Bounds bounds)
    : catalog_(catalog),
      storage_(storage),
      fixtures_(std::move(fixtures)),
      seed_(seed),
      frozen_at_(frozen_at),
      bounds_(std::move(bounds)),
      roll_(catalog) {
  storage_.fill_with([this](Store& store) {
    for (const Fixture* fixture : fixtures_) load(*fixture, store);
  });
}

World& Worlds::of(std::string_view name) {
  World* world = find(name);
  if (world == nullptr) throw NoRoom(no_room());
  return *world;
}

World* Worlds::find(std::string_view name) {
  const std::lock_guard lock(mutex_);
  Place* place = room_locked(name);
  if (place == nullptr) return nullptr;
  if (place->open) return place->world.get();
  World& world = *place->world;
  start_clock(world);
  for (const auto& scenario : scenarios_) world.rules.load(scenario, world.clock.now());
  if (!world.store.seeded()) seed(world, fixtures_);
  open_locked(*place);
  return &world;
}

// The default world is not counted: the calls of whoever names none always have one.
Worlds::Place* Worlds::room_locked(std::string_view name) {
  const auto found = worlds_.find(name);
  if (found != worlds_.end() && found->second.open) return &found->second;
  if (open_ >= bounds_.most && name != kDefaultWorld) return nullptr;
  if (found != worlds_.end()) return &found->second;
  const std::string text(name);
  return &worlds_
              .emplace(text,
                       Place{std::make_unique<World>(text, storage_, seed_, frozen_at_, global_,
                                                     roll_, census_, bounds_.journal)})
              .first->second;
}

void Worlds::open_locked(Place& place) {
  place.open = true;
  if (place.world->name != kDefaultWorld) ++open_;
}

bool Worlds::exists_locked(std::string_view name) const {
  const auto found = worlds_.find(name);
  return (found != worlds_.end() && found->second.open) || storage_.has(std::string(name));
}

// A name that nobody has asked for is a slip, save that of the default world, which needs no
// asking.
Worlds::Forked Worlds::fork(const std::string& name, const std::string& from) {
  {
    const std::lock_guard lock(mutex_);
    if (exists_locked(name)) return Forked::kExists;
    if (from != kDefaultWorld && !exists_locked(from)) return Forked::kNothingThere;
  }
  World& original = of(from);
  const std::lock_guard lock(mutex_);
  if (exists_locked(name)) return Forked::kExists;
  Place* place = room_locked(name);
  if (place == nullptr) return Forked::kNoRoom;
  World& world = *place->world;
  const auto held = original.store.hold();
  world.store.copy(original.store, storage_.kinds());
  world.stand_at(original.standing());
  open_locked(*place);
  return Forked::kDone;
}

bool Worlds::take_away(const std::string& name) {
  const std::lock_guard lock(mutex_);
  if (!exists_locked(name)) return false;
  const auto& kinds = storage_.kinds();
  const auto found = worlds_.find(name);
  if (found == worlds_.end()) {  // of the state file
    storage_.open(name).clear(kinds);
    return true;
  }
  World& world = *found->second.world;
  found->second.open = false;
  if (name != kDefaultWorld) --open_;
  const auto done = world.store.transact<bool>([&]() -> Result<bool> {
    world.store.clear(kinds);
    return true;
  });
  static_cast<void>(done);
  world.snapshots.clear(world, kinds);
  world.stand_at({});
  world.journal.clear();
  world.census.clear();
  return true;
}

std::vector<std::string> Worlds::names() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> names;
  for (const auto& [name, place] : worlds_)
    if (place.open) names.push_back(name);
  return names;
}

Worlds::Figures Worlds::figures() const {
  std::vector<World*> open;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [name, place] : worlds_)
      if (place.open) open.push_back(place.world.get());
  }
  Figures figures{.worlds = open.size()};
  for (World* world : open) {
    figures.entries += world->journal.count();
    figures.bytes += world->journal.bytes();
    figures.dropped += world->journal.dropped();
    figures.letters += world->store.outbox().waiting();
  }
  return figures;
}

std::vector<Worlds::Row> Worlds::list() const {
  const std::lock_guard lock(mutex_);
  std::vector<Row> rows;
  for (const auto& [name, place] : worlds_)
    if (place.open)
      rows.push_back({name, documents_in(*place.world), place.world->journal.count()});
  for (const auto& [name, documents] : storage_.worlds())
    if (const auto found = worlds_.find(name); found == worlds_.end() || !found->second.open)
      rows.push_back({name, documents, 0});
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.name < b.name; });
  return rows;
}

std::int64_t Worlds::documents_in(const World& world) const {
  std::int64_t documents = 0;
  for (const Kind* kind : storage_.kinds())
    if (!kind->internal) documents += world.store.count(*kind);
  return documents;
}

void Worlds::play(const std::vector<std::shared_ptr<const Scenario>>& scenarios,
                  const std::vector<std::string>& gone) {
  const std::lock_guard lock(mutex_);
  for (const std::string& name : gone) {
    for (const auto& [world_name, place] : worlds_) place.world->rules.drop(name);
    std::erase_if(scenarios_, [&](const auto& each) { return each->name == name; });
  }
  for (const auto& scenario : scenarios) {
    for (const auto& [name, place] : worlds_)
      if (place.open) place.world->rules.load(scenario, place.world->clock.now());
    const auto same = std::find_if(scenarios_.begin(), scenarios_.end(),
                                   [&](const auto& each) { return each->name == scenario->name; });
    if (same == scenarios_.end())
      scenarios_.push_back(scenario);
    else
      *same = scenario;  // in its place: rules are tried in the order of scenarios
  }
}

void Worlds::start_clock(World& world) const {
  if (frozen_at_)
    world.clock.freeze(frozen_at_);
  else
    world.clock.run();
}

void Worlds::reset(World& world) {
  // The clock first: a running frozen test must not find work of the old time due in the new one.
  start_clock(world);
  seed(world, fixtures_);
  world.rules.restart(world.clock.now());
  world.journal.clear();
  world.census.clear();
  world.quotas.clear();
  world.requests = 0;
}

void Worlds::begin_with(World& world, const Fixture& fixture) {
  world.store.call_dirty();
  seed(world, {&fixture});
  world.store.call_dirty();  // the worlds' usual beginning is another
}

// Kinds that nobody has written to since are as the fixtures have them.
void Worlds::seed(World& world, const std::vector<const Fixture*>& fixtures) {
  Store& store = world.store;
  try {
    const auto done = store.transact<bool>([&]() -> Result<bool> {
      const auto dirty = store.dirty(storage_.kinds());
      store.clear(dirty);
      for (const Fixture* fixture : fixtures) load(*fixture, store, dirty);
      store.call_clean();
      for (const Service& service : catalog_.services())
        if (service.begin != nullptr) service.begin(store, world.clock.now(), world.seed);
      store.mark_seeded();
      return true;
    });
    static_cast<void>(done);
  } catch (...) {
    store.call_dirty();
    throw;
  }
}

}  // namespace virga
