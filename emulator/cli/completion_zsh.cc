#include "cli/completion.h"

namespace virga::cli {
namespace {

// In a specification of _arguments, brackets end a text and colons part what it consists of.
std::string escaped(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') safe += '\\';
    safe += c;
  }
  return safe;
}

std::string action_of(const Operand& operand) {
  if (operand.names_file) return "_files";
  return operand.words.empty() ? " " : "(" + joined(operand.words) + ")";
}

std::string specification_of(const Operand& flag) {
  std::string text = flag.repeated ? "*" : "";
  text += flag.name + (flag.value.empty() ? "" : "=") + "[" + escaped(flag.about) + "]";
  if (!flag.value.empty()) text += ":" + escaped(flag.value) + ":" + action_of(flag);
  return single_quoted(text);
}

std::string command_case(const Page& page) {
  std::string text = "    " + page.name + ")\n      _arguments -S";
  for (const Operand& flag : page.flags) text += " \\\n        " + specification_of(flag);
  const auto [words, files] = places_of(page);
  if (!words.empty()) text += " \\\n        " + single_quoted("1:word:(" + joined(words) + ")");
  if (files) text += " \\\n        '*:FILE:_files'";
  return text + " ;;\n";
}

}  // namespace

// A file of $fpath is the body of the function; where it is sourced instead, it tells who
// completes.
std::string zsh_completion(const Manual& manual) {
  std::string names, cases;
  for (const Page& page : manual.pages) {
    names += "    " + single_quoted(page.name + ":" + page.summary) + "\n";
    cases += command_case(page);
  }
  return "#compdef virga\n# zsh completion of virga, as `virga completion zsh` prints it\n"
         "_virga() {\n  local -a names=(\n" +
         names +
         "  )\n  if ((CURRENT == 2)); then\n    _describe command names\n    return\n  fi\n"
         "  shift words\n  ((CURRENT--))\n  case $words[1] in\n" +
         cases +
         "  esac\n}\n\nif [[ $funcstack[1] == _virga ]]; then\n  _virga \"$@\"\nelse\n"
         "  compdef _virga virga\nfi\n";
}

}  // namespace virga::cli
