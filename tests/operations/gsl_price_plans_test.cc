// Plans on offer, and plans as cards have them.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "support/gsl.h"

namespace virga {
namespace {

const Json kParameterRefused = gsl_refusal("GSL.00010004", "参数异常");
const Json kNoSuchCard = gsl_refusal("GSL.00011001", "sim卡不存在或没有SIM卡的访问权限!");

using Names = std::vector<std::string>;

Names plans(Cloud& cloud, const std::string& query) {
  const Answer answer = cloud.get("/v1/price-plans?" + query);
  CAPTURE(query, answer.reply.body);
  REQUIRE(answer.status == 200);
  Names ids;
  for (const Json& plan : answer.json.at("price_plans")) ids.push_back(plan.at("price_plan_id"));
  return ids;
}

TEST_CASE("ListProPricePlans shows a plan as documented", "[gsl]") {
  Cloud cloud;
  const Answer answer = cloud.get("/v1/price-plans?carrier_type=2&offset=1&limit=10");
  CHECK(answer.json.at("count") == 5);
  CHECK(answer.json.at("price_plans")[0] == Json::parse(R"json({
    "price_plan_id": "100000", "price_plan_name": "中国电信每月1M联接服务(实体卡)",
    "description": "中国电信每月1M联接服务(实体卡)", "flow_total": 10, "package_type": 1,
    "period": 1, "period_type": 20, "effect_type": 1, "silent_period_day": 6,
    "silent_period_unit": 2, "auto_renew": false, "location_desc": "中国", "location_type": 1,
    "sim_type": 3, "carrier_type": 2, "price": 1})json"));
}

TEST_CASE("ListProPricePlans filters by name, data, network, place, carrier and country", "[gsl]") {
  Cloud cloud;
  CHECK(plans(cloud, "main_search_key=%E8%81%94%E9%80%9A") == Names{"10000", "10003"});
  CHECK(plans(cloud, "main_search_key=(1%E5%B9%B4)") == Names{"10000"});
  CHECK(plans(cloud, "flow_total=60") == Names{"10005"});
  CHECK(plans(cloud, "network_type=2") == Names{"10005"});
  CHECK(plans(cloud, "location_type=2") == Names{"30001"});
  CHECK(plans(cloud, "carrier_type=501&country_type=1") == Names{"30002"});
  CHECK(plans(cloud, "carrier_type=2&location_type=2").empty());
  CHECK(plans(cloud, "country_type=11").empty());
  CHECK(plans(cloud, "").size() == 10);
  CHECK(plans(cloud, "offset=2").size() == 3);
}

TEST_CASE("ListProPricePlans refuses parameters outside their documented limits", "[gsl]") {
  Cloud cloud;
  for (const std::string query :
       {"limit=9", "offset=0", "flow_total=-1", "network_type=x", "location_type=-1",
        "carrier_type=2147483648", "country_type=-1"}) {
    const Answer answer = cloud.get("/v1/price-plans?" + query);
    CAPTURE(query);
    CHECK(answer.status == 400);
    CHECK(answer.json == kParameterRefused);
  }
  const Answer long_name = cloud.get("/v1/price-plans?main_search_key=" + std::string(257, 'a'));
  CHECK(long_name.json == kParameterRefused);
  for (const std::string key : {"a_b", "a%2Cb", "a%3Bb"})
    CHECK(cloud.get("/v1/price-plans?main_search_key=" + key).json ==
          gsl_refusal("GSL.00010004",
                      "The parameter contains illegal characters, and the proof test fails"));
  CHECK(plans(cloud, "main_search_key=%EF%BC%88%EF%BC%9A%EF%BC%89%20%3A.-/").empty());
}

TEST_CASE("ListSimPricePlans shows the one plan of a physical card", "[gsl]") {
  Cloud cloud;
  const Answer answer = cloud.get("/v1/sim-price-plans?sim_card_id=10000000000000001");
  CHECK(answer.status == 200);
  CHECK(answer.json == Json::parse(R"json([{
    "id": 10000000000000001, "account_id": "04eef84demo", "sim_card_id": 10000000000000001,
    "status": 2, "price_plan_id": "10000", "cid": "89860622330010700002", "order_id": "1000000",
    "create_time": null, "active_time": "2024-02-01T04:00:00.000+00:00",
    "stop_time": "2026-01-31T15:59:59.000+00:00", "flow_total": 30, "flow_used": 29.5,
    "flow_left": 0.5, "using": "0", "price_plan_name": "中国联通消费级每月30M联接服务(1年)",
    "description": "中国联通消费级每月30M联接服务(1年)", "package_type": 1, "effect_type": 1,
    "silent_period_day": 6, "silent_period_unit": 2, "auto_renew": 1, "location_desc": "中国"}])json"));
  CHECK(cloud.get("/v1/sim-price-plans?sim_card_id=0&iccid=8986062233001070000").json.size() == 1);
}

TEST_CASE("ListSimPricePlans shows every plan of an eSIM, and which is in use", "[gsl]") {
  Cloud cloud;
  const Json plans = cloud.get("/v1/sim-price-plans?sim_card_id=500000000001").json;
  REQUIRE(plans.size() == 3);
  std::string marks, states;
  for (const Json& plan : plans) {
    marks += plan.at("using").get<std::string>();
    states += plan.at("status").dump();
  }
  CHECK(marks == "100");
  CHECK(states == "213");
  CHECK(plans[1].at("order_id") == "20250401075755181148");
  CHECK(plans[1].at("flow_left") == 10);
  CHECK(plans[1].at("price_plan_name") == "香港漫游加油包10M");
  CHECK(plans[2].at("flow_used") == 10);
  CHECK(plans[2].at("flow_left") == 0);
  CHECK(cloud.get("/v1/sim-price-plans?sim_card_id=500000000001&offset=2").json == Json::array());
}

TEST_CASE("ListSimPricePlans tells what became of the plan of a card that is not in use", "[gsl]") {
  Cloud cloud;
  const auto status = [&](std::int64_t card) {
    return cloud.get("/v1/sim-price-plans?sim_card_id=" + std::to_string(card))
        .json.at(0)
        .at("status");
  };
  CHECK(status(345678) == 1);             // testable
  CHECK(status(158200005) == 3);          // used up
  CHECK(status(10000000000000000) == 5);  // suspended by its user
  CHECK(status(345679) == 5);             // deregistered
  const Json used_up = cloud.get("/v1/sim-price-plans?sim_card_id=158200005").json[0];
  CHECK(used_up.at("flow_left") == -0.4);
  CHECK(cloud.get("/v1/sim-price-plans?sim_card_id=345678").json[0].at("id") == 345678);
}

TEST_CASE("ListSimPricePlans refuses requests that name no card, and unknown cards", "[gsl]") {
  Cloud cloud;
  for (const std::string query :
       {"sim_card_id=-1", "sim_card_id=x", "sim_card_id=0", "sim_card_id=0&iccid=1",
        "sim_card_id=1&real_time=now", "sim_card_id=1&limit=5"}) {
    CAPTURE(query);
    CHECK(cloud.get("/v1/sim-price-plans?" + query).json == kParameterRefused);
  }
  CHECK(cloud.get("/v1/sim-price-plans").json ==
        gsl_refusal("GSL.00010004", "sim_card_id:不能为null"));
  CHECK(cloud.get("/v1/sim-price-plans?sim_card_id=7").json == kNoSuchCard);
  CHECK(cloud.get("/v1/sim-price-plans?sim_card_id=0&iccid=89860622330010641899").json ==
        kNoSuchCard);
}

Answer flows(Cloud& cloud, const Json& body) {
  return cloud.post("/v1/sim-price-plans/usage/batch-query", body.dump());
}

TEST_CASE("ListFlowBySimCards has a row for each plan in use, in the order asked for", "[gsl]") {
  Cloud cloud;
  const Answer answer =
      flows(cloud, {{"sim_card_ids", {10000000000000001, 345678, 400000000001, 158123456}}});
  CHECK(answer.status == 200);
  CHECK(answer.json == Json::parse(R"json([
    {"id": 10000000000000001, "account_id": "04eef84demo", "sim_card_id": 10000000000000001,
     "price_plan_id": "10000", "price_plan_name": "中国联通消费级每月30M联接服务(1年)",
     "iccid": "89860622330010700002", "flow_total": 30, "flow_used": 29.5, "flow_left": 0.5},
    {"id": 3849095610654321, "account_id": "04eef84demo", "sim_card_id": 158123456,
     "price_plan_id": "10001", "price_plan_name": "中国电信每月10M联接服务",
     "iccid": "89860622330010641805", "flow_total": 10, "flow_used": 0.5, "flow_left": 9.5}])json"));
  CHECK(flows(cloud, {{"iccids", {"8986062233001064180"}}, {"sim_card_ids", Json::array()}})
            .json[0]
            .at("sim_card_id") == 158123456);
}

TEST_CASE("ListFlowBySimCards shows a three-network card by id, with the ICCID in use", "[gsl]") {
  Cloud cloud;
  CHECK(flows(cloud, {{"sim_card_ids", {600000000002}}}).json[0].at("iccid") ==
        "89860100000000000002");
  CHECK(flows(cloud, {{"iccids", {"89860100000000000002"}}}).json ==
        gsl_refusal("GSL.00011011", "iccid:[89860100000000000002] 不存在"));
}

TEST_CASE("ListFlowBySimCards refuses too many cards, no cards and both lists", "[gsl]") {
  Cloud cloud;
  Json ids = Json::array(), iccids = Json::array();
  for (int i = 0; i < 51; ++i) {
    ids.push_back(158123456);
    iccids.push_back("89860622330010641805");
  }
  CHECK(flows(cloud, {{"iccids", iccids}}).json ==
        gsl_refusal("GSL.00011010", "iccid 超过个数限制。"));
  for (const Json& body :
       std::vector<Json>{Json::object(),
                         {{"sim_card_ids", ids}},
                         {{"sim_card_ids", {158123456}}, {"iccids", {"89860622330010641805"}}},
                         {{"sim_card_ids", {-1}}},
                         {{"sim_card_ids", {"card"}}},
                         {{"iccids", {"a,b"}}},
                         {{"iccids", {std::string(65, '8')}}}}) {
    CAPTURE(body.dump().substr(0, 200));
    CHECK(flows(cloud, body).json == kParameterRefused);
  }
}

TEST_CASE("ListFlowBySimCards names the ICCID that does not exist", "[gsl]") {
  Cloud cloud;
  CHECK(flows(cloud, {{"iccids", {"89860622330010641805", "89860403102070234567"}}}).json ==
        gsl_refusal("GSL.00011011", "iccid:[89860403102070234567] 不存在"));
  CHECK(flows(cloud, {{"sim_card_ids", {158123456, 7}}}).json == kNoSuchCard);
}

TEST_CASE("ListFlowBySimCards has nothing to say of cards without a plan in use", "[gsl]") {
  Cloud cloud;
  const Answer answer = flows(cloud, {{"sim_card_ids", {345678, 400000000001, 345679}}});
  CHECK(answer.status == 403);
  CHECK(answer.json == gsl_refusal("GSL.00010002", "请求的内容不存在"));
}

}  // namespace
}  // namespace virga
