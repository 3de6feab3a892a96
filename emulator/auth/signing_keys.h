// Keys that were derived before: clients sign with the same one all day.
#pragma once

#include <array>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace virga {

// Safe to use from several threads. Memory is bounded whatever is asked for: a new key takes the
// place of an older one, and names too long to be anybody's are not kept.
class SigningKeys {
 public:
  // The key of this access key, secret and scope, made by `make` unless it is known.
  std::string find(std::string_view access_key, std::string_view secret,
                   const std::vector<std::string>& scope, const std::function<std::string()>& make);

  std::size_t derived() const;  // how many had to be made

 private:
  static constexpr std::size_t kSlots = 256;
  static constexpr std::size_t kLongestName = 512;

  struct Slot {
    mutable std::mutex mutex;
    std::string name;  // all that the key depends on
    std::string key;
    std::size_t made = 0;
  };

  std::array<Slot, kSlots> slots_;
};

}  // namespace virga
