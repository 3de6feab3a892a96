// virga snapshot: named copies of a world, to go back to.
#include <iostream>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/verb_command.h"

namespace virga::cli {
namespace {

class Snapshot : public VerbCommand {
 public:
  std::string_view name() const override { return "snapshot"; }
  std::string_view summary() const override {
    return "Keep copies of a world of a running emulator, and go back to them";
  }
  std::vector<Verb> verbs() const override {
    return {{"list", "", "Names, times and documents"},
            {"take", "NAME", "Keep a copy, in the place of one of that name"},
            {"restore", "NAME", "The world is as it was then"},
            {"drop", "NAME", "Forget the copy"}};
  }
  std::vector<Example> examples() const override {
    return {{"virga snapshot take before", "Keep the world as it is"},
            {"virga snapshot restore before", "Go back to it"},
            {"virga snapshot list", "What there is to go back to"}};
  }

 private:
  int act(std::string_view verb, const Words& words) override {
    if (verb == "list") return list();
    const std::string path = "/snapshots/" + percent_encode(words[0]);
    if (verb == "take") return tell("POST", path, "taken ", words[0]);
    if (verb == "restore") return tell("POST", path + "/restore", "restored ", words[0]);
    return tell("DELETE", path, "dropped ", words[0]);
  }

  int tell(const std::string& method, const std::string& path, const char* done,
           const std::string& name) const {
    Json body;
    if (const int refused = remote_.call(method, path, "", body)) return refused;
    std::cout << done << name << "\n";
    return kDone;
  }

  int list() const {
    Json body;
    if (const int refused = remote_.call("GET", "/snapshots", "", body)) return refused;
    for (const Json& each : body.at("snapshots"))
      std::cout << each.at("name").get<std::string>() << " " << each.at("time").get<std::string>()
                << " " << each.at("documents") << " documents\n";
    return kDone;
  }
};

}  // namespace

std::unique_ptr<Command> make_snapshot() { return std::make_unique<Snapshot>(); }

}  // namespace virga::cli
