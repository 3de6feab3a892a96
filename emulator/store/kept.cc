// Copies of worlds: into another world, or aside and back. A database of one world is copied as a
// whole; of a world among others, row by row.
#include "store/store.h"
#include "store/tables.h"

namespace virga {
namespace {

// What a row says beside where it stands.
std::string columns_of(const Kind& kind) {
  std::string columns = "id, body";
  for (const Member& member : kind.members)
    if (member.indexed) columns += ", " + column_of(member.name);
  return columns;
}

std::string copy_sql(const Kind& kind) {
  return "INSERT INTO " + table_of(kind) + "(world, " + columns_of(kind) + ") SELECT ?, " +
         columns_of(kind) + " FROM " + table_of(kind) + " WHERE world = ? AND " + kWhole +
         " ORDER BY seq";
}

// Kept documents stand in tables without the indexes of their kind, which are what makes a row
// dear, under the numbers that they had.
std::string kept_table_of(const Kind& kind) {
  return "temp.\"kept " + std::string(kind.service) + "/" + std::string(kind.name) + "\"";
}

std::string kept_sql(const Kind& kind) {
  const std::string table = kept_table_of(kind);
  return "CREATE TABLE " + table + " AS SELECT world, seq, " + columns_of(kind) + " FROM " +
         table_of(kind) + " WHERE 0; CREATE INDEX " + table.substr(0, table.size() - 1) +
         "/seq\" ON " + table.substr(table.find('.') + 1) + "(world, seq);";
}

std::string keep_sql(const Kind& kind) {
  return "INSERT INTO " + kept_table_of(kind) + " SELECT ?, seq, " + columns_of(kind) + " FROM " +
         table_of(kind) + " WHERE world = ? AND " + kWhole + " ORDER BY seq";
}

std::string forget_sql(const Kind& kind) {
  return "DELETE FROM " + kept_table_of(kind) + " WHERE world = ?";
}

std::string erase_changed_sql(const Kind& kind) {
  return "DELETE FROM " + table_of(kind) +
         " AS now WHERE world = ? AND NOT EXISTS (SELECT 1 FROM " + kept_table_of(kind) +
         " AS kept WHERE kept.world = ? AND kept.seq = now.seq AND kept.id = now.id AND "
         "kept.body = now.body)";
}

// A number of a row that is gone may have become another world's.
std::string is_taken_sql(const Kind& kind) {
  return "SELECT 1 FROM " + kept_table_of(kind) + " AS kept JOIN " + table_of(kind) +
         " AS now ON now.seq = kept.seq WHERE kept.world = ? AND now.world <> ? LIMIT 1";
}

std::string put_back_sql(const Kind& kind) {
  return "INSERT INTO " + table_of(kind) + "(world, seq, " + columns_of(kind) +
         ") SELECT ?, seq, " + columns_of(kind) + " FROM " + kept_table_of(kind) +
         " AS kept WHERE world = ? AND NOT EXISTS (SELECT 1 FROM " + table_of(kind) +
         " AS now WHERE now.seq = kept.seq)";
}

std::string put_back_anew_sql(const Kind& kind) {
  return "INSERT INTO " + table_of(kind) + "(world, " + columns_of(kind) + ") SELECT ?, " +
         columns_of(kind) + " FROM " + kept_table_of(kind) + " WHERE world = ? ORDER BY seq";
}

// What a world has beside its documents.
struct Beside {
  std::string table;
  std::string columns;
  std::string order;

