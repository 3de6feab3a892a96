#include "world/snapshots.h"

#include "world/world.h"

namespace virga {
namespace {

// What happens to a store from here to the end is one transaction.
void at_once(Store& store, const std::function<void()>& work) {
  const auto done = store.transact<bool>([&]() -> Result<bool> {
    work();
    return true;
  });
  static_cast<void>(done);
}

}  // namespace

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
  at_once(world.store, [&] {
    world.store.keep(name, kinds);
    *kept = {world.standing(), world.clock.now()};
    for (const Kind* kind : kinds)
      if (!kind->internal) kept->documents += world.store.count(*kind);
  });
  kept_[name] = std::move(kept);
  return fresh ? Taken::kNew : Taken::kReplaced;
}

bool Snapshots::restore(const std::string& name, World& world, std::span<const Kind* const> kinds) {
  const std::lock_guard lock(mutex_);
  const auto found = kept_.find(name);
  if (found == kept_.end()) return false;
  at_once(world.store, [&] {
    world.store.put_back(name, kinds);
    world.stand_at(found->second->standing);
  });
  return true;
}

bool Snapshots::drop(const std::string& name, World& world, std::span<const Kind* const> kinds) {
  const std::lock_guard lock(mutex_);
  if (kept_.erase(name) == 0) return false;
  at_once(world.store, [&] { world.store.forget(name, kinds); });
  return true;
}

void Snapshots::clear(World& world, std::span<const Kind* const> kinds) {
  const std::lock_guard lock(mutex_);
  at_once(world.store, [&] {
    for (const auto& [name, kept] : kept_) world.store.forget(name, kinds);
  });
  kept_.clear();
}

std::vector<Snapshots::Row> Snapshots::list() const {
  const std::lock_guard lock(mutex_);
  std::vector<Row> rows;
  for (const auto& [name, kept] : kept_) rows.push_back({name, kept->time, kept->documents});
  return rows;
}

}  // namespace virga
