// virga check: every mistake in scenarios, fixtures and files of expectations.
#include <CLI/CLI.hpp>
#include <iostream>

#include "base/file.h"
#include "cli/commands.h"
#include "scenario/scenario.h"
#include "scenario/schema.h"
#include "services/services.h"
#include "verify/expectations.h"
#include "world/fixture.h"

namespace virga::cli {
namespace {

// A scenario has rules; a fixture has accounts or a section for a service.
bool is_scenario(const Yaml& root, const Catalog& catalog) {
  if (root.find("rules") != nullptr) return true;
  if (root.find("accounts") != nullptr) return false;
  for (const Service& service : catalog.services())
    if (root.find(service.name) != nullptr) return false;
  return root.find("name") != nullptr || root.find("seed") != nullptr;
}

class Check : public Command {
 public:
  std::string_view name() const override { return "check"; }
  std::string_view summary() const override {
    return "Name every mistake in scenarios, fixtures and files of expectations";
  }
  std::vector<Example> examples() const override {
    return {
        {"virga check scenarios/quota-exceeded.yaml", "Name its mistakes, or say that it is ok"},
        {"virga check --schema > scenario.schema.json", "What editors complete words by"}};
  }

  void declare(CLI::App& app) override {
    app.add_option("FILE", files_, "Scenarios, fixtures or files of expectations")
        ->type_name("FILE");
    app.add_flag("--schema", schema_,
                 "Print the JSON Schema of scenario files, for editors, and look at no file");
  }

  int run() override {
    const Catalog catalog(all_services());
    if (schema_ && !files_.empty()) return complain(kMisuse, "--schema goes without files");
    if (schema_) {
      std::cout << scenario_schema(catalog).dump(2) << "\n";
      return kDone;
    }
    if (files_.empty()) return complain(kMisuse, "FILE is required");
    bool all_right = true;
    for (const std::string& file : files_) all_right = check(file, catalog) && all_right;
    return all_right ? kDone : kWrongInput;
  }

 private:
  static bool check(const std::string& file, const Catalog& catalog) {
    const auto text = read_file(file);
    if (!text) {
      std::cerr << file << ": cannot be read\n";
      return false;
    }
    Mistakes mistakes(file);
    if (const auto root = parse_yaml(*text, mistakes)) {
      Mistakes found(file);
      if (looks_like_expectations(*root))
        static_cast<void>(parse_expectations(*text, catalog, found));
      else if (is_scenario(*root, catalog))
        static_cast<void>(parse_scenario(*text, catalog, found));
      else
        static_cast<void>(parse_fixture(*text, catalog, found));
      mistakes = found;
    }
    std::cerr << mistakes.text();
    if (mistakes.empty()) std::cout << file << ": ok\n";
    return mistakes.empty();
  }

  std::vector<std::string> files_;
  bool schema_ = false;
};

}  // namespace

std::unique_ptr<Command> make_check() { return std::make_unique<Check>(); }

}  // namespace virga::cli
