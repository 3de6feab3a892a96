#include "http/outflow.h"

#include <utility>

#include "http/lane.h"

namespace virga::http {

bool Outflow::write(std::string bytes) {
  const std::lock_guard lock(mutex_);
  if (lane_ == nullptr) return false;
  if (bytes.empty() || ended_) return true;
  written_ += bytes;
  tell_locked();
  return true;
}

std::size_t Outflow::unsent() const {
  const std::lock_guard lock(mutex_);
  return written_.size() + on_its_way_;
}

void Outflow::end() {
  const std::lock_guard lock(mutex_);
  if (lane_ == nullptr || std::exchange(ended_, true)) return;
  tell_locked();
}

// Its loop lives at least as long as the connection, which cuts this before it ends.
void Outflow::tell_locked() {
  if (std::exchange(told_, true)) return;
  lane_->loop().post([lane = lane_, id = id_] {
    if (Connection* connection = lane->find(id)) connection->flow();
  });
}

std::string Outflow::take() {
  const std::lock_guard lock(mutex_);
  told_ = false;
  std::string taken;
  taken.swap(written_);
  on_its_way_ = taken.size();
  return taken;
}

bool Outflow::ended() const {
  const std::lock_guard lock(mutex_);
  return ended_ && written_.empty();
}

void Outflow::cut() {
  const std::lock_guard lock(mutex_);
  lane_ = nullptr;
  written_.clear();
  on_its_way_ = 0;
}

}  // namespace virga::http
