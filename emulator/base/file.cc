#include "base/file.h"

#include <filesystem>
#include <fstream>
#include <iterator>

namespace virga {

std::optional<std::string> read_file(const std::string& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored))
    return std::nullopt;  // a stream opens one and reads nothing
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

}  // namespace virga
