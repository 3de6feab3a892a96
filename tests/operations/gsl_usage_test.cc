// How much data cards used, asked in every way there is.
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "support/gsl.h"

namespace virga {
namespace {

const Json kParameterRefused = gsl_refusal("GSL.00010004", "参数异常");
const Json kNoSuchCard = gsl_refusal("GSL.00011001", "sim卡不存在或没有SIM卡的访问权限!");

Answer month_usages(Cloud& cloud, const Json& body) {
  return cloud.post("/v1/sim-cards/month-usages", body.dump());
}

Answer daily_flow(Cloud& cloud, const Json& body) {
  return cloud.post("/v1/sim-cards/batch-daily-flow", body.dump());
}

std::int64_t hundredths(const Json& megabytes) {
  return std::llround(megabytes.get<double>() * 100);
}

std::int64_t month_of(Cloud& cloud, std::int64_t card, const std::string& month) {
  const Answer answer =
      month_usages(cloud, {{"sim_card_ids", {card}}, {"billing_cycles", {month}}});
  REQUIRE(answer.status == 200);
  return hundredths(answer.json.at("month_usages")[0].at("flow_usages")[0].at("flow_used"));
}

// Of each day of the month, in hundredths of a MB.
std::map<std::string, std::int64_t> days_of(Cloud& cloud, std::int64_t card,
                                            const std::string& month) {
  const Answer answer = daily_flow(cloud, {{"sim_card_ids", {card}}, {"month", month}});
  REQUIRE(answer.status == 200);
  std::map<std::string, std::int64_t> days;
  for (const Json& day : answer.json)
    days[day.at("date")] = hundredths(day.at("sim_flow")[0].at("flow"));
  return days;
}

std::int64_t sum(const std::map<std::string, std::int64_t>& days, const std::string& from = "",
                 const std::string& to = "99999999") {
  std::int64_t whole = 0;
  for (const auto& [day, used] : days)
    if (from <= day && day <= to) whole += used;
  return whole;
}

TEST_CASE("ShowMonthUsages tells the months of each card, in the order asked for", "[gsl]") {
  Cloud cloud;
  const Answer answer = month_usages(cloud, {{"sim_card_ids", {385778661181234, 123456}},
                                             {"billing_cycles", {"2025-06", "2025-05"}}});
  CHECK(answer.status == 200);
  const Json& rows = answer.json.at("month_usages");
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].at("sim_card_id") == 385778661181234);
  CHECK(rows[0].at("iccid") == "89860484192070060448");
  CHECK(rows[0].at("flow_usages")[0] == Json{{"billing_cycle", "202506"}, {"flow_used", 85.27}});
  CHECK(rows[0].at("flow_usages")[1].at("billing_cycle") == "202505");
  CHECK(rows[0].at("flow_usages")[1].at("flow_used") > 0);
  CHECK(rows[1] == Json::parse(R"({"sim_card_id": 123456, "iccid": "89860484192070060450",
    "flow_usages": [{"billing_cycle": "202506", "flow_used": 0},
                    {"billing_cycle": "202505", "flow_used": 0}]})"));
}

TEST_CASE("ShowMonthUsages looks at iccids only when sim_card_ids is empty", "[gsl]") {
  Cloud cloud;
  const auto ids = [&](const Json& body) {
    const Answer answer = month_usages(cloud, body);
    REQUIRE(answer.status == 200);
    std::vector<std::int64_t> ids;
    for (const Json& row : answer.json.at("month_usages")) ids.push_back(row.at("sim_card_id"));
    return ids;
  };
  const Json months{"2025-06"}, iccids{"8986062233001064180", "89860012345678901234"};
  CHECK(ids({{"sim_card_ids", Json::array()}, {"iccids", iccids}, {"billing_cycles", months}}) ==
        std::vector<std::int64_t>{158123456, 100000000001});
  CHECK(ids({{"sim_card_ids", {234567}}, {"iccids", iccids}, {"billing_cycles", months}}) ==
        std::vector<std::int64_t>{234567});
}

