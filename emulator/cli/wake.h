// What a running `serve` waits for: a signal, or a change of the files that it plays.
#pragma once

#include <csignal>
#include <string>
#include <vector>

namespace virga::cli {

// One thread's. Made before any other thread starts, so that the signals come here alone.
class Wake {
 public:
  enum class Call {
    kStop,    // SIGINT, SIGTERM
    kReload,  // SIGHUP, or a watched file has changed and has been left alone for a moment
  };

  Wake();
  ~Wake();
  Wake(const Wake&) = delete;
  Wake& operator=(const Wake&) = delete;

  // Editors replace a file by another of its name, so its folder is watched. False: that cannot be.
  bool watch(const std::vector<std::string>& files);

  Call wait();

 private:
  // Of changes that have come; false: none is of a watched file.
  bool concerns_a_file();

  struct Watched {
    int folder;  // its watch
    std::string name;
  };

  int signals_ = -1;
  int changes_ = -1;
  std::vector<Watched> files_;
};

}  // namespace virga::cli
