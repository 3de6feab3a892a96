// virga requests: the journal of a running emulator.
#include <CLI/CLI.hpp>
#include <iostream>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/curl_line.h"
#include "cli/remote.h"

namespace virga::cli {
namespace {

class Requests : public Command {
 public:
  std::string_view name() const override { return "requests"; }
  std::string_view summary() const override {
    return "Show what a running emulator was asked and answered";
  }

  void declare(CLI::App& app) override {
    remote_.declare(app);
    for (auto& [filter, value] : filters_)
      app.add_option("--" + flag_of(filter), value, "Only entries with this " + filter);
    auto* json = app.add_flag("--json", json_, "Whole entries, as JSON");
    auto* har = app.add_flag("--har", har_, "As an HTTP Archive (HAR 1.2)")->excludes(json);
    app.add_flag("--curl", curl_, "As calls of curl, for a shell")->excludes(json)->excludes(har);
  }

  int run() override {
    std::string query;
    for (const auto& [filter, value] : filters_)
      if (!value.empty()) query += "&" + filter + "=" + percent_encode(value);
    Json body;
    const std::string path = har_ ? "/requests.har" : "/requests";
    if (const int refused = remote_.call("GET", path, query, body)) return refused;
    if (har_) {
      std::cout << body.dump(2) << "\n";
      return kDone;
    }
    const Json& entries = body.at("requests");
    if (json_)
      std::cout << entries.dump(2) << "\n";
    else
      for (const Json& entry : entries) {
        if (curl_)
          std::cout << curl_lines(entry, remote_.url);
        else
          print(entry);
      }
    return kDone;
  }

 private:
  static std::string flag_of(std::string filter) {
    for (char& c : filter)
      if (c == '_') c = '-';
    return filter;
  }

  // What was asked, or what was told to whom.
  static std::string subject_of(const Json& entry) {
    const std::string target = entry.at("request").at("target");
    if (const std::string callback = entry.at("callback"); !callback.empty())
      return callback + " -> " + target.substr(0, target.find('?'));
    const std::string operation = entry.at("operation");
    return operation.empty() ? target : operation;
  }

  static void print(const Json& entry) {
    const auto text = [&](const char* name) { return entry.at(name).get<std::string>(); };
    std::cout << entry.at("id") << " " << text("time") << " " << text("service") << " "
              << subject_of(entry) << " " << entry.at("status");
    if (!text("error").empty()) std::cout << " " << text("error");
    if (!text("rule").empty()) std::cout << " rule=" << text("rule");
    if (const auto ending = entry.at("reply").at("ending").get<std::string>(); ending != "whole")
      std::cout << " " << ending;
    if (!text("why").empty()) std::cout << " (" << text("why") << ")";
    std::cout << "\n";
  }

  Remote remote_;
  std::vector<std::pair<std::string, std::string>> filters_{
      {"service", ""}, {"operation", ""}, {"callback", ""},   {"status", ""},
      {"error", ""},   {"rule", ""},      {"access_key", ""}, {"since", ""},
      {"until", ""},   {"text", ""},      {"limit", ""},      {"after", ""}};
  bool json_ = false, har_ = false, curl_ = false;
};

}  // namespace

std::unique_ptr<Command> make_requests() { return std::make_unique<Requests>(); }

}  // namespace virga::cli
