#include "store/storage.h"

namespace virga {

Storage::Storage(std::vector<const Kind*> kinds, const std::string& state_file)
    : kinds_(std::move(kinds)) {
  if (state_file.empty()) return;
  file_ = std::make_unique<Database>(state_file);
  Store::prepare(*file_, kinds_);
}

// Making the tables and filling them takes longer than copying them does. Most emulators have one
// world.
Store Storage::open(const std::string& world) {
  if (file_) return Store(*file_, world);
  const std::lock_guard lock(mutex_);
  auto own = std::make_unique<Database>(":memory:");
  if (opened_) return Store(std::move(own), world, model());
  opened_ = true;
  Store::prepare(*own, kinds_);
  return Store(std::move(own), world);
}

const Store& Storage::model() {
  if (model_) return *model_;
  auto own = std::make_unique<Database>(":memory:");
  Store::prepare(*own, kinds_);
  model_ = std::make_unique<Store>(std::move(own), "");
  if (fill_) {
    const auto done = model_->transact<bool>([&]() -> Result<bool> {
      fill_(*model_);
      return true;
    });
    static_cast<void>(done);
  }
  return *model_;
}

bool Storage::has(const std::string& world) { return file_ && Store(*file_, world).seeded(); }

std::map<std::string, std::int64_t> Storage::worlds() {
  std::map<std::string, std::int64_t> worlds;
  if (!file_) return worlds;
  const auto guard = file_->lock();
  for (const std::string& name : Store::worlds(*file_)) worlds[name] = 0;
  std::vector<const Kind*> shown;
  for (const Kind* kind : kinds_)
    if (!kind->internal) shown.push_back(kind);
  for (const auto& [name, size] : Store::sizes(*file_, shown))
    if (const auto known = worlds.find(name); known != worlds.end()) known->second = size;
  return worlds;
}

std::vector<std::string> Storage::worlds_with_letters() {
  return file_ ? Outbox::worlds_with_work(*file_) : std::vector<std::string>();
}

}  // namespace virga