TEST_CASE("ShowMonthUsages refuses months that cannot be seen and requests without cards",
          "[gsl]") {
  Cloud cloud;
  Json many = Json::array(), months = Json::array();
  for (int i = 0; i < 501; ++i) many.push_back(158123456);
  for (int i = 0; i < 7; ++i) months.push_back("2025-06");
  for (const Json& body : std::vector<Json>{
           {{"billing_cycles", {"2025-06"}}},
           {{"sim_card_ids", Json::array()}, {"iccids", nullptr}, {"billing_cycles", {"2025-06"}}},
           {{"sim_card_ids", {158123456}}, {"billing_cycles", Json::array()}},
           {{"sim_card_ids", {158123456}}, {"billing_cycles", {"2025-07"}}},
           {{"sim_card_ids", {158123456}}, {"billing_cycles", {"2024-12"}}},
           {{"sim_card_ids", {158123456}}, {"billing_cycles", {"202506"}}},
           {{"sim_card_ids", {158123456}}, {"billing_cycles", {"2025-06-01"}}},
           {{"sim_card_ids", {158123456}}, {"billing_cycles", {"2025/06"}}},
           {{"sim_card_ids", {158123456}}, {"billing_cycles", months}},
           {{"sim_card_ids", {-1}}, {"billing_cycles", {"2025-06"}}},
           {{"sim_card_ids", many}, {"billing_cycles", {"2025-06"}}},
           {{"iccids", {"898606223300106418"}}, {"billing_cycles", {"2025-06"}}}}) {
    const Answer answer = month_usages(cloud, body);
    CAPTURE(body.dump().substr(0, 200));
    CHECK(answer.status == 400);
    CHECK(answer.json == kParameterRefused);
  }
  CHECK(month_usages(cloud, {{"sim_card_ids", {158123456}}}).json ==
        gsl_refusal("GSL.00010004", "billing_cycles:不能为null"));
}

TEST_CASE("Usage of a card that does not exist is refused for all cards", "[gsl]") {
  Cloud cloud;
  CHECK(month_usages(cloud, {{"sim_card_ids", {158123456, 7}}, {"billing_cycles", {"2025-06"}}})
            .json == kNoSuchCard);
  CHECK(month_usages(cloud, {{"iccids", {"89860622330010641899"}}, {"billing_cycles", {"2025-06"}}})
            .json == kNoSuchCard);
  CHECK(daily_flow(cloud, {{"sim_card_ids", {7}}, {"month", "202506"}}).json == kNoSuchCard);
  CHECK(daily_flow(cloud, {{"iccids", {"nobody"}}, {"month", "202506"}}).json == kNoSuchCard);
}

TEST_CASE("ListSimCardFlowPerDay tells every day up to yesterday, for each card", "[gsl]") {
  Cloud cloud;
  const Answer answer =
      daily_flow(cloud, {{"month", "202506"}, {"sim_card_ids", {158123456, 400000000001}}});
  CHECK(answer.status == 200);
  REQUIRE(answer.json.size() == 4);
  std::vector<std::string> dates;
  for (const Json& day : answer.json) {
    dates.push_back(day.at("date"));
    REQUIRE(day.at("sim_flow").size() == 2);
    CHECK(day.at("sim_flow")[0].at("sim_card_id") == 158123456);
    CHECK(day.at("sim_flow")[1].at("iccid") == "11669563150033768257");  // the container id
  }
  CHECK(dates == std::vector<std::string>{"20250601", "20250602", "20250603", "20250604"});
  CHECK(days_of(cloud, 158123456, "202505").size() == 31);
}

TEST_CASE("ListSimCardFlowPerDay takes a day as text or number, and container ids", "[gsl]") {
  Cloud cloud;
  const Answer text = daily_flow(
      cloud, {{"date", "20250604"}, {"iccids", {"11669563150033768257", "8986062233001064180"}}});
  CHECK(text.status == 200);
  REQUIRE(text.json.size() == 1);
  CHECK(text.json[0].at("date") == "20250604");
  CHECK(text.json[0].at("sim_flow")[0].at("sim_card_id") == 400000000001);
  CHECK(text.json[0].at("sim_flow")[1].at("sim_card_id") == 158123456);
  CHECK(daily_flow(cloud, {{"date", 20250604},
                           {"iccids", {"11669563150033768257", "8986062233001064180"}}})
            .json == text.json);
  CHECK(daily_flow(cloud, {{"date", "20250501"}, {"sim_card_ids", {158123456}}}).status == 200);
}

TEST_CASE("ListSimCardFlowPerDay is empty on the first of a month", "[gsl]") {
  Cloud cloud;
  move_to(cloud, "2025-07-01T09:00:00+08:00");
  CHECK(days_of(cloud, 158123456, "202507").empty());
  CHECK(days_of(cloud, 158123456, "202506").size() == 30);
}

