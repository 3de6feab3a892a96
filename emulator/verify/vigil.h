// Waits for something to hold of a journal. It is looked again when the journal was given
// something, and at no other time; one thread does so for all who wait.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>
#include <thread>

#include "journal/journal.h"

namespace virga {

// Safe to use from several threads.
class Vigil {
 public:
  using Moment = std::chrono::steady_clock::time_point;
  static constexpr std::size_t kMost = 256;  // who wait at once

  // Looks, and answers when what is waited for holds, or when this is the last time. Returns
  // whether it has answered; when this is the last time, it has. Never called by two threads at
  // once, nor after it has answered; must not throw.
  using Look = std::function<bool(bool last)>;

  Vigil() = default;
  ~Vigil() { end(); }
  Vigil(const Vigil&) = delete;
  Vigil& operator=(const Vigil&) = delete;

  // Looks at once, then whenever the journal grows, the last time at the deadline. False, without
  // having looked: too many wait already. The journal has to outlive this.
  bool keep(Journal& journal, Moment deadline, const Look& look);

  // Everybody is answered, and nobody waits any more: keep() answers at once. Returns when nobody
  // looks any more but those who call it.
  void end();
  void begin_again();

 private:
  struct Watch : Journal::Listener {
    Watch(Vigil& vigil, Journal& journal, Moment deadline, Look look)
        : vigil(vigil), journal(journal), deadline(deadline), look(std::move(look)) {}
    void heard() override;

    Vigil& vigil;
    Journal& journal;
    const Moment deadline;
    const Look look;
    bool has_news = true;  // it may have grown before anybody listened
  };

  void run();
  Moment next_moment_locked() const;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::list<Watch> watches_;
  std::thread thread_;
  bool ended_ = false;
};

}  // namespace virga
