#include "cli/markdown.h"

namespace virga::cli {
namespace {

std::string code(std::string_view text) { return "`" + std::string(text) + "`"; }

std::string cell(std::string text) {  // a bar would end it
  for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2)
    text.insert(at, "\\");
  return text;
}

std::string row(const std::vector<std::string>& cells) {
  std::string line = "|";
  for (const std::string& each : cells) line += " " + cell(each) + " |";
  return line + "\n";
}

std::string table_of_operands(const Page& page) {
  std::string rows;
  for (const auto& [name, arguments, about] : page.verbs)
    rows += row({code(std::string(name) + (arguments.empty() ? "" : " ") + std::string(arguments)),
                 std::string(about), "", ""});
  for (const Operand& argument : page.arguments)
    rows += row({code(argument.name + (argument.repeated ? "…" : "")), argument.about, "", ""});
  for (const Operand& flag : page.flags)
    rows += row({code(flag.name + (flag.value.empty() ? "" : " " + flag.value)),
                 flag.about + (flag.repeated ? "; may be given several times" : ""),
                 flag.standard.empty() ? "" : code(flag.standard), code(flag.variable)});
  if (rows.empty()) return rows;
  return "| | | default | environment |\n|---|---|---|---|\n" + rows + "\n";
}

std::string section_of(const Page& page) {
  std::string text = "## virga " + page.name + "\n\n" + page.summary + ".\n\n" + "```text\n" +
                     page.usage() + "\n```\n\n" + table_of_operands(page);
  if (!page.notes.empty()) text += page.notes + "\n\n";
  for (const auto& [line, about] : page.examples)
    text += "- " + code(line) + ": " + std::string(about) + "\n";
  return text + "\n";
}

}  // namespace

std::string markdown_of(const Manual& manual) {
  std::string text =
      "# The command line\n\nThis page is what `virga help --markdown` prints; a test holds it "
      "against that.\n\n" +
      std::string(Manual::kEnvironment) + "\n\n" + std::string(Manual::kConfiguration) + "\n\n" +
      "| exit code | |\n|---|---|\n";
  for (const auto& [exit, about] : Manual::kExits)
    text += row({std::to_string(exit), std::string(about)});
  text += "\n";
  for (const Page& page : manual.pages) text += section_of(page);
  text.pop_back();
  return text;
}

}  // namespace virga::cli