TEST_CASE("ListSimCardFlowPerDay refuses anything but one list of cards and one time", "[gsl]") {
  Cloud cloud;
  const Json card{158123456};
  Json many = Json::array();
  for (int i = 0; i < 101; ++i) many.push_back(158123456);
  for (const Json& body : std::vector<Json>{
           {{"month", "202506"}},
           {{"sim_card_ids", card}, {"iccids", {"89860622330010641805"}}, {"month", "202506"}},
           {{"sim_card_ids", card}},
           {{"sim_card_ids", card}, {"month", "202506"}, {"date", "20250604"}},
           {{"sim_card_ids", card}, {"month", "202504"}},
           {{"sim_card_ids", card}, {"month", "202507"}},
           {{"sim_card_ids", card}, {"month", "202513"}},
           {{"sim_card_ids", card}, {"month", "2025-6"}},
           {{"sim_card_ids", card}, {"month", "2025061"}},
           {{"sim_card_ids", card}, {"date", "20250605"}},
           {{"sim_card_ids", card}, {"date", "20250430"}},
           {{"sim_card_ids", card}, {"date", "20250532"}},
           {{"sim_card_ids", card}, {"date", "2025-601"}},
           {{"sim_card_ids", many}, {"month", "202506"}}}) {
    const Answer answer = daily_flow(cloud, body);
    CAPTURE(body.dump().substr(0, 200));
    CHECK(answer.status == 400);
    CHECK(answer.json == kParameterRefused);
  }
}

TEST_CASE("A month is the sum of its days, before the world began and after", "[gsl]") {
  Cloud cloud;
  for (const std::int64_t card : {158123456LL, 100000000001LL, 385778661181234LL, 500000000001LL}) {
    CAPTURE(card);
    CHECK(month_of(cloud, card, "2025-06") == sum(days_of(cloud, card, "202506")));
    CHECK(month_of(cloud, card, "2025-05") == sum(days_of(cloud, card, "202505")));
  }
  CHECK(month_of(cloud, 158123456, "2025-06") == 50);  // what the fixture says
  move_to(cloud, "2025-06-20T12:00:00+08:00");
  const std::int64_t by_now = month_of(cloud, 158123456, "2025-06");
  CHECK(by_now > 50);
  CHECK(by_now == sum(days_of(cloud, 158123456, "202506")));
  move_to(cloud, "2025-07-10T12:00:00+08:00");
  CHECK(month_of(cloud, 158123456, "2025-06") == sum(days_of(cloud, 158123456, "202506")));
  CHECK(sum(days_of(cloud, 158123456, "202506"), "20250601", "20250619") == by_now);
}

TEST_CASE("A month of China Unicom is the sum of the days from the 27th to the 26th", "[gsl]") {
  Cloud cloud;
  const std::int64_t card = 10000000000000001;
  CHECK(month_of(cloud, card, "2025-06") == 2950);  // what the fixture says
  CHECK(sum(days_of(cloud, card, "202505"), "20250527") + sum(days_of(cloud, card, "202506")) ==
        2950);
  finish(cloud, cloud.post("/v1/sim-cards/" + std::to_string(10000000000000000) + "/reset", ""));
  move_to(cloud, "2025-06-30T12:00:00+08:00");
  const std::int64_t resumed = 10000000000000000;
  CHECK(month_of(cloud, resumed, "2025-06") ==
        sum(days_of(cloud, resumed, "202505"), "20250527") +
            sum(days_of(cloud, resumed, "202506"), "", "20250626"));
  CHECK(hundredths(cloud.get("/v1/sim-cards/10000000000000000").json.at("flow_used")) ==
        sum(days_of(cloud, resumed, "202506"), "20250627"));
}

TEST_CASE("A card, its plan and its month show the same figure", "[gsl]") {
  Cloud cloud;
  for (const std::string time :
       {"2025-06-05T16:00:00+08:00", "2025-06-11T08:00:00+08:00", "2025-07-03T00:00:00+08:00"}) {
    move_to(cloud, time);
    const Json card = cloud.get("/v1/sim-cards/158123456").json;
    const Json plan = cloud.get("/v1/sim-price-plans?sim_card_id=158123456").json[0];
    const Json flow =
        cloud.post("/v1/sim-price-plans/usage/batch-query", R"({"sim_card_ids": [158123456]})")
            .json[0];
    CAPTURE(time);
    for (const Json& shown : {plan, flow}) {
      CHECK(shown.at("flow_used") == card.at("flow_used"));
      CHECK(shown.at("flow_left") == card.at("flow_left"));
      CHECK(shown.at("flow_total") == 10);
    }
    CHECK(hundredths(card.at("flow_used")) == month_of(cloud, 158123456, time.substr(0, 7)));
    CHECK(hundredths(card.at("flow_used")) + hundredths(card.at("flow_left")) == 1000);
  }
}

