// The worlds by name; one comes into being when it is first asked for.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "world/world.h"

namespace virga {

inline constexpr std::string_view kDefaultWorld = "default";

// 1 to 128 visible ASCII characters.
bool is_world_name(std::string_view name);

// Safe to use from several threads. A world lives as long as this.
class Worlds {
 public:
  // The fixtures live longer than this.
  Worlds(const Catalog& catalog, Database& database, std::vector<const Fixture*> fixtures,
         std::uint64_t seed, std::optional<Time> frozen_at);

  World& of(std::string_view name);
  std::vector<std::string> names() const;

  // Plays scenarios in every world that exists or will, and no longer those of the other names.
  void play(const std::vector<std::shared_ptr<const Scenario>>& scenarios,
            const std::vector<std::string>& gone = {});

  // As after start: state from the fixtures, nothing in the journal, counters, ids and clock at
  // their beginning. Scenarios stay loaded, snapshots stay.
  void reset(World& world);

  // The state is that of the fixture alone, as if the world had begun with it now.
  void begin_with(World& world, const Fixture& fixture);

 private:
  void seed(World& world, const std::vector<const Fixture*>& fixtures);

  const Catalog& catalog_;
  Database& database_;
  const std::vector<const Fixture*> fixtures_;
  std::uint64_t seed_;
  std::optional<Time> frozen_at_;
  GlobalTallies global_;
  mutable std::mutex mutex_;
  std::map<std::string, std::unique_ptr<World>, std::less<>> worlds_;
  std::vector<std::shared_ptr<const Scenario>> scenarios_;
};

}  // namespace virga
