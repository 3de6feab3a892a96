// What is due when in one world: work that an operation leaves for a later time of the world's
// clock.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"
#include "store/database.h"

namespace virga {

struct Due {
  Time time;
  std::string event;    // names a function of a service
  std::string subject;  // what it is about, usually an id
};

// Entries are rows of the database: inside a transaction they are kept or undone with it. A world
// has one of these.
class Agenda {
 public:
  Agenda(Database& database, std::string world) : database_(database), world_(std::move(world)) {}

  static void prepare(Database& database);  // makes the table

  void add(Time due, std::string_view event, std::string_view subject);
  bool is_due(Time until) const;
  Time earliest() const;                 // Time::max(): nothing is left
  std::optional<Due> take(Time until);   // removes and returns the earliest entry due by then
  Time until() const { return until_; }  // of the latest take: what is caught up with comes to it
  void clear();
  void look_again() { earliest_ = Time::min(); }  // somebody else has written to it

 private:
  Time look() const;  // into the database, for the earliest

  Database& database_;
  std::string world_;
  // Nothing is due before. An undone transaction leaves it too early, never too late: then a look
  // at the database puts it right.
  mutable Time earliest_ = Time::min();
  Time until_ = Time::min();
};

}  // namespace virga
