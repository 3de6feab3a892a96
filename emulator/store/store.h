// The documents of one world. Every call of an API is one transaction.
#pragma once

#include <cstdint>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "store/agenda.h"
#include "store/database.h"
#include "store/kind.h"
#include "store/outbox.h"
#include "store/query.h"

namespace virga {

// Safe to use from several threads; a transaction keeps the others out until it ends.
class Store {
 public:
  Store(Database& database, std::string world);  // which has other worlds as well
  Store(std::unique_ptr<Database> own, std::string world);
  // Filled as the other is, which stands alone, too; and clean.
  Store(std::unique_ptr<Database> own, std::string world, const Store& model);
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  // Makes a table for every kind. Throws StorageFailure when the file was written with other
  // tables.
  static void prepare(Database& database, std::span<const Kind* const> kinds);

  static std::vector<std::string> worlds(Database& database);  // that have been seeded, sorted
  // How many documents each of them holds.
  static std::map<std::string, std::int64_t, std::less<>> sizes(Database& database,
                                                                std::span<const Kind* const> kinds);

  Document look(const Kind& kind, const Json& id) const;  // to look at; null when there is none
  std::optional<Json> find(const Kind& kind, const Json& id) const;  // a copy, to change
  std::optional<Json> find_by(const Kind& kind, std::string_view member, const Json& value) const;
  std::vector<Json> list(const Kind& kind, const Query& query = {}) const;
  std::int64_t count(const Kind& kind, const Query& query = {}) const;  // regardless of the page
  void put(const Kind& kind,
           const Json& document);  // creates, or replaces and keeps its place in the order
  // The stored document `before` becomes `after`, which has its id. Cheaper than to put it: members
  // that stay the same are not indexed again.
  void replace(const Kind& kind, const Json& before, const Json& after);
  bool erase(const Kind& kind, const Json& id);

  std::int64_t next(std::string_view counter);  // 1, 2, 3, …
  Agenda& agenda() { return agenda_; }
  Outbox& outbox() { return outbox_; }
  const std::string& world() const { return name_; }

  // Nobody else uses the database while this is held.
  std::unique_lock<std::recursive_mutex> hold() const { return database_.lock(); }

  // Runs `work`: what it did is kept when it returns a value, or an error that keeps the work, and
  // undone when it returns another error or throws.
  template <typename T>
  Result<T> transact(const std::function<Result<T>()>& work);

  // Runs `work`, which only reads, on one state from beginning to end; whatever it writes throws
  // std::logic_error.
  template <typename T>
  Result<T> read(const std::function<Result<T>()>& work);

  // The documents of the other world, its counters, agenda and outbox take the place of all that
  // this one has. Not within a transaction, like the following.
  void copy(const Store& other, std::span<const Kind* const> kinds);

  // Keeps the same under a name, and puts it back; what is kept ends with the process.
  void keep(const std::string& name, std::span<const Kind* const> kinds);
  void put_back(const std::string& name, std::span<const Kind* const> kinds);
  void forget(const std::string& name, std::span<const Kind* const> kinds);

  bool seeded() const;  // has this world been given its first documents?
  void mark_seeded();
  // As if the world had never been, as far as it is about these kinds.
  void clear(std::span<const Kind* const> kinds);

  // The kinds that have been written to since the world was last called clean: all of them, if it
  // never was.
  std::vector<const Kind*> dirty(std::span<const Kind* const> kinds) const;
  void call_clean();
  void call_dirty();

 private:
  class Transaction;

  bool alone() const { return own_ != nullptr; }
  void copy_rows(const Store& other, std::span<const Kind* const> kinds);
  void keep_rows(std::string_view name, std::span<const Kind* const> kinds);
  void put_back_rows(std::string_view name, std::span<const Kind* const> kinds);
  void forget_rows(std::string_view name, std::span<const Kind* const> kinds);
  void look_again();
  std::string key_of(std::string_view name) const;
  void clear_kind(const Kind& kind);
  void touch(const Kind& kind) { touched_.insert(&kind); }

  std::unique_ptr<Database> own_;
  Database& database_;
  std::string name_;
  std::string world_;  // as rows name it: not at all, when there is no other
  std::map<std::string, std::unique_ptr<Database>, std::less<>> kept_;  // of one that is alone
  Agenda agenda_;
  Outbox outbox_;
  // Of whole kinds, those that were counted since one of their documents came or went. Counts of
  // a transaction are not kept: it may be undone.
  mutable std::unordered_map<const Kind*, std::int64_t> counts_;
  std::unordered_set<const Kind*> touched_;  // since it was called clean
  bool clean_ = false;
};

class Store::Transaction {
 public:
  explicit Transaction(Database& database) : guard_(database.lock()), database_(database) {
    database_.query("BEGIN IMMEDIATE").run();
  }
  ~Transaction() {
    if (!open_) return;
    try {
      database_.execute("ROLLBACK");
    } catch (const StorageFailure&) {
      // SQLite has rolled back by itself, as it does when the disk is full.
    }
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void keep() {
    database_.query("COMMIT").run();
    open_ = false;
  }

 private:
  std::unique_lock<std::recursive_mutex> guard_;
  Database& database_;
  bool open_ = true;
};

template <typename T>
Result<T> Store::read(const std::function<Result<T>()>& work) {
  const Database::Reading reading(database_);
  return work();
}

template <typename T>
Result<T> Store::transact(const std::function<Result<T>()>& work) {
  Transaction transaction(database_);
  Result<T> outcome = work();
  if (outcome || outcome.fault().keeps_work) transaction.keep();
  return outcome;
}

}  // namespace virga
