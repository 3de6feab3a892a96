// Under sanitizers a program is a dozen times slower: long series are thinned there, for what they
// look for shows in any part of them. Without, every member is tested.
#pragma once

#include <cstddef>
#include <vector>

namespace virga {

#ifdef VIRGA_SANITIZED
inline constexpr std::size_t kThinning = 5;
#else
inline constexpr std::size_t kThinning = 1;
#endif

template <typename T>
std::vector<T> thinned(std::vector<T> all) {
  std::vector<T> some;
  for (std::size_t i = 0; i < all.size(); i += kThinning) some.push_back(std::move(all[i]));
  return some;
}

}  // namespace virga
