#include "cli/completion.h"

namespace virga::cli {
namespace {

constexpr std::string_view kHead =
    R"(# fish completion of virga, as `virga completion fish` prints it
function __virga_is
  set -l words (commandline -opc)
  test (count $words) -ge 2; and test "$words[2]" = "$argv[1]"
end

function __virga_begins
  set -l words (commandline -opc)
  test (count $words) -eq 2; and test "$words[2]" = "$argv[1]"
end

complete -c virga -f
)";

// In fish, a backslash is special within single quotes, too.
std::string word_of(std::string_view text) {
  std::string word = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') word += '\\';
    word += c;
  }
  return word + "'";
}

std::string line_of(const std::string& condition, const std::string& rest) {
  return "complete -c virga -n " + word_of(condition) + " " + rest + "\n";
}

std::string value_of(const Operand& flag) {
  if (flag.value.empty()) return {};
  if (flag.names_file) return " -r -F";
  return flag.words.empty() ? " -x" : " -x -a " + word_of(joined(flag.words));
}

std::string lines_of(const Page& page) {
  const std::string here = "__virga_is " + page.name;
  std::string lines;
  for (const Operand& flag : page.flags)
    lines +=
        line_of(here, "-l " + flag.name.substr(2) + value_of(flag) + " -d " + word_of(flag.about));
  for (const Verb& verb : page.verbs)
    lines += line_of("__virga_begins " + page.name,
                     "-a " + std::string(verb.name) + " -d " + word_of(verb.about));
  const auto [words, files] = places_of(page);
  if (page.verbs.empty() && !words.empty())
    lines += line_of("__virga_begins " + page.name, "-a " + word_of(joined(words)));
  if (files) lines += line_of(here, "-F");
  return lines;
}

}  // namespace

std::string fish_completion(const Manual& manual) {
  std::string text(kHead);
  for (const Page& page : manual.pages)
    text += line_of("__fish_use_subcommand", "-a " + page.name + " -d " + word_of(page.summary));
  text += line_of("__fish_use_subcommand", "-l version -d 'Say which version this is'");
  for (const Page& page : manual.pages) text += lines_of(page);
  return text;
}

}  // namespace virga::cli
