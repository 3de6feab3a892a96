#include "journal/journal.h"

#include <algorithm>

#include "journal/filter.h"
#include "journal/packed.h"

namespace virga {
namespace {

std::size_t size_of(const std::string& packed) { return packed.size() + 64; }

}  // namespace

Journal::Serial Journal::append(const Entry& entry) {
  Kept kept{pack(entry), entry.time, {}};
  std::vector<Entry> gone;
  const auto serial = [&] {
    const std::lock_guard lock(mutex_);
    ++last_id_;
    bytes_ += size_of(kept.packed);
    entries_.push_back(std::move(kept));
    while (entries_.size() > 1 && (entries_.size() > bounds_.entries || bytes_ > bounds_.bytes)) {
      const std::int64_t id = first_id();
      const Kept first = drop_first_locked();
      if (bounds_.dropped) gone.push_back(shown(first, id));
    }
    tell_locked();
    return cleared_ + static_cast<Serial>(last_id_);
  }();
  for (const Entry& each : gone) bounds_.dropped(each);
  return serial;
}

void Journal::settle(Serial serial, const Delivered& delivered) {
  const std::lock_guard lock(mutex_);
  if (serial <= cleared_) return;
  const auto id = static_cast<std::int64_t>(serial - cleared_);
  if (id >= first_id()) at(id).delivered = delivered;
}

Journal::Kept Journal::drop_first_locked() {
  Kept gone = std::move(entries_.front());
  const bool none = dropped_.entries++ == 0;
  dropped_.first = none ? gone.time : std::min(dropped_.first, gone.time);
  dropped_.last = none ? gone.time : std::max(dropped_.last, gone.time);
  bytes_ -= size_of(gone.packed);
  entries_.pop_front();
  return gone;
}

void Journal::tell_locked() const {
  for (Listener* listener : listeners_) listener->heard();
}

std::int64_t Journal::first_id() const {
  return last_id_ - static_cast<std::int64_t>(entries_.size()) + 1;
}

Journal::Kept& Journal::at(std::int64_t id) {
  return entries_[static_cast<std::size_t>(id - first_id())];
}

Entry Journal::shown(const Kept& kept, std::int64_t id) {
  Entry entry = unpack(kept.packed);
  entry.id = id;
  entry.delivered = kept.delivered;
  return entry;
}

std::vector<Entry> Journal::list(const Filter& filter) const {
  const std::lock_guard lock(mutex_);
  std::vector<Entry> found;
  std::int64_t id = first_id();
  for (const Kept& kept : entries_) {
    Entry entry = shown(kept, id++);
    if (matches(filter, entry)) found.push_back(std::move(entry));
  }
  return found;
}

std::optional<Entry> Journal::find(std::int64_t id) const {
  const std::lock_guard lock(mutex_);
  if (id < first_id() || id > last_id_) return std::nullopt;
  return shown(entries_[static_cast<std::size_t>(id - first_id())], id);
}

std::size_t Journal::count() const {
  const std::lock_guard lock(mutex_);
  return entries_.size();
}

std::size_t Journal::bytes() const {
  const std::lock_guard lock(mutex_);
  return bytes_;
}

std::int64_t Journal::dropped() const {
  const std::lock_guard lock(mutex_);
  return dropped_.entries;
}

Journal::News Journal::news(Serial after, std::size_t most) const {
  const std::lock_guard lock(mutex_);
  News news{.last = std::max(after, cleared_), .cleared = after < cleared_, .dropped = dropped_};
  const std::int64_t next = static_cast<std::int64_t>(news.last - cleared_) + 1;
  std::int64_t id = std::max(first_id(), next);
  news.missed = id - next;
  for (; id <= last_id_ && news.entries.size() < most; ++id)
    news.entries.push_back(shown(entries_[static_cast<std::size_t>(id - first_id())], id));
  news.last = std::max(news.last, cleared_ + static_cast<Serial>(id - 1));
  return news;
}

Journal::Serial Journal::behind(std::int64_t id) const {
  const std::lock_guard lock(mutex_);
  return cleared_ + static_cast<Serial>(std::clamp<std::int64_t>(id, 0, last_id_));
}

Journal::Serial Journal::now() const {
  const std::lock_guard lock(mutex_);
  return cleared_ + static_cast<Serial>(last_id_);
}

void Journal::listen(Listener& listener) {
  const std::lock_guard lock(mutex_);
  listeners_.push_back(&listener);
}

void Journal::leave(Listener& listener) {
  const std::lock_guard lock(mutex_);
  std::erase(listeners_, &listener);
}

void Journal::clear() {
  const std::lock_guard lock(mutex_);
  entries_.clear();
  bytes_ = 0;
  cleared_ += static_cast<Serial>(last_id_) + 1;  // one more: who has heard all notices, too
  last_id_ = 0;
  dropped_ = {};
  tell_locked();
}

}  // namespace virga
