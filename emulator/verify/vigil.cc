#include "verify/vigil.h"

#include <algorithm>

namespace virga {

void Vigil::Watch::heard() {
  const std::lock_guard lock(vigil.mutex_);
  if (std::exchange(has_news, true)) return;  // the thread knows already
  vigil.changed_.notify_one();
}

bool Vigil::full() const {
  const std::lock_guard lock(mutex_);
  return watches_.size() >= kMost;
}

bool Vigil::keep(Journal& journal, const Look& look) {
  if (full()) return false;
  const auto next = look(false);
  if (!next) return true;
  std::list<Watch> fresh;
  Watch& watch = fresh.emplace_back(*this, journal, look, *next);
  // A journal tells with its own lock held, so it is never asked with this one held.
  journal.listen(watch);
  {
    const std::lock_guard lock(mutex_);
    if (!ended_) {
      watches_.splice(watches_.end(), fresh);
      if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
      changed_.notify_one();
      return true;
    }
  }
  journal.leave(watch);
  look(true);
  return true;
}

Vigil::Moment Vigil::next_moment_locked() const {
  Moment next = Moment::max();
  for (const Watch& watch : watches_)
    next = std::min(next, watch.has_news ? Moment::min() : watch.next);
  return next;
}

void Vigil::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    if (ended_ && watches_.empty()) return;
    const Moment next = next_moment_locked();
    const Moment now = std::chrono::steady_clock::now();
    if (!ended_ && next > now) {
      if (next == Moment::max())
        changed_.wait(lock);
      else
        changed_.wait_until(lock, next);
      continue;
    }
    const auto watch = std::find_if(watches_.begin(), watches_.end(), [&](const Watch& each) {
      return ended_ || each.has_news || each.next <= now;
    });
    watch->has_news = false;
    const bool last = ended_;
    lock.unlock();
    auto again = watch->look(last);
    if (last) again.reset();
    if (!again) watch->journal.leave(*watch);
    lock.lock();
    if (again) {
      watch->next = *again;
      watches_.splice(watches_.end(), watches_, watch);  // the others have their turn
    } else {
      watches_.erase(watch);
    }
  }
}

void Vigil::end() {
  std::thread ending;
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    ending.swap(thread_);
  }
  changed_.notify_one();
  if (ending.joinable()) ending.join();
}

void Vigil::begin_again() {
  const std::lock_guard lock(mutex_);
  ended_ = false;
}

}  // namespace virga
