// Everything that one test can touch: state, time, rules, journal. Worlds never see one another.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>

#include "base/clock.h"
#include "catalog/catalog.h"
#include "coverage/census.h"
#include "journal/journal.h"
#include "scenario/engine.h"
#include "store/storage.h"
#include "world/fixture.h"
#include "world/quotas.h"
#include "world/snapshots.h"

namespace virga {

// Its parts guard themselves.
struct World {
  World(std::string name, Storage& storage, std::uint64_t seed, std::optional<Time> frozen_at,
        GlobalTallies& global, const Roll& roll, Census& process, const Journal::Bounds& bounds)
      : name(std::move(name)),
        seed(seed),
        clock(frozen_at),
        store(storage.open(this->name)),
        rules(seed, global),
        journal(bounds),
        census(roll, &process) {}

  // What is not in its store.
  struct Standing {
    Clock::Setting clock;
    Rules::Standing rules;
    Quotas::Standing quotas;
    std::uint64_t requests = 0;
  };
  Standing standing() const;
  void stand_at(const Standing& standing);

  // Adds the documents; one of the same id takes the place of the world's.
  void load(const Fixture& fixture);

  // Does what has fallen due by now, in order. Throws StorageFailure.
  void catch_up(const Catalog& catalog);

  // A number that no other request of this world had, the same in every run for the same order of
  // requests.
  std::uint64_t next_chance();

  const std::string name;
  const std::uint64_t seed;
  Clock clock;
  Store store;
  Rules rules;
  Journal journal;
  Census census;
  Quotas quotas;
  Snapshots snapshots;
  std::atomic<std::uint64_t> requests{0};
  std::mutex sending;  // one thread at a time carries letters of its outbox
};

}  // namespace virga
