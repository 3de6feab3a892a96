// Three-network cards and the policies by which they switch.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "support/gsl.h"

namespace virga {
namespace {

const Json kParameterRefused = gsl_refusal("GSL.00010004", "参数异常");
const Json kNoSuchCard = gsl_refusal("GSL.00011001", "sim卡不存在或没有SIM卡的访问权限!");
const Json kUnsupported = gsl_refusal("GSL.00011015", "该卡不支持此操作,请检查!");
const Json kNoPolicy = gsl_refusal("GSL.00015028", "策略不存在!");
const Json kCarrierRefused = gsl_refusal("GSL.00011063", "不支持切换的目标运营商");
// This one operation prints the code of bad parameters one off.
const Json kPolicyRefused = gsl_refusal("GSL.00010001", "参数异常");
const Json kMalformed = gsl_refusal("GSL.00015035", "切卡顺序格式错误,请检查!");

const std::string kPolicies = "/v1/network-switch-policies";

Answer add(Cloud& cloud, const Json& policy) { return cloud.post(kPolicies, policy.dump()); }

Json newest(Cloud& cloud) {
  return cloud.get(kPolicies + "?limit=500").json.at("network_switch_policy_list").back();
}

TEST_CASE("AddNetworkSwitchPolicy makes a policy for cards without SDK", "[gsl]") {
  Cloud cloud;
  const Answer answer = add(cloud, {{"policy_name", "优选移动策略"},
                                    {"version", 2},
                                    {"switch_order", "1,2,3"},
                                    {"blacklist", 0},
                                    {"preferred_carrier", 1}});  // of the other version
  CHECK(answer.status == 200);
  CHECK(answer.reply.body == "true");
  Json policy = newest(cloud);
  CHECK(policy.at("id").is_number_integer());
  policy.erase("id");
  CHECK(policy == Json::parse(R"({
    "policy_name": "优选移动策略", "preferred_carrier": null, "least_preferred_carrier": null,
    "optimal_signal": false, "auto_switch": false, "weak_signal_switch": null, "connect_ip": null,
    "create_time": "2025-06-05T07:27:35.000+00:00",
    "modify_time": "2025-06-05T07:27:35.000+00:00", "status": 1, "type": 1, "used": false,
    "version": 2, "switch_order": "1,2,3", "blacklist": 0})"));
}

TEST_CASE("AddNetworkSwitchPolicy makes a policy for cards with SDK", "[gsl]") {
  Cloud cloud;
  REQUIRE(add(cloud, {{"policy_name", "SDK策略"},
                      {"version", 1},
                      {"auto_switch", true},
                      {"connect_ip", "www.example.com"},
                      {"switch_order", "1,2"},
                      {"blacklist", 3}})
              .status == 200);
  Json policy = newest(cloud);
  policy.erase("id");
  CHECK(policy == Json::parse(R"({
    "policy_name": "SDK策略", "preferred_carrier": 3, "least_preferred_carrier": 2,
    "optimal_signal": false, "auto_switch": true, "weak_signal_switch": null,
    "connect_ip": "www.example.com", "create_time": "2025-06-05T07:27:35.000+00:00",
    "modify_time": "2025-06-05T07:27:35.000+00:00", "status": 1, "type": 1, "used": false,
    "version": 1, "switch_order": null, "blacklist": 0})"));
}

TEST_CASE("AddNetworkSwitchPolicy gives a policy without an order the usual one", "[gsl]") {
  Cloud cloud;
  REQUIRE(add(cloud, {{"policy_name", "a"}, {"version", 2}}).status == 200);
  CHECK(newest(cloud).at("switch_order") == "3,1,2");
  REQUIRE(add(cloud, {{"policy_name", "b"}, {"version", 2}, {"blacklist", 1}}).status == 200);
  CHECK(newest(cloud).at("switch_order") == "3,2");
}

TEST_CASE("AddNetworkSwitchPolicy refuses orders that are none", "[gsl]") {
  Cloud cloud;
  const Json before = cloud.state("gsl", "network_switch_policies");
  for (const std::string order : {"", "1", "1,2,3,1", "1,1", "1,4", "1;2", "1,2,", "1, 2"}) {
    CAPTURE(order);
    CHECK(add(cloud, {{"policy_name", "x"}, {"version", 2}, {"switch_order", order}}).json ==
          kMalformed);
  }
  CHECK(
      add(cloud, {{"policy_name", "x"}, {"version", 2}, {"switch_order", "1,2"}, {"blacklist", 2}})
          .json == kMalformed);
  CHECK(cloud.state("gsl", "network_switch_policies") == before);
}

TEST_CASE("AddNetworkSwitchPolicy refuses equal carriers, no trigger and a name that is taken",
          "[gsl]") {
  Cloud cloud;
  const Json before = cloud.state("gsl", "network_switch_policies");
  CHECK(add(cloud, {{"policy_name", "x"},
                    {"version", 1},
                    {"preferred_carrier", 2},
                    {"weak_signal_switch", true}})
            .json == gsl_refusal("GSL.00015032", "优先使用运营商和最不优先使用运营商不能相同!"));
  CHECK(add(cloud, {{"policy_name", "x"}, {"version", 1}}).json ==
        gsl_refusal("GSL.00015033", "弱信号切换策略、连接延时切换策略必须设置其中一种!"));
  CHECK(add(cloud, {{"policy_name", "默认策略"}, {"version", 2}}).json ==
        gsl_refusal("GSL.00015034", "策略名称已存在,请重新输入!"));
  CHECK(cloud.state("gsl", "network_switch_policies") == before);
}

TEST_CASE("AddNetworkSwitchPolicy refuses parameters outside their documented limits", "[gsl]") {
  Cloud cloud;
  const Json before = cloud.state("gsl", "network_switch_policies");
  for (const Json& change : std::vector<Json>{{{"version", 3}},
                                              {{"version", "SDK"}},
                                              {{"policy_name", ""}},
                                              {{"policy_name", std::string(33, 'a')}},
                                              {{"preferred_carrier", 5}},
                                              {{"preferred_carrier", 0}},
                                              {{"least_preferred_carrier", 4}},
                                              {{"optimal_signal", "yes"}},
                                              {{"blacklist", 4}},
                                              {{"switch_order", "1,2,3,1,2,3"}}}) {
    Json policy{{"policy_name", "x"}, {"version", 1}, {"weak_signal_switch", true}};
    policy.update(change);
    CAPTURE(policy.dump());
    const Answer answer = add(cloud, policy);
    CHECK(answer.status == 400);
    CHECK(answer.json == kPolicyRefused);
  }
  for (const std::string host : {"localhost", "-a.com", "http://", "a..b", "ftp://a.com"}) {
    CAPTURE(host);
    CHECK(add(cloud, {{"policy_name", "x"}, {"version", 1}, {"connect_ip", host}}).json ==
          gsl_refusal("GSL.00010001", "Invalid domain name or ip address."));
  }
  CHECK(add(cloud, {{"policy_name", "x"}}).json ==
        gsl_refusal("GSL.00010001", "version:不能为null"));
  CHECK(add(cloud, {{"version", 2}}).json == gsl_refusal("GSL.00010001", "policy_name:不能为null"));
  CHECK(cloud.state("gsl", "network_switch_policies") == before);
}

TEST_CASE("AddNetworkSwitchPolicy takes hosts and addresses", "[gsl]") {
  Cloud cloud;
  int count = 0;
  for (const std::string host : {"www.example.com", "https://a-b.example.com:8080", "10.0.0.1",
                                 "http://example.com/ping.html"}) {
    CAPTURE(host);
    CHECK(
        add(cloud,
            {{"policy_name", "p" + std::to_string(++count)}, {"version", 1}, {"connect_ip", host}})
            .status == 200);
  }
}

TEST_CASE("AddNetworkSwitchPolicy refuses the fifty-first of a user", "[gsl]") {
  Cloud cloud;
  for (int i = 10; i <= 50; ++i)
    REQUIRE(add(cloud, {{"policy_name", "p" + std::to_string(i)}, {"version", 2}}).status == 200);
  CHECK(add(cloud, {{"policy_name", "one too many"}, {"version", 2}}).json == kPolicyRefused);
  CHECK(cloud.get(kPolicies).json.at("count") == 52);  // with the two of the system
}

TEST_CASE("ListNetworkSwitchPolicies shows the policies of the system as printed", "[gsl]") {
  Cloud cloud;
  const Answer answer = cloud.get(kPolicies + "?version=1");
  CHECK(answer.json == Json::parse(R"({
    "limit": 10, "offset": 1, "count": 1, "network_switch_policy_list": [{
      "id": 1000000000000000, "policy_name": "默认策略", "preferred_carrier": 3,
      "least_preferred_carrier": 2, "optimal_signal": false, "auto_switch": true,
      "weak_signal_switch": true, "connect_ip": null,
      "create_time": "2023-11-01T08:00:00.000+00:00",
      "modify_time": "2023-11-01T08:00:00.000+00:00", "status": 1, "type": 0, "used": true,
      "version": 1, "switch_order": null, "blacklist": 0}]})"));
}

TEST_CASE("ListNetworkSwitchPolicies pages and filters by part of the name and version", "[gsl]") {
  Cloud cloud;
  CHECK(cloud.get(kPolicies).json.at("network_switch_policy_list").size() == 10);
  CHECK(cloud.get(kPolicies + "?offset=2").json.at("network_switch_policy_list").size() == 1);
  CHECK(cloud.get(kPolicies + "?version=2").json.at("count") == 10);
  CHECK(cloud.get(kPolicies + "?policy_name=%E9%BB%98%E8%AE%A4").json.at("count") == 2);
  CHECK(cloud.get(kPolicies + "?policy_name=%E9%BB%98%E8%AE%A4&version=2").json.at("count") == 1);
  CHECK(cloud.get(kPolicies + "?policy_name=none").json.at("count") == 0);
}

TEST_CASE("ListNetworkSwitchPolicies refuses parameters outside their documented limits", "[gsl]") {
  Cloud cloud;
  for (const std::string& query : std::vector<std::string>{"version=0", "version=3", "limit=9",
                                                           "policy_name=" + std::string(33, 'a')})
    CHECK(cloud.get(kPolicies + "?" + query).json == kParameterRefused);
  CHECK(cloud.get(kPolicies + "?policy_name=a%20b").json ==
        gsl_refusal("GSL.00010004",
                    "The parameter contains illegal characters, and the proof test fails"));
}

Answer apply(Cloud& cloud, const std::string& card, const Json& body) {
  return cloud.post("/v1/sim-cards/" + card + "/network-switch-policy/set", body.dump());
}

TEST_CASE("SetNetworkSwitchPolicy applies a policy, which then counts as used", "[gsl]") {
  Cloud cloud;
  const Answer answer = apply(cloud, "600000000001", {{"network_switch_policy_id", 1}});
  CHECK(order_filed(cloud, answer).at("work_order_type") == 24);
  CHECK(stored(cloud, "network_switch_policies", "id", 1).at("used") == false);
  finish(cloud, answer);
  const Json row =
      cloud.get("/v1/sim-cards-multiply?sim_card_id=600000000001").json.at("sim_cards")[0];
  CHECK(row.at("network_switch_policy_id") == 1);
  CHECK(row.at("policy_name") == "不用电信");
  CHECK(stored(cloud, "network_switch_policies", "id", 1).at("used") == true);
}

TEST_CASE("SetNetworkSwitchPolicy finds the card by container id when the id is 0", "[gsl]") {
  Cloud cloud;
  finish(cloud,
         apply(cloud, "0", {{"network_switch_policy_id", 1}, {"cid", "888888888888888881"}}));
  CHECK(stored_card(cloud, 600000000002).at("network_switch_policy_id") == 1);
  CHECK(apply(cloud, "0", {{"network_switch_policy_id", 1}}).json == kParameterRefused);
  CHECK(apply(cloud, "0", {{"network_switch_policy_id", 1}, {"cid", "nobody"}}).json ==
        kNoSuchCard);
  CHECK(apply(cloud, "0", {{"network_switch_policy_id", 1}, {"cid", std::string(257, '8')}}).json ==
        kParameterRefused);
}

TEST_CASE("SetNetworkSwitchPolicy refuses policies that the card cannot have", "[gsl]") {
  Cloud cloud;
  const Json before = cloud.state("gsl", "work_orders");
  CHECK(apply(cloud, "600000000001", {{"network_switch_policy_id", 77}}).json == kNoPolicy);
  CHECK(apply(cloud, "600000000001", {{"network_switch_policy_id", 2}}).json == kNoPolicy);
  CHECK(apply(cloud, "600000000001", {{"network_switch_policy_id", 1000000000000000}}).json ==
        kNoPolicy);  // of the other version
  CHECK(apply(cloud, "600000000001", Json::object()).json ==
        gsl_refusal("GSL.00010004", "network_switch_policy_id:不能为null"));
  CHECK(cloud.state("gsl", "work_orders") == before);
}

TEST_CASE("SetNetworkSwitchPolicy refuses other cards, deregistered ones and unknown ones",
          "[gsl]") {
  Cloud cloud;
  const Json body{{"network_switch_policy_id", 1}};
  CHECK(apply(cloud, "158123456", body).json == kUnsupported);
  CHECK(apply(cloud, "600000000007", body).json == kUnsupported);
  CHECK(apply(cloud, "7", body).json == kNoSuchCard);
  CHECK(apply(cloud, "x", body).json == kParameterRefused);
}

std::vector<std::int64_t> listed(Cloud& cloud, const std::string& query) {
  const Answer answer = cloud.get("/v1/sim-cards-multiply?limit=500&" + query);
  CAPTURE(query, answer.reply.body);
  REQUIRE(answer.status == 200);
  std::vector<std::int64_t> ids;
  for (const Json& card : answer.json.at("sim_cards"))
    ids.push_back(card.at("sim_card_id").get<std::int64_t>() - 600000000000);
  return ids;
}

using Ids = std::vector<std::int64_t>;

TEST_CASE("ListSimDeviceMultiply shows a three-network card as documented", "[gsl]") {
  Cloud cloud;
  CHECK(cloud.get("/v1/sim-cards-multiply?cid=A12385778661181234&offset=1&limit=10").json ==
        Json::parse(R"({"limit": 10, "offset": 1, "count": 1, "sim_cards": [{
          "sim_card_id": 600000000001, "cid": "A12385778661181234", "online_carrier": 1,
          "network_switch_policy_id": 1111111111111111, "policy_name": "默认策略无SDK版",
          "version": 2, "iccid_mobile": "89860000000000000001",
          "iccid_unicom": "89860100000000000001", "iccid_telcom": "89861100000000000001",
          "order_id": 3639843601089536}]})"));
}

