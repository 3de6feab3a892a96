#include "cli/verb_command.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <iterator>

#include "base/file.h"
#include "base/spelling.h"
#include "base/text.h"

namespace virga::cli {
namespace {

std::vector<std::string_view> arguments_of(const Verb& verb) {
  return verb.arguments.empty() ? std::vector<std::string_view>() : split(verb.arguments, ' ');
}

// Brackets are around what may be left out.
std::size_t least(const Verb& verb) {
  const auto arguments = arguments_of(verb);
  return static_cast<std::size_t>(
      std::count_if(arguments.begin(), arguments.end(),
                    [](std::string_view argument) { return !argument.starts_with('['); }));
}

}  // namespace

void VerbCommand::declare(CLI::App& app) {
  remote_.declare(app);
  app.add_option(kWords, words_, "The verb and what it needs");
}

int VerbCommand::run() {
  const std::vector<Verb> known = verbs();
  const Verb* verb = verb_meant(known);
  if (verb == nullptr) return refuse_verb(known);
  const Words beside(words_.begin() + (words_.empty() ? 0 : 1), words_.end());
  const std::string said = std::string(name()) + " " + std::string(verb->name);
  if (beside.size() < least(*verb))
    return complain(kMisuse, said + " needs " + std::string(verb->arguments));
  if (const auto most = arguments_of(*verb).size(); beside.size() > most)
    return complain(kMisuse, said + " takes " +
                                 (most == 0 ? "nothing" : std::string(verb->arguments)) +
                                 " beside it, not " + beside[most]);
  return act(verb->name, beside);
}

const Verb* VerbCommand::verb_meant(const std::vector<Verb>& known) const {
  if (words_.empty()) return least(known.front()) == 0 ? &known.front() : nullptr;
  const auto found = std::find_if(known.begin(), known.end(),
                                  [&](const Verb& verb) { return verb.name == words_.front(); });
  return found == known.end() ? nullptr : &*found;
}

int VerbCommand::refuse_verb(const std::vector<Verb>& known) const {
  std::vector<std::string_view> names;
  std::string list;
  for (const Verb& verb : known) {
    if (!names.empty()) list += &verb == &known.back() ? " or " : ", ";
    names.push_back(verb.name);
    list += verb.name;
  }
  if (words_.empty()) return complain(kMisuse, std::string(name()) + " needs a verb: " + list);
  return complain(kMisuse, std::string(name()) + ": " + list + ", not \"" + words_.front() + "\"" +
                               did_you_mean(words_.front(), names));
}

std::optional<std::string> text_of_input(const std::string& file) {
  if (file == "-") return std::string(std::istreambuf_iterator<char>(std::cin), {});
  auto text = read_file(file);
  if (!text) complain(kWrongInput, "cannot read " + file);
  return text;
}

}  // namespace virga::cli
