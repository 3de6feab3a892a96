// A file for the entries that journals have to drop: JSON, a line each, as the control API shows
// them.
#pragma once

#include <virga/entry.h>

#include <fstream>
#include <mutex>
#include <stdexcept>
#include <string>

namespace virga {

// Safe to use from several threads.
class Spill {
 public:
  class Failure : public std::runtime_error {
   public:
    using std::runtime_error::runtime_error;
  };

  explicit Spill(const std::string& file);  // a new one, or behind what it holds; throws Failure

  void write(const Entry& entry);  // that the disk refuses is told once, on standard error

 private:
  const std::string file_;
  std::mutex mutex_;
  std::ofstream stream_;
  bool refused_ = false;
};

}  // namespace virga
