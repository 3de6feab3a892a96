#include "cli/program.h"

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "base/file.h"
#include "base/spelling.h"
#include "cli/commands.h"
#include "cli/help.h"
#include "cli/settings.h"
#include "cli/verb_command.h"

namespace virga::cli {
namespace {

std::string nearest_of(const std::string& word, const std::vector<std::string>& known) {
  return did_you_mean(word, {known.begin(), known.end()});
}

// The library would say only that an argument was not expected.
int complain_about_extra(const std::string& extra, const CLI::App& app) {
  if (!extra.starts_with('-')) return complain(kMisuse, "unexpected argument \"" + extra + "\"");
  std::vector<std::string> flags;
  for (const CLI::Option* option : app.get_options())
    for (const std::string& name : option->get_lnames()) flags.push_back("--" + name);
  const std::string word = extra.substr(0, extra.find('='));
  return complain(kMisuse, "unknown flag " + word + nearest_of(word, flags));
}

// An amount below zero, such as -16m, is no flag, though the library takes it for one. Takes those
// out that no flag stands before, and returns them.
std::vector<std::string> take_amounts(std::vector<std::string>& arguments) {
  std::vector<std::string> words, amounts;
  for (const std::string& word : arguments) {
    const bool amount = word.size() > 1 && word[0] == '-' && word[1] >= '0' && word[1] <= '9';
    const bool belongs_to_flag = !words.empty() && words.back().starts_with('-');
    (amount && !belongs_to_flag ? amounts : words).push_back(word);
  }
  arguments = words;
  return amounts;
}

// To the words of a command that has verbs; another one has no use for them.
int hand_over(const std::vector<std::string>& amounts, CLI::App& app) {
  CLI::Option* words = app.get_option_no_throw(VerbCommand::kWords);
  for (const std::string& amount : amounts) {
    if (words == nullptr) return complain_about_extra(amount, app);
    words->add_result(amount);
    words->run_callback();
  }
  return kDone;
}

// kDone, or it has complained.
int configure(CLI::App& app) {
  const CLI::Option* flag = app.get_option_no_throw(kConfigFlag);
  if (flag == nullptr) return kDone;
  const bool named = flag->count() > 0;
  const std::string file = named ? flag->as<std::string>() : kUsualConfiguration;
  std::error_code unreadable;
  if (!named && !std::filesystem::exists(file, unreadable)) return kDone;
  const auto text = read_file(file);
  if (!text) return complain(kWrongInput, "cannot read " + file);
  if (!named) std::cerr << "virga: flags that are not given come from ./" << file << "\n";
  Mistakes mistakes(file);
  take_file(app, *text, mistakes);
  std::cerr << mistakes.text();
  return mistakes.empty() ? kDone : kWrongInput;
}

}  // namespace

Program::Program() : app_(std::string(Manual::kSummary), "virga") {
  app_.set_version_flag("--version", "virga " VIRGA_VERSION);
  app_.require_subcommand(0, 1);
  app_.allow_extras();
  for (auto& command : all_commands()) declare(std::move(command));
  declare(make_completion(*this));
  declare(make_help(*this));
}

void Program::declare(std::unique_ptr<Command> command) {
  CLI::App* app =
      app_.add_subcommand(std::string(command->name()), std::string(command->summary()));
  app->allow_extras();
  command->declare(*app);
  for (CLI::Option* option : app->get_options()) option->envname("");  // take_environment does that
  commands_.push_back({std::move(command), app});
}

Manual Program::manual() const {
  Manual manual;
  for (const Declared& each : commands_) manual.pages.push_back(describe(*each.command, *each.app));
  return manual;
}

int Program::complain_about(const std::string& word) const {
  if (word.starts_with('-')) return complain_about_extra(word, app_);
  std::vector<std::string> known;
  for (const Declared& each : commands_) known.emplace_back(each.command->name());
  return complain(kMisuse, "unknown command \"" + word + "\"" + nearest_of(word, known));
}

int Program::carry_out(const Declared& chosen, const std::vector<std::string>& amounts) {
  if (const auto extra = chosen.app->remaining(); !extra.empty())
    return complain_about_extra(extra.front(), *chosen.app);
  if (const int wrong = hand_over(amounts, *chosen.app)) return wrong;
  if (const std::string wrong = take_environment(*chosen.app); !wrong.empty())
    return complain(kMisuse, wrong);
  if (const int wrong = configure(*chosen.app)) return wrong;
  return chosen.command->run();
}

int Program::run(std::vector<std::string> arguments) {
  const auto amounts = take_amounts(arguments);
  std::reverse(arguments.begin(), arguments.end());  // the library takes them from the end
  try {
    app_.parse(std::move(arguments));
  } catch (const CLI::CallForHelp&) {
    const Manual all = manual();
    for (std::size_t i = 0; i < commands_.size(); ++i)
      if (commands_[i].app->parsed()) return std::cout << help_of(all.pages[i]), kDone;
    return std::cout << help_of(all), kDone;
  } catch (const CLI::CallForVersion& asked) {
    return app_.exit(asked);
  } catch (const CLI::ParseError& problem) {
    return complain(kMisuse, problem.what());
  }
  for (const Declared& each : commands_)
    if (each.app->parsed()) return carry_out(each, amounts);
  if (const auto extra = app_.remaining(); !extra.empty()) return complain_about(extra.front());
  std::cout << help_of(manual());
  return kMisuse;
}

}  // namespace virga::cli
