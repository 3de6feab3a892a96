// What becomes of cards and pools when days, months and terms end in Beijing.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "support/gsl.h"
#include "support/thinned.h"

namespace virga {
namespace {

Json state_of(Cloud& cloud, std::int64_t card) {
  const Json document = stored_card(cloud, card);
  if (document.is_null()) return nullptr;
  return {document.at("sim_status"), document.at("operator_status")};
}

const Json kInUse{20, -1};

std::string card(const std::string& members) {
  return "    - {sim_card_id: 1, iccid: 89860322330010690001, sim_type: 3, " + members + "}\n";
}

// The newest order of a task of the cloud.
Json newest_order(Cloud& cloud) { return cloud.get("/v1/work-orders").json.at("work_orders")[0]; }

TEST_CASE("A card whose plan is used up is suspended at midnight and resumes with the next month",
          "[gsl]") {
  GslCloud cloud("  sim_cards:\n" +
                 card("sim_status: 20, carrier: 2, act_date: 2025-01-01T00:00:00Z, "
                      "price_plan_name: x, flow_used: 1, flow_left: 9") +
                 "  usage: [{sim_card_id: 1, date: 20250605, flow: 9.5}]\n");
  move_to(cloud, "2025-06-05T23:59:59+08:00");
  CHECK(state_of(cloud, 1) == kInUse);
  move_to(cloud, "2025-06-06T00:00:00+08:00");
  CHECK(state_of(cloud, 1) == Json{14, 1});
  CHECK(cloud.get("/v1/sim-cards/1").json.at("flow_left") == -0.5);
  const Json order = newest_order(cloud);
  CHECK(order.at("work_order_type") == 7);
  CHECK(order.at("work_order_source") == 5);
  CHECK(order.at("work_order_source_desc") == "单卡没流量停机定时任务");
  CHECK(order.at("status") == 4);
  const Json rows = cloud
                        .get("/v1/work-orders/" + order.at("id").dump() +
                             "/details?main_search_key=89860322330010690001")
                        .json;
  CHECK(rows.at("count") == 1);
  CHECK(cloud.post("/v1/sim-cards/1/reset", "").json.at("error_code") == "GSL.00016019");
  move_to(cloud, "2025-06-30T23:59:59+08:00");
  CHECK(state_of(cloud, 1) == Json{14, 1});
  CHECK(cloud.get("/v1/sim-cards/1").json.at("flow_used") == 10.5);
  move_to(cloud, "2025-07-01T00:00:00+08:00");
  CHECK(state_of(cloud, 1) == kInUse);
  CHECK(cloud.get("/v1/sim-cards/1").json.at("flow_used") == 0);
  CHECK(cloud.get("/v1/sim-cards/1").json.at("flow_left") == 10);
}

TEST_CASE("The next month of a China Unicom card begins on the 27th", "[gsl]") {
  GslCloud cloud("  sim_cards:\n" +
                 card("sim_status: 14, operator_status: 1, carrier: 3, "
                      "act_date: 2025-01-01T00:00:00Z, flow_used: 10, flow_left: 0"));
  move_to(cloud, "2025-06-26T23:00:00+08:00");
  CHECK(state_of(cloud, 1) == Json{14, 1});
  move_to(cloud, "2025-06-27T00:00:00+08:00");
  CHECK(state_of(cloud, 1) == kInUse);
}

TEST_CASE("A card that reaches its own threshold is suspended until the next month", "[gsl]") {
  GslCloud cloud("  sim_cards:\n" +
                 card("sim_status: 20, carrier: 2, act_date: 2025-01-01T00:00:00Z, flow_used: 1, "
                      "flow_left: 99, exceed_cut_net_quota: 5") +
                 "  usage: [{sim_card_id: 1, date: 20250607, flow: 40}]\n");
  move_to(cloud, "2025-06-08T00:00:00+08:00");
  CHECK(state_of(cloud, 1) == Json{14, 2});
  CHECK(stored_card(cloud, 1).at("exceed_cut_net_flag") == true);
  const Json below =
      cloud.post("/v1/sim-cards/1/exceed-cut-net", R"({"action": 1, "quota": 6})").json;
  REQUIRE(below.contains("work_order_id"));
  cloud.advance(std::chrono::minutes(10));
  CHECK(state_of(cloud, 1) == Json{14, 2});
  CHECK(cloud.post("/v1/sim-cards/1/exceed-cut-net", R"({"action": 1, "quota": 50})").status ==
        200);
  cloud.advance(std::chrono::minutes(10));
  CHECK(state_of(cloud, 1) == kInUse);
}

TEST_CASE("When a pool is used up, every member is suspended until the next month", "[gsl]") {
  Cloud cloud;
  move_to(cloud, "2025-06-06T00:00:00+08:00");
  CHECK(state_of(cloud, 10000000000000001) == Json{14, 3});  // 60 MB, 102.59 used
  const Json orders = cloud.get("/v1/work-orders?work_order_type=7").json.at("work_orders");
  CHECK(orders[0].at("work_order_source") == 7);
  CHECK(orders[0].at("total_count") == 1);
  move_to(cloud, "2025-06-26T23:59:59+08:00");
  CHECK(state_of(cloud, 10000000000000001) == Json{14, 3});
  move_to(cloud, "2025-06-27T00:00:00+08:00");
  CHECK(state_of(cloud, 10000000000000001) == kInUse);
  CHECK(state_of(cloud, 10000000000000000) == Json{14, 5});  // its user has suspended it
}

TEST_CASE("A member of a pool goes beyond its own plan as long as the pool has data", "[gsl]") {
  GslCloud cloud(
      "  usage:\n"
      "    - {sim_card_id: 160000000001, date: 20250605, flow: 200}\n"
      "    - {sim_card_id: 160000000001, date: 20250607, flow: 100}\n");
  move_to(cloud, "2025-06-06T00:00:00+08:00");
  CHECK(state_of(cloud, 160000000001) == kInUse);
  CHECK(cloud.get("/v1/sim-cards/160000000001").json.at("flow_left") < 0);
  move_to(cloud, "2025-06-08T00:00:00+08:00");
  for (std::int64_t i = 1; i <= 11; ++i) CHECK(state_of(cloud, 160000000000 + i) == Json{14, 3});
}

TEST_CASE("A backward pool stops at its threshold and resumes with the next month", "[gsl]") {
  GslCloud cloud("  usage: [{sim_card_id: 170000000001, date: 20250605, flow: 1000}]\n");
  move_to(cloud, "2025-06-06T00:00:00+08:00");
  const auto pool = [&] { return cloud.get("/v1/back-pools").json.at("pools")[0]; };
  CHECK(pool().at("pool_status") == -1);
  CHECK(pool().at("status_time") == "2025-06-05T16:00:00.000+00:00");
  CHECK(state_of(cloud, 170000000002) == Json{14, 3});
  CHECK(state_of(cloud, 170000000011) == Json{13, -1});
  move_to(cloud, "2025-07-01T00:00:00+08:00");
  CHECK(pool().at("pool_status") == 2);
  CHECK(state_of(cloud, 170000000002) == kInUse);
  const Json orders = cloud.get("/v1/work-orders?work_order_type=6").json.at("work_orders");
  REQUIRE(orders.size() == 1);
  CHECK(orders[0].at("work_order_source") == 4);
  CHECK(orders[0].at("total_count") == 10);
}

TEST_CASE("A card is in use on the 1st of the month after its silent period", "[gsl]") {
  GslCloud cloud("  sim_cards:\n" +
                 card("sim_status: 10, carrier: 2, delivered_time: 2025-01-15T00:00:00Z"));
  move_to(cloud, "2025-07-31T23:59:59+08:00");
  CHECK(state_of(cloud, 1) == Json{10, -1});
  CHECK(state_of(cloud, 345678) == Json{10, -1});
  move_to(cloud, "2025-08-01T00:00:00+08:00");
  CHECK(state_of(cloud, 1) == kInUse);
  CHECK(cloud.get("/v1/sim-cards/1").json.at("act_date") == "2025-07-31T16:00:00.000+00:00");
  move_to(cloud, "2025-12-31T23:59:59+08:00");
  CHECK(state_of(cloud, 345678) == Json{10, -1});  // delivered when the world began
  move_to(cloud, "2026-01-01T00:00:00+08:00");
  CHECK(state_of(cloud, 345678) == kInUse);
  CHECK(state_of(cloud, 400000000002) == Json{11, -1});  // a vSIM waits for its device
}

TEST_CASE("A silent period is as long as the plan says", "[gsl]") {
  GslCloud cloud("  sim_cards:\n" +
                 card("sim_status: 13, carrier: 1, delivered_time: 2025-06-01T00:00:00Z, "
                      "price_plan_id: 40001"));  // 90 days
  move_to(cloud, "2025-08-31T12:00:00+08:00");
  CHECK(state_of(cloud, 1) == Json{13, -1});
  move_to(cloud, "2025-09-01T00:00:00+08:00");
  CHECK(state_of(cloud, 1) == kInUse);
}

TEST_CASE("A plan that is not renewed suspends its card, deregisters and takes it away", "[gsl]") {
  Cloud cloud;
  REQUIRE(cloud.post("/v1/sim-tags/batch-set", R"({"sim_card_ids": [158200006], "tag_ids": [789]})")
              .status == 200);
  move_to(cloud, "2025-06-20T23:59:58+08:00");
  CHECK(state_of(cloud, 158200006) == kInUse);
  move_to(cloud, "2025-06-21T00:00:00+08:00");
  CHECK(state_of(cloud, 158200006) == Json{14, 4});
  const Json order = cloud.get("/v1/work-orders?work_order_type=7").json.at("work_orders")[0];
  CHECK(order.at("work_order_source") == 6);
  CHECK(order.at("work_order_source_desc") == "SIM卡到期自动停机定时任务");
  move_to(cloud, "2025-07-21T00:00:00+08:00");
  CHECK(state_of(cloud, 158200006) == Json{30, 4});
  CHECK(stored(cloud, "tags", "id", 789).at("status") == 1);
  move_to(cloud, "2025-08-21T00:00:00+08:00");
  CHECK(state_of(cloud, 158200006).is_null());
  CHECK(cloud.get("/v1/sim-cards/158200006").json.at("error_code") == "GSL.00011001");
  CHECK(stored(cloud, "tags", "id", 789).at("status") == 0);
}

TEST_CASE("A suspended card without a renewed plan is gone after twelve months", "[gsl]") {
  GslCloud cloud("  sim_cards:\n" +
                 card("sim_status: 14, operator_status: 5, carrier: 2, auto_renew: false, "
                      "act_date: 2024-06-01T00:00:00Z, expire_time: 2025-06-10T15:59:59Z"));
  move_to(cloud, "2026-06-10T12:00:00+08:00");
  CHECK(state_of(cloud, 1) == Json{14, 5});
  move_to(cloud, "2026-06-11T00:00:00+08:00");
  CHECK(state_of(cloud, 1).is_null());
}

TEST_CASE("A plan that renews itself goes on for another year", "[gsl]") {
  GslCloud cloud("  sim_cards:\n" +
                 card("sim_status: 20, carrier: 2, act_date: 2020-02-29T00:00:00Z, "
                      "expire_time: 2024-02-29T15:59:59Z"));
  move_to(cloud, "2025-06-06T00:00:00+08:00");
  CHECK(state_of(cloud, 1) == kInUse);
  CHECK(cloud.get("/v1/sim-cards/1").json.at("expire_time") == "2026-02-28T15:59:59.000+00:00");
}

TEST_CASE("Filters and sorting of cards see the figures of last midnight", "[gsl]") {
  GslCloud cloud("  usage: [{sim_card_id: 158123456, date: 20250605, flow: 5.25}]\n");
  const std::string query = "/v1/sim-cards?main_search_type=1&main_search_key=89860622330010641805";
  CHECK(cloud.get(query + "&min_used_flow=5").json.at("count") == 0);
  move_to(cloud, "2025-06-06T00:00:00+08:00");
  CHECK(cloud.get(query + "&min_used_flow=5").json.at("count") == 1);
  CHECK(cloud.get(query).json.at("sim_cards")[0].at("flow_used") == 5.75);
  CHECK(cloud.get(query + "&max_left_flow=4").json.at("count") == 0);
  CHECK(cloud.get(query + "&max_left_flow=5").json.at("count") == 1);
}

TEST_CASE("A message to a card that cannot be reached by then is lost", "[gsl]") {
  GslCloud cloud("  sim_cards:\n" +
                 card("sim_status: 20, carrier: 2, sms_plan: true, act_date: 2025-01-01T00:00:00Z, "
                      "device_status: 4"));
  REQUIRE(
      cloud.post("/v1/sms-send-infos", R"({"sms_content": "x", "cids": ["89860322330010690001"]})")
          .status == 200);
  cloud.advance(std::chrono::seconds(1));
  const Json message =
      cloud.get("/v1/sms-send-infos/details?cid=89860322330010690001").json.at("sms_details")[0];
  CHECK(message.at("sms_status") == 3);
  CHECK(message.at("received_time").is_null());
}

TEST_CASE("A midnight foresees on which day a card will have reached a limit", "[gsl]") {
  GslCloud cloud("  sim_cards:\n" +
                 card("sim_status: 20, carrier: 2, act_date: 2025-01-01T00:00:00Z, "
                      "expire_time: 2030-06-10T15:59:59Z, flow_used: 1, flow_left: 1000") +
                 "  usage: [{sim_card_id: 1, date: 20250614, flow: 999}]\n");
  const auto look_on = [&] { return stored_card(cloud, 1).at("look_on"); };
  CHECK(look_on() == 0);
  move_to(cloud, "2025-06-06T00:00:00+08:00");
  CHECK(look_on() == 20250615);
  move_to(cloud, "2025-06-15T00:00:00+08:00");
  CHECK(state_of(cloud, 1) == Json{14, 1});
  CHECK(look_on() == 20250701);
}

TEST_CASE("What an order makes of a card is looked at by the next midnight", "[gsl]") {
  GslCloud cloud("  usage: [{sim_card_id: 158123456, date: 20250607, flow: 4}]\n");
  move_to(cloud, "2025-06-06T00:00:00+08:00");
  CHECK(stored_card(cloud, 158123456).at("look_on") != 0);
  finish(cloud,
         cloud.post("/v1/sim-cards/158123456/exceed-cut-net", R"({"action": 1, "quota": 3})"));
  CHECK(stored_card(cloud, 158123456).at("look_on") == 0);
  move_to(cloud, "2025-06-08T00:00:00+08:00");
  CHECK(state_of(cloud, 158123456) == Json{14, 2});
}

TEST_CASE("Years at once and day by day lead to the same world", "[gsl]") {
  Cloud at_once, daily;
  for (Cloud* cloud : {&at_once, &daily})
    REQUIRE(cloud->post("/v1/sim-cards/158123456/exceed-cut-net", R"({"action": 1, "quota": 3})")
                .status == 200);
  constexpr int kDays = 450 / static_cast<int>(kThinning);
  at_once.advance(std::chrono::days(kDays));
  for (int day = 0; day < kDays; ++day) daily.advance(std::chrono::days(1));
  for (const char* kind : {"sim_cards", "back_pools", "tags", "work_orders", "work_order_details"})
    CHECK((at_once.state("gsl", kind) == daily.state("gsl", kind)));
}

TEST_CASE("A world that starts again knows nothing of the midnights that it has seen", "[gsl]") {
  Cloud cloud;
  const Json before = cloud.state("gsl", "sim_cards");
  cloud.advance(std::chrono::days(40));
  CHECK(cloud.state("gsl", "sim_cards") != before);
  cloud.emulator.reset();
  CHECK(cloud.state("gsl", "sim_cards") == before);
  cloud.advance(std::chrono::days(40));
  const Json once = cloud.state("gsl", "sim_cards");
  cloud.emulator.reset();
  for (int day = 0; day < 40; ++day) cloud.advance(std::chrono::days(1));
  CHECK(cloud.state("gsl", "sim_cards") == once);
}

}  // namespace
}  // namespace virga