TEST_CASE("ListSimDeviceMultiply pages and filters, and knows no other cards", "[gsl]") {
  Cloud cloud;
  CHECK(cloud.get("/v1/sim-cards-multiply").json.at("sim_cards").size() == 10);
  CHECK(cloud.get("/v1/sim-cards-multiply?offset=2").json.at("sim_cards").size() == 1);
  CHECK(listed(cloud, "version=1") == Ids{4, 5});
  CHECK(listed(cloud, "online_carrier=2") == Ids{3, 6, 9});
  CHECK(listed(cloud, "online_carrier=2&version=1").empty());
  CHECK(listed(cloud, "iccid=89860100000000000003") == Ids{3});
  CHECK(listed(cloud, "iccid=8986110000000000000") == Ids{1, 2, 3, 4, 5, 6, 7, 8, 9});
  CHECK(listed(cloud, "sim_card_id=600000000002") == Ids{2});
  CHECK(listed(cloud, "sim_card_id=158123456").empty());
  CHECK(listed(cloud, "order_id=3639843601089536").size() == 11);
  CHECK(listed(cloud, "order_id=1").empty());
}

TEST_CASE("ListSimDeviceMultiply refuses parameters outside their documented limits", "[gsl]") {
  Cloud cloud;
  for (const std::string query :
       {"cid=123456789012345678901", "iccid=123456789012345678901", "online_carrier=0",
        "online_carrier=4", "version=3", "sim_card_id=x", "order_id=x", "limit=9"}) {
    CAPTURE(query);
    CHECK(cloud.get("/v1/sim-cards-multiply?" + query).json == kParameterRefused);
  }
}

