// The command line: finds the command, says what is wrong with the rest, returns the exit code.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace virga::cli {

enum Exit {
  kDone = 0,
  kWrongInput = 1,  // a file of the user's has mistakes, or the emulator refused what it was given
  kMisuse = 2,      // of the command line
  kNotHeld = 3,     // an expectation did not hold
  kRefused = 4,     // by the machine: a port is taken, a file cannot be written, nobody answers
};

int run(int argc, char** argv);

// A call of the program that works as it stands, and what it does.
struct Example {
  std::string_view line;
  std::string_view about;
};

// What a command can be told to do, by the word behind its name.
struct Verb {
  std::string_view name;
  std::string_view arguments;  // as help shows them: "NAME", "[TIME]", "SCENARIO RULE"
  std::string_view about;
};

// A command adds its flags to the program and returns what is to be done once they are read. What
// it declares here and there is all that help, man page, completion and documentation are made
// from.
//
// A flag says what its value is by its type name: FILE is completed by the shell and counts from
// the folder of a configuration file; values that one of `among` or CLI::IsMember checks are
// completed, too. Each flag can come from the environment, under the name that follows from its
// own: see cli/settings.h.
class Command {
 public:
  virtual ~Command() = default;
  virtual std::string_view name() const = 0;
  virtual std::string_view summary() const = 0;  // without a full stop
  virtual std::vector<Example> examples() const = 0;
  virtual std::vector<Verb> verbs() const { return {}; }
  virtual void declare(CLI::App& app) = 0;
  virtual int run() = 0;
};

int complain(Exit code, const std::string& message);  // on standard error

inline constexpr std::string_view kUsualUrl = "http://127.0.0.1:4610";

}  // namespace virga::cli
