// virga worlds: the worlds there are, copies of them, and their end.
#include <iostream>
#include <utility>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/verb_command.h"

namespace virga::cli {
namespace {

class WorldsCommand : public VerbCommand {
 public:
  std::string_view name() const override { return "worlds"; }
  std::string_view summary() const override {
    return "List, copy and take away worlds of a running emulator";
  }
  std::vector<Verb> verbs() const override {
    return {{"list", "", "Names, documents and requests"},
            {"fork", "NAME", "A copy of --world under another name"},
            {"drop", "NAME", "It begins anew when it is asked for again"}};
  }
  std::vector<Example> examples() const override {
    return {
        {"virga worlds fork copy --world default", "What a snapshot holds, as a world of its own"},
        {"virga worlds drop copy", "Take it away"},
        {"virga worlds", "Which there are"}};
  }

 private:
  // --world is the one that is copied; the call itself is about none.
  int act(std::string_view verb, const Words& words) override {
    const std::string from = std::exchange(remote_.world, "");
    Json body;
    if (verb == "list") return list();
    const std::string path = "/worlds/" + percent_encode(words[0]);
    const bool fork = verb == "fork";
    const std::string query = fork ? "&from=" + percent_encode(from) : "";
    if (const int refused = remote_.call(fork ? "PUT" : "DELETE", path, query, body))
      return refused;
    std::cout << words[0] << (fork ? " is a copy of " + from : " is gone") << "\n";
    return kDone;
  }

  int list() const {
    Json body;
    if (const int refused = remote_.call("GET", "/worlds", "", body)) return refused;
    for (const Json& each : body.at("worlds"))
      std::cout << each.at("name").get<std::string>() << " " << each.at("documents")
                << " documents, " << each.at("requests") << " requests\n";
    return kDone;
  }
};

}  // namespace

std::unique_ptr<Command> make_worlds() { return std::make_unique<WorldsCommand>(); }

}  // namespace virga::cli
