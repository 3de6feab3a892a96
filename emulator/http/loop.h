// An event loop: one thread that waits for sockets, timers and work from other threads.
#pragma once

#include <sys/epoll.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <vector>

#include "http/message.h"

namespace virga::http {

class Timer;

// All but `post` and `stop` belong to the thread that runs it.
class Loop {
 public:
  // Told when its socket became readable or writable (EPOLLIN and its like), once each time.
  class Watcher {
   public:
    virtual ~Watcher() = default;
    virtual void ready(std::uint32_t events) = 0;
  };

  Loop();
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  void run();                                     // until stop()
  void stop();                                    // from any thread
  void post(std::function<void()> work);          // from any thread; done in the order of posting
  void after_events(std::function<void()> work);  // once the events at hand are dealt with

  // The watcher has to live until its socket is forgotten and the events at hand are dealt with.
  bool watch(int socket, Watcher& watcher);
  // To close a socket is not enough: what the kernel watches lives on in the copies of it that a
  // process has which was forked a moment ago.
  void forget(int socket);

 private:
  friend class Timer;

  void do_posted();
  void do_deferred();
  void fire_timers();
  int patience() const;  // milliseconds until the next timer, as epoll wants them

  int epoll_ = -1;
  int wake_ = -1;
  std::multimap<Instant, Timer*> timers_;
  std::vector<std::function<void()>> deferred_;

  std::mutex mutex_;
  std::vector<std::function<void()>> posted_;
  bool woken_ = false;
  bool stopped_ = false;
};

// Calls `fire` once when its time has come, unless it is set anew or cancelled before.
class Timer {
 public:
  Timer(Loop& loop, std::function<void()> fire) : loop_(loop), fire_(std::move(fire)) {}
  ~Timer() { leave(); }
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;

  void set(Instant due);
  void set_in(std::chrono::milliseconds wait) { set(std::chrono::steady_clock::now() + wait); }
  void cancel() { armed_ = false; }

 private:
  friend class Loop;

  void leave();

  Loop& loop_;
  std::function<void()> fire_;
  // Later than its place among the loop's timers, usually: a deadline that moves with every request
  // costs an assignment, and is looked at when the old one is over.
  Instant due_;
  bool armed_ = false;
  bool placed_ = false;
  std::multimap<Instant, Timer*>::iterator place_;
};

}  // namespace virga::http
