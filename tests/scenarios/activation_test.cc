// Rules that wait for somebody to call them: a request's header, the control API, C++.
#include <catch2/catch.hpp>

#include "support/cloud.h"

namespace virga {
namespace {

const std::string kSleeping = R"(format: 1
name: sleeping
rules:
  - id: busy
    when: {service: gsl, operation: ShowSimCard}
    activate: {by: header}
    do: [{error: GSL.00010003}]
)";

const std::string kCard = "/v1/sim-cards/100000000001";

TEST_CASE("X-Virga-Activate makes one request meet a fault, and no other", "[scenario]") {
  Cloud cloud;
  const ScenarioFile file(kSleeping);
  cloud.emulator.play(file.path());
  CHECK(cloud.get(kCard).status == 200);
  const Answer busy = cloud.send("GET", kCard, "", {{"X-Virga-Activate", "busy"}});
  CHECK(busy.json.at("error_code") == "GSL.00010003");
  CHECK(cloud.get(kCard).status == 200);
}

TEST_CASE("A request that names a rule nobody declares is refused, and counts nowhere",
          "[scenario]") {
  Cloud cloud;
  const ScenarioFile file(kSleeping);
  cloud.emulator.play(file.path());
  const Answer refused = cloud.send("GET", kCard, "", {{"X-Virga-Activate", "bussy"}});
  CHECK(refused.status == 400);
  CHECK(cloud.emulator.requests().back().why ==
        "X-Virga-Activate: no rule \"bussy\" is loaded that a request can activate (did you mean "
        "\"busy\"?)");
  CHECK(cloud.emulator.report("sleeping").rules[0].called == 0);
}

TEST_CASE("A test arms and disarms rules and reads their report", "[scenario]") {
  Cloud cloud;
  const ScenarioFile file(kSleeping);
  cloud.emulator.play(file.path());
  cloud.emulator.arm("sleeping", "busy", {.max_hits = 1});
  CHECK(cloud.get(kCard).status != 200);
  CHECK(cloud.get(kCard).status == 200);
  cloud.emulator.arm("sleeping", "busy");
  CHECK(cloud.get(kCard).status != 200);
  cloud.emulator.disarm("sleeping", "busy");
  CHECK(cloud.get(kCard).status == 200);
  const RuleReport rule = cloud.emulator.report("sleeping").rules.at(0);
  CHECK(rule.hits == 2);
  CHECK(rule.called == 4);
  CHECK_FALSE(rule.armed);
  CHECK_THROWS_AS(cloud.emulator.arm("sleeping", "bussy"), InvalidInput);
  CHECK_THROWS_AS(cloud.emulator.disarm("sleepin", "busy"), InvalidInput);
  CHECK_THROWS_AS(cloud.emulator.report("sleepin"), InvalidInput);
}

TEST_CASE("A rule about the state of the resource sees it as it is before the call", "[scenario]") {
  Cloud cloud;
  const ScenarioFile file(R"(format: 1
name: frozen-name
rules:
  - id: once-renamed
    when:
      service: vms
      operation: UpdateNumberPoolV2
      state: {number_pool: {Name: taken}}
    do: [{error: OperationDenied}]
)");
  cloud.emulator.play(file.path());
  const auto rename = [&](const std::string& name) {
    return cloud.act("UpdateNumberPoolV2", {{"NumberPoolNo", "NP1234"}, {"Name", name}}).status;
  };
  CHECK(rename("free") == 200);
  CHECK(rename("taken") == 200);
  CHECK(rename("other") != 200);
  const RuleReport rule = cloud.emulator.report("frozen-name").rules.at(0);
  CHECK(rule.hits == 1);
  CHECK(rule.nearest.at(1).why == "state.number_pool.Name: \"free\", the rule takes taken");
}

TEST_CASE("A card that is addressed by its ICCID has a state, too", "[scenario]") {
  Cloud cloud;
  const std::string iccid =
      cloud.get("/_virga/state/gsl/sim_cards/158123456").json.at("iccid").get<std::string>();
  const ScenarioFile file(R"(format: 1
name: by-iccid
rules:
  - id: that-card
    when: {service: gsl, kind: sim_card, state: {sim_card: {sim_card_id: 158123456}}}
    do: [{error: GSL.00010003}]
)");
  cloud.emulator.play(file.path());
  CHECK(cloud.get("/v1/sim-cards/0?iccid=" + iccid).status != 200);
  CHECK(cloud.get("/v1/sim-cards/158123456").status != 200);
  CHECK(cloud.get("/v1/sim-cards/100000000001").status == 200);
}

}  // namespace
}  // namespace virga
