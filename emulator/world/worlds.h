// The worlds by name; one comes into being when it is first asked for.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "world/world.h"

namespace virga {

inline constexpr std::string_view kDefaultWorld = "default";

// 1 to 128 visible ASCII characters.
bool is_world_name(std::string_view name);

// Safe to use from several threads. A world lives as long as this: of one that is taken away, an
// empty one stays behind, for somebody may still be looking at it.
class Worlds {
 public:
  class NoRoom : public std::runtime_error {
   public:
    using std::runtime_error::runtime_error;
  };

  struct Row {
    std::string name;
    std::int64_t documents;
    std::size_t requests;  // in its journal
  };

  // Of all that are open.
  struct Figures {
    std::size_t worlds = 0;
    std::size_t entries = 0;  // of their journals
    std::size_t bytes = 0;    // that those take
    std::int64_t dropped = 0;
    std::int64_t letters = 0;  // that wait to be delivered
  };

  struct Bounds {
    std::size_t most = 10'000;  // beside the default one, for which there is always room
    Journal::Bounds journal = {};
  };

  // The fixtures live longer than this.
  Worlds(const Catalog& catalog, Storage& storage, std::vector<const Fixture*> fixtures,
         std::uint64_t seed, std::optional<Time> frozen_at, Bounds bounds);

  std::string no_room() const;         // says so
  World* find(std::string_view name);  // nullptr: there is no room for another one
  World& of(std::string_view name);    // throws NoRoom
  std::vector<std::string> names() const;
  Figures figures() const;
  std::vector<Row> list() const;  // those of the state file that nobody has asked for, too

  // A world of that name comes into being as a copy of the other: state, agenda, clock, rules with
  // their counters, ids. Its journal is empty, and it has no snapshots.
  enum class Forked { kDone, kNothingThere, kExists, kNoRoom };
  Forked fork(const std::string& name, const std::string& from);

  // As if it had never been asked for. False: it has not.
  bool take_away(const std::string& name);

  // Of all worlds, from the start of the process on, whatever became of them.
  const Census& census() const { return census_; }

  // Plays scenarios in every world that exists or will, and no longer those of the other names.
  void play(const std::vector<std::shared_ptr<const Scenario>>& scenarios,
            const std::vector<std::string>& gone = {});

  // As after start: state from the fixtures, nothing in the journal, counters, coverage, ids and
  // clock at their beginning. Scenarios stay loaded, snapshots stay.
  void reset(World& world);

  // The state is that of the fixture alone, as if the world had begun with it now.
  void begin_with(World& world, const Fixture& fixture);

 private:
  struct Place {
    std::unique_ptr<World> world;
    bool open = false;  // not taken away
  };

  bool exists_locked(std::string_view name) const;
  Place* room_locked(std::string_view name);
  void open_locked(Place& place);
  std::int64_t documents_in(const World& world) const;
  void start_clock(World& world) const;
  void seed(World& world, const std::vector<const Fixture*>& fixtures);

  const Catalog& catalog_;
  Storage& storage_;
  const std::vector<const Fixture*> fixtures_;
  std::uint64_t seed_;
  std::optional<Time> frozen_at_;
  const Bounds bounds_;
  GlobalTallies global_;
  const Roll roll_;
  Census census_{roll_};
  mutable std::mutex mutex_;
  std::map<std::string, Place, std::less<>> worlds_;
  std::size_t open_ = 0;
  std::vector<std::shared_ptr<const Scenario>> scenarios_;
};

}  // namespace virga
