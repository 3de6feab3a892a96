// One SQLite database, in a file or in memory. The only place that knows sqlite3.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/json.h"
#include "store/parsed.h"

struct sqlite3;
struct sqlite3_stmt;

namespace virga {

// The disk or the file refused: not an answer for an API caller.
class StorageFailure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// A prepared statement in use; ready for its next use when this goes.
class Rows {
 public:
  Rows(sqlite3_stmt* statement, sqlite3* database, ParsedTexts& parsed)
      : statement_(statement), database_(database), parsed_(parsed) {}
  ~Rows();
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;

  // The text, or the value, is not copied: it lives until the rows are done.
  Rows& bind(std::string_view text);
  Rows& bind(std::int64_t number);
  Rows& bind_value(const Json& scalar);  // text, number, boolean or null; an array as its JSON text
  bool next();                           // steps to the next row; false when there is none
  void run() {
    while (next()) {
    }
  }
  std::int64_t integer(int column) const;
  std::string_view text(int column) const;  // until the next step
  Document document(int column) const;      // the column's text as JSON

 private:
  sqlite3_stmt* statement_;
  sqlite3* database_;
  ParsedTexts& parsed_;
  int bound_ = 0;
};

// Calls may come from several threads; hold `lock()` over statements that belong together.
class Database {
 public:
  explicit Database(const std::string& path);  // ":memory:" or a file; throws StorageFailure
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void execute(const std::string& sql);

  // Statements are prepared once and kept.
  Rows query(std::string_view sql);

  // The same for a statement that is always alike for one use of one thing, which lives as long as
  // this: its text is asked for once.
  template <typename Write>
  Rows query(const void* about, int use, const Write& text) {
    const auto guard = lock();
    sqlite3_stmt*& statement = named_[{about, use}];
    if (statement == nullptr) statement = prepared(text());
    return rows(statement);
  }

  // All that the other holds takes the place of what is here. Both are in memory, and nobody is in
  // a transaction of this one.
  void copy(const Database& other);

  bool in_transaction() const;

  // The number of the row that a statement has added since `forget_added`; 0: none.
  std::int64_t added() const;
  void forget_added();

  std::unique_lock<std::recursive_mutex> lock() const { return std::unique_lock(mutex_); }

  // While one lives, this thread alone uses the database and a statement that would write throws
  // std::logic_error. What is read belongs together: every statement goes through this one
  // connection, so nothing changes in between, and no transaction is needed.
  class Reading {
   public:
    explicit Reading(Database& database) : guard_(database.lock()), database_(database) {
      ++database_.readings_;
    }
    ~Reading() { --database_.readings_; }
    Reading(const Reading&) = delete;
    Reading& operator=(const Reading&) = delete;

   private:
    std::unique_lock<std::recursive_mutex> guard_;
    Database& database_;
  };

 private:
  struct Name {
    const void* about;
    int use;
    bool operator==(const Name&) const = default;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
    std::size_t operator()(const Name& name) const {
      return std::hash<const void*>()(name.about) * 31 + static_cast<std::size_t>(name.use);
    }
  };

  sqlite3_stmt* prepared(std::string_view sql);
  Rows rows(sqlite3_stmt* statement);

  mutable std::recursive_mutex mutex_;
  sqlite3* handle_ = nullptr;
  int readings_ = 0;
  std::unordered_map<std::string, sqlite3_stmt*, Hash, std::equal_to<>> prepared_;  // owned
  std::unordered_map<Name, sqlite3_stmt*, Hash> named_;                             // of those
  ParsedTexts parsed_;
};

}  // namespace virga
