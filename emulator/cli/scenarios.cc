// virga scenarios: what goes wrong in a world, and what came of it.
#include <CLI/CLI.hpp>
#include <iostream>
#include <optional>

#include "base/text.h"
#include "base/yaml.h"
#include "cli/commands.h"
#include "cli/values.h"
#include "cli/verb_command.h"

namespace virga::cli {
namespace {

class Scenarios : public VerbCommand {
 public:
  std::string_view name() const override { return "scenarios"; }
  std::string_view summary() const override {
    return "List, load, steer and drop scenarios of a running emulator";
  }
  std::vector<Verb> verbs() const override {
    return {{"list", "", "Names and rules"},
            {"load", "FILE", "Play it from now on; - reads standard input"},
            {"drop", "NAME", "Play it no more"},
            {"arm", "NAME RULE", "The rule acts, as --ttl and --max-hits say"},
            {"disarm", "NAME RULE", "It neither counts nor acts"},
            {"report", "NAME", "What its rules did and why, as JSON"}};
  }
  std::vector<Example> examples() const override {
    return {
        {"virga scenarios load scenarios/quota-exceeded.yaml", "Break things from now on"},
        {"virga scenarios report quota-exceeded", "What came of it"},
        {"virga scenarios disarm quota-exceeded third-update-hits-the-quota", "Leave one rule out"},
        {"virga scenarios arm quota-exceeded third-update-hits-the-quota --ttl 30s --max-hits 3",
         "Have it act again, for 30 seconds of the world's clock and three times at most"},
        {"virga scenarios drop quota-exceeded", "All is well again"}};
  }

  void declare(CLI::App& app) override {
    VerbCommand::declare(app);
    app.add_option("--ttl", ttl_, "Of arm: for so long, such as 30s, then it sleeps again")
        ->type_name("SPAN")
        ->check(span());
    app.add_option("--max-hits", max_hits_, "Of arm: so often at most")
        ->type_name("N")
        ->check(whole_number(1'000'000'000));
  }

 private:
  int act(std::string_view verb, const Words& words) override {
    if (verb != "arm" && (!ttl_.empty() || max_hits_))
      return complain(kMisuse, "--ttl and --max-hits go with scenarios arm");
    if (verb == "list") return list();
    if (verb == "load") return load(words[0]);
    const std::string path = "/scenarios/" + percent_encode(words[0]);
    if (verb == "drop") return print("DELETE", path);
    if (verb == "report") return print("GET", path + "/report");
    return print("PUT", path + "/rules/" + percent_encode(words[1]) + "/armed",
                 verb == "arm" ? armed() : "false");
  }

  std::string armed() const {
    Json body{{"armed", true}};
    if (!ttl_.empty()) body["ttl"] = ttl_;
    if (max_hits_) body["max_hits"] = *max_hits_;
    return print_json(body);
  }

  // The address says the name, which the file knows.
  int load(const std::string& file) const {
    const auto text = text_of_input(file);
    if (!text) return kWrongInput;
    Mistakes mistakes(file);
    const auto root = parse_yaml(*text, mistakes);
    const Yaml* name = root ? root->find("name") : nullptr;
    if (name == nullptr)
      return complain(kWrongInput,
                      mistakes.empty() ? file + ": this is no scenario" : mistakes.text());
    return print("PUT", "/scenarios/" + percent_encode(name->text), *text);
  }

  int print(const std::string& method, const std::string& path,
            const std::string& given = "") const {
    std::string answer;
    if (const int refused = remote_.send(method, path, "", answer, given)) return refused;
    std::cout << answer;
    return kDone;
  }

  int list() const {
    Json body;
    if (const int refused = remote_.call("GET", "/scenarios", "", body)) return refused;
    for (const Json& each : body.at("scenarios"))
      std::cout << each.at("name").get<std::string>() << " " << each.at("rules") << " rules\n";
    return kDone;
  }

  std::string ttl_;
  std::optional<std::uint64_t> max_hits_;
};

}  // namespace

std::unique_ptr<Command> make_scenarios() { return std::make_unique<Scenarios>(); }

}  // namespace virga::cli
