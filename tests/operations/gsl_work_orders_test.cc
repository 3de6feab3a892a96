#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "base/time.h"
#include "services/huawei_gsl/kinds.h"
#include "services/huawei_gsl/service.h"
#include "services/huawei_gsl/work_orders.h"
#include "store/store.h"
#include "support/cloud.h"

namespace virga {
namespace {

const Json kParameterRefused{{"error_code", "GSL.00010004"}, {"error_msg", "参数异常"}};

std::vector<std::int64_t> ids(const Answer& answer, const std::string& rows) {
  REQUIRE(answer.status == 200);
  std::vector<std::int64_t> ids;
  for (const Json& row : answer.json.at(rows)) ids.push_back(row.at("id"));
  return ids;
}

using Ids = std::vector<std::int64_t>;

// Filed before the three that tests are about; with them there are two pages.
constexpr std::int64_t kFirstOld = 5360000000000001, kLastOld = 5360000000000008;

Ids with_old(Ids ids) {
  for (std::int64_t old = kLastOld; old >= kFirstOld; --old) ids.push_back(old);
  return ids;
}

TEST_CASE("ListWorkOrders lists the newest order first, on two pages", "[gsl]") {
  Cloud cloud;
  const Answer answer = cloud.get("/v1/work-orders?offset=1&limit=10");
  Ids all = with_old({5391000000000000, 5388214536425984, 5367068399387647});
  CHECK(ids(cloud.get("/v1/work-orders?offset=2"), "work_orders") == Ids{all.back()});
  all.pop_back();
  CHECK(ids(answer, "work_orders") == all);
  CHECK(answer.json.at("count") == 11);
  CHECK(answer.json.at("limit") == 10);
  CHECK(answer.json.at("offset") == 1);
}

TEST_CASE("ListWorkOrders filters by id, card technology, type and state", "[gsl]") {
  Cloud cloud;
  const auto listed = [&](const std::string& query) {
    return ids(cloud.get("/v1/work-orders?" + query), "work_orders");
  };
  CHECK(listed("main_search_key=5388214536425984") == Ids{5388214536425984});
  CHECK(listed("main_search_key=538821453642598").empty());
  CHECK(listed("work_order_type=5") == Ids{5391000000000000});
  CHECK(listed("status=4") == with_old({5388214536425984, 5367068399387647}));
  CHECK(listed("status=4&work_order_type=4&sim_type=3") == Ids{5388214536425984});
  CHECK(listed("sim_type=2").empty());
  CHECK(listed("work_order_type=99").empty());
}

TEST_CASE("ListWorkOrders refuses parameters outside their documented limits", "[gsl]") {
  Cloud cloud;
  for (const std::string query :
       {"main_search_key=12x", "main_search_key=123456789012345678", "status=0", "status=8",
        "sim_type=11", "work_order_type=100", "limit=5"}) {
    const Answer answer = cloud.get("/v1/work-orders?" + query);
    CAPTURE(query);
    CHECK(answer.status == 400);
    CHECK(answer.json == kParameterRefused);
  }
}

TEST_CASE("ListWorkOrderDetails lists the cards of one order", "[gsl]") {
  Cloud cloud;
  const Answer answer = cloud.get("/v1/work-orders/5391000000000000/details");
  CHECK(answer.status == 200);
  CHECK(answer.json == Json::parse(R"({
    "limit": 10, "offset": 1, "count": 1,
    "work_order_details": [{
      "id": 5391000000000001, "sim_type": 3, "status": 3, "cid": "89860322330010600004",
      "sim_card_id": 345679, "create_time": "2024-01-10T02:00:00.000+00:00",
      "finish_time": "2024-01-10T02:06:00.000+00:00", "description": "运营商处理失败"}]
  })"));
}

TEST_CASE("ListWorkOrderDetails lists the cards of a large order on two pages", "[gsl]") {
  Cloud cloud;
  const std::string target = "/v1/work-orders/" + std::to_string(kFirstOld) + "/details";
  CHECK(ids(cloud.get(target), "work_order_details").size() == 10);
  CHECK(ids(cloud.get(target + "?offset=2"), "work_order_details") == Ids{5360000000000111});
}

TEST_CASE("ListWorkOrderDetails filters by container id, card technology and state", "[gsl]") {
  Cloud cloud;
  const auto listed = [&](const std::string& query) {
    return ids(cloud.get("/v1/work-orders/5367068399387647/details?" + query),
               "work_order_details");
  };
  CHECK(listed("") == Ids{5367068399387648, 5367068399387649});
  CHECK(listed("main_search_key=8806660527032540001") == Ids{5367068399387649});
  CHECK(listed("status=1&sim_type=3").size() == 2);
  CHECK(listed("status=3").empty());
  CHECK(listed("sim_type=1").empty());
}

TEST_CASE("ListWorkOrderDetails refuses parameters outside their documented limits", "[gsl]") {
  Cloud cloud;
  for (const std::string target :
       {"/v1/work-orders/x/details", "/v1/work-orders/5388214536425984/details?status=4",
        "/v1/work-orders/5388214536425984/details?sim_type=0",
        "/v1/work-orders/5388214536425984/details?limit=1000"}) {
    const Answer answer = cloud.get(target);
    CAPTURE(target);
    CHECK(answer.status == 400);
    CHECK(answer.json == kParameterRefused);
  }
}

TEST_CASE("ListWorkOrderDetails has no rows for an order that does not exist", "[gsl]") {
  Cloud cloud;
  const Answer answer = cloud.get("/v1/work-orders/1/details");
  CHECK(answer.status == 200);
  CHECK(answer.json ==
        Json{{"limit", 10}, {"offset", 1}, {"count", 0}, {"work_order_details", Json::array()}});
}

TEST_CASE("A work order fails when its card is gone before it completes", "[gsl]") {
  Database database(":memory:");
  Store::prepare(database, gsl::service().kinds);
  Store store(database, "test");
  store.put(gsl::kWorkOrders, {{"id", 1},
                               {"work_order_type", 14},
                               {"total_count", 1},
                               {"success_count", 0},
                               {"fail_count", 0},
                               {"process_count", 1},
                               {"status", 3},
                               {"sim_card_id", 7}});
  store.put(gsl::kWorkOrderDetails, {{"id", 2}, {"status", 2}, {"work_order_id", 1}});
  gsl::complete_work_order(store, *parse_time("2025-06-05T07:27:37Z"), "1");
  const std::string time = "2025-06-05T07:27:37.000+00:00";
  const std::string reason = "sim卡不存在或没有SIM卡的访问权限!";
  CHECK(store.find(gsl::kWorkOrders, 1) == Json{{"id", 1},
                                                {"work_order_type", 14},
                                                {"total_count", 1},
                                                {"success_count", 0},
                                                {"fail_count", 1},
                                                {"process_count", 0},
                                                {"status", 6},
                                                {"sim_card_id", 7},
                                                {"finish_time", time},
                                                {"fail_reason", reason}});
  CHECK(store.find(gsl::kWorkOrderDetails, 2) == Json{{"id", 2},
                                                      {"status", 3},
                                                      {"work_order_id", 1},
                                                      {"finish_time", time},
                                                      {"description", reason}});
}

}  // namespace
}  // namespace virga
