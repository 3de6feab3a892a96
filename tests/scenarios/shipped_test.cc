#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "support/cloud.h"

namespace virga {
namespace {

const Json kRename{{"NumberPoolNo", "NP1234"}, {"Name", "营销专用号码池"}};

std::string shipped(const std::string& name) {
  return std::string(VIRGA_SOURCE_DIR) + "/scenarios/" + name;
}

std::string name_of_pool(Cloud& cloud) {
  return cloud.get("/_virga/state/vms/number_pools/NP1234").json.at("Name");
}

TEST_CASE("quota-exceeded refuses the third UpdateNumberPoolV2, and then all is well",
          "[scenario]") {
  Cloud cloud;
  cloud.emulator.play(shipped("quota-exceeded.yaml"));
  CHECK(cloud.act("UpdateNumberPoolV2", kRename).status == 200);
  CHECK(cloud.act("UpdateNumberPoolV2", kRename).status == 200);
  const Answer third =
      cloud.act("UpdateNumberPoolV2", {{"NumberPoolNo", "NP1234"}, {"Name", "third"}});
  CHECK(third.status == 400);
  CHECK(third.json.at("ResponseMetadata").at("Error") ==
        Json({{"Code", "QuotaExceeded"},
              {"Message",
               "The number of number pools has exceeded the quota. example: The memory size of the "
               "specified disk has "
               "exceeded the quota."}}));
  CHECK(name_of_pool(cloud) == "营销专用号码池");
  CHECK(cloud.act("UpdateNumberPoolV2", kRename).status == 200);
  const auto hits = cloud.emulator.requests({.error = "QuotaExceeded"});
  REQUIRE(hits.size() == 1);
  CHECK(hits[0].rule == hits[0].verdicts.at(0).rule);
  CHECK(hits[0].verdicts.at(0).ordinal == 3);
}

TEST_CASE("system-busy fails the same clear-real-names in every run, about one in five",
          "[scenario]") {
  const auto run = [] {
    Cloud cloud;
    cloud.emulator.play(shipped("system-busy.yaml"));
    std::string outcomes;
    for (int i = 0; i < 60; ++i) {
      const Answer answer = cloud.send("POST", "/v1/sim-cards/158123456/clear-real-name");
      if (answer.status != 200)
        CHECK(answer.json ==
              Json({{"error_code", "GSL.00010003"}, {"error_msg", "系统繁忙,请稍后重试。"}}));
      outcomes += answer.status == 200 ? '.' : 'x';
    }
    return outcomes;
  };
  const std::string outcomes = run();
  CHECK(outcomes == run());
  const auto failed = std::count(outcomes.begin(), outcomes.end(), 'x');
  CHECK(failed >= 4);
  CHECK(failed <= 24);
}

TEST_CASE("answer-lost resets the connection after the pool is renamed", "[scenario]") {
  Cloud cloud;
  cloud.emulator.play(shipped("answer-lost.yaml"));
  const Answer lost = cloud.act("UpdateNumberPoolV2", kRename);
  CHECK(lost.reply.delivery.ending == Ending::kReset);
  CHECK(lost.reply.body.empty());
  CHECK(name_of_pool(cloud) == "营销专用号码池");
  CHECK(cloud.act("UpdateNumberPoolV2", kRename).status == 200);
}

TEST_CASE("a reset before anything has happened leaves the pool as it was", "[scenario]") {
  Cloud cloud;
  const ScenarioFile before(
      "format: 1\nname: before\nrules:\n  - id: lost\n    when: {service: vms, operation: "
      "UpdateNumberPoolV2}\n"
      "    do: [{phase: before}, {reset: rst}]\n");
  cloud.emulator.play(before.path());
  CHECK(cloud.act("UpdateNumberPoolV2", kRename).reply.delivery.ending == Ending::kReset);
  CHECK(name_of_pool(cloud) == "默认号码池");
}

}  // namespace
}  // namespace virga
