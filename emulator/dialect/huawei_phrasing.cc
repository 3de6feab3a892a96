// The error bodies of Huawei Cloud as JSON Schemas; good answers have no envelope.
#include <algorithm>

#include "dialect/huawei_error_body.h"
#include "dialect/huawei_rest.h"

namespace virga {
namespace {

Json proofs() {
  return {
      {"Signature",
       {{"type", "apiKey"},
        {"in", "header"},
        {"name", "Authorization"},
        {"description", "SDK-HMAC-SHA256 over the request, with an access key and its secret."}}},
      {"Token",
       {{"type", "apiKey"},
        {"in", "header"},
        {"name", "X-Auth-Token"},
        {"description", "A token of IAM."}}}};
}

Json answer(const Json& result) { return result; }

Json schema_of(const Json& example) {
  if (example.is_number()) return {{"type", "integer"}};
  if (!example.is_object()) return {{"type", "string"}};
  Json properties = Json::object(), required = Json::array();
  for (const auto& [name, value] : example.items()) {
    properties[name] = schema_of(value);
    required.push_back(name);
  }
  return {{"type", "object"},
          {"properties", properties},
          {"required", required},
          {"additionalProperties", false}};
}

// Where the body tells which error it is: in its code, which is the status for OpenStack's form.
Json& code_in(Json& schema) {
  Json& properties = schema["properties"];
  return properties.contains("error") ? properties["error"]["properties"]["code"]
                                      : properties["error_code"];
}

Json& code_of(Json& body) {
  return body.contains("error") ? body["error"]["code"] : body["error_code"];
}

// The body itself says in which of its forms an error comes, so that no second place has to know.
Json refusal(Errors errors) {
  Json forms = Json::array();
  for (const Error* error : errors) {
    Json body = huawei_error_body(Fault(*error), "");
    Json form = schema_of(body);
    const Json code = code_of(body);
    const auto same = std::find_if(forms.begin(), forms.end(), [&](Json known) {
      code_in(known).erase("enum");
      return known == form;
    });
    Json& codes = code_in(same == forms.end() ? forms.emplace_back(form) : *same)["enum"];
    if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(code);
  }
  return forms.size() == 1 ? forms[0] : Json{{"anyOf", forms}};
}

}  // namespace

const Phrasing& huawei_phrasing() {
  static constexpr Phrasing kPhrasing{proofs, answer, refusal};
  return kPhrasing;
}

}  // namespace virga
