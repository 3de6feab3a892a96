// One SQLite database, in a file or in memory. The only place that knows sqlite3.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "base/json.h"

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
  Rows(sqlite3_stmt* statement, sqlite3* database) : statement_(statement), database_(database) {}
  ~Rows();
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;

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

 private:
  sqlite3_stmt* statement_;
  sqlite3* database_;
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
  Rows query(const std::string& sql);  // statements are prepared once and kept
  std::unique_lock<std::recursive_mutex> lock() const { return std::unique_lock(mutex_); }

 private:
  mutable std::recursive_mutex mutex_;
  sqlite3* handle_ = nullptr;
  std::map<std::string, sqlite3_stmt*, std::less<>> prepared_;
};

}  // namespace virga
