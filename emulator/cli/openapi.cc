// virga openapi: one service as OpenAPI 3.1, for validators, editors and generators of clients.
#include "catalog/openapi.h"

#include <CLI/CLI.hpp>
#include <iostream>

#include "catalog/catalog.h"
#include "cli/commands.h"
#include "cli/values.h"
#include "services/services.h"

namespace virga::cli {
namespace {

class OpenApi : public Command {
 public:
  std::string_view name() const override { return "openapi"; }
  std::string_view summary() const override { return "Print one service as OpenAPI 3.1"; }

  std::vector<Example> examples() const override {
    return {{"virga openapi gsl > gsl.json", "Every operation, limit and documented error of GSL"}};
  }

  void declare(CLI::App& app) override {
    app.add_option("SERVICE", service_, "The service, as `virga operations` names it")
        ->required()
        ->check(among(service_names()));
  }

  int run() override {
    const Catalog catalog(all_services());
    std::cout << openapi_document(*catalog.service(service_)).dump(2) << "\n";
    return kDone;
  }

 private:
  std::string service_;
};

}  // namespace

std::unique_ptr<Command> make_openapi() { return std::make_unique<OpenApi>(); }

}  // namespace virga::cli
