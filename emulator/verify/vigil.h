// Follows journals for those who wait for something in them. It is looked again when the journal
// was given something; one thread does so for all who wait.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>
#include <optional>
#include <thread>

#include "journal/journal.h"

namespace virga {

// Safe to use from several threads.
class Vigil {
 public:
  using Moment = std::chrono::steady_clock::time_point;
  static constexpr std::size_t kMost = 256;  // who wait at once

  // Looks, and answers when there is something to answer. Returns when it is to be called at the
  // latest, should the journal not grow before; nothing: it has done all that it had to. When
  // everything ends, it is called for the last time. Never called by two threads at once, nor after
  // it has returned nothing; must not throw.
  using Look = std::function<std::optional<Moment>(bool last)>;

  Vigil() = default;
  ~Vigil() { end(); }
  Vigil(const Vigil&) = delete;
  Vigil& operator=(const Vigil&) = delete;

  // Looks at once, then whenever the journal grows and at the moments that it names. False, without
  // having looked: too many wait already. The journal has to outlive this.
  bool keep(Journal& journal, const Look& look);
  bool full() const;

  // Everybody is answered, and nobody waits any more: keep() answers at once. Returns when nobody
  // looks any more but those who call it.
  void end();
  void begin_again();

 private:
  struct Watch : Journal::Listener {
    Watch(Vigil& vigil, Journal& journal, Look look, Moment next)
        : vigil(vigil), journal(journal), look(std::move(look)), next(next) {}
    void heard() override;

    Vigil& vigil;
    Journal& journal;
    const Look look;
    Moment next;
    bool has_news = true;  // it may have grown before anybody listened
  };

  void run();
  Moment next_moment_locked() const;

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::list<Watch> watches_;
  std::thread thread_;
  bool ended_ = false;
};

}  // namespace virga
