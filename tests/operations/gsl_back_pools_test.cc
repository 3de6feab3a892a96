// Backward data pools: paid by use, without a total.
#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "support/gsl.h"

namespace virga {
namespace {

const Json kParameterRefused = gsl_refusal("GSL.00010004", "参数异常");
const Json kMonthRefused = gsl_refusal("GSL.00011004", "账期不合法,请检查!");

std::int64_t hundredths(const Json& megabytes) {
  return std::llround(megabytes.get<double>() * 100);
}

TEST_CASE("ListBackPools shows a pool as documented", "[gsl]") {
  Cloud cloud;
  const Answer answer = cloud.get("/v1/back-pools?offset=1&limit=10&billing_cycle=2025-06");
  CHECK(answer.status == 200);
  CHECK(answer.json.at("count") == 11);
  CHECK(cloud.get("/v1/back-pools?offset=2").json.at("pools").size() == 1);
  Json pool = answer.json.at("pools")[0];
  CHECK(pool.at("flow_used") > 0);
  pool.erase("flow_used");
  CHECK(pool == Json::parse(R"({
    "id": 10000000001, "pool_name": "流量池名称",
    "price_plan_name": "中国电信消费级阶梯流量池联接服务", "price_plan_id": "520040",
    "effective_time": "2025-05-31T16:00:00.000+00:00",
    "expired_time": "2025-06-30T15:59:59.000+00:00", "billing_cycle": "2025-06", "pool_status": 2,
    "status_time": null, "quantity": 11, "modify_time": "2025-06-04T16:10:00.000+00:00",
    "order_id": 111111111, "activated_sim_quantity": 10, "inactive_sim_quantity": 1,
    "disassembled_sim_quantity": 0, "order_ids": "1000000"})"));
}

TEST_CASE("ListBackPools shows all months of all pools, and filters by part of the name", "[gsl]") {
  Cloud cloud;
  const Answer all = cloud.get("/v1/back-pools?all_billing_cycle=true&offset=7&limit=10");
  CHECK(all.json.at("count") == 66);
  REQUIRE(all.json.at("pools").size() == 6);
  CHECK(all.json.at("pools")[5].at("billing_cycle") == "2025-01");
  CHECK(cloud.get("/v1/back-pools?pool_name=%E5%BA%9F%E5%BC%83").json.at("count") == 1);
  CHECK(cloud.get("/v1/back-pools?pool_name=a%20b").json.at("count") == 0);  // no character rule
}

TEST_CASE("ListBackPools refuses months and limits like forward pools", "[gsl]") {
  Cloud cloud;
  for (const std::string month : {"2025-07", "2024-12", "2025-13", "2025/06"}) {
    const Answer answer = cloud.get("/v1/back-pools?billing_cycle=" + month);
    CHECK(answer.status == 403);
    CHECK(answer.json == kMonthRefused);
  }
  for (const std::string& query :
       std::vector<std::string>{"billing_cycle=2025-6", "limit=9", "all_billing_cycle=1",
                                "pool_name=" + std::string(101, 'a')})
    CHECK(cloud.get("/v1/back-pools?" + query).json == kParameterRefused);
}

TEST_CASE("ListBackPoolMembers shows each card with its state, on two pages", "[gsl]") {
  Cloud cloud;
  const std::string members = "/v1/back-pools/10000000001/members?billing_cycle=2025-06";
  const Answer first = cloud.get(members + "&offset=1&limit=10");
  CHECK(first.json.at("count") == 11);
  CHECK(first.json.at("pool_members")[1] == Json{{"id", 10000000001},
                                                 {"cid", "89860322330010630002"},
                                                 {"sim_price_plan_id", nullptr},
                                                 {"flow_used", 3},
                                                 {"sim_status", 20}});
  const Answer second = cloud.get(members + "&offset=2");
  REQUIRE(second.json.at("pool_members").size() == 1);
  CHECK(second.json.at("pool_members")[0].at("sim_status") == 13);
  CHECK(cloud.get(members + "&cid=89860322330010630003").json.at("count") == 1);
  CHECK(cloud.get(members + "&cid=nobody").json.at("count") == 0);
}

TEST_CASE("ListBackPoolMembers adds up to the pool in every month", "[gsl]") {
  Cloud cloud;
  for (const std::string month : {"2025-06", "2025-05", "2025-02"}) {
    std::int64_t used = 0;
    const Answer members =
        cloud.get("/v1/back-pools/10000000001/members?limit=500&billing_cycle=" + month);
    for (const Json& member : members.json.at("pool_members"))
      used += hundredths(member.at("flow_used"));
    CHECK(used > 0);
    CHECK(hundredths(cloud.get("/v1/back-pools?billing_cycle=" + month)
                         .json.at("pools")[0]
                         .at("flow_used")) == used);
  }
}

TEST_CASE("ListBackPoolMembers refuses bad months, no month and unknown pools", "[gsl]") {
  Cloud cloud;
  const std::string members = "/v1/back-pools/10000000001/members";
  CHECK(cloud.get(members).json == gsl_refusal("GSL.00010004", "billing_cycle:不能为null"));
  CHECK(cloud.get(members + "?billing_cycle=202506").json == kParameterRefused);
  CHECK(cloud.get(members + "?billing_cycle=2025-13").json == kMonthRefused);
  const Answer unknown = cloud.get("/v1/back-pools/100000001/members?billing_cycle=2025-06");
  CHECK(unknown.status == 403);
  CHECK(unknown.json == gsl_refusal("GSL.00014003", "流量池不存在或没有流量池的访问权限!"));
  CHECK(cloud.get("/v1/back-pools/x/members?billing_cycle=2025-06").json == kParameterRefused);
}

}  // namespace
}  // namespace virga
