#include "cli/port_file.h"

#include <unistd.h>

#include <cstdio>
#include <fstream>

#include "base/json.h"

namespace virga::cli {

PortFile::~PortFile() {
  if (written_) std::remove(path_.c_str());
}

// Under another name first: who waits for the file must not read half of it.
bool PortFile::write(const std::string& url, const std::string& instance) {
  if (path_.empty()) return true;
  const Json json{{"port", std::stoi(url.substr(url.rfind(':') + 1))},
                  {"url", url},
                  {"instance", instance},
                  {"pid", ::getpid()}};
  const std::string fresh = path_ + "." + std::to_string(::getpid());
  std::ofstream file(fresh, std::ios::trunc);
  file << print_json(json) << "\n";
  file.close();
  written_ = file.good() && std::rename(fresh.c_str(), path_.c_str()) == 0;
  if (!written_) std::remove(fresh.c_str());
  return written_;
}

}  // namespace virga::cli
