// Where the worlds of one emulator are stored: all of them in the state file, or each in memory of
// its own, which is copied as a whole.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "store/store.h"

namespace virga {

// Safe to use from several threads.
class Storage {
 public:
  // The kinds live longer than this. Throws StorageFailure for a file that cannot be used.
  explicit Storage(std::vector<const Kind*> kinds, const std::string& state_file = "");

  // What fills a world that begins. Called before the first one is opened.
  void fill_with(std::function<void(Store&)> fill) { fill_ = std::move(fill); }

  // In memory, all but the first come filled, and are clean.
  Store open(const std::string& world);
  const std::vector<const Kind*>& kinds() const { return kinds_; }

  // Of the state file, whether anybody has asked for them since the start or not; memory has none.
  bool has(const std::string& world);
  std::map<std::string, std::int64_t> worlds();  // and how many documents each holds
  std::vector<std::string> worlds_with_letters();

 private:
  const Store& model();

  const std::vector<const Kind*> kinds_;
  std::unique_ptr<Database> file_;  // none: memory
  std::function<void(Store&)> fill_;
  std::mutex mutex_;
  bool opened_ = false;           // a world
  std::unique_ptr<Store> model_;  // what further worlds are copied from
};

}  // namespace virga
