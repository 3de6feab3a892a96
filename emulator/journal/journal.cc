#include "journal/journal.h"

#include "journal/filter.h"

namespace virga {
namespace {

std::size_t size_of(const Headers& headers) {
  std::size_t size = 0;
  for (const auto& [name, value] : headers) size += name.size() + value.size() + 64;
  return size;
}

std::size_t size_of(const Entry& entry) {
  return sizeof(Entry) + entry.request.target.size() + entry.request.body.size() +
         entry.reply.body.size() + size_of(entry.request.headers) + size_of(entry.reply.headers) +
         entry.why.size();
}

}  // namespace

Journal::Serial Journal::append(Entry entry) {
  const std::lock_guard lock(mutex_);
  entry.id = ++last_id_;
  bytes_ += size_of(entry);
  entries_.push_back(std::move(entry));
  while (entries_.size() > 1 && (entries_.size() > kMostEntries || bytes_ > kMostBytes)) {
    bytes_ -= size_of(entries_.front());
    entries_.pop_front();
    ++dropped_;
  }
  return cleared_ + static_cast<Serial>(last_id_);
}

void Journal::settle(Serial serial, const Delivered& delivered) {
  const std::lock_guard lock(mutex_);
  if (serial <= cleared_ || entries_.empty()) return;
  const auto id = static_cast<std::int64_t>(serial - cleared_);
  if (id < entries_.front().id || id > last_id_) return;
  entries_[static_cast<std::size_t>(id - entries_.front().id)].delivered = delivered;
}

std::vector<Entry> Journal::list(const Filter& filter) const {
  const std::lock_guard lock(mutex_);
  std::vector<Entry> found;
  for (const Entry& entry : entries_)
    if (matches(filter, entry)) found.push_back(entry);
  return found;
}

std::optional<Entry> Journal::find(std::int64_t id) const {
  const std::lock_guard lock(mutex_);
  if (entries_.empty() || id < entries_.front().id || id > last_id_) return std::nullopt;
  return entries_[static_cast<std::size_t>(id - entries_.front().id)];
}

std::int64_t Journal::dropped() const {
  const std::lock_guard lock(mutex_);
  return dropped_;
}

void Journal::clear() {
  const std::lock_guard lock(mutex_);
  entries_.clear();
  bytes_ = 0;
  cleared_ += static_cast<Serial>(last_id_);
  last_id_ = 0;
  dropped_ = 0;
}

}  // namespace virga