  std::string kept() const { return "temp.\"kept " + table + "\""; }
};

const Beside kBeside[] = {
    {"counters", "name, value", "name"},
    {"agenda", "due, event, subject", "rowid"},
    {"outbox",
     "number, service, callback, url, secret, subject, body, made, due, state, decided, attempts",
     "rowid"},
};

void copy_beside(Database& database, const Beside& beside, const std::string& from,
                 std::string_view from_world, const std::string& to, std::string_view to_world) {
  database
      .query("INSERT INTO " + to + "(world, " + beside.columns + ") SELECT ?, " + beside.columns +
             " FROM " + from + " WHERE world = ? ORDER BY " + beside.order)
      .bind(to_world)
      .bind(from_world)
      .run();
}

void prepare_kept(Database& database, std::span<const Kind* const> kinds) {
  {
    Rows rows = database.query("SELECT 1 FROM temp.sqlite_master LIMIT 1");
    if (rows.next()) return;
  }
  std::string sql;
  for (const Kind* kind : kinds) sql += kept_sql(*kind);
  for (const Beside& each : kBeside)
    sql += "CREATE TABLE " + each.kept() + " AS SELECT world, " + each.columns + " FROM " +
           each.table + " WHERE 0;";
  database.execute(sql);
}

}  // namespace

void Store::look_again() {
  counts_.clear();
  agenda_.look_again();
  outbox_.look_again();
  call_dirty();
}

void Store::copy(const Store& other, std::span<const Kind* const> kinds) {
  const auto guard = hold();
  if (alone()) {
    database_.copy(other.database_);
  } else {
    Transaction transaction(database_);
    copy_rows(other, kinds);
    transaction.keep();
  }
  look_again();
}

void Store::keep(const std::string& name, std::span<const Kind* const> kinds) {
  const auto guard = hold();
  if (alone()) {
    auto copy = std::make_unique<Database>(":memory:");
    copy->copy(database_);
    kept_[name] = std::move(copy);
    return;
  }
  Transaction transaction(database_);
  keep_rows(name, kinds);
  transaction.keep();
}

void Store::put_back(const std::string& name, std::span<const Kind* const> kinds) {
  const auto guard = hold();
  if (alone()) {
    database_.copy(*kept_.at(name));
  } else {
    Transaction transaction(database_);
    put_back_rows(name, kinds);
    transaction.keep();
  }
  look_again();
}

void Store::forget(const std::string& name, std::span<const Kind* const> kinds) {
  const auto guard = hold();
  if (alone()) {
    kept_.erase(name);
    return;
  }
  Transaction transaction(database_);
  forget_rows(name, kinds);
  transaction.keep();
}

void Store::copy_rows(const Store& other, std::span<const Kind* const> kinds) {
  clear(kinds);
  for (const Kind* kind : kinds)
    database_.query(kind, kCopy, [&] { return copy_sql(*kind); })
        .bind(world_)
        .bind(other.world_)
        .run();
  for (const Beside& each : kBeside)
    copy_beside(database_, each, each.table, other.world_, each.table, world_);
  mark_seeded();
}

// No world's name has a blank in it.
std::string Store::key_of(std::string_view name) const { return world_ + " " + std::string(name); }

void Store::keep_rows(std::string_view name, std::span<const Kind* const> kinds) {
  prepare_kept(database_, kinds);
  forget_rows(name, kinds);
  const std::string key = key_of(name);
  for (const Kind* kind : kinds)
    database_.query(kind, kKeep, [&] { return keep_sql(*kind); }).bind(key).bind(world_).run();
  for (const Beside& each : kBeside)
    copy_beside(database_, each, each.table, world_, each.kept(), key);
}

void Store::put_back_rows(std::string_view name, std::span<const Kind* const> kinds) {
  const std::string key = key_of(name);
  for (const Kind* kind : kinds) {
    database_.query(kind, kEraseChanged, [&] { return erase_changed_sql(*kind); })
        .bind(world_)
        .bind(key)
        .run();
    const bool taken = database_.query(kind, kIsTaken, [&] { return is_taken_sql(*kind); })
                           .bind(key)
                           .bind(world_)
                           .next();
    if (taken) clear_kind(*kind);
    database_
        .query(kind, taken ? kPutBackAnew : kPutBack,
               [&] { return taken ? put_back_anew_sql(*kind) : put_back_sql(*kind); })
        .bind(world_)
        .bind(key)
        .run();
  }
  for (const Beside& each : kBeside) {
    database_.query("DELETE FROM " + each.table + " WHERE world = ?").bind(world_).run();
    copy_beside(database_, each, each.kept(), key, each.table, world_);
  }
}

void Store::forget_rows(std::string_view name, std::span<const Kind* const> kinds) {
  const std::string key = key_of(name);
  for (const Kind* kind : kinds)
    database_.query(kind, kForget, [&] { return forget_sql(*kind); }).bind(key).run();
  for (const Beside& each : kBeside)
    database_.query("DELETE FROM " + each.kept() + " WHERE world = ?").bind(key).run();
}

}  // namespace virga
