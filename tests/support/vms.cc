#include "support/vms.h"

#include <catch2/catch.hpp>

namespace virga {

std::string code_of(const Answer& answer) {
  const Json& metadata = answer.json.at("ResponseMetadata");
  return metadata.contains("Error") ? metadata.at("Error").at("Code").get<std::string>() : "";
}

Json result_of(Cloud& cloud, const std::string& action, const Json& parameters) {
  const Answer answer = cloud.act(action, parameters);
  INFO(action << ": " << answer.reply.body);
  REQUIRE(code_of(answer) == "");
  REQUIRE(answer.status == 200);
  return answer.json.value("Result", Json());
}

Json document(Cloud& cloud, const std::string& kind, const std::string& name,
              const std::string& value) {
  for (const Json& each : cloud.state("vms", kind))
    if (each.at(name) == value) return each;
  return nullptr;
}

std::string vms_state(Cloud& cloud) {
  return cloud.get("/_virga/state?service=vms").json.at("state").dump();
}

}  // namespace virga
