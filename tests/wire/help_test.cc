// What the program says of itself: help, man page, the page of the documentation.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "base/file.h"
#include "support/folder.h"
#include "support/program.h"
#include "wire/served.h"

namespace virga {
namespace {

using Catch::Matchers::Contains;

std::string said(const std::vector<std::string>& arguments) {
  const Finished finished = run_program(arguments);
  INFO(finished.err);
  REQUIRE(finished.code == 0);
  return finished.out;
}

// Every first group of a pattern, in order.
std::vector<std::string> found_in(const std::string& text, const char* pattern) {
  std::vector<std::string> found;
  const std::regex wanted(pattern);
  for (std::sregex_iterator each(text.begin(), text.end(), wanted), end; each != end; ++each)
    found.push_back((*each)[1]);
  return found;
}

std::vector<std::string> commands() {
  const std::string help = said({"help"});
  return found_in(help.substr(0, help.find("--version")), "\n  ([a-z-]+) ");
}

std::vector<std::string> flags_of(const std::string& help) {
  return found_in(help, "\n  (--[a-z-]+)");
}

std::vector<std::string> examples_in(const std::string& help) {
  return found_in(help.substr(help.find("\nExamples:\n")), "\n  (\\S.*)");
}

std::string variable_of(std::string flag) {
  for (char& c : flag) c = c == '-' ? '_' : static_cast<char>(std::toupper(c));
  return "VIRGA" + flag.substr(1);
}

bool is_installed(const std::string& program) {
  return std::system(("command -v " + program + " >/dev/null").c_str()) == 0;
}

// Runs a line of a shell where the files are that the documentation speaks of.
int run_line(const std::string& line, const Folder& folder, const std::string& url) {
  const std::string program = VIRGA_PROGRAM;
  const std::string script = "cd " + folder.path() + " && export VIRGA_URL=" + url +
                             " PATH=" + program.substr(0, program.rfind('/')) + ":$PATH\n" + line;
  const std::string file = folder.write("script", script);
  return std::system(("timeout 60 bash " + file + " >" + folder.file("out") + " 2>&1").c_str());
}

TEST_CASE("Help of every command names its flags, their variables and an example", "[program]") {
  const auto all = commands();
  REQUIRE(all.size() > 8);
  for (const std::string& command : all) {
    CAPTURE(command);
    const std::string help = said({"help", command});
    CHECK(help == said({command, "--help"}));
    CHECK_THAT(help, Contains("Usage: virga " + command));
    CHECK_FALSE(examples_in(help).empty());
    for (const std::string& flag : flags_of(help)) {
      CAPTURE(flag);
      CHECK_THAT(help, Contains(variable_of(flag) + ")"));
    }
  }
}

TEST_CASE("Some test gives every flag of every command", "[program]") {
  std::string tests;
  for (const char* room : {"/tests/scenarios", "/tests/wire"})
    for (const auto& file :
         std::filesystem::directory_iterator(std::string(VIRGA_SOURCE_DIR) + room))
      tests += read_file(file.path()).value_or("");
  for (const std::string& command : commands())
    for (const std::string& flag : flags_of(said({"help", command}))) {
      CAPTURE(command, flag);
      const auto given = [&](const char* end) { return tests.find(flag + end) != tests.npos; };
      CHECK((given("\"") || given(" ")));
    }
}

TEST_CASE("Help of the program tells the exit codes", "[program]") {
  const std::string help = said({"help"});
  for (const char* code : {"0  done", "1  ", "2  misuse", "3  an expectation", "4  the machine"})
    CHECK_THAT(help, Contains(std::string("\n  ") + code));
}

TEST_CASE("Every example of the help does what it says", "[program]") {
  const Folder folder;
  std::filesystem::copy(VIRGA_SOURCE_DIR "/scenarios", folder.file("scenarios"));
  std::filesystem::copy(VIRGA_SOURCE_DIR "/fixtures", folder.file("fixtures"));
  folder.write("request.txt", "GET /v1/tags HTTP/1.1\nHost: x\n\n");
  std::size_t count = 0;
  for (const std::string& command : commands()) {
    if (command == "serve") continue;  // runs until it is stopped: held by the tests of serve
    Served owner;
    REQUIRE(owner
                .send("PUT", "/_virga/scenarios/quota-exceeded",
                      *read_file(VIRGA_SOURCE_DIR "/scenarios/quota-exceeded.yaml"))
                .status == 200);
    owner.get("/v1/tags");  // a request for those who show one
    for (const std::string& line : examples_in(said({"help", command}))) {
      CAPTURE(line);
      // Runs until the emulator ends: held by tests of its own.
      if (line.starts_with("virga requests follow")) continue;
      const int code = WEXITSTATUS(run_line(line, folder, owner.url));
      INFO(read_file(folder.file("out")).value_or(""));
      CHECK((code == 0 || code == 3));
      ++count;
    }
  }
  CHECK(count > 12);
}

TEST_CASE("The manual page has every command and flag, and groff has nothing to object",
          "[program]") {
  const std::string page = said({"help", "--man"});
  CHECK(page.starts_with(".TH VIRGA 1"));
  for (const char* section :
       {"NAME", "SYNOPSIS", "COMMANDS", "ENVIRONMENT", "FILES", "EXIT STATUS", "EXAMPLES"})
    CHECK_THAT(page, Contains(std::string("\n.SH ") + section + "\n"));
  const auto hyphens = [](const std::string& text) {
    return std::regex_replace(text, std::regex("-"), "\\-");
  };
  for (const std::string& command : commands()) {
    CAPTURE(command);
    CHECK_THAT(page, Contains("\n.SS virga " + hyphens(command)));
    for (const std::string& flag : flags_of(said({"help", command}))) {
      CAPTURE(flag);
      CHECK_THAT(page, Contains("\\fB" + hyphens(flag) + "\\fR"));
      CHECK_THAT(page, Contains(variable_of(flag)));
    }
  }
  if (!is_installed("groff")) {
    WARN("groff is not installed: the manual page has not been typeset");
    return;
  }
  const Folder folder;
  folder.write("virga.1", page);
  REQUIRE(run_line("groff -man -Tutf8 -P-cbou -ww -K utf8 virga.1 >text", folder, "") == 0);
  CHECK(read_file(folder.file("out")) == "");
  CHECK_THAT(*read_file(folder.file("text")), Contains("EXIT STATUS"));
}

TEST_CASE("The manual is about all commands at once", "[program]") {
  const Finished finished = run_program({"help", "serve", "--man"});
  CHECK(finished.code == 2);
  CHECK_THAT(finished.err, Contains("all commands at once"));
  CHECK(run_program({"help", "--man", "--markdown"}).code == 2);
}

TEST_CASE("docs/cli.md is what help --markdown prints", "[program][readme]") {
  const std::string page = said({"help", "--markdown"});
  for (const std::string& command : commands())
    CHECK_THAT(page, Contains("\n## virga " + command + "\n"));
  INFO("write it anew: build/release/virga help --markdown > docs/cli.md");
  CHECK((page == read_file(VIRGA_SOURCE_DIR "/docs/cli.md").value_or("")));
}

}  // namespace
}  // namespace virga
