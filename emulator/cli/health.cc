// virga health: is an emulator up, and which one.
#include <CLI/CLI.hpp>
#include <iostream>

#include "cli/commands.h"
#include "cli/remote.h"
#include "coverage/words.h"

namespace virga::cli {
namespace {

class Health : public Command {
 public:
  Health() { remote_.world.clear(); }

  std::string_view name() const override { return "health"; }
  std::string_view summary() const override {
    return "Tell whether an emulator is up, since when and which";
  }
  std::vector<Example> examples() const override {
    return {{"virga health", "Its version and instance; exit code 4 when nobody answers"},
            {"until virga health --timeout 1s 2>/dev/null; do sleep 0.1; done",
             "Go on once an emulator answers"}};
  }

  void declare(CLI::App& app) override {
    remote_.declare(app);
    app.add_flag("--json", json_, "All of it, as JSON");
  }

  int run() override {
    Json health;
    if (const int refused = remote_.call("GET", "/health", "", health)) return refused;
    if (json_)
      std::cout << health.dump(2) << "\n";
    else
      print(health);
    return kDone;
  }

 private:
  static void print(const Json& health) {
    const auto text = [&](const char* name) { return health.at(name).get<std::string>(); };
    std::cout << text("status") << ": virga " << text("version") << ", instance "
              << text("instance") << ", up for "
              << health.at("uptime_ms").get<std::int64_t>() / 1000 << " s, "
              << counted(static_cast<std::int64_t>(health.at("worlds").size()), "world")
              << "\nservices: " << joined(health.at("services")) << "\n";
  }

  Remote remote_;
  bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_health() { return std::make_unique<Health>(); }

}  // namespace virga::cli
