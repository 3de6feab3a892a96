// virga verify: does what a scenario expects hold in a running emulator?
#include <CLI/CLI.hpp>
#include <iostream>

#include "base/file.h"
#include "base/text.h"
#include "base/yaml.h"
#include "cli/commands.h"
#include "cli/remote.h"

namespace virga::cli {
namespace {

class Verify : public Command {
 public:
  std::string_view name() const override { return "verify"; }
  std::string_view summary() const override {
    return "Tell whether what a scenario expects holds in a running emulator";
  }

  void declare(CLI::App& app) override {
    app.add_option("FILE", file_, "The scenario file that the emulator plays")->required();
    remote_.declare(app);
  }

  int run() override {
    const auto text = read_file(file_);
    if (!text) return complain(kWrongInput, "cannot read " + file_);
    Mistakes mistakes(file_);
    const auto scenario = parse_yaml(*text, mistakes);
    const Yaml* name = scenario ? scenario->find("name") : nullptr;
    if (name == nullptr || scenario->find("rules") == nullptr)
      return complain(kWrongInput,
                      mistakes.empty() ? file_ + ": this is no scenario" : mistakes.text());
    Json report;
    if (const int refused =
            remote_.call("GET", "/scenarios/" + percent_encode(name->text) + "/report", "", report))
      return refused;
    for (const Json& rule : report.at("rules")) tell(rule);
    return report.at("held") == true ? kDone : kNotHeld;
  }

 private:
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

  std::string file_;
  Remote remote_;
};

}  // namespace

std::unique_ptr<Command> make_verify() { return std::make_unique<Verify>(); }

}  // namespace virga::cli
