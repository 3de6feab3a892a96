#include "store/store.h"

#include <bit>
#include <stdexcept>

#include "store/tables.h"

namespace virga {
namespace {

// Integers sort and compare as numbers, texts as texts; the affinity of the column sees to it.
std::string_view affinity_of(Type type) {
  switch (type) {
    case Type::kInt32:
    case Type::kInt64:
    case Type::kBool: return "INTEGER";
    case Type::kDouble: return "REAL";
    default: return "TEXT";
  }
}

// Plain indexed columns beside the document: SQLite does not use an index on generated columns as
// covering.
std::string table_sql(const Kind& kind) {
  std::string sql =
      "CREATE TABLE " + table_of(kind) + "(seq INTEGER PRIMARY KEY, world TEXT NOT NULL, id " +
      std::string(affinity_of(kind.member(kind.id).type)) + " NOT NULL, body TEXT NOT NULL";
  for (const Member& member : kind.members)
    if (member.indexed)
      sql += ", " + column_of(member.name) + " " + std::string(affinity_of(member.type));
  return sql + ", UNIQUE(world, id));";
}

std::string indexes_sql(const Kind& kind, std::string_view create) {
  const std::string begin =
      std::string(create) + " \"" + std::string(kind.service) + "/" + std::string(kind.name) + "/";
  // By creation: a page of all documents is found without sorting them. It is partial, so that only
  // a query that says so can use it: of others, SQLite would walk through it for what it could look
  // up.
  std::string sql = begin + "\" ON " + table_of(kind) + "(world) WHERE " + kWhole + ";";
  for (const Member& member : kind.members)
    if (member.indexed && !member.few)
      sql += begin + std::string(member.name) + "\" ON " + table_of(kind) + "(world, " +
             column_of(member.name) + ");";
  return sql;
}

// Few documents are found as fast without indexes, and to make and keep the two dozen of a SIM
// card's takes most of the time in which a world could have started. So a kind gets them when its
// rows have come to this number. It is asked at every power of two behind it as well: making them
// can be undone with the transaction that it happened in.
constexpr std::int64_t kFewRows = 256;

bool is_time_for_indexes(std::int64_t row) {
  return row >= kFewRows && std::has_single_bit(static_cast<std::uint64_t>(row));
}

std::string put_sql(const Kind& kind) {
  std::string columns, marks, updates;
  for (const Member& member : kind.members) {
    if (!member.indexed) continue;
    columns += ", " + column_of(member.name);
    marks += ", ?";
    updates += ", " + column_of(member.name) + " = excluded." + column_of(member.name);
  }
  return "INSERT INTO " + table_of(kind) + "(world, id, body" + columns + ") VALUES(?, ?, ?" +
         marks + ") ON CONFLICT(world, id) DO UPDATE SET body = excluded.body" + updates;
}

// Null when the document says nothing.
const Json& member_of(const Json& document, const Member& member) {
  static const Json nothing;
  const auto found = document.find(member.name);
  return found == document.end() ? nothing : *found;
}

const Member& indexed_member(const Kind& kind, std::string_view name) {
  const Member& member = kind.member(name);
  if (!member.indexed) throw std::logic_error(std::string(name) + " is not indexed");
  return member;
}

std::string condition_sql(const Kind& kind, const Query::Condition& condition) {
  const std::string column =
      condition.member == kind.id ? "id" : column_of(indexed_member(kind, condition.member).name);
  switch (condition.test) {
    case Query::Test::kEquals: return column + " = ?";
    case Query::Test::kNotEquals: return column + " IS NOT ?";
    case Query::Test::kAtLeast: return column + " >= ?";
    case Query::Test::kAtMost: return column + " <= ?";
    case Query::Test::kContains: return "instr(" + column + ", ?) > 0";
    case Query::Test::kStartsWith: return "substr(" + column + ", 1, length(?)) = ?";
    case Query::Test::kAmong: return column + " IN (SELECT value FROM json_each(?))";
    case Query::Test::kHoldsAny:
      return "EXISTS (SELECT 1 FROM json_each(" + column +
             ") AS held WHERE held.value IN (SELECT value FROM json_each(?)))";
  }
  throw std::logic_error("no such test");
}

std::string where_sql(const Kind& kind, const Query& query) {
  std::string sql = " FROM " + table_of(kind) + " WHERE world = ?";
  if (query.conditions().empty()) sql += std::string(" AND ") + kWhole;
  for (const auto& condition : query.conditions()) sql += " AND " + condition_sql(kind, condition);
  return sql;
}

void bind_where(Rows& rows, const std::string& world, const Query& query) {
  rows.bind(world);
  for (const auto& condition : query.conditions()) {
    rows.bind_value(condition.value);
    if (condition.test == Query::Test::kStartsWith) rows.bind_value(condition.value);
  }
}

std::string order_sql(const Kind& kind, const Query& query) {
  std::string sql = " ORDER BY ";
  if (!query.order().empty()) {
    const std::string column =
        query.order() == kind.id ? "id" : column_of(indexed_member(kind, query.order()).name);
    sql += column + (query.order_descending() ? " DESC NULLS LAST, " : " NULLS LAST, ");
  }
  return sql + (query.descending() ? "seq DESC" : "seq");
}

// A page that is sorted by a member is found in its index alone: only what stands on it is read.
std::string list_sql(const Kind& kind, const Query& query) {
  const std::string order = order_sql(kind, query);
  const std::string page = where_sql(kind, query) + order + " LIMIT ? OFFSET ?";
  if (query.order().empty()) return "SELECT body" + page;
  return "SELECT body FROM " + table_of(kind) + " JOIN (SELECT seq AS found" + page +
         ") ON seq = found" + order;
}

}  // namespace

const Member& Kind::member(std::string_view wanted) const {
  for (const Member& each : members)
    if (each.name == wanted) return each;
  throw std::logic_error(std::string(service) + " " + std::string(name) + " has no " +
                         std::string(wanted));
}

Store::Store(Database& database, std::string world)
    : database_(database),
      name_(std::move(world)),
      world_(name_),
      agenda_(database, world_),
      outbox_(database, world_) {}

Store::Store(std::unique_ptr<Database> own, std::string world)
    : own_(std::move(own)),
      database_(*own_),
      name_(std::move(world)),
      agenda_(database_, world_),
      outbox_(database_, world_) {}

Store::Store(std::unique_ptr<Database> own, std::string world, const Store& model)
    : Store(std::move(own), std::move(world)) {
  database_.copy(model.database_);
  clean_ = true;
}

void Store::prepare(Database& database, std::span<const Kind* const> kinds) {
  const auto guard = database.lock();
  Agenda::prepare(database);
  Outbox::prepare(database);
  database.execute(
      "CREATE TABLE IF NOT EXISTS worlds(name TEXT PRIMARY KEY) WITHOUT ROWID;"
      "CREATE TABLE IF NOT EXISTS counters(world TEXT, name TEXT, value INTEGER, PRIMARY "
      "KEY(world, name))"
      " WITHOUT ROWID;"
      "CREATE TABLE IF NOT EXISTS layout(sql TEXT NOT NULL)");
  std::string tables, layout;
  for (const Kind* kind : kinds) {
    tables += table_sql(*kind);
    layout += table_sql(*kind) + indexes_sql(*kind, "CREATE INDEX");
  }
  {
    Rows rows = database.query("SELECT sql FROM layout");
    if (rows.next()) {
      if (rows.text(0) != layout)
        throw StorageFailure("the state file was written by a version of virga with other tables");
      return;
    }
  }
  Transaction transaction(database);
  database.execute(tables);
  database.query("INSERT INTO layout VALUES(?)").bind(layout).run();
  transaction.keep();
}

std::vector<std::string> Store::worlds(Database& database) {
  const auto guard = database.lock();
  Rows rows = database.query("SELECT name FROM worlds ORDER BY name");
  std::vector<std::string> names;
  while (rows.next()) names.emplace_back(rows.text(0));
  return names;
}

std::map<std::string, std::int64_t, std::less<>> Store::sizes(Database& database,
                                                              std::span<const Kind* const> kinds) {
  const auto guard = database.lock();
  std::map<std::string, std::int64_t, std::less<>> sizes;
  for (const Kind* kind : kinds) {
    Rows rows = database.query(kind, kSizes, [&] {
      return "SELECT world, count(*) FROM " + table_of(*kind) + " GROUP BY world";
    });
    while (rows.next()) sizes[std::string(rows.text(0))] += rows.integer(1);
  }
  return sizes;
}

Document Store::look(const Kind& kind, const Json& id) const {
  const auto guard = database_.lock();
  Rows rows = database_.query(&kind, kFind, [&] {
    return "SELECT body FROM " + table_of(kind) + " WHERE world = ? AND id = ?";
  });
  rows.bind(world_).bind_value(id);
  return rows.next() ? rows.document(0) : nullptr;
}

std::optional<Json> Store::find(const Kind& kind, const Json& id) const {
  const Document document = look(kind, id);
  if (document == nullptr) return std::nullopt;
  return *document;
}

std::optional<Json> Store::find_by(const Kind& kind, std::string_view member,
                                   const Json& value) const {
  std::vector<Json> found = list(kind, Query().equals(member, value).page(1, 0));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<Json> Store::list(const Kind& kind, const Query& query) const {
  const auto guard = database_.lock();
  Rows rows = database_.query(list_sql(kind, query));
  bind_where(rows, world_, query);
  rows.bind(query.limit()).bind(query.offset());
  std::vector<Json> documents;
  while (rows.next()) documents.push_back(*rows.document(0));
  return documents;
}

std::int64_t Store::count(const Kind& kind, const Query& query) const {
  const auto guard = database_.lock();
  const bool keeps = query.conditions().empty() && !database_.in_transaction();
  if (const auto kept = counts_.find(&kind); keeps && kept != counts_.end()) return kept->second;
  Rows rows = database_.query("SELECT count(*)" + where_sql(kind, query));
  bind_where(rows, world_, query);
  rows.next();
  if (keeps) counts_[&kind] = rows.integer(0);
  return rows.integer(0);
}

void Store::put(const Kind& kind, const Json& document) {
  const std::string body = print_json(document);
  const auto guard = database_.lock();
  database_.forget_added();
  touch(kind);
  {
    Rows rows = database_.query(&kind, kPut, [&] { return put_sql(kind); });
    rows.bind(world_).bind_value(document.at(std::string(kind.id))).bind(body);
    for (const Member& member : kind.members)
      if (member.indexed) rows.bind_value(member_of(document, member));
    rows.run();
  }
  if (database_.added() != 0) counts_.erase(&kind);
  if (is_time_for_indexes(database_.added()))
    database_.execute(indexes_sql(kind, "CREATE INDEX IF NOT EXISTS"));
}

void Store::replace(const Kind& kind, const Json& before, const Json& after) {
  const std::string body = print_json(after);
  std::string columns;
  std::vector<const Json*> values;
  for (const Member& member : kind.members) {
    if (!member.indexed) continue;
    const Json& value = member_of(after, member);
    if (value == member_of(before, member)) continue;
    columns += ", " + column_of(member.name) + " = ?";
    values.push_back(&value);
  }
  const auto guard = database_.lock();
  touch(kind);
  Rows rows = database_.query("UPDATE " + table_of(kind) + " SET body = ?" + columns +
                              " WHERE world = ? AND id = ?");
  rows.bind(body);
  for (const Json* value : values) rows.bind_value(*value);
  rows.bind(world_).bind_value(member_of(after, kind.member(kind.id))).run();
}

bool Store::erase(const Kind& kind, const Json& id) {
  const auto guard = database_.lock();
  touch(kind);
  Rows rows = database_.query(&kind, kErase, [&] {
    return "DELETE FROM " + table_of(kind) + " WHERE world = ? AND id = ? RETURNING 1";
  });
  rows.bind(world_).bind_value(id);
  const bool erased = rows.next();
  rows.run();
  counts_.erase(&kind);
  return erased;
}

std::int64_t Store::next(std::string_view counter) {
  const auto guard = database_.lock();
  Rows rows = database_.query(
      "INSERT INTO counters(world, name, value) VALUES(?, ?, 1)"
      " ON CONFLICT(world, name) DO UPDATE SET value = value + 1 RETURNING value");
  rows.bind(world_).bind(counter);
  rows.next();
  const std::int64_t value = rows.integer(0);
  rows.run();
  return value;
}

bool Store::seeded() const {
  const auto guard = database_.lock();
  Rows rows = database_.query("SELECT 1 FROM worlds WHERE name = ?");
  rows.bind(world_);
  return rows.next();
}

void Store::mark_seeded() {
  const auto guard = database_.lock();
  database_.query("INSERT OR IGNORE INTO worlds VALUES(?)").bind(world_).run();
}

void Store::clear_kind(const Kind& kind) {
  touch(kind);
  database_
      .query(&kind, kClear, [&] { return "DELETE FROM " + table_of(kind) + " WHERE world = ?"; })
      .bind(world_)
      .run();
}

void Store::clear(std::span<const Kind* const> kinds) {
  const auto guard = database_.lock();
  counts_.clear();
  for (const Kind* kind : kinds) clear_kind(*kind);
  database_.query("DELETE FROM counters WHERE world = ?").bind(world_).run();
  database_.query("DELETE FROM worlds WHERE name = ?").bind(world_).run();
  agenda_.clear();
  outbox_.clear();
}

std::vector<const Kind*> Store::dirty(std::span<const Kind* const> kinds) const {
  const auto guard = database_.lock();
  std::vector<const Kind*> dirty;
  for (const Kind* kind : kinds)
    if (!clean_ || touched_.contains(kind)) dirty.push_back(kind);
  return dirty;
}

void Store::call_clean() {
  const auto guard = database_.lock();
  touched_.clear();
  clean_ = true;
}

void Store::call_dirty() {
  const auto guard = database_.lock();
  clean_ = false;
}

}  // namespace virga
