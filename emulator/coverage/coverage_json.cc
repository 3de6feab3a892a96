#include "coverage/coverage_json.h"

namespace virga {
namespace {

using Names = std::vector<std::string>;

Json to_json(const std::vector<ErrorCoverage>& errors) {
  Json list = Json::array();
  for (const ErrorCoverage& error : errors)
    list.push_back(
        {{"code", error.code}, {"by_itself", error.by_itself}, {"by_rule", error.by_rule}});
  return list;
}

Json to_json(const ServiceCoverage& service) {
  Json operations = Json::array();
  for (const OperationCoverage& each : service.operations)
    operations.push_back({{"name", each.name},
                          {"route", each.route},
                          {"calls", each.calls},
                          {"parameters", {{"used", each.used}, {"unused", each.unused}}},
                          {"errors", to_json(each.errors)},
                          {"undocumented_errors", each.undocumented}});
  return {{"service", service.name},
          {"called", service.called()},
          {"documented_errors", service.documented_errors()},
          {"seen_errors", service.seen_errors()},
          {"unknown_operations", service.unknown},
          {"gateway_errors", to_json(service.gateway)},
          {"operations", std::move(operations)}};
}

std::vector<ErrorCoverage> read_errors(const Json& list) {
  std::vector<ErrorCoverage> errors;
  for (const Json& each : list)
    errors.push_back({each.at("code").get<std::string>(), each.at("by_itself").get<std::int64_t>(),
                      each.at("by_rule").get<std::int64_t>()});
  return errors;
}

OperationCoverage read_operation(const Json& json) {
  const Json& parameters = json.at("parameters");
  return {.name = json.at("name").get<std::string>(),
          .route = json.at("route").get<std::string>(),
          .calls = json.at("calls").get<std::int64_t>(),
          .used = parameters.at("used").get<Names>(),
          .unused = parameters.at("unused").get<Names>(),
          .errors = read_errors(json.at("errors")),
          .undocumented = json.at("undocumented_errors").get<std::int64_t>()};
}

}  // namespace

Json to_json(const Coverage& coverage) {
  Json services = Json::array();
  for (const ServiceCoverage& service : coverage.services) services.push_back(to_json(service));
  Json json{{"scope", coverage.world.empty() ? "process" : "world"}};
  if (!coverage.world.empty()) json["world"] = coverage.world;
  json["operations"] = coverage.operations();
  json["called"] = coverage.called();
  json["percent"] = coverage.percent();
  json["services"] = std::move(services);
  return json;
}

Coverage read_coverage(const Json& json) {
  Coverage coverage{.world = json.value("world", std::string())};
  for (const Json& each : json.at("services")) {
    ServiceCoverage service{.name = each.at("service").get<std::string>(),
                            .gateway = read_errors(each.at("gateway_errors")),
                            .unknown = each.at("unknown_operations").get<std::int64_t>()};
    for (const Json& operation : each.at("operations"))
      service.operations.push_back(read_operation(operation));
    coverage.services.push_back(std::move(service));
  }
  return coverage;
}

}  // namespace virga
