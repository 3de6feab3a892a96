// The commands, in the order in which help lists them.
#pragma once

#include <memory>
#include <vector>

#include "cli/cli.h"

namespace virga::cli {

std::unique_ptr<Command> make_serve();
std::unique_ptr<Command> make_check();
std::unique_ptr<Command> make_operations();
std::unique_ptr<Command> make_openapi();
std::unique_ptr<Command> make_health();
std::unique_ptr<Command> make_requests();
std::unique_ptr<Command> make_callbacks();
std::unique_ptr<Command> make_verify();
std::unique_ptr<Command> make_coverage();
std::unique_ptr<Command> make_reset();
std::unique_ptr<Command> make_clock();
std::unique_ptr<Command> make_call();
std::unique_ptr<Command> make_state();
std::unique_ptr<Command> make_fixture();
std::unique_ptr<Command> make_snapshot();
std::unique_ptr<Command> make_worlds();
std::unique_ptr<Command> make_scenarios();
std::unique_ptr<Command> make_explain_signature();

// These tell of all others.
class Program;
std::unique_ptr<Command> make_completion(const Program& program);
std::unique_ptr<Command> make_help(const Program& program);

inline std::vector<std::unique_ptr<Command>> all_commands() {
  std::vector<std::unique_ptr<Command>> commands;
  commands.push_back(make_serve());
  commands.push_back(make_check());
  commands.push_back(make_operations());
  commands.push_back(make_openapi());
  commands.push_back(make_health());
  commands.push_back(make_requests());
  commands.push_back(make_callbacks());
  commands.push_back(make_verify());
  commands.push_back(make_coverage());
  commands.push_back(make_reset());
  commands.push_back(make_clock());
  commands.push_back(make_call());
  commands.push_back(make_state());
  commands.push_back(make_fixture());
  commands.push_back(make_snapshot());
  commands.push_back(make_worlds());
  commands.push_back(make_scenarios());
  commands.push_back(make_explain_signature());
  return commands;
}

}  // namespace virga::cli
