#include <catch2/catch.hpp>

#include "support/cloud.h"

namespace virga {
namespace {

TEST_CASE("a fixture's card needs no more than what tells it from others", "[gsl]") {
  const ScenarioFile fixture(
      "format: 1\n"
      "gsl:\n"
      "  sim_cards:\n"
      "    - {sim_card_id: 1, iccid: 89860012345678901234, sim_type: 3, sim_status: 20}\n"
      "    - {sim_card_id: 2, iccid: 89860012345678901235, sim_type: 3, sim_status: 14,\n"
      "       price_plan_name: 中国联通消费级每月10M联接服务(1年)}\n"
      "vms:\n"
      "  number_pools: [{NumberPoolNo: NP1, Name: 池, ServiceType: 100, SubServiceType: 101}]\n");
  Options options = Cloud::usual();
  options.fixtures = {fixture.path()};
  Cloud cloud(options);
  const Json first = cloud.get("/v1/sim-cards/1").json;
  CHECK(first.at("cid") == "89860012345678901234");
  CHECK(first.at("operator_status") == -1);
  CHECK(first.at("real_named") == false);
  CHECK(cloud.get("/v1/sim-cards/2").json.at("operator_status") == 5);
  CHECK(cloud.state("gsl", "sim_cards")[1].at("carrier") == 3);
  CHECK(cloud.act("NumberPoolList", Json::object()).json.at("Result").at("Total") == 1);
}

TEST_CASE("several fixtures add up, and the first mistake stops the start", "[gsl]") {
  const ScenarioFile one("format: 1\ngsl: {tags: [{id: 1, tag_name: a, status: 0}]}\n");
  const ScenarioFile two("format: 1\ngsl: {tags: [{id: 2, tag_name: b, status: 0}]}\n");
  const ScenarioFile wrong("format: 1\ngsl: {tags: [{id: x, tag_nam: b, status: 0}]}\n");
  Options options = Cloud::usual();
  options.fixtures = {one.path(), two.path()};
  CHECK(Cloud(options).get("/v1/tags").json.at("count") == 2);
  options.fixtures.push_back(wrong.path());
  try {
    Cloud cloud(options);
    FAIL("a wrong fixture was taken");
  } catch (const InvalidInput& mistakes) {
    CHECK(mistakes.what() ==
          wrong.path() + ":2:19: id: int64 expected\n" + wrong.path() +
              ":2:22: unknown key \"tag_nam\" in tags (did you mean \"tag_name\"?)\n");
  }
}

}  // namespace
}  // namespace virga
