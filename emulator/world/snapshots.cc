#include "world/snapshots.h"

#include "world/world.h"

namespace virga {
namespace {

// No world that anybody can ask for has a blank in its name.
constexpr char kBetween = ' ';

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
};

Snapshots::Snapshots(Database& database, std::string world)
    : database_(database), world_(std::move(world)) {}

Snapshots::~Snapshots() = default;

bool Snapshots::is_hidden(std::string_view world) {
  return world.find(kBetween) != std::string_view::npos;
}

Store Snapshots::hidden(const std::string& name) const {
  return {database_, world_ + kBetween + name};
}

Snapshots::Taken Snapshots::take(const std::string& name, const World& world,
                                 std::span<const Kind* const> kinds) {
  const std::lock_guard lock(mutex_);
  const bool fresh = !kept_.contains(name);
  if (fresh && kept_.size() == kMost) return Taken::kTooMany;
  Store copy = hidden(name);
  auto kept = std::make_unique<Kept>();
  at_once(copy, [&] {
    copy.copy(world.store, kinds);
    *kept = {world.standing(), world.clock.now()};
  });
  kept_[name] = std::move(kept);
  return fresh ? Taken::kNew : Taken::kReplaced;
}

bool Snapshots::restore(const std::string& name, World& world, std::span<const Kind* const> kinds) {
  const std::lock_guard lock(mutex_);
  const auto found = kept_.find(name);
  if (found == kept_.end()) return false;
  at_once(world.store, [&] {
    world.store.copy(hidden(name), kinds);
    world.stand_at(found->second->standing);
  });
  return true;
}

bool Snapshots::drop(const std::string& name, std::span<const Kind* const> kinds) {
  const std::lock_guard lock(mutex_);
  if (kept_.erase(name) == 0) return false;
  Store copy = hidden(name);
  at_once(copy, [&] { copy.clear(kinds); });
  return true;
}

void Snapshots::clear(std::span<const Kind* const> kinds) {
  const std::lock_guard lock(mutex_);
  for (const auto& [name, kept] : kept_) {
    Store copy = hidden(name);
    at_once(copy, [&] { copy.clear(kinds); });
  }
  kept_.clear();
}

std::vector<Snapshots::Row> Snapshots::list(std::span<const Kind* const> kinds) const {
  const std::lock_guard lock(mutex_);
  std::vector<Row> rows;
  for (const auto& [name, kept] : kept_) {
    std::int64_t documents = 0;
    const Store copy = hidden(name);
    for (const Kind* kind : kinds)
      if (!kind->internal) documents += copy.count(*kind);
    rows.push_back({name, kept->time, documents});
  }
  return rows;
}

}  // namespace virga
