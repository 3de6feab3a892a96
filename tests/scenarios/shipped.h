// The scenarios that come with Virga.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace virga {

inline std::string shipped(const std::string& name) {
  return std::string(VIRGA_SOURCE_DIR) + "/scenarios/" + name + ".yaml";
}

inline std::vector<std::filesystem::path> all_shipped() {
  std::vector<std::filesystem::path> files;
  for (const auto& file : std::filesystem::directory_iterator(VIRGA_SOURCE_DIR "/scenarios"))
    files.push_back(file.path());
  return files;
}

}  // namespace virga
