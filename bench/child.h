// A server under test as a child process, and what the kernel tells about it.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>
#include <vector>

namespace virga::bench {

class Child {
 public:
  // Returns once the first line on standard output, which ends in `:PORT`, is there. Throws
  // std::runtime_error when none comes.
  explicit Child(const std::vector<std::string>& command);
  ~Child();  // kills it
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  int port() const { return port_; }
  double resident() const;   // MiB
  double processor() const;  // seconds of all cores since its start
  double threads() const;

  // Asks it to end and waits until it has; throws std::runtime_error when it ends otherwise than
  // with exit code 0.
  std::chrono::duration<double, std::milli> stop();

 private:
  double status(const std::string& name) const;  // a number of /proc/PID/status

  pid_t id_ = -1;
  int port_ = 0;
};

// As many descriptors as the machine allows, for this process; a Child gets what there were before.
void raise_descriptors();

}  // namespace virga::bench
