// The program under test as a child process, which never outlives its object.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace virga {

using Environment = std::vector<std::pair<std::string, std::string>>;

class Program {
 public:
  static constexpr std::chrono::seconds kPatience{20};

  // The environment given replaces the test's own, name by name. VIRGA_ variables of that are never
  // handed on. It runs in `folder`, or where the test runs.
  explicit Program(const std::vector<std::string>& arguments, const Environment& environment = {},
                   const std::string& folder = ".");
  ~Program();  // kills it
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  // The first line on standard output, without its end; "" when none comes.
  std::string first_line();
  // Where a started `serve` listens; fails the test when it does not say so.
  std::string url();
  // Whether `text` comes on standard error before the program ends.
  bool says(const std::string& text);

  pid_t id() const { return child_; }
  void signal(int number);
  // Waits for its end. A signal counts as 128 and its number, as in a shell; -1: it did not end.
  int exit_code();

  const std::string& out() const { return out_.text; }
  const std::string& err() const { return err_.text; }

 private:
  using Deadline = std::chrono::steady_clock::time_point;

  struct Pipe {
    int end = -1;  // the one to read from; -1 once nothing more will come
    std::string text;
  };

  bool read_some(Deadline deadline);  // false: nothing more, or too late
  void reap(int flags);

  pid_t child_ = -1;
  int code_ = -1;
  Pipe out_;
  Pipe err_;
};

// Runs it to its end.
struct Finished {
  int code;
  std::string out;
  std::string err;
};
Finished run_program(const std::vector<std::string>& arguments,
                     const Environment& environment = {});

}  // namespace virga
