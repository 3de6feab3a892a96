// What the operating system tells of this process.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace virga {

struct ProcessFigures {
  std::int64_t resident = 0;               // bytes
  std::chrono::microseconds processor{0};  // user and system
  std::int64_t descriptors = 0;            // that are open
  std::int64_t threads = 0;
};

std::optional<ProcessFigures> process_figures();  // nothing where there is no /proc

}  // namespace virga
