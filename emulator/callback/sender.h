// Delivers what the clouds tell their user's servers, when it is due on the clock of its world.
//
//     pending ──attempt──> 2xx: delivered
//        │ └──any other──> pending again, as the callback's schedule says, or given_up
//        └──a rule: deliver: reorder──> held ──another was sent──> pending
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "catalog/catalog.h"
#include "http/client.h"
#include "world/world.h"

namespace virga {

struct SenderSettings {
  bool anywhere = false;                      // beyond loopback and private addresses
  std::function<std::string()> own_url = {};  // where this emulator answers
  std::function<void(Entry&)> observe = {};   // told of every entry of every journal
};

// Safe to use from several threads. A letter is tried by one of them at a time, in the order in
// which letters fall due in their world. The outcome of an attempt is kept before the next is made:
// who ends the process in between loses none, and repeats at most the one that was on its way.
class Sender {
 public:
  Sender(const Catalog& catalog, SenderSettings settings)
      : catalog_(catalog), settings_(std::move(settings)) {}
  ~Sender() { stop(); }
  Sender(const Sender&) = delete;
  Sender& operator=(const Sender&) = delete;

  // Does everything that is due in the world by now, attempts to deliver included. Throws
  // StorageFailure.
  void settle(World& world);

  // Settles the world when something falls due in it, on a thread of its own. Never throws.
  void watch(World& world);

  void stop();  // ends the thread; an attempt that is on its way is waited for

 private:
  using Moment = std::chrono::steady_clock::time_point;

  struct Attempt;

  void run();
  void deliver(World& world, Letter letter, http::Session& session);
  void decide(World& world, Attempt& attempt) const;
  static void put_off(World& world, Attempt& attempt);  // a rule wants it later
  void carry(World& world, Attempt& attempt) const;
  http::Outcome send(World& world, Attempt& attempt) const;
  static void release_held(World& world, Time now);

  const Catalog& catalog_;
  const SenderSettings settings_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<World*, Moment> due_;  // when each world is to be settled
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace virga
