// virga state: the documents of a world.
#include <iostream>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/verb_command.h"

namespace virga::cli {
namespace {

class State : public VerbCommand {
 public:
  std::string_view name() const override { return "state"; }
  std::string_view summary() const override {
    return "Show and change the documents of a world of a running emulator";
  }
  std::vector<Verb> verbs() const override {
    return {{"show", "", "The world as a fixture, in YAML"},
            {"list", "SERVICE [KIND]", "Its first 1000 documents of each kind, as JSON"},
            {"get", "SERVICE KIND ID", "One document"},
            {"put", "SERVICE KIND ID FILE", "Put a document there; - reads standard input"},
            {"delete", "SERVICE KIND ID", "Take a document away"}};
  }
  std::vector<Example> examples() const override {
    return {{"virga state show > world.yaml", "What virga serve --fixture can begin with"},
            {"virga state get vms number_pools NP1234", "One number pool"},
            {"virga state delete vms number_pools NP1234", "It is gone"}};
  }

 private:
  int act(std::string_view verb, const Words& words) override {
    if (verb == "show") return print("GET", "", "&format=yaml");
    if (verb == "list") {
      std::string query = "&service=" + percent_encode(words[0]);
      if (words.size() > 1) query += "&kind=" + percent_encode(words[1]);
      return print("GET", "", query);
    }
    std::string path;
    for (std::size_t i = 0; i < 3; ++i) path += "/" + percent_encode(words[i]);
    if (verb == "get") return print("GET", path);
    if (verb == "delete") return print("DELETE", path);
    const auto document = text_of_input(words[3]);
    return document ? print("PUT", path, "", *document) : kWrongInput;
  }

  int print(const std::string& method, const std::string& path, const std::string& query = "",
            const std::string& given = "") const {
    std::string answer;
    if (const int refused = remote_.send(method, "/state" + path, query, answer, given))
      return refused;
    std::cout << answer;
    return kDone;
  }
};

}  // namespace

std::unique_ptr<Command> make_state() { return std::make_unique<State>(); }

}  // namespace virga::cli
