#include "cli/completion.h"

namespace virga::cli {
namespace {

// --auth=strict comes as three words.
constexpr std::string_view kHead =
    R"(# bash completion of virga, as `virga completion bash` prints it
_virga_words() { mapfile -t COMPREPLY < <(compgen -W "$1" -- "$word"); }

_virga_files() {
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen -f -- "$word")
}

_virga() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
  if [[ $word == = ]]; then
    word=
  elif [[ $before == = ]]; then
    before=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    _virga_words ')";

std::string value_case(const Operand& flag) {
  const std::string head = "        " + flag.name + ") ";
  if (flag.names_file) return head + "_virga_files; return ;;\n";
  if (flag.words.empty()) return head + "return ;;\n";
  return head + "_virga_words " + single_quoted(joined(flag.words)) + "; return ;;\n";
}

std::string command_case(const Page& page) {
  std::string cases;
  std::vector<std::string> flags;
  for (const Operand& flag : page.flags) {
    flags.push_back(flag.name);
    if (!flag.value.empty()) cases += value_case(flag);
  }
  const auto [words, files] = places_of(page);
  std::string text = "    " + page.name + ")\n";
  if (!cases.empty()) text += "      case $before in\n" + cases + "      esac\n";
  text += "      if [[ $word == -* ]]; then\n        _virga_words " + single_quoted(joined(flags)) +
          "\n";
  if (!words.empty())
    text += "      elif ((COMP_CWORD == 2)); then\n        _virga_words " +
            single_quoted(joined(words)) + "\n";
  if (files) text += "      else\n        _virga_files\n";
  return text + "      fi ;;\n";
}

}  // namespace

std::string bash_completion(const Manual& manual) {
  std::vector<std::string> names{"--version", "--help"};
  std::string cases;
  for (const Page& page : manual.pages) {
    names.push_back(page.name);
    cases += command_case(page);
  }
  return std::string(kHead) + joined(names) + "'\n    return\n  fi\n  case ${COMP_WORDS[1]} in\n" +
         cases + "  esac\n}\n\ncomplete -F _virga virga\n";
}

}  // namespace virga::cli
