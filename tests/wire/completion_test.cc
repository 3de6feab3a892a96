// The scripts that teach shells to complete.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <string>

#include "base/file.h"
#include "support/folder.h"
#include "support/program.h"

namespace virga {
namespace {

using Catch::Matchers::Contains;

std::string script_for(const std::string& shell) {
  const Finished finished = run_program({"completion", shell});
  REQUIRE(finished.code == 0);
  return finished.out;
}

int run_in(const Folder& folder, const std::string& line) {
  return std::system(("cd " + folder.path() + " && " + line + " >out 2>&1").c_str());
}

// What bash offers for the last of the words; that is the last argument of COMP_WORDS.
class Bash {
 public:
  Bash() { folder_.write("virga.bash", script_for("bash")); }

  std::string offers(const std::string& words) {
    folder_.write("ask",
                  "source virga.bash\nCOMP_WORDS=(" + words +
                      ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_virga\necho \"${COMPREPLY[*]}\"");
    CHECK(run_in(folder_, "bash ask") == 0);
    std::string said = read_file(folder_.file("out")).value();
    said.pop_back();
    return said;
  }

  const Folder& folder() const { return folder_; }

 private:
  Folder folder_;
};

TEST_CASE("bash completes commands, verbs, flags and their values", "[program]") {
  Bash bash;
  CHECK(bash.offers("virga se") == "serve");
  CHECK(bash.offers("virga serve --sce") == "--scenario");
  CHECK(bash.offers("virga serve --auth ''") == "off lenient strict");
  CHECK(bash.offers("virga serve --auth = st") == "strict");
  CHECK(bash.offers("virga serve --auth =") == "off lenient strict");
  CHECK(bash.offers("virga serve --port 1 --quota r") == "real");
  CHECK(bash.offers("virga serve --log j") == "json");
  CHECK(bash.offers("virga operations --service g") == "gsl");
  CHECK(bash.offers("virga requests --operation UpdateNumberPoolV") == "UpdateNumberPoolV2");
  CHECK(bash.offers("virga clock fr") == "freeze");
  CHECK(bash.offers("virga requests sh") == "show");
  CHECK(bash.offers("virga callbacks --state g") == "given_up");
  CHECK(bash.offers("virga callbacks --callback call_r") == "call_record");
  CHECK(bash.offers("virga help expl") == "explain-signature");
  CHECK(bash.offers("virga completion ''") == "bash zsh fish");
  CHECK(bash.offers("virga serve --port ''").empty());
  CHECK(bash.offers("virga unknown ''").empty());
}

TEST_CASE("bash completes files where files are meant", "[program]") {
  Bash bash;
  bash.folder().write("quota scenario.yaml", "");
  CHECK(bash.offers("virga serve --scenario quo") == "quota scenario.yaml");
  CHECK(bash.offers("virga check quo") == "quota scenario.yaml");
  CHECK(bash.offers("virga operations quo").empty());
}

TEST_CASE("zsh and fish understand the scripts that are theirs", "[program]") {
  for (const std::string shell : {"zsh", "fish"}) {
    CAPTURE(shell);
    const Folder folder;
    folder.write("script", script_for(shell));
    if (run_in(folder, "command -v " + shell) != 0) {
      WARN(shell << " is not installed: its script has not been read by it");
      continue;
    }
    CHECK(run_in(folder, shell + " --no-execute script") == 0);
    CHECK(read_file(folder.file("out")) == "");
  }
}

TEST_CASE("The script for zsh describes commands, flags and values", "[program]") {
  const std::string script = script_for("zsh");
  CHECK(script.starts_with("#compdef virga\n"));
  for (const char* part :
       {"'serve:Run the emulator'", ":off|lenient|strict:(off lenient strict)'",
        "'*--scenario=[What goes wrong]:FILE:_files'",
        "'--clock=[real, or where it stands\\: frozen@2025-06-05T07\\:27\\:35Z]:real|frozen@TIME: "
        "'",
        "'1:word:(now freeze advance offset scaled real)'",
        "'--port=[Port; 0 takes a free one]:N: '", "'--watch[", "'*:FILE:_files' ;;"})
    CHECK_THAT(script, Contains(part));
}

TEST_CASE("The script for fish describes commands, flags and values", "[program]") {
  const std::string script = script_for("fish");
  for (const char* line :
       {"complete -c virga -n '__fish_use_subcommand' -a serve -d 'Run the emulator'\n",
        "complete -c virga -n '__virga_is serve' -l quota -x -a 'off real' -d ",
        "complete -c virga -n '__virga_is serve' -l scenario -r -F -d 'What goes wrong'\n",
        "complete -c virga -n '__virga_begins clock' -a now -d 'Show it'\n",
        "complete -c virga -n '__virga_is check' -F\n",
        "complete -c virga -n '__virga_is serve' -l tls -d 'Speak https, with a certificate issued "
        "by an authority of Virga\\'s own'\n"})
    CHECK_THAT(script, Contains(line));
}

TEST_CASE("completion knows its shells", "[program]") {
  const Finished finished = run_program({"completion", "fich"});
  CHECK(finished.code == 2);
  CHECK_THAT(finished.err, Contains("(did you mean \"fish\"?)"));
  CHECK(run_program({"completion"}).code == 2);
}

}  // namespace
}  // namespace virga
