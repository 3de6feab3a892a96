#include "store/database.h"

#include <sqlite3.h>

namespace virga {
namespace {

[[noreturn]] void fail(sqlite3* database, const std::string& doing) {
  throw StorageFailure(doing + ": " +
                       (database == nullptr ? "out of memory" : sqlite3_errmsg(database)));
}

constexpr std::string_view kMemory = ":memory:";

}  // namespace

Rows::~Rows() {
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

Rows& Rows::bind(std::string_view text) {
  sqlite3_bind_text64(statement_, ++bound_, text.data() == nullptr ? "" : text.data(), text.size(),
                      SQLITE_STATIC, SQLITE_UTF8);
  return *this;
}

Rows& Rows::bind(std::int64_t number) {
  sqlite3_bind_int64(statement_, ++bound_, number);
  return *this;
}

Rows& Rows::bind_value(const Json& scalar) {
  if (scalar.is_string()) return bind(std::string_view(scalar.get_ref<const std::string&>()));
  if (scalar.is_boolean()) return bind(std::int64_t{scalar.get<bool>()});
  if (scalar.is_number_integer()) return bind(scalar.get<std::int64_t>());
  ++bound_;
  if (scalar.is_array()) {
    const std::string text = print_json(scalar);
    sqlite3_bind_text64(statement_, bound_, text.data(), text.size(), SQLITE_TRANSIENT,
                        SQLITE_UTF8);
    return *this;
  }
  if (scalar.is_number_float())
    sqlite3_bind_double(statement_, bound_, scalar.get<double>());
  else
    sqlite3_bind_null(statement_, bound_);
  return *this;
}

bool Rows::next() {
  const int outcome = sqlite3_step(statement_);
  if (outcome == SQLITE_ROW) return true;
  if (outcome == SQLITE_DONE) return false;
  fail(database_, "state");
}

std::int64_t Rows::integer(int column) const { return sqlite3_column_int64(statement_, column); }

std::string_view Rows::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return {bytes == nullptr ? "" : bytes,
          static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

Document Rows::document(int column) const { return parsed_.parse(text(column)); }

Database::Database(const std::string& path) {
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  try {
    if (sqlite3_open_v2(path.c_str(), &handle_, flags, nullptr) != SQLITE_OK) fail(handle_, "open");
    if (path == kMemory) {
      sqlite3_db_config(handle_, SQLITE_DBCONFIG_LOOKASIDE, nullptr, 0, 0);
      execute("PRAGMA page_size=1024");
    }
    // One process owns the file. WAL without fsync survives a kill of the process, which is what
    // tests do to it.
    execute("PRAGMA locking_mode=EXCLUSIVE");
    execute("PRAGMA journal_mode=WAL");
    execute("PRAGMA synchronous=OFF");
    execute("PRAGMA temp_store=MEMORY");
    execute("BEGIN EXCLUSIVE; COMMIT");  // finds out now, not at the first request
  } catch (const StorageFailure& failure) {
    sqlite3_close_v2(handle_);
    throw StorageFailure("cannot use the state file " + path + ": " + failure.what());
  }
}

Database::~Database() {
  for (const auto& [sql, statement] : prepared_) sqlite3_finalize(statement);
  sqlite3_close_v2(handle_);
}

void Database::execute(const std::string& sql) {
  const auto guard = lock();
  if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    fail(handle_, sql);
}

Rows Database::query(std::string_view sql) {
  const auto guard = lock();
  return rows(prepared(sql));
}

void Database::copy(const Database& other) {
  const std::scoped_lock guard(mutex_, other.mutex_);
  sqlite3_backup* copying = sqlite3_backup_init(handle_, "main", other.handle_, "main");
  if (copying == nullptr) fail(handle_, "copy");
  const bool whole = sqlite3_backup_step(copying, -1) == SQLITE_DONE;
  if (sqlite3_backup_finish(copying) != SQLITE_OK || !whole) fail(handle_, "copy");
}

bool Database::in_transaction() const {
  const auto guard = lock();
  return sqlite3_get_autocommit(handle_) == 0;
}

std::int64_t Database::added() const {
  const auto guard = lock();
  return sqlite3_last_insert_rowid(handle_);
}

void Database::forget_added() {
  const auto guard = lock();
  sqlite3_set_last_insert_rowid(handle_, 0);
}

sqlite3_stmt* Database::prepared(std::string_view sql) {
  const auto found = prepared_.find(sql);
  if (found != prepared_.end()) return found->second;
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                         SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
    fail(handle_, std::string(sql));
  return prepared_.emplace(sql, statement).first->second;
}

Rows Database::rows(sqlite3_stmt* statement) {
  if (readings_ > 0 && sqlite3_stmt_readonly(statement) == 0)
    throw std::logic_error("a write where only reading was announced");
  return {statement, handle_, parsed_};
}

}  // namespace virga
