// virga callbacks: what the clouds told their user's servers, and what they still have to.
#include <CLI/CLI.hpp>
#include <iostream>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/remote.h"
#include "cli/values.h"

namespace virga::cli {
namespace {

class Callbacks : public Command {
 public:
  std::string_view name() const override { return "callbacks"; }
  std::string_view summary() const override {
    return "Show what a running emulator told your servers, and what it still has to";
  }
  std::vector<Example> examples() const override {
    return {{"virga callbacks --state pending", "What is due and when, a line each"},
            {"virga callbacks --callback call_record --json",
             "With bodies and every attempt, as JSON"}};
  }

  void declare(CLI::App& app) override {
    remote_.declare(app);
    app.add_option("--callback", callback_, "Only those of this name")
        ->type_name("NAME")
        ->check(among(callback_names()));
    app.add_option("--state", state_, "Only those in this state")
        ->check(among({"pending", "held", "delivered", "given_up"}));
    app.add_option("--limit", limit_, "So many at most; 1000 when not given")->type_name("N");
    app.add_option("--after", after_, "Only those behind the one of this id")->type_name("ID");
    app.add_flag("--json", json_, "Whole, as JSON");
  }

  int run() override {
    std::string query;
    for (const auto& [name, value] : {std::pair("callback", callback_), std::pair("state", state_),
                                      std::pair("limit", limit_), std::pair("after", after_)})
      if (!value.empty()) query += "&" + std::string(name) + "=" + percent_encode(value);
    Json body;
    if (const int refused = remote_.call("GET", "/callbacks", query, body)) return refused;
    const Json& callbacks = body.at("callbacks");
    if (json_)
      std::cout << callbacks.dump(2) << "\n";
    else
      for (const Json& callback : callbacks) print(callback);
    return kDone;
  }

 private:
  static void print(const Json& callback) {
    const auto text = [&](const char* name) { return callback.at(name).get<std::string>(); };
    std::cout << callback.at("id") << " " << text("made") << " " << text("service") << " "
              << text("callback") << " -> " << text("url") << " " << text("state");
    if (callback.contains("due")) std::cout << " due=" << text("due");
    std::cout << " attempts=" << callback.at("attempts").size() << "\n";
  }

  Remote remote_;
  std::string callback_, state_, limit_, after_;
  bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_callbacks() { return std::make_unique<Callbacks>(); }

}  // namespace virga::cli
