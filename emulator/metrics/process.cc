#include "metrics/process.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

namespace virga {
namespace {

std::chrono::microseconds span_of(const timeval& time) {
  return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
}

std::int64_t members(const char* folder) {
  std::error_code unreadable;
  const std::filesystem::directory_iterator all(folder, unreadable);
  return unreadable ? 0 : std::distance(all, std::filesystem::directory_iterator());
}

}  // namespace

std::optional<ProcessFigures> process_figures() {
  std::ifstream pages("/proc/self/statm");
  std::int64_t size = 0, resident = 0;
  if (!(pages >> size >> resident)) return std::nullopt;
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return ProcessFigures{.resident = resident * ::sysconf(_SC_PAGESIZE),
                        .processor = span_of(usage.ru_utime) + span_of(usage.ru_stime),
                        .descriptors = members("/proc/self/fd"),
                        .threads = members("/proc/self/task")};
}

}  // namespace virga
