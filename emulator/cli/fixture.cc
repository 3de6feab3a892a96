// virga fixture: documents of a fixture for a world that lives already.
#include <iostream>

#include "cli/commands.h"
#include "cli/verb_command.h"

namespace virga::cli {
namespace {

class LoadFixture : public VerbCommand {
 public:
  std::string_view name() const override { return "fixture"; }
  std::string_view summary() const override {
    return "Load a fixture into a world of a running emulator";
  }
  std::vector<Verb> verbs() const override {
    return {{"load", "FILE", "Add its documents, all or none; - reads standard input"},
            {"replace", "FILE", "The world holds them alone"}};
  }
  std::vector<Example> examples() const override {
    return {
        {"printf 'format: 1\\ngsl: {tags: [{id: 1, tag_name: mine, status: 0}]}' | virga fixture "
         "load -",
         "Add a tag"}};
  }

 private:
  int act(std::string_view verb, const Words& words) override {
    const auto text = text_of_input(words[0]);
    if (!text) return kWrongInput;
    std::string answer;
    if (const int refused =
            remote_.send(verb == "load" ? "POST" : "PUT", "/fixtures", "", answer, *text))
      return refused;
    std::cout << answer;
    return kDone;
  }
};

}  // namespace

std::unique_ptr<Command> make_fixture() { return std::make_unique<LoadFixture>(); }

}  // namespace virga::cli
