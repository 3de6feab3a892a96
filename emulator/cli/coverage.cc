// virga coverage: what of the clouds' APIs a running emulator was asked for.
#include <CLI/CLI.hpp>
#include <iostream>
#include <sstream>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/remote.h"
#include "cli/values.h"
#include "coverage/coverage_json.h"
#include "coverage/junit.h"
#include "coverage/words.h"

namespace virga::cli {
namespace {

class ShowCoverage : public Command {
 public:
  std::string_view name() const override { return "coverage"; }
  std::string_view summary() const override {
    return "Tell which operations were called and which documented errors were seen";
  }

  std::vector<Example> examples() const override {
    return {{"virga coverage --service gsl", "What of GSL was called, and which errors were seen"},
            {"virga coverage --scope process --fail-under 80",
             "Exit code 3 when fewer than 80 % of the operations were called in all worlds"}};
  }

  void declare(CLI::App& app) override {
    remote_.declare(app);
    app.add_option("--scope", scope_, "world, or process: all worlds since its start")
        ->check(among({"world", "process"}))
        ->capture_default_str();
    app.add_option("--service", service_, "One service alone")->check(among(service_names()));
    app.add_option("--format", format_, "text, json or junit")
        ->check(among({"text", "json", "junit"}))
        ->capture_default_str();
    app.add_option("--fail-under", least_,
                   "Exit with 3 when fewer percent of operations were called")
        ->type_name("PERCENT")
        ->check(CLI::Range(0.0, 100.0));
  }

  int run() override {
    std::string query = "&scope=" + scope_;
    if (!service_.empty()) query += "&service=" + percent_encode(service_);
    Remote remote = remote_;
    if (scope_ == "process") remote.world.clear();  // it is about none
    Json json;
    if (const int refused = remote.call("GET", "/coverage", query, json)) return refused;
    const Coverage coverage = read_coverage(json);
    if (format_ == "json")
      std::cout << json.dump(2) << "\n";
    else
      std::cout << (format_ == "junit" ? to_junit(coverage) : coverage.text());
    return coverage.percent() < least_ ? complain_about(coverage) : kDone;
  }

 private:
  int complain_about(const Coverage& coverage) const {
    const std::size_t all = coverage.operations(), called = coverage.called();
    std::size_t enough = called;
    while (100.0 * static_cast<double>(enough) / static_cast<double>(all) < least_) ++enough;
    std::ostringstream text;
    text << called << " of " << all << " operations were called; "
         << counted(static_cast<std::int64_t>(enough - called), "more operation")
         << " would make the " << least_ << " percent that --fail-under asks for";
    return complain(kNotHeld, text.str());
  }

  Remote remote_;
  std::string scope_ = "world", service_, format_ = "text";
  double least_ = 0;
};

}  // namespace

std::unique_ptr<Command> make_coverage() { return std::make_unique<ShowCoverage>(); }

}  // namespace virga::cli
