#include "store/agenda.h"

#include <algorithm>

namespace virga {

void Agenda::prepare(Database& database) {
  database.execute(
      "CREATE TABLE IF NOT EXISTS agenda(seq INTEGER PRIMARY KEY, world TEXT NOT NULL, due INTEGER "
      "NOT NULL,"
      " event TEXT NOT NULL, subject TEXT NOT NULL);"
      "CREATE INDEX IF NOT EXISTS agenda_due ON agenda(world, due, seq)");
}

void Agenda::add(Time due, std::string_view event, std::string_view subject) {
  const auto guard = database_.lock();
  earliest_ = std::min(earliest_, due);
  database_.query("INSERT INTO agenda(world, due, event, subject) VALUES(?, ?, ?, ?)")
      .bind(world_)
      .bind(std::int64_t{due.time_since_epoch().count()})
      .bind(event)
      .bind(subject)
      .run();
}

bool Agenda::is_due(Time until) const {
  const auto guard = database_.lock();
  return until >= earliest_ && look() <= until;
}

Time Agenda::earliest() const {
  const auto guard = database_.lock();
  return earliest_ == Time::min() ? look() : earliest_;
}

Time Agenda::look() const {
  Rows rows = database_.query("SELECT due FROM agenda WHERE world = ? ORDER BY due, seq LIMIT 1");
  rows.bind(world_);
  const Time first = rows.next() ? Time(std::chrono::milliseconds(rows.integer(0))) : Time::max();
  // What a transaction has taken may come back.
  if (!database_.in_transaction()) earliest_ = first;
  return first;
}

std::optional<Due> Agenda::take(Time until) {
  const auto guard = database_.lock();
  until_ = until;
  std::int64_t seq = 0;
  std::optional<Due> due;
  {
    Rows rows = database_.query(
        "SELECT seq, due, event, subject FROM agenda WHERE world = ? AND due <= ? ORDER BY due, "
        "seq LIMIT 1");
    rows.bind(world_).bind(std::int64_t{until.time_since_epoch().count()});
    if (!rows.next()) return std::nullopt;
    seq = rows.integer(0);
    due = Due{Time(std::chrono::milliseconds(rows.integer(1))), std::string(rows.text(2)),
              std::string(rows.text(3))};
  }
  database_.query("DELETE FROM agenda WHERE seq = ?").bind(seq).run();
  return due;
}

void Agenda::clear() {
  const auto guard = database_.lock();
  database_.query("DELETE FROM agenda WHERE world = ?").bind(world_).run();
}

}  // namespace virga
