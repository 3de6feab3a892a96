// Two services of four operations that no cloud has, and one of none: what tests of scenarios speak
// about.
#pragma once

#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <string_view>

#include "catalog/catalog.h"
#include "scenario/scenario.h"
#include "scenario/schema.h"
#include "support/schema.h"

namespace virga::tiny {

inline constexpr Error kOutOfStock{
    .code = "OutOfStock", .status = 409, .text = "{what} is sold out."};
inline constexpr Error kShopBusy{.code = "Busy", .status = 500, .text = "The shop is busy."};
inline constexpr Error kClosed{.code = "Closed", .status = 403, .text = "Closed until {time}."};
inline constexpr Error kGatewayBusy{.code = "Busy", .status = 503, .text = "Too many customers."};
inline constexpr Error kMissing{
    .code = "MissingField", .status = 400, .text = "{name} is missing."};
inline constexpr Error kPostBusy{.code = "Busy", .status = 500, .text = "The post is busy, {who}."};

inline constexpr const Error* kPlaceErrors[] = {&kOutOfStock, &kShopBusy};
inline constexpr const Error* kCancelErrors[] = {&kClosed};
inline constexpr const Error* kShopGateway[] = {&kGatewayBusy, &kMissing};
inline constexpr const Error* kSendErrors[] = {&kPostBusy};

inline constexpr Symbol kShopSymbols[] = {
    {"quota_exceeded", &kOutOfStock}, {"internal", &kShopBusy}, {"unavailable", &kGatewayBusy}};
inline constexpr Symbol kPostSymbols[] = {{"internal", &kPostBusy}};

inline constexpr Field kPlaceInput[] = {
    {.name = "Item"},
    {.name = "Amount", .type = Type::kInt32},
    {.name = "Buyer", .type = Type::kObject},
    {.name = "Tags", .type = Type::kArray},
};
inline constexpr Field kCancelInput[] = {{.name = "OrderNo"}};
inline constexpr Field kSendInput[] = {{.name = "Weight", .type = Type::kDouble}, {.name = "Item"}};

inline constexpr Operation kShopOperations[] = {
    {.name = "PlaceOrder",
     .route = Action{"PlaceOrder"},
     .input = kPlaceInput,
     .errors = kPlaceErrors},
    {.name = "CancelOrder",
     .route = Action{"CancelOrder"},
     .input = kCancelInput,
     .errors = kCancelErrors},
};
inline constexpr Operation kPostOperations[] = {
    {.name = "SendParcel",
     .route = Action{"SendParcel"},
     .input = kSendInput,
     .errors = kSendErrors},
    {.name = "TrackParcel", .route = Action{"TrackParcel"}},
};

inline constexpr Callback kPostCallbacks[] = {
    {.message = {.name = "parcel_sent", .route = {}, .input = kSendInput}},
};

inline constexpr Member kOrderMembers[] = {
    {.name = "OrderNo"}, {.name = "Open", .type = Type::kBool}, {.name = "Item"}};
inline constexpr Handle kOrderHandles[] = {{"OrderNo", "OrderNo"}};
inline constexpr Kind kOrders{.service = "shop",
                              .name = "orders",
                              .id = "OrderNo",
                              .members = kOrderMembers,
                              .one = "order",
                              .handles = kOrderHandles};

inline const Catalog& catalog() {
  static const Catalog made = [] {
    Service shop;
    shop.name = "shop";
    shop.gateway_errors = kShopGateway;
    shop.symbols = {kShopSymbols};
    shop.resembles = [](const Request&) { return true; };
    shop.operations = {kShopOperations};
    shop.kinds = {&kOrders};
    Service post;
    post.name = "post";
    post.symbols = {kPostSymbols};
    post.resembles = [](const Request&) { return true; };
    post.operations = {kPostOperations};
    post.callbacks = kPostCallbacks;
    Service bank;
    bank.name = "bank";
    return Catalog({shop, post, bank});
  }();
  return made;
}

// What the schema for editors has against a text that the loader takes; "" when it takes it, too.
inline std::string schema_against(const std::string& text) {
  static const Json schema = scenario_schema(catalog());
  Mistakes mistakes("");
  std::string all;
  for (const std::string& wrong :
       SchemaValidator(schema).wrong_with(parse_yaml(text, mistakes).value().json()))
    all += wrong + "\n";
  return all;
}

// The scenario of a text that has to be right.
inline std::shared_ptr<const Scenario> read(const std::string& text) {
  Mistakes mistakes("");
  auto scenario = parse_scenario(text, catalog(), mistakes);
  if (scenario != nullptr && text.size() < 10'000) CHECK(schema_against(text) == "");
  INFO(text);
  INFO(mistakes.text());
  REQUIRE(scenario != nullptr);
  return scenario;
}

// What is wrong with a text, "line:column: message" a line; "" when it is right.
inline std::string mistakes_in(const std::string& text) {
  Mistakes mistakes("");
  const auto scenario = parse_scenario(text, catalog(), mistakes);
  CHECK((scenario == nullptr) == !mistakes.empty());
  if (scenario != nullptr) CHECK(schema_against(text) == "");
  std::string out;
  for (const Mistake& each : mistakes.list())
    out +=
        std::to_string(each.line) + ":" + std::to_string(each.column) + ": " + each.message + "\n";
  return out;
}

// A call as the gateway has it when it asks the rules.
inline Exchange call(std::string_view operation, Json input = Json::object(),
                     std::string access_key = "", Headers headers = {}) {
  Exchange exchange;
  for (const Service& service : catalog().services())
    if (const Operation* found = catalog().operation(service, operation)) {
      exchange.match.service = &service;
      exchange.match.operation = found;
    }
  exchange.input = Input(std::move(input));
  exchange.principal.access_key = std::move(access_key);
  exchange.request.headers = std::move(headers);
  return exchange;
}

}  // namespace virga::tiny
