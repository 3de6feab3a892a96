// All commands as they are declared, in the order in which help lists them.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <vector>

#include "cli/cli.h"
#include "cli/manual.h"

namespace virga::cli {

class Program {
 public:
  Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  int run(std::vector<std::string> arguments);  // without the name of the program

  Manual manual() const;

 private:
  struct Declared {
    std::unique_ptr<Command> command;
    CLI::App* app;
  };

  void declare(std::unique_ptr<Command> command);
  int complain_about(const std::string& word) const;
  static int carry_out(const Declared& chosen, const std::vector<std::string>& amounts);

  CLI::App app_;
  std::vector<Declared> commands_;
};

}  // namespace virga::cli
