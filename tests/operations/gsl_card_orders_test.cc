// The operations that order something for one card, and what their work orders make of it.
#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "support/gsl.h"

namespace virga {
namespace {

const Json kParameterRefused = gsl_refusal("GSL.00010004", "参数异常");
const Json kNoSuchCard = gsl_refusal("GSL.00011001", "sim卡不存在或没有SIM卡的访问权限!");
const Json kUnsupported = gsl_refusal("GSL.00011015", "该卡不支持此操作,请检查!");
const Json kSpeedRefused = gsl_refusal("GSL.00011016", "不支持的限制速率");
const Json kResumeOpen =
    gsl_refusal("GSL.00016009", "您操作的卡仍有未完成的复机受理单,请勿重复操作。");
const Json kStopOpen =
    gsl_refusal("GSL.00016010", "您操作的卡仍有未完成的停机受理单,请勿重复操作。");
const Json kNotSuspended = gsl_refusal("GSL.00016013", "只有已停用状态的卡才能复机,请检查!");
const Json kNotActivatable =
    gsl_refusal("GSL.00016014", "只有可测试或可激活状态的卡才能激活,请检查!");
const Json kEnableOpen =
    gsl_refusal("GSL.00016015", "您操作的卡仍有未完成的激活受理单,请勿重复操作。");
const Json kTooSoon = gsl_refusal("GSL.00016016", "5分钟内不允许重复操作,请稍作等待。");
const Json kSuspensionStays =
    gsl_refusal("GSL.00016019", "您操作的卡当前停机类型不支持复机,请检查!");
const Json kNotInUse = gsl_refusal("GSL.00016020", "只有在用状态的卡才能停机,请检查!");

// Orders for a card by its id.
Answer ask(Cloud& cloud, std::int64_t card, const std::string& what, const std::string& body = "") {
  return cloud.post("/v1/sim-cards/" + std::to_string(card) + "/" + what, body);
}

void check_refused(const Answer& answer, int status, const Json& refusal) {
  CHECK(answer.status == status);
  CHECK(answer.json == refusal);
}

// No request of the list is taken, and none leaves anything behind.
void check_all_refused(const std::vector<std::pair<std::int64_t, std::string>>& requests,
                       const std::string& what, int status, const Json& refusal) {
  Cloud cloud;
  const Json before = cloud.state("gsl", "work_orders");
  for (const auto& [card, body] : requests) {
    CAPTURE(card, body);
    check_refused(ask(cloud, card, what, body), status, refusal);
  }
  CHECK(cloud.state("gsl", "work_orders") == before);
}

TEST_CASE("Every operation on one card refuses a card that does not exist", "[gsl]") {
  Cloud cloud;
  const Json before = cloud.state("gsl", "work_orders");
  const std::vector<std::pair<std::string, std::string>> operations{
      {"clear-real-name", ""},
      {"enable", ""},
      {"stop", ""},
      {"reset", ""},
      {"cut-net", R"({"action": "ADD"})"},
      {"exceed-cut-net", R"({"action": 2})"},
      {"bind-device", R"({"bind_type": 1})"},
      {"speed-limit", R"({"speed_value": 1024})"}};
  for (const auto& [what, body] : operations) {
    CAPTURE(what);
    check_refused(ask(cloud, 7, what, body), 400, kNoSuchCard);
    check_refused(ask(cloud, 0, what, body), 400, kParameterRefused);  // and no ICCID
    check_refused(cloud.post("/v1/sim-cards/x/" + what, body), 400, kParameterRefused);
    check_refused(ask(cloud, 158123456, what, "{"), 400, kParameterRefused);
    check_refused(ask(cloud, 158123456, what, "[]"), 400, kParameterRefused);
  }
  CHECK(cloud.state("gsl", "work_orders") == before);
}

TEST_CASE(
    "Operations with a body of their own take the ICCID from it, whole or its first 19 digits",
    "[gsl]") {
  for (const std::string iccid : {"89860622330010641805", "8986062233001064180"}) {
    Cloud cloud;
    const Answer answer =
        ask(cloud, 0, "speed-limit", R"({"speed_value": 512, "iccid": ")" + iccid + "\"}");
    finish(cloud, answer);
    CHECK(stored_card(cloud, 158123456).at("speed_value") == 512);
    check_refused(
        ask(cloud, 0, "speed-limit", R"({"speed_value": 512, "iccid": "89860622330010641899"})"),
        400, kNoSuchCard);
    check_refused(
        cloud.post("/v1/sim-cards/0/speed-limit?iccid=" + iccid, R"({"speed_value": 512})"), 400,
        kParameterRefused);
  }
}

TEST_CASE("DeleteRealName files a work order that clears the name within ten minutes", "[gsl]") {
  Cloud cloud;
  const Answer answer = ask(cloud, 158123456, "clear-real-name");
  REQUIRE(answer.status == 200);
  const Json id = answer.json.at("work_order_id");
  CHECK(answer.json == Json{{"work_order_id", id}});
  CHECK(id.dump().size() == 16);
  const auto shown = [&] {
    return cloud.get("/v1/work-orders?main_search_key=" + id.dump()).json.at("work_orders")[0];
  };
  Json order = shown();
  CHECK(order == Json{{"id", id},
                      {"sim_type", 3},
                      {"work_order_type", 14},
                      {"req_detail", "容器ID:89860622330010641805"},
                      {"total_count", 1},
                      {"success_count", 0},
                      {"fail_count", 0},
                      {"process_count", 1},
                      {"status", 3},
                      {"create_time", "2025-06-05T07:27:35.000+00:00"},
                      {"finish_time", nullptr},
                      {"fail_reason", nullptr},
                      {"response", nullptr},
                      {"work_order_source", 8},
                      {"work_order_source_desc", "用户操作生成(api)"}});
  const auto named = [&] {
    return cloud.get("/v1/sim-cards/158123456/real-named").json.at("real_named");
  };
  cloud.advance(std::chrono::milliseconds(59'999));
  CHECK(named() == true);
  const Json due = order_filed(cloud, answer).at("due_time");
  CHECK(due <= "2025-06-05T07:37:35.000+00:00");
  cloud.advance(std::chrono::minutes(9) + std::chrono::milliseconds(1));
  CHECK(named() == false);

  order.update({{"success_count", 1}, {"process_count", 0}, {"status", 4}, {"finish_time", due}});
  CHECK(shown() == order);
  const Json details =
      cloud.get("/v1/work-orders/" + id.dump() + "/details").json.at("work_order_details");
  REQUIRE(details.size() == 1);
  CHECK(details[0].at("id") != id);
  CHECK(details[0] == Json{{"id", details[0].at("id")},
                           {"sim_type", 3},
                           {"status", 1},
                           {"cid", "89860622330010641805"},
                           {"sim_card_id", 158123456},
                           {"create_time", "2025-06-05T07:27:35.000+00:00"},
                           {"finish_time", due},
                           {"description", nullptr}});
}

TEST_CASE("DeleteRealName takes the ICCID from the query or the body when the id is 0", "[gsl]") {
  Cloud cloud;
  finish(cloud, cloud.post("/v1/sim-cards/0/clear-real-name?iccid=89860622330010641805", ""));
  finish(cloud, ask(cloud, 0, "clear-real-name", R"({"iccid": "89860012345678901234"})"));
  CHECK(stored_card(cloud, 158123456).at("real_named") == false);
  CHECK(stored_card(cloud, 100000000001).at("real_named") == false);
}

TEST_CASE("Several orders on one card run one after the other", "[gsl]") {
  Cloud cloud;
  const Answer first = ask(cloud, 158123456, "clear-real-name");
  const Answer second = ask(cloud, 158123456, "clear-real-name");
  CHECK(finish(cloud, first).at("status") == 4);
  const Json waiting = order_filed(cloud, second);
  CHECK(waiting.at("status") == 3);
  CHECK(waiting.at("due_time") > order_filed(cloud, first).at("due_time"));
  CHECK(finish(cloud, second).at("status") == 4);
}

TEST_CASE("DeleteRealName refuses other carriers and deregistered cards and files nothing",
          "[gsl]") {
  check_all_refused(
      {{385778661181234, ""}, {10000000000000001, ""}, {500000000002, ""}, {345679, ""}},
      "clear-real-name", 400, kUnsupported);
}

TEST_CASE("DeleteRealName refuses an ICCID of the wrong length", "[gsl]") {
  check_all_refused({{0, R"({"iccid": "898600"})"}}, "clear-real-name", 400, kParameterRefused);
}

TEST_CASE("EnableSimCard puts a testable or activatable card in use", "[gsl]") {
  for (const std::int64_t card : {345678, 123456}) {
    Cloud cloud;
    const Answer answer = ask(cloud, card, "enable");
    CHECK(order_filed(cloud, answer).at("work_order_type") == 10);
    CHECK(stored_card(cloud, card).at("sim_status") != 20);
    const Json order = finish(cloud, answer);
    const Json shown = cloud.get("/v1/sim-cards/" + std::to_string(card)).json;
    CHECK(shown.at("sim_status") == 20);
    CHECK(shown.at("operator_status") == -1);
    CHECK(shown.at("act_date") == order.at("finish_time"));
    CHECK(shown.at("sim_price_plan_id") == card);
  }
}

TEST_CASE("EnableSimCard takes the ICCID from the query or a body", "[gsl]") {
  Cloud cloud;
  finish(cloud, cloud.post("/v1/sim-cards/0/enable?iccid=89860322330010600003", ""));
  CHECK(stored_card(cloud, 345678).at("sim_status") == 20);
  finish(cloud, ask(cloud, 0, "enable", R"({"iccid": "89860484192070060450"})"));
  CHECK(stored_card(cloud, 123456).at("sim_status") == 20);
}

TEST_CASE("EnableSimCard refuses cards in any other state and those that are not physical",
          "[gsl]") {
  check_all_refused({{158123456, ""}, {10000000000000000, ""}, {345679, ""}, {400000000002, ""}},
                    "enable", 403, kNotActivatable);
}

TEST_CASE("EnableSimCard refuses a card with an activation that is not finished", "[gsl]") {
  Cloud cloud;
  const Answer first = ask(cloud, 345678, "enable");
  check_refused(ask(cloud, 345678, "enable"), 403, kEnableOpen);
  CHECK(ask(cloud, 123456, "enable").status == 200);  // another card
  finish(cloud, first);
  cloud.advance(std::chrono::minutes(5));
  check_refused(ask(cloud, 345678, "enable"), 403, kNotActivatable);
}

// The first of these cards whose order is done in less than five minutes: how long one takes is
// drawn.
std::int64_t finished_soon(Cloud& cloud, const std::vector<std::int64_t>& cards,
                           const std::string& what) {
  std::vector<Answer> answers;
  for (const std::int64_t card : cards) answers.push_back(ask(cloud, card, what));
  cloud.advance(std::chrono::seconds(299));
  for (std::size_t i = 0; i < cards.size(); ++i)
    if (order_filed(cloud, answers[i]).at("status") == 4) return cards[i];
  FAIL("no order was done within five minutes");
  return 0;
}

TEST_CASE("EnableSimCard refuses to be repeated within five minutes", "[gsl]") {
  GslCloud cloud(
      "  sim_cards:\n"
      "    - {sim_card_id: 1, iccid: 89860322330010690001, sim_type: 3, sim_status: 13}\n"
      "    - {sim_card_id: 2, iccid: 89860322330010690002, sim_type: 3, sim_status: 13}\n"
      "    - {sim_card_id: 3, iccid: 89860322330010690003, sim_type: 3, sim_status: 10}\n"
      "    - {sim_card_id: 4, iccid: 89860322330010690004, sim_type: 3, sim_status: 10}\n");
  const std::int64_t card = finished_soon(cloud, {1, 2, 3, 4}, "enable");
  check_refused(ask(cloud, card, "enable"), 403, kTooSoon);
  cloud.advance(std::chrono::seconds(1));
  check_refused(ask(cloud, card, "enable"), 403, kNotActivatable);
}

TEST_CASE("StopSimCard suspends a card on its user's request", "[gsl]") {
  Cloud cloud;
  const Answer answer = ask(cloud, 158123456, "stop", R"({"down_up_switch": 1})");
  CHECK(order_filed(cloud, answer).at("work_order_type") == 5);
  check_refused(ask(cloud, 158123456, "stop"), 403, kStopOpen);
  CHECK(stored_card(cloud, 158123456).at("sim_status") == 20);
  finish(cloud, answer);
  CHECK(stored_card(cloud, 158123456).at("sim_status") == 14);
  CHECK(stored_card(cloud, 158123456).at("operator_status") == 5);
  check_refused(ask(cloud, 158123456, "stop"), 403, kNotInUse);
}

TEST_CASE("StopSimCard refuses cards that are not in use and those that are not physical",
          "[gsl]") {
  check_all_refused({{345678, ""}, {10000000000000000, ""}, {345679, ""}, {400000000001, ""}},
                    "stop", 403, kNotInUse);
}

TEST_CASE("StopSimCard and ResetSimCard refuse a switch outside 0 to 9", "[gsl]") {
  for (const std::string what : {"stop", "reset"})
    check_all_refused({{158123456, R"({"down_up_switch": 10})"},
                       {158123456, R"({"down_up_switch": -1})"},
                       {158123456, R"({"down_up_switch": "on"})"}},
                      what, 400, kParameterRefused);
}

TEST_CASE("ResetSimCard resumes a card that its user has suspended", "[gsl]") {
  Cloud cloud;
  const Answer answer = ask(cloud, 10000000000000000, "reset", R"({"down_up_switch": 2})");
  CHECK(order_filed(cloud, answer).at("work_order_type") == 4);
  check_refused(ask(cloud, 10000000000000000, "reset"), 403, kResumeOpen);
  finish(cloud, answer);
  CHECK(stored_card(cloud, 10000000000000000).at("sim_status") == 20);
  CHECK(stored_card(cloud, 10000000000000000).at("operator_status") == -1);
  cloud.advance(std::chrono::minutes(5));
  check_refused(ask(cloud, 10000000000000000, "reset"), 403, kNotSuspended);
}

TEST_CASE("ResetSimCard refuses every other reason of suspension", "[gsl]") {
  check_all_refused({{158200001, ""},   // plan expired
                     {158200002, ""},   // threshold
                     {158200003, ""},   // violation
                     {158200004, ""},   // separated
                     {158200005, ""}},  // plan used up
                    "reset", 403, kSuspensionStays);
}

TEST_CASE("ResetSimCard refuses cards that are not suspended and those that are not physical",
          "[gsl]") {
  check_all_refused({{158123456, ""}, {345678, ""}, {345679, ""}, {400000000001, ""}}, "reset", 403,
                    kNotSuspended);
}

TEST_CASE("ResetSimCard refuses a card that is about to be suspended", "[gsl]") {
  Cloud cloud;
  REQUIRE(ask(cloud, 158123456, "stop").status == 200);
  check_refused(ask(cloud, 158123456, "reset"), 403, kStopOpen);
}

TEST_CASE("ResetSimCard refuses to be repeated within five minutes", "[gsl]") {
  GslCloud cloud(
      "  sim_cards:\n"
      "    - {sim_card_id: 1, iccid: 89860322330010690001, sim_type: 3, sim_status: 14}\n"
      "    - {sim_card_id: 2, iccid: 89860322330010690002, sim_type: 3, sim_status: 14}\n"
      "    - {sim_card_id: 3, iccid: 89860322330010690003, sim_type: 3, sim_status: 14}\n"
      "    - {sim_card_id: 4, iccid: 89860322330010690004, sim_type: 3, sim_status: 14}\n");
  const std::int64_t card = finished_soon(cloud, {1, 2, 3, 4}, "reset");
  check_refused(ask(cloud, card, "reset"), 403, kTooSoon);
}

TEST_CASE("A work order fails when the card has left the state that it needs", "[gsl]") {
  Cloud cloud;
  const Answer first = ask(cloud, 158123456, "cut-net", R"({"action": "ADD"})");
  const Answer stop = ask(cloud, 158123456, "stop");
  const Answer threshold = ask(cloud, 158123456, "exceed-cut-net", R"({"action": 1, "quota": 0})");
  CHECK(finish(cloud, first).at("status") == 4);
  CHECK(finish(cloud, stop).at("status") == 4);
  CHECK(finish(cloud, threshold).at("status") == 4);
  CHECK(stored_card(cloud, 158123456).at("operator_status") == 5);  // and not 2
  const Answer reset = ask(cloud, 158123456, "reset");
  REQUIRE(reset.status == 200);
  CHECK(finish(cloud, reset).at("status") == 4);
}

TEST_CASE("A work order fails when the carrier refuses, and changes nothing", "[gsl]") {
  Cloud cloud;
  const Answer speed = ask(cloud, 158200006, "speed-limit", R"({"speed_value": 64})");
  const Json before = stored_card(cloud, 158200006);
  const Json failed = finish(cloud, speed);
  CHECK(failed.at("status") == 6);
  CHECK(failed.at("fail_count") == 1);
  CHECK(failed.at("process_count") == 0);
  CHECK(failed.at("fail_reason") == "运营商处理失败");
  CHECK(stored_card(cloud, 158200006) == before);
  const Json rows = cloud.get("/v1/work-orders/" + failed.at("id").dump() + "/details")
                        .json.at("work_order_details");
  CHECK(rows[0].at("status") == 3);
  CHECK(rows[0].at("description") == "运营商处理失败");
}

TEST_CASE("StartStopNet cuts a card off the network and puts it back", "[gsl]") {
  Cloud cloud;
  const Answer cut = ask(cloud, 158123456, "cut-net", R"({"action": "ADD"})");
  CHECK(order_filed(cloud, cut).at("work_order_type") == 11);
  finish(cloud, cut);
  CHECK(stored_card(cloud, 158123456).at("cut_net_flag") == true);
  CHECK(stored_card(cloud, 158123456).at("sim_status") == 20);
  const Answer back = ask(cloud, 158123456, "cut-net", R"({"action": "DEL"})");
  CHECK(order_filed(cloud, back).at("work_order_type") == 20);
  finish(cloud, back);
  CHECK(stored_card(cloud, 158123456).at("cut_net_flag") == false);
}

TEST_CASE("StartStopNet refuses any action but ADD and DEL", "[gsl]") {
  check_all_refused({{158123456, R"({"action": "add"})"},
                     {158123456, R"({"action": ""})"},
                     {158123456, R"({"action": "ADDADDADDADD"})"}},
                    "cut-net", 400, kParameterRefused);
  check_all_refused({{158123456, "{}"}, {158123456, ""}, {158123456, R"({"action": null})"}},
                    "cut-net", 400, gsl_refusal("GSL.00010004", "action:不能为null"));
}

TEST_CASE("StartStopNet refuses other carriers and cards that are not in use", "[gsl]") {
  check_all_refused({{385778661181234, R"({"action": "ADD"})"},
                     {10000000000000001, R"({"action": "ADD"})"},
                     {500000000002, R"({"action": "ADD"})"},
                     {345678, R"({"action": "ADD"})"},
                     {345679, R"({"action": "DEL"})"}},
                    "cut-net", 400, kUnsupported);
}

TEST_CASE("SetExceedCutNet sets a threshold that the card has not reached", "[gsl]") {
  Cloud cloud;
  const Answer answer = ask(cloud, 158123456, "exceed-cut-net", R"({"action": 1, "quota": 10})");
  CHECK(order_filed(cloud, answer).at("work_order_type") == 12);
  finish(cloud, answer);
  CHECK(stored_card(cloud, 158123456).at("exceed_cut_net_quota") == 10);
  CHECK(stored_card(cloud, 158123456).at("sim_status") == 20);
}

TEST_CASE("SetExceedCutNet suspends a card that has used as much, and lifts what it has suspended",
          "[gsl]") {
  Cloud cloud;
  finish(cloud, ask(cloud, 100000000001, "exceed-cut-net", R"({"action": 1, "quota": "7"})"));
  Json card = cloud.get("/v1/sim-cards/100000000001").json;
  CHECK(card.at("sim_status") == 14);
  CHECK(card.at("operator_status") == 2);
  CHECK(card.at("exceed_cut_net_flag") == true);
  CHECK(card.at("exceed_cut_net_quota") == 7);
  finish(cloud, ask(cloud, 100000000001, "exceed-cut-net", R"({"action": 1, "quota": 100})"));
  card = cloud.get("/v1/sim-cards/100000000001").json;
  CHECK(card.at("sim_status") == 20);
  CHECK(card.at("operator_status") == -1);
  CHECK(card.at("exceed_cut_net_flag") == false);
  finish(cloud, ask(cloud, 100000000001, "exceed-cut-net", R"({"action": 1, "quota": 0})"));
  CHECK(stored_card(cloud, 100000000001).at("operator_status") == 2);
  const Answer removal = ask(cloud, 100000000001, "exceed-cut-net", R"({"action": 2})");
  CHECK(order_filed(cloud, removal).at("work_order_type") == 21);
  finish(cloud, removal);
  card = cloud.get("/v1/sim-cards/100000000001").json;
  CHECK(card.at("sim_status") == 20);
  CHECK(card.at("exceed_cut_net_quota").is_null());
}

TEST_CASE("SetExceedCutNet takes -1 for no limit, and pooled cards of other carriers", "[gsl]") {
  Cloud cloud;
  finish(cloud, ask(cloud, 158123456, "exceed-cut-net", R"({"action": 1, "quota": -1})"));
  CHECK(stored_card(cloud, 158123456).at("sim_status") == 20);
  finish(cloud, ask(cloud, 385778661181234, "exceed-cut-net", R"({"action": 1, "quota": 500})"));
  CHECK(stored_card(cloud, 385778661181234).at("exceed_cut_net_quota") == 500);
  CHECK(cloud.get("/v1/sim-cards/385778661181234").json.at("exceed_cut_net_quota").is_null());
  finish(cloud, ask(cloud, 10000000000000001, "exceed-cut-net", R"({"action": 1, "quota": 5})"));
  CHECK(stored_card(cloud, 10000000000000001).at("operator_status") == 2);
}

TEST_CASE("SetExceedCutNet refuses what is no action and no quota", "[gsl]") {
  check_all_refused({{158123456, R"({"action": 3, "quota": 1})"},
                     {158123456, R"({"action": 0, "quota": 1})"},
                     {158123456, R"({"action": 1})"},
                     {158123456, R"({"action": 1, "quota": -2})"},
                     {158123456, R"({"action": 1, "quota": 1.5})"},
                     {158123456, R"({"action": 1, "quota": "12345678901"})"},
                     {158123456, R"({"action": 1, "quota": "2147483648"})"}},
                    "exceed-cut-net", 400, kParameterRefused);
  check_all_refused({{158123456, R"({"quota": 1})"}}, "exceed-cut-net", 400,
                    gsl_refusal("GSL.00010004", "action:不能为null"));
}

TEST_CASE("SetExceedCutNet refuses cards without a pool of the other carriers, and other states",
          "[gsl]") {
  const std::string body = R"({"action": 1, "quota": 1})";
  check_all_refused({{158200003, body},  // China Mobile, no pool
                     {500000000002, body},
                     {345678, body},
                     {345679, body},
                     {158200001, body}},  // suspended for another reason
                    "exceed-cut-net", 400, kUnsupported);
}

TEST_CASE("RegisterImei binds a China Telecom card to a device, twice a month", "[gsl]") {
  Cloud cloud;
  const Answer fixed =
      ask(cloud, 158123456, "bind-device", R"({"bind_type": 2, "imei": "84584xxxxxx"})");
  CHECK(order_filed(cloud, fixed).at("work_order_type") == 13);
  finish(cloud, fixed);
  CHECK(stored_card(cloud, 158123456).at("imei") == "84584xxxxxx");
  CHECK(stored_card(cloud, 158123456).at("imei_bind_remain_times") == 1);
  finish(cloud, ask(cloud, 158123456, "bind-device", R"({"bind_type": 1})"));
  CHECK(stored_card(cloud, 158123456).at("imei").is_null());
  CHECK(stored_card(cloud, 158123456).at("imei_bind_remain_times") == 0);
  check_refused(ask(cloud, 158123456, "bind-device", R"({"bind_type": 1})"), 400, kUnsupported);
  move_to(cloud, "2025-07-01T00:00:00+08:00");
  CHECK(stored_card(cloud, 158123456).at("imei_bind_remain_times") == 2);
  CHECK(ask(cloud, 158123456, "bind-device", R"({"bind_type": 1})").status == 200);
}

TEST_CASE("RegisterImei lets two open orders not spend one rebind", "[gsl]") {
  Cloud cloud;
  const Answer first = ask(cloud, 100000000001, "bind-device", R"({"bind_type": 1})");
  const Answer second = ask(cloud, 100000000001, "bind-device", R"({"bind_type": 1})");
  CHECK(finish(cloud, first).at("status") == 4);
  CHECK(finish(cloud, second).at("status") == 6);
  CHECK(stored_card(cloud, 100000000001).at("imei_bind_remain_times") == 0);
}

TEST_CASE("RegisterImei lifts the suspension of a card in another device", "[gsl]") {
  Cloud cloud;
  for (const std::int64_t card : {158200003, 158200004}) {
    finish(cloud, ask(cloud, card, "bind-device", R"({"bind_type": 1})"));
    CHECK(stored_card(cloud, card).at("sim_status") == 20);
    CHECK(stored_card(cloud, card).at("operator_status") == -1);
  }
}

TEST_CASE("RegisterImei refuses wrong bind types and devices", "[gsl]") {
  check_all_refused({{158123456, R"({"bind_type": 3})"},
                     {158123456, R"({"bind_type": 2})"},
                     {158123456, R"({"bind_type": 2, "imei": ""})"},
                     {158123456, R"({"bind_type": 2, "imei": "86-1"})"},
                     {158123456, R"({"bind_type": 2, "imei": "123456789012345678901"})"}},
                    "bind-device", 400, kParameterRefused);
  check_all_refused({{158123456, ""}}, "bind-device", 400,
                    gsl_refusal("GSL.00010004", "bind_type:不能为null"));
}

TEST_CASE("RegisterImei refuses carriers, bind types and states that do not have it", "[gsl]") {
  check_all_refused({{10000000000000001, R"({"bind_type": 1})"},             // China Unicom
                     {500000000002, R"({"bind_type": 1})"},                  // overseas
                     {385778661181234, R"({"bind_type": 2, "imei": "1"})"},  // China Mobile
                     {234567, R"({"bind_type": 1})"},                        // no rebinds left
                     {345678, R"({"bind_type": 1})"},
                     {158200005, R"({"bind_type": 1})"},
                     {345679, R"({"bind_type": 1})"}},
                    "bind-device", 400, kUnsupported);
}

TEST_CASE("SetSpeedValue knows the speeds of China Telecom and of China Unicom", "[gsl]") {
  Cloud cloud;
  const auto status = [&](std::int64_t card, std::int64_t speed) {
    return ask(cloud, card, "speed-limit", Json{{"speed_value", speed}}.dump()).status;
  };
  const std::vector<std::int64_t> telecom{
      -1,    1,     64,    256,   512,   1024,  3072,   5120,   7168,   10240,  20480,  30720,
      40960, 51200, 61440, 71680, 81920, 92160, 102400, 112640, 122880, 133120, 143360, 153600};
  const std::vector<std::int64_t> unicom{-1, 256, 512, 1024, 2048, 7424};
  for (const std::int64_t speed : telecom) {
    CAPTURE(speed);
    const bool both = std::find(unicom.begin(), unicom.end(), speed) != unicom.end();
    CHECK(status(158123456, speed) == 200);
    CHECK(status(10000000000000001, speed) == (both ? 200 : 400));
  }
  for (const std::int64_t speed : unicom) CHECK(status(10000000000000001, speed) == 200);
}

TEST_CASE("SetSpeedValue sets the speed when its order is done", "[gsl]") {
  Cloud cloud;
  const Answer answer = ask(cloud, 158123456, "speed-limit", R"({"speed_value": "10240"})");
  CHECK(order_filed(cloud, answer).at("work_order_type") == 15);
  CHECK(stored_card(cloud, 158123456).at("speed_value") == -1);
  finish(cloud, answer);
  CHECK(cloud.get("/v1/sim-cards/158123456").json.at("speed_value") == 10240);
}

TEST_CASE("SetSpeedValue refuses speeds that no carrier has", "[gsl]") {
  check_all_refused({{158123456, R"({"speed_value": 0})"},
                     {158123456, R"({"speed_value": 2048})"},
                     {158123456, R"({"speed_value": 153601})"},
                     {10000000000000001, R"({"speed_value": 64})"},
                     {10000000000000001, R"({"speed_value": 10240})"}},
                    "speed-limit", 400, kSpeedRefused);
  check_all_refused({{158123456, R"({"speed_value": -2})"},
                     {158123456, R"({"speed_value": 2147483648})"},
                     {158123456, R"({"speed_value": "fast"})"}},
                    "speed-limit", 400, kParameterRefused);
  check_all_refused({{158123456, "{}"}}, "speed-limit", 400,
                    gsl_refusal("GSL.00010004", "speed_value:不能为null"));
}

TEST_CASE("SetSpeedValue refuses cards that have no speed to set", "[gsl]") {
  check_all_refused({{385778661181234, R"({"speed_value": 1024})"},  // China Mobile
                     {500000000001, R"({"speed_value": 1024})"},     // eSIM
                     {345678, R"({"speed_value": 1024})"},           // not in use
                     {345679, R"({"speed_value": 1024})"}},
                    "speed-limit", 400, kUnsupported);
  GslCloud cloud(
      "  sim_cards:\n"
      "    - {sim_card_id: 1, iccid: 89860322330010690001, sim_type: 3, sim_status: 20, carrier: "
      "3,\n"
      "       real_named: false}\n");
  check_refused(ask(cloud, 1, "speed-limit", R"({"speed_value": 1024})"), 400, kUnsupported);
}

}  // namespace
}  // namespace virga
