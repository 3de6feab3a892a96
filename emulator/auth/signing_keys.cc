#include "auth/signing_keys.h"

#include <utility>

namespace virga {

std::string SigningKeys::find(std::string_view access_key, std::string_view secret,
                              const std::vector<std::string>& scope,
                              const std::function<std::string()>& make) {
  std::string name;
  name.reserve(access_key.size() + secret.size() + 64);
  ((name += access_key) += '\n') += secret;
  for (const std::string& part : scope) (name += '\n') += part;
  Slot& slot = slots_[std::hash<std::string>()(name) % kSlots];
  {
    const std::lock_guard lock(slot.mutex);
    if (slot.name == name) return slot.key;
  }
  std::string key = make();
  const std::lock_guard lock(slot.mutex);
  ++slot.made;
  if (name.size() <= kLongestName) {
    slot.name = std::move(name);
    slot.key = key;
  }
  return key;
}

std::size_t SigningKeys::derived() const {
  std::size_t count = 0;
  for (const Slot& slot : slots_) {
    const std::lock_guard lock(slot.mutex);
    count += slot.made;
  }
  return count;
}

}  // namespace virga
