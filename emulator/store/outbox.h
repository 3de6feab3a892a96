// What the clouds of one world tell their user's servers by themselves: letters, when each is due,
// and what became of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/time.h"
#include "store/database.h"

namespace virga {

struct Letter {
  enum class State {
    kPending,    // due at a time
    kHeld,       // goes after the next one
    kDelivered,  // the server took it
    kGivenUp,    // no attempt is left
  };

  std::int64_t row = 0;     // no other letter ever has it
  std::int64_t number = 0;  // 1, 2, … in each world
  std::string service;      // "vms"
  std::string callback;     // "call_record"
  std::string url;
  std::string secret;   // proves who has sent it
  std::string subject;  // what it is about, usually an id
  std::string body;
  Time made;
  Time due;
  State state = State::kPending;
  bool decided = false;  // rules have had their say about the attempt to come
  Json attempts = Json::array();
};

std::string_view state_name(Letter::State state);  // "pending", "held", "delivered", "given_up"

// Letters are rows of the database: inside a transaction they are kept or undone with it. A world
// has one of these.
class Outbox {
 public:
  struct Wanted {
    std::string callback = {};  // empty: any
    std::optional<Letter::State> state = {};
    std::int64_t after = 0;  // a number
    std::int64_t limit = -1;
  };

  // So many letters that nobody has to carry any more are remembered.
  static constexpr std::int64_t kMostDone = 10'000;

  Outbox(Database& database, std::string world) : database_(database), world_(std::move(world)) {}

  static void prepare(Database& database);  // makes the table
  static std::vector<std::string> worlds_with_work(Database& database);

  void add(Letter letter);             // gives it row and number; pending
  void replace(const Letter& letter);  // nothing when a reset has taken it meanwhile
  // Takes back what nobody has tried to deliver and is due later.
  void withdraw(std::string_view subject, Time after);
  void clear();
  void look_again() { earliest_ = Time::min(); }  // somebody else has written to it

  Time earliest() const;                          // Time::max(): nothing is pending
  std::optional<Letter> first(Time until) const;  // of those due by then, the earliest
  std::optional<Letter> first_held() const;
  std::vector<Letter> list(const Wanted& wanted) const;  // by number
  std::int64_t count() const;
  std::int64_t waiting() const;  // of those that are to be delivered

 private:
  Database& database_;
  std::string world_;
  // Nothing is due before; see Agenda.
  mutable Time earliest_ = Time::min();
};

}  // namespace virga
