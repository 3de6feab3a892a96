// A command whose first word says what a running emulator is to do.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/cli.h"
#include "cli/remote.h"

namespace virga::cli {

class VerbCommand : public Command {
 public:
  static constexpr const char* kWords = "WORDS";  // the verb and what it needs, as an argument

  void declare(CLI::App& app) override;

  // Without a word, the first verb is meant when it needs nothing beside it. Unknown verbs, and
  // words that a verb lacks or has no use for, are misuse.
  int run() final;

 protected:
  using Words = std::vector<std::string>;

  virtual int act(std::string_view verb, const Words& words) = 0;

  Remote remote_;

 private:
  const Verb* verb_meant(const std::vector<Verb>& known) const;
  int refuse_verb(const std::vector<Verb>& known) const;

  Words words_;
};

// The text of a file, or of standard input for "-"; nothing when it cannot be read: then it has
// complained.
std::optional<std::string> text_of_input(const std::string& file);

}  // namespace virga::cli
