#include "cli/cli.h"

#include <CLI/CLI.hpp>
#include <iostream>

#include "base/spelling.h"
#include "cli/commands.h"

namespace virga::cli {
namespace {

std::vector<std::string_view> names_of(const std::vector<std::string>& names) {
  return {names.begin(), names.end()};
}

std::vector<std::string> flags_of(const CLI::App& app) {
  std::vector<std::string> flags;
  for (const CLI::Option* option : app.get_options())
    for (const std::string& name : option->get_lnames()) flags.push_back("--" + name);
  return flags;
}

// The library would say only that an argument was not expected.
int complain_about_extra(const std::string& extra, const CLI::App& app) {
  if (!extra.starts_with('-')) return complain(kMisuse, "unexpected argument \"" + extra + "\"");
  const auto flags = flags_of(app);
  const std::string word = extra.substr(0, extra.find('='));
  return complain(kMisuse, "unknown flag " + word + did_you_mean(word, names_of(flags)));
}

int complain_about_command(const std::string& word, const CLI::App& app) {
  if (word.starts_with('-')) return complain_about_extra(word, app);
  std::vector<std::string> known{"help"};
  for (const CLI::App* command : app.get_subcommands({})) known.push_back(command->get_name());
  return complain(kMisuse,
                  "unknown command \"" + word + "\"" + did_you_mean(word, names_of(known)));
}

// app.help() would be that of the command given, which is `help`.
std::string help_of_all(const CLI::App& app) {
  return app.get_formatter()->make_help(&app, app.get_name(), CLI::AppFormatMode::Normal);
}

}  // namespace

int complain(Exit code, const std::string& message) {
  std::cerr << "virga: " << message << (message.ends_with('\n') ? "" : "\n");
  return code;
}

int run(int argc, char** argv) {
  CLI::App app("A fake cloud for tests: Volcengine VMS and Huawei Cloud GSL.", "virga");
  app.set_version_flag("--version", "virga " VIRGA_VERSION);
  app.require_subcommand(0, 1);
  app.allow_extras();
  app.footer(
      "virga help COMMAND says more. Every flag can also be given as VIRGA_FLAG in the "
      "environment.");
  const auto commands = all_commands();
  std::vector<CLI::App*> declared;
  for (const auto& command : commands) {
    CLI::App* sub =
        app.add_subcommand(std::string(command->name()), std::string(command->summary()));
    sub->allow_extras();
    command->declare(*sub);
    declared.push_back(sub);
  }
  std::string about;
  CLI::App* help = app.add_subcommand("help", "Say more about a command");
  help->allow_extras();
  help->add_option("command", about, "The command");

  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp& asked) {
    return app.exit(asked);
  } catch (const CLI::CallForVersion& asked) {
    return app.exit(asked);
  } catch (const CLI::ParseError& problem) {
    return complain(kMisuse, problem.what());
  }
  const bool chosen = !app.get_subcommands().empty();
  if (const auto extra = app.remaining(); !chosen && !extra.empty())
    return complain_about_command(extra.front(), app);
  if (help->parsed()) {
    if (about.empty()) return std::cout << help_of_all(app), kDone;
    for (const CLI::App* sub : declared)
      if (sub->get_name() == about) return std::cout << sub->help("virga"), kDone;
    return complain_about_command(about, app);
  }
  for (std::size_t i = 0; i < commands.size(); ++i) {
    if (!declared[i]->parsed()) continue;
    if (const auto extra = app.remaining(true); !extra.empty())
      return complain_about_extra(extra.front(), *declared[i]);
    return commands[i]->run();
  }
  std::cout << app.help();
  return kMisuse;
}

}  // namespace virga::cli
