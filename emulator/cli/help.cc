#include "cli/help.h"

#include "base/text.h"

namespace virga::cli {
namespace {

constexpr std::size_t kWidth = 96, kIndent = 2;

std::size_t width_of(std::string_view text) { return utf8_length(text).value_or(text.size()); }

// Every line begins with `indent` blanks, and is no longer than kWidth where words allow it.
std::string wrapped(std::string_view text, std::size_t indent) {
  const std::string margin(indent, ' ');
  std::string lines = margin;
  std::size_t column = indent;
  for (const std::string_view word : split(text, ' ')) {
    if (column > indent && column + 1 + width_of(word) > kWidth) {
      lines += "\n" + margin;
      column = indent;
    }
    if (column > indent) {
      lines += ' ';
      ++column;
    }
    lines += word;
    column += width_of(word);
  }
  return lines + "\n";
}

// A term and, from `column` on, what it means: beside it, or below a term that is too long.
std::string row(const std::string& term, std::string_view meaning, std::size_t column) {
  const std::size_t end = kIndent + width_of(term);
  const std::string text = wrapped(meaning, column);
  if (end + 1 >= column) return std::string(kIndent, ' ') + term + "\n" + text;
  return std::string(kIndent, ' ') + term + std::string(column - end, ' ') + text.substr(column);
}

std::string rows_of_flags(const std::vector<Operand>& flags) {
  std::string rows;
  for (const Operand& flag : flags)
    rows += row(flag.name + (flag.value.empty() ? "" : " " + flag.value),
                flag.about + " " + remark_on(flag), 28);
  return rows;
}

}  // namespace

std::string help_of(const Manual& manual) {
  std::string text = std::string(Manual::kSummary) + "\n\nUsage: virga COMMAND\n\nCommands:\n";
  for (const Page& page : manual.pages) text += row(page.name, page.summary, 22);
  text += row("--version", "Say which version this is", 22);
  text += "\nvirga help COMMAND says more of one.\n\nEnvironment:\n" +
          wrapped(Manual::kEnvironment, kIndent) + wrapped(Manual::kConfiguration, kIndent) +
          "\nExit codes:\n";
  for (const auto& [code, about] : Manual::kExits) text += row(std::to_string(code), about, 5);
  return text;
}

std::string help_of(const Page& page) {
  std::string text = wrapped("Usage: " + page.usage(), 0) + "\n" + page.summary + ".\n";
  if (!page.verbs.empty()) text += "\n";
  for (const auto& [name, arguments, about] : page.verbs)
    text +=
        row(std::string(name) + (arguments.empty() ? "" : " ") + std::string(arguments), about, 28);
  if (!page.arguments.empty()) text += "\n";
  for (const Operand& argument : page.arguments) text += row(argument.name, argument.about, 28);
  if (!page.flags.empty()) text += "\nFlags:\n" + rows_of_flags(page.flags);
  if (!page.notes.empty()) text += "\n" + wrapped(page.notes, 0);
  text += "\nExamples:\n";
  for (const auto& [line, about] : page.examples)
    text += "  " + std::string(line) + "\n" + wrapped(about, 6);
  return text;
}

}  // namespace virga::cli
