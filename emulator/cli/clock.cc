// virga clock: what time it is in a world of a running emulator, or is to be.
#include <iostream>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/verb_command.h"

namespace virga::cli {
namespace {

class MoveClock : public VerbCommand {
 public:
  // Years that pass are a great many midnights, each with what happens at it; and whoever asks what
  // time it is while another one leaps waits for that.
  MoveClock() { remote_.timeout = "10m"; }

  std::string_view name() const override { return "clock"; }
  std::string_view summary() const override {
    return "Show or set the clock of a running emulator";
  }
  std::vector<Verb> verbs() const override {
    return {{"now", "", "Show it"},
            {"freeze", "[TIME]", "It stands at TIME, or where it is"},
            {"advance", "SPAN", "It goes on by SPAN, such as 36h; what falls due is done at once"},
            {"offset", "SPAN", "It runs beside real time, by SPAN ahead or, below zero, behind"},
            {"scaled", "FACTOR", "It runs on from where it is, FACTOR times as fast"},
            {"real", "", "It shows real time again"}};
  }
  std::vector<Example> examples() const override {
    return {{"virga clock advance 36h", "Work orders finish, bindings expire, messages arrive"},
            {"virga clock offset -16m", "Clients seem to be 16 minutes ahead"},
            {"virga clock real", "As a clock should"}};
  }

 private:
  int act(std::string_view verb, const Words& words) override {
    if (verb == "now") return ask("GET", "", nullptr);
    if (verb == "real") return ask("PUT", "", {{"mode", "real"}});
    if (verb == "advance") return ask("POST", "/advance", {{"by", words[0]}});
    if (verb == "offset") return ask("PUT", "", {{"mode", "offset"}, {"by", words[0]}});
    if (verb == "scaled") return scale(words[0]);
    Json body{{"mode", "frozen"}};
    if (!words.empty()) body["now"] = words[0];
    return ask("PUT", "", body);
  }

  int scale(const std::string& factor) const {
    const auto number = parse_number(factor);
    if (!number) return complain(kMisuse, "clock scaled needs a number, not \"" + factor + "\"");
    return ask("PUT", "", {{"mode", "scaled"}, {"factor", *number}});
  }

  int ask(const std::string& method, const std::string& path, const Json& given) const {
    Json body;
    if (const int refused = remote_.call(method, "/clock" + path, "", body, given)) return refused;
    std::cout << body.at("now").get<std::string>() << " " << body.at("mode").get<std::string>();
    if (body.contains("by")) std::cout << " " << body.at("by").get<std::string>();
    if (body.contains("factor")) std::cout << " " << body.at("factor");
    std::cout << "\n";
    return kDone;
  }
};

}  // namespace

std::unique_ptr<Command> make_clock() { return std::make_unique<MoveClock>(); }

}  // namespace virga::cli
