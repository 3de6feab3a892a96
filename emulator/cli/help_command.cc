// virga help: all that the program says of itself.
#include <CLI/CLI.hpp>
#include <iostream>

#include "cli/commands.h"
#include "cli/help.h"
#include "cli/man_page.h"
#include "cli/markdown.h"
#include "cli/program.h"
#include "cli/values.h"

namespace virga::cli {
namespace {

class Help : public Command {
 public:
  explicit Help(const Program& program) : program_(program) {}

  std::string_view name() const override { return "help"; }
  std::string_view summary() const override { return "Say more about a command, or all there is"; }
  std::vector<Example> examples() const override {
    return {{"virga help serve", "All flags of a command"},
            {"virga help --man > virga.1", "The manual page of the program"}};
  }

  void declare(CLI::App& app) override {
    std::vector<std::string> known{"help"};
    for (const Page& page : program_.manual().pages) known.push_back(page.name);
    app.add_option("COMMAND", about_, "The command")->check(among(known));
    auto* man = app.add_flag("--man", man_, "The manual page, in the language of man(7)");
    app.add_flag("--markdown", markdown_, "The page docs/cli.md of the documentation")
        ->excludes(man);
  }

  int run() override {
    const Manual manual = program_.manual();
    if (man_ || markdown_) {
      if (!about_.empty()) return complain(kMisuse, "the manual is about all commands at once");
      std::cout << (man_ ? man_page_of(manual) : markdown_of(manual));
      return kDone;
    }
    if (about_.empty()) std::cout << help_of(manual);
    for (const Page& page : manual.pages)
      if (page.name == about_) std::cout << help_of(page);
    return kDone;
  }

 private:
  const Program& program_;
  std::string about_;
  bool man_ = false, markdown_ = false;
};

}  // namespace

std::unique_ptr<Command> make_help(const Program& program) {
  return std::make_unique<Help>(program);
}

}  // namespace virga::cli
