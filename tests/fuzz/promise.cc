#include "fuzz/promise.h"

#include <cstdlib>
#include <iostream>

namespace virga::fuzz {

void promise(bool kept, std::string_view text, std::string_view about) {
  if (kept) return;
  std::cerr << "broken promise: " << text << "\n" << about << std::endl;
  std::abort();
}

}  // namespace virga::fuzz
