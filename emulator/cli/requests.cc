// virga requests: the journal of a running emulator.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <deque>
#include <iostream>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/curl_line.h"
#include "cli/values.h"
#include "cli/verb_command.h"

namespace virga::cli {
namespace {

class Requests : public VerbCommand {
 public:
  std::string_view name() const override { return "requests"; }
  std::string_view summary() const override {
    return "Show what a running emulator was asked and answered";
  }
  std::vector<Verb> verbs() const override {
    return {{"list", "", "Those that pass the filters, a line each"},
            {"follow", "", "Those that are yet to come, too, until the emulator ends"},
            {"show", "ID", "One, whole, as JSON"},
            {"clear", "", "Forget them all; the state stays as it is"}};
  }
  std::vector<Example> examples() const override {
    return {{"virga requests --error QuotaExceeded", "Calls that got this error, a line each"},
            {"virga requests --service gsl --har > calls.har", "For the network tab of a browser"},
            {"virga requests --operation NumberPoolList --curl", "As calls that a shell repeats"},
            {"virga requests follow --status 503", "Watch outages as they happen"},
            {"virga requests show 1", "With headers, bodies and why it was answered so"},
            {"virga requests clear", "Begin to count anew"}};
  }

  void declare(CLI::App& app) override {
    VerbCommand::declare(app);
    declare_filters(app);
    auto* json = app.add_flag("--json", json_, "Whole entries, as JSON");
    auto* har = app.add_flag("--har", har_, "As an HTTP Archive (HAR 1.2)")->excludes(json);
    app.add_flag("--curl", curl_, "As calls of curl, for a shell")->excludes(json)->excludes(har);
  }

 private:
  int act(std::string_view verb, const Words& words) override {
    if (verb == "list") return list();
    if (verb == "follow") return follow();
    // Whoever filters what is to be cleared would lose the rest.
    if (const std::string flag = flag_of_list(verb); !flag.empty())
      return complain(kMisuse, flag + " is of no use to requests " + std::string(verb));
    return verb == "show" ? show(words[0]) : clear();
  }

  // One that was given and says nothing to another verb; "" for none.
  std::string flag_of_list(std::string_view verb) const {
    for (const auto& [flag, value] : filters_)
      if (!value.empty()) return flag;
    if (har_) return "--har";
    if (verb == "show") return {};
    return json_ ? "--json" : curl_ ? "--curl" : "";
  }

  std::string query() const {
    std::string query;
    for (const auto& [flag, value] : filters_)
      if (!value.empty()) query += "&" + parameter_of(flag) + "=" + percent_encode(value);
    return query;
  }

  int follow() const {
    if (har_) return complain(kMisuse, "--har is of no use to requests follow, which has no end");
    std::string waiting, name;
    return remote_.follow("/events", query(), [&](std::string_view bytes) {
      waiting += bytes;
      for (auto end = waiting.find('\n'); end != std::string::npos; end = waiting.find('\n')) {
        take_line(std::string_view(waiting).substr(0, end), name);
        waiting.erase(0, end + 1);
      }
      std::cout << std::flush;
    });
  }

  // Of server-sent events: `name` is that of the event to which the line belongs.
  void take_line(std::string_view line, std::string& name) const {
    if (line.empty()) name.clear();
    if (line.starts_with("event: ")) name = line.substr(7);
    if (!line.starts_with("data: ")) return;
    const auto data = parse_json(line.substr(6));
    if (!data) return;
    if (name == "dropped")
      std::cerr << "virga: " << data->at("dropped") << " entries were dropped\n";
    else if (name == "cleared")
      std::cerr << "virga: the journal was cleared\n";
    else if (curl_)
      std::cout << curl_lines(*data, remote_.url);
    else if (json_)
      std::cout << print_json(*data) << "\n";
    else
      print(*data);
  }

  int list() const {
    Json body;
    const std::string path = har_ ? "/requests.har" : "/requests";
    if (const int refused = remote_.call("GET", path, query(), body)) return refused;
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

  int show(const std::string& id) const {
    Json entry;
    if (const int refused = remote_.call("GET", "/requests/" + percent_encode(id), "", entry))
      return refused;
    std::cout << (curl_ ? curl_lines(entry, remote_.url) : entry.dump(2) + "\n");
    return kDone;
  }

  int clear() const {
    Json body;
    if (const int refused = remote_.call("DELETE", "/requests", "", body)) return refused;
    std::cout << "the journal of world " << body.at("world").get<std::string>() << " is empty\n";
    return kDone;
  }

  void declare_filters(CLI::App& app) {
    const auto filter = [&](const char* flag, const char* about, const char* type) {
      filters_.emplace_back(flag, "");
      return app.add_option(flag, filters_.back().second, about)->type_name(type);
    };
    filter("--service", "Only calls of this service", "TEXT")->check(among(service_names()));
    filter("--operation", "Only calls of this operation", "OPERATION")
        ->check(among(operation_names()));
    filter("--callback", "Only callbacks of this name", "NAME")->check(among(callback_names()));
    filter("--status", "Only answers of this HTTP status", "STATUS");
    filter("--error", "Only answers with this error", "CODE");
    filter("--rule", "Only calls that this rule of a scenario acted upon", "ID");
    filter("--access-key", "Only calls with this access key", "ID");
    filter("--since", "Only from this time on", "TIME");
    filter("--until", "Only before this time", "TIME");
    filter("--text", "Only entries that hold this text somewhere", "TEXT");
    filter("--limit", "So many at most; 1000 when not given", "N");
    filter("--after", "Only entries behind the one of this id", "ID");
  }

  static std::string parameter_of(const std::string& flag) {
    std::string name = flag.substr(2);
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
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

  std::deque<std::pair<std::string, std::string>> filters_;  // a flag, its value
  bool json_ = false, har_ = false, curl_ = false;
};

}  // namespace

std::unique_ptr<Command> make_requests() { return std::make_unique<Requests>(); }

}  // namespace virga::cli
