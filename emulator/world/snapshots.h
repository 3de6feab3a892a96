// Named copies of a world, to go back to.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "store/store.h"

namespace virga {

struct World;

// The store keeps its documents, agenda, outbox and counters, the rest is here. They end with the
// process. Safe to use from several threads.
class Snapshots {
 public:
  static constexpr std::size_t kMost = 64;

  enum class Taken { kNew, kReplaced, kTooMany };

  struct Row {
    std::string name;
    Time time;  // of the world's clock, when it was taken
    std::int64_t documents;
  };

  Snapshots();
  ~Snapshots();

  // A name is 1 to 128 visible ASCII characters, as a world's.
  Taken take(const std::string& name, World& world, std::span<const Kind* const> kinds);
  bool restore(const std::string& name, World& world, std::span<const Kind* const> kinds);
  bool drop(const std::string& name, World& world, std::span<const Kind* const> kinds);
  void clear(World& world, std::span<const Kind* const> kinds);
  std::vector<Row> list() const;

 private:
  struct Kept;

  mutable std::mutex mutex_;
  std::map<std::string, std::unique_ptr<Kept>, std::less<>> kept_;
};

}  // namespace virga
