// virga operations: what is emulated, from the catalogue itself.
#include <CLI/CLI.hpp>
#include <iomanip>
#include <iostream>

#include "catalog/catalog_json.h"
#include "cli/commands.h"
#include "cli/values.h"
#include "services/services.h"

namespace virga::cli {
namespace {

class Operations : public Command {
 public:
  std::string_view name() const override { return "operations"; }
  std::string_view summary() const override { return "List what is emulated"; }
  std::vector<Example> examples() const override {
    return {{"virga operations --service gsl", "The operations of one service, a line each"},
            {"virga operations --json", "All, with their parameters and documented errors"}};
  }

  void declare(CLI::App& app) override {
    app.add_option("--service", service_, "Only this service")->check(among(service_names()));
    app.add_flag("--json", json_, "As JSON, with parameters and errors");
  }

  int run() override {
    const Catalog catalog(all_services());
    const Json list = operations_json(catalog, service_);
    if (json_)
      std::cout << list.dump(2) << "\n";
    else
      print(list);
    return kDone;
  }

 private:
  static void print(const Json& list) {
    std::size_t emulated = 0;
    for (const Json& each : list) {
      const bool done = each.at("emulated").get<bool>();
      emulated += done ? 1 : 0;
      std::cout << std::left << std::setw(5) << each.at("service").get<std::string>()
                << std::setw(32) << each.at("name").get<std::string>() << std::setw(5)
                << (done ? "yes" : "501") << each.at("route").get<std::string>() << "\n";
    }
    std::cout << emulated << " of " << list.size() << " operations are emulated\n";
  }

  std::string service_;
  bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_operations() { return std::make_unique<Operations>(); }

}  // namespace virga::cli
