#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "support/cloud.h"

namespace virga {
namespace {

Json refusal(const std::string& code, const std::string& text) {
  return {{"error_code", code}, {"error_msg", text}};
}

const Json kParameterRefused = refusal("GSL.00010004", "参数异常");
const Json kMonthRefused = refusal("GSL.00011004", "账期不合法,请检查!");

std::vector<std::pair<std::int64_t, std::string>> rows(const Answer& answer) {
  REQUIRE(answer.status == 200);
  std::vector<std::pair<std::int64_t, std::string>> rows;
  for (const Json& pool : answer.json.at("pools"))
    rows.emplace_back(pool.at("id").get<std::int64_t>(),
                      pool.at("billing_cycle").get<std::string>());
  return rows;
}

using Rows = std::vector<std::pair<std::int64_t, std::string>>;

TEST_CASE("ListSimPools adds up the cards of a pool for the current month", "[gsl]") {
  Cloud cloud;
  const Answer answer = cloud.get("/v1/sim-pools?pool_name=%E6%B5%81%E9%87%8F%E6%B1%A0%E5%90%8D");
  CHECK(answer.status == 200);
  CHECK(answer.json == Json::parse(R"json({
    "limit": 10, "offset": 1, "count": 1,
    "pools": [{
      "id": 1000000000,
      "pool_name": "流量池名称",
      "price_plan_name": "中国联通消费级每月30M联接服务(1年)",
      "price_plan_id": "10000",
      "effective_time": "2025-05-26T16:00:00.000+00:00",
      "expired_time": "2025-06-26T15:59:59.000+00:00",
      "billing_cycle": "2025-06",
      "flow_total": 60,
      "flow_used": 102.59,
      "flow_left": -42.59,
      "quantity": 3,
      "modify_time": "2025-06-04T16:10:00.000+00:00",
      "order_id": 1000000,
      "activated_sim_quantity": 2,
      "inactive_sim_quantity": 0,
      "disassembled_sim_quantity": 1,
      "order_ids": "1000000",
      "status": 1
}]
})json"));
}

TEST_CASE("ListSimPools counts calendar months in Beijing time for China Mobile", "[gsl]") {
  Cloud cloud;
  const Json pool = cloud.get("/v1/sim-pools?billing_cycle=2025-02").json.at("pools")[0];
  CHECK(pool.at("id") == 100000001);
  CHECK(pool.at("effective_time") == "2025-01-31T16:00:00.000+00:00");
  CHECK(pool.at("expired_time") == "2025-02-28T15:59:59.000+00:00");
}

TEST_CASE("ListSimPools shows the latest six months, newest first, when all are asked for",
          "[gsl]") {
  Cloud cloud;
  const Answer answer =
      cloud.get("/v1/sim-pools?all_billing_cycle=true&billing_cycle=2025-01&status=1&limit=50");
  Rows all;
  for (const std::string month : {"2025-06", "2025-05", "2025-04", "2025-03", "2025-02", "2025-01"})
    for (const std::int64_t pool : {100000001LL, 1000000000LL, 1000000002LL})
      all.emplace_back(pool, month);
  CHECK(rows(answer) == all);
  CHECK(answer.json.at("count") == 18);
  CHECK(rows(cloud.get("/v1/sim-pools?all_billing_cycle=true&status=1&offset=2")) ==
        Rows(all.begin() + 10, all.end()));
}

TEST_CASE("ListSimPools filters by state, in both spellings of a list", "[gsl]") {
  Cloud cloud;
  const std::string month = "2025-06";
  const Rows in_use{{100000001, month}, {1000000000, month}, {1000000002, month}};
  CHECK(rows(cloud.get("/v1/sim-pools?status=1")) == in_use);
  CHECK(rows(cloud.get("/v1/sim-pools?status=0")).size() == 8);
  for (const std::string both : {"status=0&status=1", "status=0,1"}) {
    CHECK(rows(cloud.get("/v1/sim-pools?" + both)).size() == 10);
    CHECK(rows(cloud.get("/v1/sim-pools?offset=2&" + both)).size() == 1);
  }
  CHECK(rows(cloud.get("/v1/sim-pools?status=9")).empty());
}

TEST_CASE("ListSimPools refuses a month that is not among the latest six", "[gsl]") {
  Cloud cloud;
  for (const std::string month :
       {"2025-07", "2024-12", "2025-13", "2025-00", "2025.06", "202506-"}) {
    const Answer answer = cloud.get("/v1/sim-pools?billing_cycle=" + month);
    CAPTURE(month);
    CHECK(answer.status == 403);
    CHECK(answer.json == kMonthRefused);
  }
}

TEST_CASE("ListSimPools refuses parameters outside their documented limits", "[gsl]") {
  Cloud cloud;
  for (const std::string query : {"billing_cycle=2025-6", "billing_cycle=2025%2F06", "status=10",
                                  "status=1,x", "all_billing_cycle=2", "limit=9"}) {
    const Answer answer = cloud.get("/v1/sim-pools?" + query);
    CAPTURE(query);
    CHECK(answer.status == 400);
    CHECK(answer.json == kParameterRefused);
  }
  const Answer name = cloud.get("/v1/sim-pools?pool_name=a%2Fb");
  CHECK(name.status == 400);
  CHECK(name.json ==
        refusal("GSL.00010004",
                "The parameter contains illegal characters, and the proof test fails"));
}

TEST_CASE("ListSimPools has no rows for a name that no pool has", "[gsl]") {
  Cloud cloud;
  CHECK(cloud.get("/v1/sim-pools?pool_name=none").json ==
        Json{{"limit", 10}, {"offset", 1}, {"count", 0}, {"pools", Json::array()}});
}

TEST_CASE("ListSimPoolMembers lists the cards of a pool with their usage of the month", "[gsl]") {
  Cloud cloud;
  const Answer answer =
      cloud.get("/v1/sim-pools/100000001/members?billing_cycle=2025-06&offset=1&limit=10");
  CHECK(answer.status == 200);
  CHECK(answer.json == Json::parse(R"json({
    "limit": 10, "offset": 1, "count": 3,
    "pool_members": [
      {"id": 100000001, "cid": "89860484192070060448", "sim_price_plan_id": 455000000000,
       "flow_used": 85.27},
      {"id": 100000001, "cid": "89860484192070060449", "sim_price_plan_id": 455000000001,
       "flow_used": 100},
      {"id": 100000001, "cid": "89860484192070060450", "sim_price_plan_id": null, "flow_used": 0}
    ]
  })json"));
}

TEST_CASE("ListSimPoolMembers adds up to the pool's own figure in every month", "[gsl]") {
  Cloud cloud;
  for (const std::string month : {"2025-06", "2025-05", "2025-03", "2025-01"}) {
    double used = 0;
    const Answer members = cloud.get("/v1/sim-pools/100000001/members?billing_cycle=" + month);
    for (const Json& member : members.json.at("pool_members"))
      used += member.at("flow_used").get<double>();
    const Json pool = cloud.get("/v1/sim-pools?billing_cycle=" + month).json.at("pools")[0];
    CAPTURE(month);
    CHECK(pool.at("flow_used").get<double>() == Approx(used));
    CHECK(pool.at("flow_left").get<double>() == Approx(200 - used));
  }
}

TEST_CASE("ListSimPoolMembers remembers past months and knows nothing before activation", "[gsl]") {
  Cloud cloud;
  const auto used = [&](const std::string& month, const std::string& cid) {
    const Answer answer =
        cloud.get("/v1/sim-pools/100000001/members?billing_cycle=" + month + "&cid=" + cid);
    REQUIRE(answer.json.at("count") == 1);
    return answer.json.at("pool_members")[0].at("flow_used").get<double>();
  };
  const double april = used("2025-04", "89860484192070060449");
  CHECK(april > 0);
  CHECK(april <= 100);
  CHECK(used("2025-04", "89860484192070060449") == april);
  CHECK(used("2025-03", "89860484192070060449") == 0);
  CHECK(used("2025-03", "89860484192070060448") != used("2025-04", "89860484192070060448"));
}

TEST_CASE("ListSimPoolMembers refuses a request without a month by naming the field", "[gsl]") {
  Cloud cloud;
  const Answer answer = cloud.get("/v1/sim-pools/100000001/members");
  CHECK(answer.status == 400);
  CHECK(answer.json == refusal("GSL.00010004", "billing_cycle:不能为null"));
}

TEST_CASE("ListSimPoolMembers refuses months of the wrong length and months out of sight",
          "[gsl]") {
  Cloud cloud;
  const Answer shorter = cloud.get("/v1/sim-pools/100000001/members?billing_cycle=202506");
  CHECK(shorter.status == 400);
  CHECK(shorter.json == kParameterRefused);
  const Answer old = cloud.get("/v1/sim-pools/100000001/members?billing_cycle=2021-04");
  CHECK(old.status == 403);
  CHECK(old.json == kMonthRefused);
}

TEST_CASE("ListSimPoolMembers says that an unknown pool does not exist", "[gsl]") {
  Cloud cloud;
  const Answer answer = cloud.get("/v1/sim-pools/42/members?billing_cycle=2025-06");
  CHECK(answer.status == 403);
  CHECK(answer.json == refusal("GSL.00014003", "流量池不存在或没有流量池的访问权限!"));
}

}  // namespace
}  // namespace virga
