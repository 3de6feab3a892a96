#include "world/snapshots.h"

#include "world/world.h"

namespace virga {
struct Snapshots::Kept {
  World::Standing standing;
  Time time;
  std::int64_t documents = 0;
};

Snapshots::Snapshots() = default;
Snapshots::~Snapshots() = default;

Snapshots::Taken Snapshots::take(const std::string& name, World& world,
                                 std::span<const Kind* const> kinds) {
  const std::lock_guard lock(mutex_);
  const bool fresh = !kept_.contains(name);
  if (fresh && kept_.size() == kMost) return Taken::kTooMany;
  auto kept = std::make_unique<Kept>();
  const auto held = world.store.hold();
  world.store.keep(name, kinds);
  *kept = {world.standing(), world.clock.now()};
  for (const Kind* kind : kinds)
    if (!kind->internal) kept->documents += world.store.count(*kind);
  kept_[name] = std::move(kept);
  return fresh ? Taken::kNew : Taken::kReplaced;
}

bool Snapshots::restore(const std::string& name, World& world, std::span<const Kind* const> kinds) {
  const std::lock_guard lock(mutex_);
  const auto found = kept_.find(name);
  if (found == kept_.end()) return false;
  const auto held = world.store.hold();
  world.store.put_back(name, kinds);
  world.stand_at(found->second->standing);
  return true;
}

bool Snapshots::drop(const std::string& name, World& world, std::span<const Kind* const> kinds) {
  const std::lock_guard lock(mutex_);
  if (kept_.erase(name) == 0) return false;
  world.store.forget(name, kinds);
  return true;
}

void Snapshots::clear(World& world, std::span<const Kind* const> kinds) {
  const std::lock_guard lock(mutex_);
  for (const auto& [name, kept] : kept_) world.store.forget(name, kinds);
  kept_.clear();
}

std::vector<Snapshots::Row> Snapshots::list() const {
  const std::lock_guard lock(mutex_);
  std::vector<Row> rows;
  for (const auto& [name, kept] : kept_) rows.push_back({name, kept->time, kept->documents});
  return rows;
}

}  // namespace virga
