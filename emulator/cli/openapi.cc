// virga openapi: one service as OpenAPI 3.1, for validators, editors and generators of clients.
#include "catalog/openapi.h"

#include <CLI/CLI.hpp>
#include <iostream>

#include "catalog/catalog.h"
#include "cli/commands.h"
#include "services/services.h"

namespace virga::cli {
namespace {

class OpenApi : public Command {
 public:
  std::string_view name() const override { return "openapi"; }
  std::string_view summary() const override { return "Print one service as OpenAPI 3.1"; }

  void declare(CLI::App& app) override {
    app.add_option("SERVICE", service_, "The service, as `virga operations` names it")->required();
  }

  int run() override {
    const Catalog catalog(all_services());
    const Service* service = catalog.service(service_);
    if (service == nullptr) return complain(kMisuse, catalog.unknown_service(service_));
    std::cout << openapi_document(*service).dump(2) << "\n";
    return kDone;
  }

 private:
  std::string service_;
};

}  // namespace

std::unique_ptr<Command> make_openapi() { return std::make_unique<OpenApi>(); }

}  // namespace virga::cli
