#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "support/cloud.h"

namespace virga {
namespace {

Json refusal(const std::string& code, const std::string& text) {
  return {{"error_code", code}, {"error_msg", text}};
}

const Json kParameterRefused = refusal("GSL.00010004", "参数异常");
const Json kNoSuchCard = refusal("GSL.00011001", "sim卡不存在或没有SIM卡的访问权限!");

std::vector<std::int64_t> ids(const Answer& answer) {
  std::vector<std::int64_t> ids;
  for (const Json& card : answer.json.at("sim_cards")) ids.push_back(card.at("sim_card_id"));
  return ids;
}

std::vector<std::int64_t> listed(Cloud& cloud, const std::string& query) {
  const Answer answer = cloud.get("/v1/sim-cards?" + query);
  CAPTURE(query, answer.reply.body);
  REQUIRE(answer.status == 200);
  return ids(answer);
}

using Ids = std::vector<std::int64_t>;

TEST_CASE("ListSimCards pages by page number and counts all cards", "[gsl]") {
  Cloud cloud;
  const Answer first = cloud.get("/v1/sim-cards?offset=1&limit=10");
  REQUIRE(first.status == 200);
  CHECK(first.json.at("limit") == 10);
  CHECK(first.json.at("offset") == 1);
  CHECK(first.json.at("count") == 54);
  CHECK(first.json.at("sim_cards").size() == 10);
  CHECK(first.json.at("sim_cards")[0].at("sim_card_id") == 158123456);

  const Answer second = cloud.get("/v1/sim-cards?offset=2&limit=10");
  CHECK(second.json.at("sim_cards").size() == 10);
  CHECK(second.json.at("offset") == 2);

  CHECK(cloud.get("/v1/sim-cards?offset=6&limit=10").json.at("sim_cards").size() == 4);

  const Answer beyond = cloud.get("/v1/sim-cards?offset=1000000&limit=500");
  CHECK(beyond.status == 200);
  CHECK(beyond.json ==
        Json{{"limit", 500}, {"offset", 1000000}, {"count", 54}, {"sim_cards", Json::array()}});
}

TEST_CASE("ListSimCards shows a card as ShowSimCard does, explicit nulls included", "[gsl]") {
  Cloud cloud;
  const Answer list =
      cloud.get("/v1/sim-cards?main_search_type=1&main_search_key=89860622330010641805");
  REQUIRE(list.status == 200);
  REQUIRE(list.json.at("count") == 1);
  CHECK(list.json.at("sim_cards")[0] == cloud.get("/v1/sim-cards/158123456").json);
}

TEST_CASE("ListSimCards looks for a container id, a batch or an IMEI", "[gsl]") {
  Cloud cloud;
  CHECK(listed(cloud, "main_search_type=1&main_search_key=11669563150033768257") ==
        Ids{400000000001});
  CHECK(listed(cloud, "main_search_type=1&main_search_key=8986062233001064180") == Ids{158123456});
  CHECK(listed(cloud, "main_search_type=1&main_search_key=898606223300106418").empty());
  CHECK(listed(cloud, "main_search_type=2&main_search_key=494000000003") ==
        Ids{500000000001, 500000000002});
  CHECK(listed(cloud, "main_search_type=2&main_search_key=nothing").empty());
  CHECK(listed(cloud, "main_search_type=3&main_search_key=860000000000101") == Ids{400000000001});
  CHECK(listed(cloud, "main_search_type=7&main_search_key=860000000000101").empty());
  CHECK(cloud.get("/v1/sim-cards?main_search_type=1").json.at("count") == 54);
  CHECK(cloud.get("/v1/sim-cards?main_search_key=860000000000101").json.at("count") == 54);
}

TEST_CASE("ListSimCards filters, and every filter has to hold", "[gsl]") {
  Cloud cloud;
  CHECK(listed(cloud, "sim_status=30") == Ids{345679, 10000000000000002, 600000000007});
  CHECK(listed(cloud, "sim_status=11&sim_type=1") == Ids{400000000002});
  CHECK(listed(cloud, "sim_status=11&sim_type=3").empty());
  CHECK(listed(cloud, "sim_status=12").empty());
  CHECK(listed(cloud, "device_status=3") == Ids{400000000001, 500000000002});
  CHECK(listed(cloud, "msisdn=861400190692085") == Ids{400000000001});
  CHECK(listed(cloud, "customer_attribute1=%E5%8C%97%E4%BA%AC") == Ids{385778661181234});
  CHECK(listed(cloud, "customer_attribute2=A-01") == Ids{385778661181234});
  CHECK(listed(cloud, "real_named=true&sim_status=20&order_id=494000000000") ==
        Ids{158123456, 100000000001});
  CHECK(listed(cloud, "order_ids=1000000&order_ids=494000000002&sim_status=20") ==
        Ids{10000000000000001, 400000000001});
  CHECK(listed(cloud, "order_ids=1000000,494000000002&sim_status=20") ==
        Ids{10000000000000001, 400000000001});
  CHECK(listed(cloud, "price_plan_id=10003&price_plan_id=30001") ==
        Ids{400000000002, 500000000002});
  CHECK(listed(cloud, "tag_id=456") == Ids{385778661181234, 500000000001});
  CHECK(listed(cloud, "tag_id=123&tag_id=456") == Ids{158123456, 385778661181234, 500000000001});
  CHECK(listed(cloud, "tag_id=789").empty());
  CHECK(listed(cloud, "min_used_flow=100") == Ids{385778661181235, 500000000001});
  CHECK(listed(cloud, "min_used_flow=20&max_used_flow=30") ==
        Ids{10000000000000000, 10000000000000001, 500000000002});
  CHECK(listed(cloud, "min_left_flow=80&max_left_flow=100") == Ids{123456, 500000000002});
}

TEST_CASE("ListSimCards leaves out cards suspended on request when asked to", "[gsl]") {
  Cloud cloud;
  const std::string suspended = "sim_status=14&order_ids=100000000,1000000,494000000004";
  const Ids all{385778661181235, 10000000000000000, 158200001, 158200002,
                158200003,       158200004,         158200005};
  CHECK(listed(cloud, suspended) == all);
  CHECK(listed(cloud, suspended + "&filter_downtime_period=false") == all);
  CHECK(listed(cloud, suspended + "&filter_downtime_period=true") ==
        Ids{385778661181235, 158200001, 158200002, 158200003, 158200004, 158200005});
}

TEST_CASE("ListSimCards sorts both ways, cards without the value last", "[gsl]") {
  Cloud cloud;
  CHECK(listed(cloud, "sort=flow_used&order=desc&sim_type=2") == Ids{500000000001, 500000000002});
  CHECK(listed(cloud, "sort=flow_used&sim_type=2") == Ids{500000000002, 500000000001});
  CHECK(listed(cloud, "sort=act_date&sim_type=1") == Ids{400000000001, 400000000002});
  CHECK(listed(cloud, "sort=act_date&order=desc&sim_type=1") == Ids{400000000001, 400000000002});
  CHECK(listed(cloud, "sort=cid&order=desc&sim_status=14&order_ids=100000000,1000000") ==
        Ids{10000000000000000, 385778661181235});
  CHECK(listed(cloud, "sort=expire_time&sim_status=30") ==
        Ids{345679, 10000000000000002, 600000000007});
}

TEST_CASE("ListSimCards refuses parameters outside their documented limits", "[gsl]") {
  Cloud cloud;
  for (const std::string query :
       {"limit=9", "limit=501", "offset=0", "offset=1000001", "limit=ten", "sim_status=100",
        "sim_type=-1", "sort=iccid", "order=up", "real_named=yes", "min_used_flow=-1",
        "order_id=9223372036854775000", "tag_id=1,2,3,4,5,6,7,8,9,10,11",
        "order_ids=1,2,3,4,5,6,7,8,9,10,11", "msisdn=123456789012345678901234567890123"}) {
    const Answer answer = cloud.get("/v1/sim-cards?" + query);
    CAPTURE(query);
    CHECK(answer.status == 400);
    CHECK(answer.json == kParameterRefused);
  }
}

TEST_CASE("ListSimCards names the character rule when a text breaks it", "[gsl]") {
  Cloud cloud;
  const Answer answer = cloud.get("/v1/sim-cards?customer_attribute1=a%20b");
  CHECK(answer.status == 400);
  CHECK(answer.json ==
        refusal("GSL.00010004",
                "The parameter contains illegal characters, and the proof test fails"));
}

TEST_CASE("ShowSimCard shows every documented member in order", "[gsl]") {
  Cloud cloud;
  const Answer answer = cloud.get("/v1/sim-cards/158123456");
  CHECK(answer.status == 200);
  CHECK(answer.json == Json::parse(R"({
    "sim_card_id": 158123456,
    "account_id": "04eef84demo",
    "cid": "89860622330010641805",
    "sim_pool_id": null,
    "imei": "860000000000011",
    "sim_status": 20,
    "device_status": null,
    "device_model": null,
    "act_date": "2022-09-16T01:14:58.000+00:00",
    "device_status_date": null,
    "node_id": null,
    "iccid": "89860622330010641805",
    "network_type": "4G",
    "dbm": null,
    "signal_level": null,
    "sim_type": 3,
    "tag_names": "测试标签",
    "order_id": 494000000000,
    "expire_time": "2026-08-26T15:59:59.000+00:00",
    "price_plan_name": "中国电信每月10M联接服务",
    "sim_price_plan_id": 3849095610654321,
    "flow_left": 9.5,
    "flow_used": 0.5,
    "operator_status": -1,
    "msisdn": "8613912345678",
    "imsi": "460001234567890",
    "customer_attribute1": "上海",
    "customer_attribute2": null,
    "customer_attribute3": null,
    "customer_attribute4": null,
    "customer_attribute5": null,
    "customer_attribute6": null,
    "real_named": true,
    "cut_net_flag": false,
    "exceed_cut_net_flag": false,
    "exceed_cut_net_quota": -1,
    "imei_bind_remain_times": 2,
    "speed_value": -1
  })"));
}

TEST_CASE("ShowSimCard joins the names of a card's tags with a comma", "[gsl]") {
  Cloud cloud;
  CHECK(cloud.get("/v1/sim-cards/385778661181234").json.at("tag_names") == "测试标签,华东区");
  CHECK(cloud.get("/v1/sim-cards/100000000001").json.at("tag_names") == nullptr);
}

TEST_CASE("ShowSimCard keeps ids beyond 2^53 whole", "[gsl]") {
  Cloud cloud;
  CHECK(cloud.get("/v1/sim-cards/10000000000000001").json.at("sim_card_id") == 10000000000000001);
}

TEST_CASE("ShowSimCard finds a card by ICCID when the id is 0, in the query or in a body",
          "[gsl]") {
  Cloud cloud;
  const Json card = cloud.get("/v1/sim-cards/158123456").json;
  CHECK(cloud.get("/v1/sim-cards/0?iccid=89860622330010641805").json == card);
  CHECK(cloud.get("/v1/sim-cards/0?iccid=8986062233001064180").json == card);
  CHECK(cloud.send("GET", "/v1/sim-cards/0", R"({"iccid": "89860622330010641805"})").json == card);
  CHECK(cloud.get("/v1/sim-cards/158123456?iccid=89860012345678901234").json == card);
}

TEST_CASE("ShowSimCard refuses an id that is no number, and 0 without an ICCID", "[gsl]") {
  Cloud cloud;
  for (const std::string target :
       {"/v1/sim-cards/abc", "/v1/sim-cards/-1", "/v1/sim-cards/0",
        "/v1/sim-cards/0?iccid=", "/v1/sim-cards/0?iccid=898606223300106418"}) {
    const Answer answer = cloud.get(target);
    CAPTURE(target);
    CHECK(answer.status == 400);
    CHECK(answer.json == kParameterRefused);
  }
}

TEST_CASE("ShowSimCard says that an unknown card does not exist", "[gsl]") {
  Cloud cloud;
  for (const std::string target :
       {"/v1/sim-cards/7", "/v1/sim-cards/0?iccid=89860622330010641806"}) {
    const Answer answer = cloud.get(target);
    CHECK(answer.status == 400);
    CHECK(answer.json == kNoSuchCard);
  }
}

TEST_CASE("ShowRealNamed tells whether a card has a verified name", "[gsl]") {
  Cloud cloud;
  CHECK(cloud.get("/v1/sim-cards/158123456/real-named").json ==
        Json{{"iccid", "89860622330010641805"}, {"real_named", true}});
  CHECK(cloud.get("/v1/sim-cards/0/real-named?iccid=89860484192070060450").json ==
        Json{{"iccid", "89860484192070060450"}, {"real_named", false}});
}

TEST_CASE("ShowRealNamed refuses a card of a carrier outside the Chinese mainland", "[gsl]") {
  Cloud cloud;
  const Answer answer = cloud.get("/v1/sim-cards/500000000002/real-named");
  CHECK(answer.status == 400);
  CHECK(answer.json == kParameterRefused);
}

TEST_CASE("ShowRealNamed refuses 0 without an ICCID", "[gsl]") {
  Cloud cloud;
  const Answer answer = cloud.get("/v1/sim-cards/0/real-named");
  CHECK(answer.status == 400);
  CHECK(answer.json == kParameterRefused);
}

TEST_CASE("ShowRealNamed says that an unknown card does not exist", "[gsl]") {
  Cloud cloud;
  const Answer answer = cloud.get("/v1/sim-cards/7/real-named");
  CHECK(answer.status == 400);
  CHECK(answer.json == kNoSuchCard);
}

}  // namespace
}  // namespace virga