TEST_CASE("ListSimDeviceMultiply says that an unknown sim_card_id does not exist", "[gsl]") {
  Cloud cloud;
  const Answer answer = cloud.get("/v1/sim-cards-multiply?sim_card_id=7");
  CHECK(answer.status == 400);
  CHECK(answer.json == kNoSuchCard);
}

Answer switch_to(Cloud& cloud, const std::string& card, const Json& body) {
  return cloud.post("/v1/sim-cards-multiply/" + card + "/switch-network", body.dump());
}

TEST_CASE("SwitchNetwork brings a card to another carrier, and its profile's ICCID", "[gsl]") {
  Cloud cloud;
  const Answer answer = switch_to(cloud, "600000000001", {{"carrier_type", 3}});
  CHECK(order_filed(cloud, answer).at("work_order_type") == 25);
  finish(cloud, answer);
  CHECK(listed(cloud, "online_carrier=3&sim_card_id=600000000001") == Ids{1});
  CHECK(cloud.get("/v1/sim-cards/600000000001").json.at("iccid") == "89860100000000000001");
  finish(cloud, switch_to(cloud, "0", {{"carrier_type", 1}, {"cid", "88888888888881"}}));
  CHECK(stored_card(cloud, 600000000003).at("online_carrier") == 1);
}

