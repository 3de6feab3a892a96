#include <catch2/catch.hpp>

#include "support/vms.h"

namespace virga {
namespace {

// The call that comes of dialling a number, once it is over.
Json dialled(Cloud& cloud, const char* caller, const char* number, const char* extension = "") {
  const auto before = cloud.state("vms", "calls").size();
  const Json call{{"caller", caller}, {"number", number}, {"extension", extension}};
  REQUIRE(cloud.post("/_virga/calls", call.dump()).status == 200);
  const Json calls = cloud.state("vms", "calls");
  if (calls.size() == before) return nullptr;
  cloud.advance(std::chrono::minutes(2));
  const Json id = calls.back().at("CallId");
  return result_of(cloud, "QueryCallRecordMsgV2", {{"CallIdList", Json::array({id})}})
      .at("Records")[0];
}

TEST_CASE("who dials an X reaches whom the binding says", "[vms]") {
  Cloud cloud;
  const Json to_b = dialled(cloud, "13700000011", "17000000002");
  CHECK(to_b.at("Callee") == "13700000012");
  CHECK(to_b.at("SubscriptionId") == "S160817372431590201");
  CHECK(to_b.at("CallId").get<std::string>().starts_with("S160817372431590201_"));
  CHECK(to_b.at("CalleeShowNumber") == "17000000002");
  CHECK(dialled(cloud, "13700000012", "17000000002").at("Callee") == "13700000011");
  CHECK(dialled(cloud, "13900000001", "17000000001").at("Callee") == "13700000010");  // AX
  CHECK(dialled(cloud, "13700000013", "17020000003").at("Callee") == "13700000014");  // A calls N
  CHECK(dialled(cloud, "13900000001", "17020000003").at("Callee") == "13700000013");
  CHECK(dialled(cloud, "13900000001", "17030000002", "1000").at("Callee") == "13700000015");
  CHECK(dialled(cloud, "13900000000", "17060000003").at("Callee") ==
        "13700000017");  // of the group
}

TEST_CASE("a call that no binding lets through says so, and rings nowhere", "[vms]") {
  Cloud cloud;
  for (const Json& record : {dialled(cloud, "13900000009", "17000000002"),
                             dialled(cloud, "13900000009", "17030000002", "1001"),
                             dialled(cloud, "13900000009", "17060000003"),
                             dialled(cloud, "13900000009", "17020000001")}) {
    CHECK(record.at("CallResult") == 13);
    CHECK(record.at("CallDuration") == 0);
    CHECK_FALSE(record.contains("CalleeCallingTime"));
  }
  CHECK(dialled(cloud, "13900000009", "13100000000").is_null());
  result_of(cloud, "EnableOrDisableNumber",
            {{"EnableCode", 2}, {"NumberList", Json::array({"17000000002"})}});
  CHECK(dialled(cloud, "13700000011", "17000000002").at("CallResult") == 16);
}

TEST_CASE("a stranger who calls an AXYB gets a Y, by which A calls back", "[vms]") {
  Cloud cloud;
  CHECK(dialled(cloud, "13900000001", "17040000003").at("Callee") == "13700000016");
  Json child;
  for (const Json& each : cloud.state("vms", "bindings"))
    if (each.at("Mode") == "YB") child = each;
  REQUIRE_FALSE(child.is_null());
  CHECK(child.at("PhoneNoB") == "13900000001");
  CHECK(child.at("ParentSubId") == "S160817372431590204");
  const std::string y = child.at("PhoneNoY");
  CHECK(dialled(cloud, "13700000016", y.c_str()).at("Callee") == "13900000001");
  cloud.advance(std::chrono::minutes(10));
  CHECK(document(cloud, "bindings", "SubId", child.at("SubId")).at("Status") == 0);
}

TEST_CASE("what is no call is refused", "[vms][control]") {
  Cloud cloud;
  for (const char* body :
       {"", "[]", "{}", R"({"caller":"1"})", R"({"caller":"1","number":2})",
        R"({"caller":"1","number":"2","to":"3"})", R"({"caller":"1","number":"2","extension":3})"})
    CHECK(cloud.post("/_virga/calls", body).status == 400);
}

}  // namespace
}  // namespace virga
