#include "world/world.h"

#include "base/chance.h"

namespace virga {

World::Standing World::standing() const {
  return {clock.setting(), rules.standing(), quotas.standing(), requests};
}

void World::stand_at(const Standing& standing) {
  clock.set(standing.clock);
  rules.stand_at(standing.rules);
  quotas.stand_at(standing.quotas);
  requests = standing.requests;
}

void World::load(const Fixture& fixture) {
  const auto done = store.transact<bool>([&]() -> Result<bool> {
    virga::load(fixture, store);
    return true;
  });
  static_cast<void>(done);
}

void World::catch_up(const Catalog& catalog) {
  const Time now = clock.now();
  if (!store.agenda().is_due(now)) return;  // the usual case, without a transaction
  const auto done = store.transact<bool>([&]() -> Result<bool> {
    while (const auto due = store.agenda().take(now)) {
      const Event* event = catalog.event(due->event);
      if (event != nullptr) event->run(store, due->time, due->subject);
    }
    return true;
  });
  static_cast<void>(done);
}

std::uint64_t World::next_chance() { return hash_of(seed, {"request"}, ++requests); }

}  // namespace virga
