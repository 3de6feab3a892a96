// virga verify: does what a scenario or a file of expectations says hold in a running emulator?
#include <CLI/CLI.hpp>
#include <iostream>

#include "base/file.h"
#include "base/text.h"
#include "base/yaml.h"
#include "cli/commands.h"
#include "cli/remote.h"
#include "scenario/duration.h"
#include "services/services.h"
#include "verify/expectations.h"

namespace virga::cli {
namespace {

class Verify : public Command {
 public:
  std::string_view name() const override { return "verify"; }
  std::string_view summary() const override {
    return "Tell whether expectations, or what a scenario expects, hold in a running emulator";
  }
  std::vector<Example> examples() const override {
    return {{"virga verify scenarios/quota-exceeded.yaml",
             "Say of each rule whether it acted as expected; exit code 3 when one did not"}};
  }

  void declare(CLI::App& app) override {
    app.add_option("FILE", file_, "A file of expectations, or a scenario that the emulator plays")
        ->required()
        ->type_name("FILE");
    app.add_option("--wait", wait_, "For so long until all expectations hold, such as 5s")
        ->type_name("SPAN");
    remote_.declare(app);
  }

  int run() override {
    const auto text = read_file(file_);
    if (!text) return complain(kWrongInput, "cannot read " + file_);
    Mistakes mistakes(file_);
    const auto top = parse_yaml(*text, mistakes);
    if (top && looks_like_expectations(*top)) return verify_expectations(*text);
    const Yaml* name = top ? top->find("name") : nullptr;
    if (name == nullptr || top->find("rules") == nullptr)
      return complain(kWrongInput, mistakes.empty()
                                       ? file_ + ": this is no scenario and holds no expectations"
                                       : mistakes.text());
    if (!wait_.empty()) return complain(kMisuse, "--wait goes with a file of expectations");
    return verify_scenario(name->text);
  }

 private:
  int verify_expectations(const std::string& text) const {
    Mistakes mistakes(file_), wrong("--wait");
    const Catalog catalog(all_services());
    if (!parse_expectations(text, catalog, mistakes)) return complain(kWrongInput, mistakes.text());
    std::chrono::milliseconds wait{0};
    if (!wait_.empty()) {
      const auto given = parse_duration(wait_, wrong);
      if (!given) return complain(kMisuse, "--wait: " + wrong.list().front().message);
      wait = *given;
    }
    const std::string query = wait_.empty() ? "" : "&wait=" + percent_encode(wait_);
    std::string body;
    if (const int refused = remote_.send("POST", "/requests/verify", query, body, text, wait))
      return refused;
    const Json answer = parse_json(body).value_or(Json::object());
    std::cout << answer.value("text", std::string());
    return answer.value("held", false) ? kDone : kNotHeld;
  }

  int verify_scenario(const std::string& name) const {
    Json report;
    if (const int refused =
            remote_.call("GET", "/scenarios/" + percent_encode(name) + "/report", "", report))
      return refused;
    for (const Json& rule : report.at("rules")) tell(rule);
    return report.at("held") == true ? kDone : kNotHeld;
  }

  static void tell(const Json& rule) {
    const bool held = rule.at("held") == true;
    std::cout << (held ? "held      " : "not held  ") << rule.at("id").get<std::string>() << ": "
              << rule.at("hits") << " of " << rule.at("called") << " calls, expected "
              << rule.at("expected").get<std::string>() << "\n";
    if (held) return;
    for (const Json& wrong : rule.at("unmet"))
      std::cout << "          " << wrong.get<std::string>() << "\n";
    if (!rule.contains("diagnosis")) return;
    std::cout << "          " << rule.at("diagnosis").get<std::string>();
    const Json& nearest = rule.at("nearest");
    if (nearest.empty())
      std::cout << ": no call of an operation that the rule is about has come\n";
    else
      std::cout << ": " << nearest[0].at("why").get<std::string>()
                << " (nearest call: " << nearest[0].at("request_id").get<std::string>() << ")\n";
  }

  std::string file_, wait_;
  Remote remote_;
};

}  // namespace

std::unique_ptr<Command> make_verify() { return std::make_unique<Verify>(); }

}  // namespace virga::cli
