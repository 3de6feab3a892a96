// The envelope of Volcengine as JSON Schemas; volcengine_action.cc fills it.
#include <algorithm>

#include "dialect/volcengine_action.h"

namespace virga {
namespace {

Json metadata_schema(Json required) {
  Json properties = Json::object();
  for (const char* name : {"RequestId", "Action", "Version", "Service", "Region"})
    properties[name] = {{"type", "string"}};
  return {{"type", "object"},
          {"properties", std::move(properties)},
          {"required", std::move(required)},
          {"additionalProperties", false}};
}

Json proofs() {
  return {{"Signature",
           {{"type", "apiKey"},
            {"in", "header"},
            {"name", "Authorization"},
            {"description", "HMAC-SHA256 over the request, with an access key and its secret."}}},
          {"SignedQuery",
           {{"type", "apiKey"},
            {"in", "query"},
            {"name", "X-Signature"},
            {"description", "The same, all of it in the query."}}}};
}

Json answer(const Json& result) {
  return {{"type", "object"},
          {"properties",
           {{"ResponseMetadata",
             metadata_schema(Json::array({"RequestId", "Action", "Version", "Service", "Region"}))},
            {"Result", result}}},
          {"required", Json::array({"ResponseMetadata", "Result"})},
          {"additionalProperties", false}};
}

void add_once(Json& list, const Json& value) {
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

// The gateway's own errors are numbered, those of the services behind it are not.
Json error_schema(Errors errors) {
  Json codes = Json::array(), numbers = Json::array();
  bool always = true;
  for (const Error* error : errors) {
    add_once(codes, error->code);
    if (error->number == 0)
      always = false;
    else
      add_once(numbers, error->number);
  }
  Json properties = Json::object(), required = Json::array();
  if (!numbers.empty()) properties["CodeN"] = {{"type", "integer"}, {"enum", numbers}};
  if (always) required.push_back("CodeN");
  properties["Code"] = {{"type", "string"}, {"enum", codes}};
  properties["Message"] = {{"type", "string"}};
  required.insert(required.end(), {"Code", "Message"});
  return {{"type", "object"},
          {"properties", properties},
          {"required", required},
          {"additionalProperties", false}};
}

// The gateway tells of itself only what it could read from the request.
Json refusal(Errors errors) {
  Json metadata = metadata_schema(Json::array({"RequestId", "Error"}));
  metadata["properties"]["Error"] = error_schema(errors);
  return {{"type", "object"},
          {"properties", {{"ResponseMetadata", std::move(metadata)}}},
          {"required", Json::array({"ResponseMetadata"})},
          {"additionalProperties", false}};
}

}  // namespace

const Phrasing& volcengine_phrasing() {
  static constexpr Phrasing kPhrasing{proofs, answer, refusal};
  return kPhrasing;
}

}  // namespace virga