TEST_CASE("Live usage grows through the day and is the day's figure at its end", "[gsl]") {
  Cloud cloud;
  const auto used = [&](const std::string& live) {
    return hundredths(cloud.get("/v1/sim-price-plans?sim_card_id=500000000001&real_time=" + live)
                          .json[0]
                          .at("flow_used"));
  };
  const std::int64_t yesterday = used("false");
  CHECK(yesterday == 51200);
  std::int64_t before = used("true");
  CHECK(before > yesterday);
  for (int hour = 16; hour < 24; ++hour) {
    move_to(cloud, "2025-06-05T" + std::to_string(hour) + ":00:00+08:00");
    CHECK(used("true") > before);
    CHECK(used("false") == yesterday);
    before = used("true");
  }
  move_to(cloud, "2025-06-06T00:00:00+08:00");
  CHECK(used("false") >= before);
  CHECK(used("false") == used("true"));
}

TEST_CASE("A card uses nothing while it is suspended or cut off, and the days stay as they were",
          "[gsl]") {
  Cloud cloud;
  const std::int64_t card = 500000000001;  // an eSIM of China Telecom
  const auto order = [&](const std::string& action) {
    finish(cloud,
           cloud.post("/v1/sim-cards/500000000001/cut-net", Json{{"action", action}}.dump()));
  };
  move_to(cloud, "2025-06-10T12:00:00+08:00");
  order("ADD");
  move_to(cloud, "2025-06-15T12:00:00+08:00");
  auto days = days_of(cloud, card, "202506");
  CHECK(days.at("20250610") > 0);  // cut off only at noon
  CHECK(sum(days, "20250611", "20250614") == 0);
  order("DEL");
  move_to(cloud, "2025-06-18T12:00:00+08:00");
  const auto later = days_of(cloud, card, "202506");
  CHECK(later.at("20250615") > 0);
  CHECK(later.at("20250617") > 0);
  for (const auto& [day, used] : days) CHECK(later.at(day) == used);
  CHECK(sum(later) == month_of(cloud, card, "2025-06"));
}

TEST_CASE("A document of the kind usage replaces the figure of a day everywhere", "[gsl]") {
  GslCloud cloud(
      "  usage:\n"
      "    - {sim_card_id: 158123456, date: 20250520, flow: 77.5}\n"
      "    - {id: 158123456-20250604, flow: 3}\n");
  CHECK(days_of(cloud, 158123456, "202505").at("20250520") == 7750);
  CHECK(days_of(cloud, 158123456, "202506").at("20250604") == 300);
  CHECK(month_of(cloud, 158123456, "2025-05") == sum(days_of(cloud, 158123456, "202505")));
  CHECK(hundredths(cloud.get("/v1/sim-cards/158123456").json.at("flow_used")) ==
        sum(days_of(cloud, 158123456, "202506")));
}

TEST_CASE("What a fixture says was used counts in a world that begins with its cycle, too",
          "[gsl]") {
  Options options = Cloud::usual();
  options.frozen_at = *options.frozen_at - std::chrono::days(4);  // the 1st of June
  Cloud cloud(options);
  CHECK(cloud.get("/v1/sim-cards/158123456").json.at("flow_used") == 0.5);
  CHECK(days_of(cloud, 158123456, "202506").empty());
  cloud.advance(std::chrono::days(1));
  CHECK(cloud.get("/v1/sim-cards/158123456").json.at("flow_used") == 0.5);
  CHECK(days_of(cloud, 158123456, "202506").at("20250601") == 50);
}

TEST_CASE("Usage is the same in every run with the same seed, and another with another", "[gsl]") {
  const auto may = [](std::uint64_t seed) {
    Options options = Cloud::usual();
    options.seed = seed;
    Cloud cloud(options);
    return days_of(cloud, 385778661181234, "202505");
  };
  CHECK(may(1) == may(1));
  CHECK(may(1) != may(2));
}

}  // namespace
}  // namespace virga
