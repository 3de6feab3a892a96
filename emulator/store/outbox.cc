#include "store/outbox.h"

#include <algorithm>

namespace virga {
namespace {

constexpr std::string_view kColumns =
    "SELECT seq, number, service, callback, url, secret, subject, body, made, due, state, decided, "
    "attempts FROM outbox ";

std::int64_t number_of(Time time) { return time.time_since_epoch().count(); }

Time time_of(std::int64_t milliseconds) { return Time(std::chrono::milliseconds(milliseconds)); }

Letter letter_in(const Rows& row) {
  return {.row = row.integer(0),
          .number = row.integer(1),
          .service = std::string(row.text(2)),
          .callback = std::string(row.text(3)),
          .url = std::string(row.text(4)),
          .secret = std::string(row.text(5)),
          .subject = std::string(row.text(6)),
          .body = std::string(row.text(7)),
          .made = time_of(row.integer(8)),
          .due = time_of(row.integer(9)),
          .state = static_cast<Letter::State>(row.integer(10)),
          .decided = row.integer(11) != 0,
          .attempts = parse_json(row.text(12)).value_or(Json::array())};
}

std::optional<Letter> one(Rows& rows) {
  return rows.next() ? std::optional(letter_in(rows)) : std::nullopt;
}

}  // namespace

std::string_view state_name(Letter::State state) {
  switch (state) {
    case Letter::State::kPending: return "pending";
    case Letter::State::kHeld: return "held";
    case Letter::State::kDelivered: return "delivered";
    case Letter::State::kGivenUp: return "given_up";
  }
  return "";
}

void Outbox::prepare(Database& database) {
  database.execute(
      "CREATE TABLE IF NOT EXISTS outbox(seq INTEGER PRIMARY KEY AUTOINCREMENT, world TEXT NOT "
      "NULL, number INTEGER NOT NULL, service TEXT NOT NULL, callback TEXT NOT NULL, url TEXT NOT "
      "NULL, secret TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL, made INTEGER NOT "
      "NULL, due INTEGER NOT NULL, state INTEGER NOT NULL, decided INTEGER NOT NULL, attempts TEXT "
      "NOT NULL);"
      "CREATE INDEX IF NOT EXISTS outbox_due ON outbox(world, state, due, number);"
      "CREATE INDEX IF NOT EXISTS outbox_number ON outbox(world, number);"
      "CREATE INDEX IF NOT EXISTS outbox_subject ON outbox(world, subject)");
}

std::vector<std::string> Outbox::worlds_with_work(Database& database) {
  const auto guard = database.lock();
  Rows rows = database.query("SELECT DISTINCT world FROM outbox WHERE state = 0 ORDER BY world");
  std::vector<std::string> worlds;
  while (rows.next()) worlds.emplace_back(rows.text(0));
  return worlds;
}

void Outbox::add(Letter letter) {
  const auto guard = database_.lock();
  {
    Rows rows =
        database_.query("SELECT number FROM outbox WHERE world = ? ORDER BY number DESC LIMIT 1");
    rows.bind(world_);
    letter.number = (rows.next() ? rows.integer(0) : 0) + 1;
  }
  earliest_ = std::min(earliest_, letter.due);
  database_
      .query(
          "INSERT INTO outbox(world, number, service, callback, url, secret, subject, body, made, "
          "due, state, decided, attempts) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, '[]')")
      .bind(world_)
      .bind(letter.number)
      .bind(letter.service)
      .bind(letter.callback)
      .bind(letter.url)
      .bind(letter.secret)
      .bind(letter.subject)
      .bind(letter.body)
      .bind(number_of(letter.made))
      .bind(number_of(letter.due))
      .run();
  if (letter.number <= kMostDone) return;
  database_.query("DELETE FROM outbox WHERE world = ? AND number <= ? AND state >= 2")
      .bind(world_)
      .bind(letter.number - kMostDone)
      .run();
}

void Outbox::replace(const Letter& letter) {
  const auto guard = database_.lock();
  if (letter.state == Letter::State::kPending) earliest_ = std::min(earliest_, letter.due);
  const std::string attempts = print_json(letter.attempts);
  database_.query("UPDATE outbox SET due = ?, state = ?, decided = ?, attempts = ? WHERE seq = ?")
      .bind(number_of(letter.due))
      .bind(static_cast<std::int64_t>(letter.state))
      .bind(std::int64_t{letter.decided})
      .bind(attempts)
      .bind(letter.row)
      .run();
}

void Outbox::withdraw(std::string_view subject, Time after) {
  const auto guard = database_.lock();
  database_
      .query(
          "DELETE FROM outbox WHERE world = ? AND subject = ? AND state = 0 AND due > ? AND "
          "attempts = '[]'")
      .bind(world_)
      .bind(subject)
      .bind(number_of(after))
      .run();
}

void Outbox::clear() {
  const auto guard = database_.lock();
  database_.query("DELETE FROM outbox WHERE world = ?").bind(world_).run();
}

Time Outbox::earliest() const {
  const auto guard = database_.lock();
  if (earliest_ != Time::min()) return earliest_;
  const auto letter = first(Time::max());
  return letter ? letter->due : Time::max();
}

std::optional<Letter> Outbox::first(Time until) const {
  const auto guard = database_.lock();
  if (until < earliest_) return std::nullopt;
  Rows rows = database_.query(std::string(kColumns) +
                              "WHERE world = ? AND state = 0 ORDER BY due, number LIMIT 1");
  rows.bind(world_);
  auto letter = one(rows);
  if (!database_.in_transaction()) earliest_ = letter ? letter->due : Time::max();
  if (letter && letter->due > until) return std::nullopt;
  return letter;
}

std::optional<Letter> Outbox::first_held() const {
  const auto guard = database_.lock();
  Rows rows = database_.query(std::string(kColumns) +
                              "WHERE world = ? AND state = 1 ORDER BY due, number LIMIT 1");
  rows.bind(world_);
  return one(rows);
}

std::vector<Letter> Outbox::list(const Wanted& wanted) const {
  const auto guard = database_.lock();
  Rows rows = database_.query(std::string(kColumns) +
                              "WHERE world = ? AND number > ? AND (? = '' OR callback = ?) AND (? "
                              "< 0 OR state = ?) ORDER BY number LIMIT ?");
  const std::int64_t state = wanted.state ? static_cast<std::int64_t>(*wanted.state) : -1;
  rows.bind(world_).bind(wanted.after).bind(wanted.callback).bind(wanted.callback);
  rows.bind(state).bind(state).bind(wanted.limit);
  std::vector<Letter> letters;
  while (rows.next()) letters.push_back(letter_in(rows));
  return letters;
}

std::int64_t Outbox::count() const {
  const auto guard = database_.lock();
  Rows rows = database_.query("SELECT count(*) FROM outbox WHERE world = ?");
  rows.bind(world_);
  return rows.next() ? rows.integer(0) : 0;
}

std::int64_t Outbox::waiting() const {
  const auto guard = database_.lock();
  Rows rows = database_.query("SELECT count(*) FROM outbox WHERE world = ? AND state IN (?, ?)");
  rows.bind(world_);
  rows.bind(static_cast<std::int64_t>(Letter::State::kPending));
  rows.bind(static_cast<std::int64_t>(Letter::State::kHeld));
  return rows.next() ? rows.integer(0) : 0;
}

}  // namespace virga
