// The file that tells other programs where a running `serve` listens.
#pragma once

#include <string>

namespace virga::cli {

// {"port", "url", "instance", "pid"} as JSON: whole from the first moment that it can be read, and
// gone when this is. An empty path is no file.
class PortFile {
 public:
  explicit PortFile(std::string path) : path_(std::move(path)) {}
  ~PortFile();
  PortFile(const PortFile&) = delete;
  PortFile& operator=(const PortFile&) = delete;

  bool write(const std::string& url, const std::string& instance);  // false: it cannot be written

 private:
  std::string path_;
  bool written_ = false;
};

}  // namespace virga::cli
