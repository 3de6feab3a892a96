// virga reset: a world of a running emulator as after start.
#include <CLI/CLI.hpp>
#include <iostream>

#include "cli/commands.h"
#include "cli/remote.h"

namespace virga::cli {
namespace {

class Reset : public Command {
 public:
  std::string_view name() const override { return "reset"; }
  std::string_view summary() const override {
    return "Put a world of a running emulator back to its start";
  }
  std::vector<Example> examples() const override {
    return {{"virga reset --world a", "State, journal, counters, clock and ids begin anew"}};
  }

  void declare(CLI::App& app) override { remote_.declare(app); }

  int run() override {
    Json body;
    if (const int refused = remote_.call("POST", "/reset", "", body)) return refused;
    std::cout << "world " << body.at("world").get<std::string>() << " is as after start\n";
    return kDone;
  }

 private:
  Remote remote_;
};

}  // namespace

std::unique_ptr<Command> make_reset() { return std::make_unique<Reset>(); }

}  // namespace virga::cli
