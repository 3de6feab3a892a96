// virga call: somebody picks up a telephone and dials a privacy number.
#include <CLI/CLI.hpp>
#include <iostream>

#include "cli/commands.h"
#include "cli/remote.h"

namespace virga::cli {
namespace {

class DialNumber : public Command {
 public:
  std::string_view name() const override { return "call"; }
  std::string_view summary() const override {
    return "Dial a privacy number of a running emulator, as a stranger or one of the bound would";
  }
  std::vector<Example> examples() const override {
    return {{"virga call 13700000011 17000000002",
             "Rings whom the binding says; virga state list vms calls tells what comes of it"},
            {"virga call 13900000001 17030000002 --extension 1000", "The same with an extension"}};
  }

  void declare(CLI::App& app) override {
    app.add_option("CALLER", caller_, "The number of the telephone")->required();
    app.add_option("NUMBER", number_, "What is dialled")->required();
    app.add_option("--extension", extension_, "What is dialled behind it")->type_name("DIGITS");
    remote_.declare(app);
  }

  int run() override {
    Json given{{"caller", caller_}, {"number", number_}}, body;
    if (!extension_.empty()) given["extension"] = extension_;
    if (const int refused = remote_.call("POST", "/calls", "", body, given)) return refused;
    std::cout << caller_ << " has dialled " << number_ << " in world "
              << body.at("world").get<std::string>() << "\n";
    return kDone;
  }

 private:
  std::string caller_, number_, extension_;
  Remote remote_;
};

}  // namespace

std::unique_ptr<Command> make_call() { return std::make_unique<DialNumber>(); }

}  // namespace virga::cli
