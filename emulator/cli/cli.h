// The command line: finds the command, says what is wrong with the rest, returns the exit code.
#pragma once

#include <string>
#include <string_view>

namespace CLI {
class App;
}

namespace virga::cli {

enum Exit {
  kDone = 0,
  kWrongInput = 1,  // a file of the user's has mistakes
  kMisuse = 2,      // of the command line
  kNotHeld = 3,     // an expectation did not hold
  kRefused = 4,     // by the machine: a port is taken, a file cannot be written, nobody answers
};

int run(int argc, char** argv);

// A command adds its flags to the program and returns what is to be done once they are read.
class Command {
 public:
  virtual ~Command() = default;
  virtual std::string_view name() const = 0;
  virtual std::string_view summary() const = 0;
  virtual void declare(CLI::App& app) = 0;
  virtual int run() = 0;
};

int complain(Exit code, const std::string& message);  // on standard error

inline constexpr std::string_view kUsualUrl = "http://127.0.0.1:4610";

}  // namespace virga::cli
