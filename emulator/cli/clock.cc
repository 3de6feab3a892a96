// virga clock: what time it is in a world of a running emulator, or is to be.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>

#include "base/spelling.h"
#include "cli/commands.h"
#include "cli/remote.h"

namespace virga::cli {
namespace {

class MoveClock : public Command {
 public:
  std::string_view name() const override { return "clock"; }
  std::string_view summary() const override {
    return "Show, freeze, advance or let go the clock of a running emulator";
  }

  void declare(CLI::App& app) override {
    remote_.declare(app);
    app.add_option("what", what_, "now, freeze [TIME], advance SPAN such as 36h, or real")
        ->capture_default_str();
    app.add_option("value", value_, "The TIME or the SPAN");
  }

  int run() override {
    if (what_ == "now") return alone() ? ask("GET", "", nullptr) : misuse();
    if (what_ == "real") return alone() ? ask("PUT", "", {{"mode", "real"}}) : misuse();
    if (what_ == "freeze") {
      Json body{{"mode", "frozen"}};
      if (!alone()) body["now"] = value_;
      return ask("PUT", "", body);
    }
    if (what_ == "advance") return alone() ? misuse() : ask("POST", "/advance", {{"by", value_}});
    return complain(kMisuse, "clock: now, freeze, advance or real, not \"" + what_ + "\"" +
                                 did_you_mean(what_, {"now", "freeze", "advance", "real"}));
  }

 private:
  bool alone() const { return value_.empty(); }

  int misuse() const {
    return complain(kMisuse, what_ == "advance"
                                 ? "clock advance needs a span of time, such as 36h"
                                 : "clock " + what_ + " takes nothing beside it, not " + value_);
  }

  int ask(const std::string& method, const std::string& path, const Json& given) const {
    Json body;
    if (const int refused = remote_.call(method, "/clock" + path, "", body, given)) return refused;
    std::cout << body.at("now").get<std::string>() << " " << body.at("mode").get<std::string>()
              << "\n";
    return kDone;
  }

  Remote remote_;
  std::string what_ = "now";
  std::string value_;
};

}  // namespace

std::unique_ptr<Command> make_clock() { return std::make_unique<MoveClock>(); }

}  // namespace virga::cli
