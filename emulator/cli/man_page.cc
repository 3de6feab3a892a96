#include "cli/man_page.h"

namespace virga::cli {
namespace {

// As text and never as a request: a backslash begins an escape, a dot or quote at the beginning of
// a line a request, and a bare hyphen may be typeset as a dash that no shell takes.
std::string plain(std::string_view text) {
  std::string safe = text.starts_with('.') || text.starts_with('\'') ? "\\&" : "";
  for (const char c : text) {
    if (c == '\\')
      safe += "\\e";
    else if (c == '-')
      safe += "\\-";
    else
      safe += c;
  }
  return safe;
}

std::string bold(std::string_view text) { return "\\fB" + plain(text) + "\\fR"; }
std::string slanted(std::string_view text) { return "\\fI" + plain(text) + "\\fR"; }

std::string entry(const std::string& term, std::string_view meaning) {
  return ".TP\n" + term + "\n" + plain(meaning) + "\n";
}

std::string named(std::string_view name, std::string_view value) {
  return bold(name) + (value.empty() ? "" : " " + slanted(value));
}

std::string section_of(const Page& page) {
  std::string text = ".SS " + plain(page.usage()) + "\n" + plain(page.summary) + ".\n";
  for (const auto& [name, arguments, about] : page.verbs)
    text += entry(named(name, arguments), about);
  for (const Operand& argument : page.arguments)
    text += entry(slanted(argument.name), argument.about);
  for (const Operand& flag : page.flags)
    text += entry(named(flag.name, flag.value), flag.about + " " + remark_on(flag));
  if (!page.notes.empty()) text += ".PP\n" + plain(page.notes) + "\n";
  return text;
}

std::string examples_of(const Page& page) {
  std::string text;
  for (const auto& [line, about] : page.examples) text += entry(bold(line), about);
  return text;
}

}  // namespace

std::string man_page_of(const Manual& manual) {
  std::string text = ".TH VIRGA 1 \"\" \"virga " VIRGA_VERSION
                     "\"\n.SH NAME\nvirga \\- a fake cloud for tests\n"
                     ".SH SYNOPSIS\n.B virga\n.I COMMAND\n[\\fIFLAG\\fR ...]\n"
                     ".br\n.B virga\n.B \\-\\-version\n"
                     ".SH DESCRIPTION\n" +
                     plain(Manual::kSummary) + "\n.SH COMMANDS\n";
  for (const Page& page : manual.pages) text += section_of(page);
  text += ".SH ENVIRONMENT\n" + plain(Manual::kEnvironment) + "\n.SH FILES\n" +
          entry(slanted("./virga.yaml"), Manual::kConfiguration) + ".SH EXIT STATUS\n";
  for (const auto& [code, about] : Manual::kExits) text += entry(std::to_string(code), about);
  text += ".SH EXAMPLES\n";
  for (const Page& page : manual.pages) text += examples_of(page);
  return text;
}

}  // namespace virga::cli
