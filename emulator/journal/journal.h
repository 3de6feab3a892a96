// Everything that was asked of one world and answered, newest kept, oldest dropped when it grows
// too large: the memory of a program that is asked for days stays what it is after minutes.
#pragma once

#include <virga/entry.h>

#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace virga {

// Safe to use from several threads.
class Journal {
 public:
  // At least one entry is kept, however large.
  struct Bounds {
    std::size_t entries = 50'000;
    std::size_t bytes = 64 << 20;  // of requests and replies, as they are kept
    // Told of every entry that has to go, by the thread that has written another. May be empty.
    std::function<void(const Entry&)> dropped = {};
  };

  // Names an entry for good: ids start anew when the journal is cleared, these do not.
  using Serial = std::uint64_t;

  // Entries that had to go.
  struct Dropped {
    std::int64_t entries = 0;
    std::chrono::sys_time<std::chrono::milliseconds> first = {};  // of their times, on the world's
    std::chrono::sys_time<std::chrono::milliseconds> last = {};   // clock; unless there are none
  };

  // What has been written since somebody last looked.
  struct News {
    std::vector<Entry> entries = {};  // oldest first
    Serial last = 0;                  // to ask for what follows
    bool cleared = false;             // what was written before is gone
    std::int64_t missed = 0;          // so many that came before them had to go meanwhile
    Dropped dropped = {};             // of all that were written since the journal was cleared
  };

  // Is told that something was written or cleared away. Called with the journal locked: it is to be
  // quick, and may ask nothing of the journal.
  class Listener {
   public:
    virtual ~Listener() = default;
    virtual void heard() = 0;
  };

  Journal() = default;
  explicit Journal(Bounds bounds) : bounds_(std::move(bounds)) {}

  Serial append(const Entry& entry);                       // gives it its id
  void settle(Serial serial, const Delivered& delivered);  // if the entry is still there
  std::vector<Entry> list(const Filter& filter) const;     // oldest first
  std::optional<Entry> find(std::int64_t id) const;
  std::size_t count() const;     // of those that are kept
  std::size_t bytes() const;     // that they take
  std::int64_t dropped() const;  // entries that had to go
  // Of what was written after that one, which an earlier answer has named (0: all), at most so
  // many.
  News news(Serial after, std::size_t most) const;
  Serial behind(std::int64_t id) const;  // to ask for what follows the entry of that id
  Serial now() const;                    // to ask for what is yet to come
  void listen(Listener& listener);
  void leave(Listener& listener);
  void clear();  // ids start anew

 private:
  struct Kept {
    std::string packed;
    std::chrono::sys_time<std::chrono::milliseconds> time;
    Delivered delivered;  // known later than the rest
  };

  Kept drop_first_locked();
  void tell_locked() const;
  std::int64_t first_id() const;  // of those that are kept
  Kept& at(std::int64_t id);
  static Entry shown(const Kept& kept, std::int64_t id);

  const Bounds bounds_;
  mutable std::mutex mutex_;
  std::deque<Kept> entries_;
  std::size_t bytes_ = 0;
  std::int64_t last_id_ = 0;
  Serial cleared_ = 0;  // serials up to here are of entries that were cleared away
  Dropped dropped_;
  std::vector<Listener*> listeners_;
};

}  // namespace virga
