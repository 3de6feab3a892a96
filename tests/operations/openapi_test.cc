// What the catalogue tells other tools, held against the catalogue itself.
#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "catalog/catalog.h"
#include "catalog/openapi.h"
#include "services/services.h"
#include "support/cloud.h"

namespace virga {
namespace {

const Catalog& catalog() {
  static const Catalog all(all_services());
  return all;
}

// The operation objects of one operation: an action has one for each method.
std::vector<Json> told_of(const Json& document, const Operation& operation) {
  std::vector<Json> found;
  const std::string route = route_text(operation.route);
  for (const auto& [path, item] : document.at("paths").items())
    for (const char* method : {"get", "post", "put", "delete"})
      if (item.contains(method) &&
          item.at(method).at("description").get<std::string>().find("`" + route + "`") !=
              std::string::npos)
        found.push_back(item.at(method));
  return found;
}

// Every schema that the operation objects give a field of this name.
std::vector<Json> schemas_of(const std::vector<Json>& told, const std::string& name) {
  std::vector<Json> found;
  for (const Json& operation : told) {
    if (operation.contains("parameters"))
      for (const Json& parameter : operation.at("parameters"))
        if (parameter.at("name") == name) found.push_back(parameter.at("schema"));
    if (operation.contains("requestBody"))
      for (const auto& [type, media] : operation.at("requestBody").at("content").items())
        if (media.at("schema").at("properties").contains(name))
          found.push_back(media.at("schema").at("properties").at(name));
  }
  return found;
}

template <typename Check>
void for_every_operation(Check check) {
  for (const Service& service : catalog().services()) {
    const Json document = openapi_document(service);
    for (const auto& group : service.operations)
      for (const Operation& operation : group) {
        INFO(service.name << " " << route_text(operation.route));
        check(service, operation, told_of(document, operation));
      }
  }
}

void check_limits(const Field& field, const Json& schema) {
  const bool list = field.type == Type::kArray;
  const Json& one = list ? schema.at("items") : schema;
  const bool text = one.at("type") == "string";
  if (field.min != kNoLimit) CHECK(one.at(text ? "minLength" : "minimum") == field.min);
  if (field.max != kNoLimit) CHECK(one.at(text ? "maxLength" : "maximum") == field.max);
  if (field.max_items != kNoLimit) CHECK(schema.at("maxItems") == field.max_items);
  if (!field.among.empty()) CHECK(one.at("enum") == Json(field.among));
  if (!field.words.empty()) CHECK(one.at("enum") == Json(field.words));
  if (field.pattern != nullptr) CHECK(one.at("pattern") == std::string(field.pattern->text));
}

void collect_refs(const Json& value, std::set<std::string>& refs) {
  if (value.is_object() && value.contains("$ref")) refs.insert(value.at("$ref"));
  if (value.is_structured())
    for (const Json& each : value) collect_refs(each, refs);
}

TEST_CASE("OpenAPI tells every operation, an action by its body and by its query", "[openapi]") {
  for_every_operation(
      [](const Service&, const Operation& operation, const std::vector<Json>& told) {
        const bool action = std::holds_alternative<Action>(operation.route);
        REQUIRE(!told.empty());
        CHECK(told.size() <= (action ? 2U : 1U));
        for (const Json& each : told)
          CHECK(each.at("operationId").get<std::string>().starts_with(operation.name));
      });
}

TEST_CASE("OpenAPI tells every limit of every parameter", "[openapi]") {
  for_every_operation(
      [](const Service&, const Operation& operation, const std::vector<Json>& told) {
        for (const Field& field : operation.input) {
          INFO(field.name);
          const auto schemas = schemas_of(told, std::string(field.name));
          REQUIRE(!schemas.empty());
          for (const Json& schema : schemas) check_limits(field, schema);
        }
      });
}

TEST_CASE("OpenAPI tells every documented error under its status", "[openapi]") {
  for_every_operation([](const Service& service, const Operation& operation,
                         const std::vector<Json>& told) {
    for (const Json& each : told) {
      CHECK(each.at("responses").contains(std::to_string(operation.success)));
      for (const Error* error : injectable_errors(service, operation))
        CHECK(each.at("responses").contains(std::to_string(error->status)));
      for (const Error* error : operation.errors) {
        const Json& response = each.at("responses").at(std::to_string(error->status));
        const std::string line = "- `" + std::string(error->code) + "`: " + Fault(*error).text();
        CHECK(response.at("description").get<std::string>().find(line) != std::string::npos);
      }
    }
  });
}

TEST_CASE("OpenAPI tells callbacks as webhooks, with every member of their bodies", "[openapi]") {
  for (const Service& service : catalog().services()) {
    const Json document = openapi_document(service);
    CHECK(document.value("webhooks", Json::object()).size() == service.callbacks.size());
    for (const Callback& callback : service.callbacks) {
      const Json& told = document.at("webhooks").at(std::string(callback.message.name)).at("post");
      for (const Field& field : callback.message.input)
        CHECK(schemas_of({told}, std::string(field.name)).size() == 1);
    }
  }
}

TEST_CASE("Every reference of an OpenAPI document leads somewhere", "[openapi]") {
  for (const Service& service : catalog().services()) {
    const Json document = openapi_document(service);
    std::set<std::string> refs;
    collect_refs(document, refs);
    REQUIRE(!refs.empty());
    for (const std::string& ref : refs) {
      INFO(ref);
      REQUIRE(ref.starts_with("#/"));
      CHECK(document.contains(Json::json_pointer(ref.substr(1))));
    }
  }
}

TEST_CASE("The operations of an OpenAPI document bear different ids", "[openapi]") {
  for (const Service& service : catalog().services()) {
    const Json document = openapi_document(service);
    std::set<std::string> ids;
    for (const auto& [path, item] : document.at("paths").items())
      for (const auto& [method, operation] : item.items())
        if (operation.is_object())
          CHECK(ids.insert(operation.at("operationId").get<std::string>()).second);
  }
}

TEST_CASE("What OpenAPI tells is served, the same to the byte in every run", "[openapi][control]") {
  Cloud one, other;
  for (const Service& service : catalog().services()) {
    const std::string target = "/_virga/openapi/" + std::string(service.name) + ".json";
    const Answer answer = one.get(target);
    CHECK(answer.status == 200);
    CHECK((answer.reply.body == other.get(target).reply.body));
    CHECK((answer.json == openapi_document(service)));
  }
}

TEST_CASE("OpenAPI of an unknown service is refused with the nearest one", "[openapi][control]") {
  Cloud cloud;
  const Answer refused = cloud.get("/_virga/openapi/vsm.json");
  CHECK(refused.status == 404);
  CHECK(refused.json.at("error").at("message") ==
        "unknown service \"vsm\" (did you mean \"vms\"?)");
  for (const char* target : {"/_virga/openapi/vms", "/_virga/openapi/.json"})
    CHECK(cloud.get(target).json.at("error").at("code") == "not_found");
}

}  // namespace
}  // namespace virga
