// Every list has something to turn to, so that clients that page can be tried at once.
#include <catch2/catch.hpp>
#include <string>
#include <utility>

#include "support/cloud.h"

namespace virga {
namespace {

TEST_CASE("every list of GSL has two pages in the demo world, but for attributes", "[gsl]") {
  Cloud cloud;
  const std::pair<std::string, std::string> lists[] = {
      {"/v1/sim-cards?", "sim_cards"},
      {"/v1/sim-cards-multiply?", "sim_cards"},
      {"/v1/work-orders?", "work_orders"},
      {"/v1/work-orders/5360000000000001/details?", "work_order_details"},
      {"/v1/sim-pools?", "pools"},
      {"/v1/sim-pools/1000000002/members?billing_cycle=2025-06&", "pool_members"},
      {"/v1/back-pools?", "pools"},
      {"/v1/back-pools/10000000001/members?billing_cycle=2025-06&", "pool_members"},
      {"/v1/sms-send-infos/details?", "sms_details"},
      {"/v1/tags?", "tags"},
      {"/v1/price-plans?", "price_plans"},
      {"/v1/network-switch-policies?", "network_switch_policy_list"}};
  for (const auto& [target, rows] : lists) {
    INFO(target);
    CHECK(cloud.get(target + "offset=1").json.at(rows).size() == 10);
    CHECK_FALSE(cloud.get(target + "offset=2").json.at(rows).empty());
  }
  const std::string plans = "/v1/sim-price-plans?sim_card_id=500000000002&offset=";
  CHECK(cloud.get(plans + "1").json.size() == 10);
  CHECK(cloud.get(plans + "2").json.size() == 1);
  CHECK(cloud.get("/v1/attributes").json.at("count") == 3);  // six are the most there may be
}

}  // namespace
}  // namespace virga