TEST_CASE("SwitchNetwork refuses carriers that the card has no profile of", "[gsl]") {
  GslCloud cloud(
      "  sim_cards:\n"
      "    - {sim_card_id: 1, cid: x, iccid: 89860000000000000099, sim_type: 3, sim_status: 20,\n"
      "       version: 2, online_carrier: 1, iccid_mobile: 89860000000000000099}\n");
  const Json before = cloud.state("gsl", "work_orders");
  for (const std::int64_t carrier : {0, 2, 3, 4})
    CHECK(switch_to(cloud, "1", {{"carrier_type", carrier}}).json == kCarrierRefused);
  CHECK(switch_to(cloud, "1", Json::object()).json ==
        gsl_refusal("GSL.00010004", "carrier_type:不能为null"));
  CHECK(switch_to(cloud, "1", {{"carrier_type", "one"}}).json == kParameterRefused);
  CHECK(cloud.state("gsl", "work_orders") == before);
}

TEST_CASE("SwitchNetwork knows three-network cards only, and no deregistered ones", "[gsl]") {
  Cloud cloud;
  CHECK(switch_to(cloud, "158123456", {{"carrier_type", 1}}).json == kNoSuchCard);
  CHECK(switch_to(cloud, "7", {{"carrier_type", 1}}).json == kNoSuchCard);
  CHECK(switch_to(cloud, "0", {{"carrier_type", 1}}).json == kParameterRefused);
  CHECK(switch_to(cloud, "600000000007", {{"carrier_type", 1}}).json == kUnsupported);
}

}  // namespace
}  // namespace virga
