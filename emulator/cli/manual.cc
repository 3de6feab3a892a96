#include "cli/manual.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "base/text.h"
#include "cli/settings.h"

namespace virga::cli {
namespace {

// The library tells the type of a value and what checks it in one text: TEXT:{off,real}, INT:RANGE.
struct Type {
  std::string name;
  std::vector<std::string> words;
  bool file = false;
};

Type type_of(const CLI::Option& option) {
  Type type;
  const std::string text = option.get_type_name();
  for (const std::string_view part : split(text, ':')) {
    if (type.name.empty()) type.name = part;
    if (part == "FILE") type.file = true;
    if (!part.starts_with('{') || !part.ends_with('}')) continue;
    for (const std::string_view word : split(part.substr(1, part.size() - 2), ','))
      type.words.emplace_back(word);
  }
  return type;
}

std::string value_of(const Type& type) {
  if (type.name == "INT" || type.name == "UINT" || type.name == "FLOAT") return "N";
  if (type.name != "TEXT" || type.words.empty()) return type.name;
  std::string value;
  for (const std::string& word : type.words) value += (value.empty() ? "" : "|") + word;
  return value;
}

Operand describe(const CLI::Option& option) {
  const Type type = type_of(option);
  Operand operand;
  operand.about = option.get_description();
  operand.words = type.words;
  operand.names_file = type.file;
  operand.required = option.get_required();
  operand.repeated = option.get_items_expected_max() > 1;
  if (option.get_positional()) {
    operand.name = option.get_name(true);
    return operand;
  }
  operand.name = "--" + option.get_lnames().front();
  operand.variable = variable_of(option);
  if (option.get_items_expected_max() == 0) return operand;  // a switch
  operand.value = value_of(type);
  operand.standard = option.get_default_str();
  return operand;
}

std::string usage_of(const Operand& argument) {
  const std::string name = argument.name + (argument.repeated ? "…" : "");
  return argument.required ? " " + name : " [" + name + "]";
}

}  // namespace

Page describe(const Command& command, const CLI::App& declared) {
  Page page{.name = std::string(command.name()),
            .summary = std::string(command.summary()),
            .notes = declared.get_footer(),
            .verbs = command.verbs(),
            .arguments = {},
            .flags = {},
            .examples = command.examples()};
  for (const CLI::Option* option : declared.get_options()) {
    if (option == declared.get_help_ptr()) continue;
    if (!option->get_positional())
      page.flags.push_back(describe(*option));
    else if (page.verbs.empty())
      page.arguments.push_back(describe(*option));
  }
  return page;
}

std::string Page::usage() const {
  std::string text = "virga " + name, choice;
  for (const Verb& verb : verbs) {
    choice += (choice.empty() ? "" : " | ") + std::string(verb.name);
    if (!verb.arguments.empty()) choice += " " + std::string(verb.arguments);
  }
  if (!choice.empty()) text += verbs.front().arguments.empty() ? " [" + choice + "]" : " " + choice;
  for (const Operand& argument : arguments) text += usage_of(argument);
  return text + (flags.empty() ? "" : " [FLAG…]");
}

std::string remark_on(const Operand& flag) {
  std::string remark;
  if (!flag.standard.empty()) remark = "default " + flag.standard + "; ";
  if (flag.repeated) remark += "may be given several times; ";
  return "(" + remark + flag.variable + ")";
}

}  // namespace virga::cli
