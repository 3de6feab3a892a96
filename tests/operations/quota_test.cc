// The call limits that the clouds document, where the emulator is told to keep them.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "base/time.h"
#include "catalog/catalog.h"
#include "services/services.h"
#include "support/cloud.h"
#include "support/signer.h"

namespace virga {
namespace {

Options with_quotas() {
  Options options = Cloud::usual();
  options.quotas = true;
  return options;
}

std::vector<int> statuses(Cloud& cloud, const std::string& target, int calls,
                          const Headers& headers = {}) {
  std::vector<int> statuses;
  for (int i = 0; i < calls; ++i) statuses.push_back(cloud.send("GET", target, "", headers).status);
  return statuses;
}

using Statuses = std::vector<int>;

TEST_CASE("Without being told to, no quota holds", "[gsl]") {
  Cloud cloud;
  CHECK(statuses(cloud, "/v1/sim-cards", 3) == Statuses{200, 200, 200});
}

TEST_CASE("Every operation of GSL declares its documented quota", "[gsl]") {
  const Catalog catalog(all_services());
  for (const auto& group : catalog.service("gsl")->operations)
    for (const Operation& operation : group) {
      INFO(operation.name);
      const bool slow = operation.name == "ListSimCards" || operation.name == "ListSimPricePlans";
      CHECK(operation.quota.calls == (slow ? 1 : 5));
      CHECK(operation.quota.per == std::chrono::seconds(1));
    }
}

TEST_CASE("Beyond its quota a call is refused by the gateway until the next second", "[gsl]") {
  Cloud cloud(with_quotas());
  CHECK(statuses(cloud, "/v1/tags", 7) == Statuses{200, 200, 200, 200, 200, 429, 429});
  const Json refusal = cloud.get("/v1/tags").json;
  CHECK(refusal.at("error_code") == "APIGW.0308");
  CHECK(refusal.at("error_msg") ==
        "The throttling threshold has been reached: policy user over ratelimit,limit:5,time:1 "
        "second");
  CHECK(refusal.contains("request_id"));
  CHECK(cloud.get("/v1/attributes").status == 200);  // each operation has its own
  CHECK(statuses(cloud, "/v1/sim-cards", 2) == Statuses{200, 429});
  cloud.advance(std::chrono::milliseconds(999));
  CHECK(cloud.get("/v1/tags").status == 429);
  cloud.advance(std::chrono::milliseconds(1));
  CHECK(cloud.get("/v1/tags").status == 200);
}

TEST_CASE("A call beyond its quota does nothing, and a bad one counts", "[gsl]") {
  Cloud cloud(with_quotas());
  for (int i = 0; i < 5; ++i) CHECK(cloud.post("/v1/tags", "{}").status == 400);
  CHECK(cloud.post("/v1/tags", R"({"tag_name": "x"})").status == 429);
  CHECK(cloud.state("gsl", "tags").size() == kDemoTags);
}

TEST_CASE("Each user has a quota of its own", "[gsl]") {
  Cloud cloud(with_quotas());
  const auto list_as = [&](const std::string& key) {
    const Time now = *parse_time("2025-06-05T07:27:35Z");
    Headers headers =
        sign_huawei({"GET", "/v1/sim-cards", {{"Host", "cloud.example"}}, ""}, key, "SKVIRGA", now);
    headers.emplace_back("X-Virga-World", "shared");
    return cloud.send("GET", "/v1/sim-cards", "", headers).status;
  };
  CHECK(list_as("AKVIRGA-a") == 200);
  CHECK(list_as("AKVIRGA-a") == 429);
  CHECK(list_as("AKVIRGA-b") == 200);
}

TEST_CASE("A world that starts again has its quotas back", "[gsl]") {
  Cloud cloud(with_quotas());
  CHECK(statuses(cloud, "/v1/sim-cards", 2) == Statuses{200, 429});
  cloud.emulator.reset();
  CHECK(cloud.get("/v1/sim-cards").status == 200);
}

TEST_CASE("An operation without a documented quota may be called at any rate", "[vms]") {
  Cloud cloud(with_quotas());
  for (int i = 0; i < 20; ++i) CHECK(cloud.act("NumberPoolList", Json::object()).status == 200);
}

}  // namespace
}  // namespace virga
