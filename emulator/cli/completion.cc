// virga completion: a script for a shell.
#include "cli/completion.h"

#include <CLI/CLI.hpp>
#include <iostream>

#include "cli/commands.h"
#include "cli/program.h"
#include "cli/values.h"

namespace virga::cli {

std::string single_quoted(std::string_view text) {
  std::string word = "'";
  for (const char c : text) {
    if (c == '\'')
      word += "'\\''";
    else
      word += c;
  }
  return word + "'";
}

Places places_of(const Page& page) {
  Places places;
  for (const Verb& verb : page.verbs) {
    places.words.emplace_back(verb.name);
    places.files = places.files || verb.arguments.find("FILE") != std::string_view::npos;
  }
  for (const Operand& argument : page.arguments) {
    if (places.words.empty()) places.words = argument.words;
    places.files = places.files || argument.names_file;
  }
  return places;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

namespace {

class Completion : public Command {
 public:
  explicit Completion(const Program& program) : program_(program) {}

  std::string_view name() const override { return "completion"; }
  std::string_view summary() const override {
    return "Print a script that teaches a shell these commands";
  }
  std::vector<Example> examples() const override {
    return {{"source <(virga completion bash)", "For this session of bash"},
            {"virga completion zsh > _virga", "To be put into a folder of zsh's $fpath"},
            {"virga completion fish > virga.fish", "To be put into ~/.config/fish/completions"}};
  }

  void declare(CLI::App& app) override {
    app.add_option("SHELL", shell_, "bash, zsh or fish")
        ->required()
        ->check(among({"bash", "zsh", "fish"}));
  }

  int run() override {
    const Manual manual = program_.manual();
    std::cout << (shell_ == "bash"  ? bash_completion(manual)
                  : shell_ == "zsh" ? zsh_completion(manual)
                                    : fish_completion(manual));
    return kDone;
  }

 private:
  const Program& program_;
  std::string shell_;
};

}  // namespace

std::unique_ptr<Command> make_completion(const Program& program) {
  return std::make_unique<Completion>(program);
}

}  // namespace virga::cli
