// The requests that the documentation of GSL prints, against the demo world. Ids that it masks with
// x stand here as the demo's own, and months move with the clock.
#include <catch2/catch.hpp>
#include <string>

#include "support/cloud.h"

namespace virga {
namespace {

const Headers kDocumented{{"X-Auth-Token", "MIIDkgYJKoZIhvcNAQcCoIIDgzCCXXXXX..."},
                          {"Content-Type", "application/json"}};

struct Example {
  std::string what;
  std::string method;
  std::string target;
  std::string body;
  std::string
      answer;  // members that it shows have to be there with these values; ids and times apart
};

const Example kExamples[] = {
    {"ListSimCards: first page", "GET", "/v1/sim-cards?offset=1&limit=10", "",
     R"json({"limit": 10, "offset": 1, "sim_cards": [{"sim_card_id": 158123456}]})json"},
    {"ListSimCards: by ICCID", "GET",
     "/v1/sim-cards?main_search_type=1&main_search_key=89860622330010641805", "",
     R"json({"limit": 10, "offset": 1, "count": 1, "sim_cards": [{
         "sim_card_id": 158123456, "cid": "89860622330010641805", "sim_pool_id": null,
         "sim_status": 20, "device_status": null, "device_model": null,
         "act_date": "2022-09-16T01:14:58.000+00:00", "device_status_date": null, "node_id": null,
         "iccid": "89860622330010641805", "network_type": "4G", "dbm": null, "signal_level": null,
         "sim_type": 3, "order_id": 494000000000, "price_plan_name": "中国电信每月10M联接服务",
         "sim_price_plan_id": 3849095610654321, "flow_left": 9.5, "flow_used": 0.5,
         "operator_status": -1, "msisdn": "8613912345678", "imsi": "460001234567890",
         "cut_net_flag": false, "exceed_cut_net_flag": false, "exceed_cut_net_quota": -1,
         "imei_bind_remain_times": 2, "speed_value": -1}]})json"},
    {"ListSimCards: filters and sorting", "GET",
     "/v1/sim-cards?sim_status=20&sim_type=3&tag_id=123&tag_id=456&sort=flow_used&order=desc"
     "&real_named=true&offset=2&limit=50",
     "", R"json({"limit": 50, "offset": 2, "count": 2, "sim_cards": []})json"},
    {"ShowSimCard: by id", "GET", "/v1/sim-cards/385778661181234", "",
     R"json({"sim_card_id": 385778661181234, "sim_type": 3})json"},
    {"ShowSimCard: by ICCID", "GET", "/v1/sim-cards/0?iccid=89860622330010641805", "",
     R"json({"sim_card_id": 158123456})json"},
    {"ShowSimCard: a suspended China Unicom card", "GET", "/v1/sim-cards/10000000000000000", "",
     R"json({"sim_card_id": 10000000000000000, "sim_status": 14,
         "act_date": "2022-09-16T01:14:58.000+00:00", "sim_type": 3,
         "sim_price_plan_id": 10000000000000000, "flow_used": 30, "operator_status": 5,
         "real_named": false, "cut_net_flag": false, "exceed_cut_net_flag": false})json"},
    {"ShowRealNamed: by id", "GET", "/v1/sim-cards/158123456/real-named", "",
     R"json({"iccid": "89860622330010641805", "real_named": true})json"},
    {"ShowRealNamed: by ICCID in a body", "GET", "/v1/sim-cards/0/real-named",
     R"json({"iccid": "89860622330010641805"})json",
     R"json({"iccid": "89860622330010641805", "real_named": true})json"},
    {"ShowRealNamed: by ICCID in the query", "GET",
     "/v1/sim-cards/0/real-named?iccid=89860622330010641805", "",
     R"json({"iccid": "89860622330010641805", "real_named": true})json"},
    {"DeleteRealName: by id", "POST", "/v1/sim-cards/158123456/clear-real-name", "",
     R"json({"work_order_id": 5400000000000001})json"},
    {"DeleteRealName: by ICCID in a body", "POST", "/v1/sim-cards/0/clear-real-name",
     R"json({"iccid": "89860012345678901234"})json",
     R"json({"work_order_id": 5400000000000001})json"},
    {"DeleteRealName: by ICCID in the query", "POST",
     "/v1/sim-cards/0/clear-real-name?iccid=89860622330010641805", "",
     R"json({"work_order_id": 5400000000000001})json"},
    {"ListWorkOrders: first page", "GET", "/v1/work-orders?offset=1&limit=10", "",
     R"json({"limit": 10, "offset": 1, "work_orders": []})json"},
    {"ListWorkOrders: by id", "GET", "/v1/work-orders?main_search_key=5388214536425984", "",
     R"json({"limit": 10, "offset": 1, "count": 1, "work_orders": [{
         "id": 5388214536425984, "sim_type": 3, "work_order_type": 4,
         "req_detail": "容器ID:89860484192070060448", "total_count": 1, "success_count": 1,
         "fail_count": 0, "process_count": 0, "status": 4,
         "create_time": "2023-07-29T09:50:58.000+00:00",
         "finish_time": "2023-07-29T09:55:00.000+00:00", "work_order_source": 8,
         "work_order_source_desc": "用户操作生成(api)"}]})json"},
    {"ListWorkOrderDetails: first page", "GET",
     "/v1/work-orders/5388214536425984/details?offset=1&limit=10", "",
     R"json({"limit": 10, "offset": 1, "count": 1, "work_order_details": [{"sim_type": 3, "status": 1}]})json"},
    {"ListWorkOrderDetails: the printed rows", "GET",
     "/v1/work-orders/5367068399387647/details?offset=1&limit=10", "",
     R"json({"limit": 10, "offset": 1, "count": 2, "work_order_details": [
         {"id": 5367068399387648, "sim_type": 3, "status": 1, "cid": "8806660527032540000",
          "sim_card_id": 6666660527032540666, "create_time": "2023-07-14T11:20:00.000+00:00",
          "finish_time": "2023-07-14T11:20:00.000+00:00"},
         {"id": 5367068399387649, "sim_type": 3, "status": 1, "cid": "8806660527032540001",
          "sim_card_id": 6666660527032540667, "create_time": "2023-07-14T11:20:00.000+00:00",
          "finish_time": "2023-07-14T11:20:00.000+00:00"}]})json"},
    {"ListSimPools: first page", "GET",
     "/v1/sim-pools?offset=1&limit=10&billing_cycle=2025-06&status=1", "",
     R"json({"limit": 10, "offset": 1, "count": 3, "pools": [{"id": 100000001}, {
         "id": 1000000000, "pool_name": "流量池名称",
         "price_plan_name": "中国联通消费级每月30M联接服务(1年)", "price_plan_id": "10000",
         "flow_total": 60, "flow_used": 102.59, "flow_left": -42.59, "activated_sim_quantity": 2,
         "inactive_sim_quantity": 0, "order_ids": "1000000", "status": 1}]
})json"},
    {"ListSimPoolMembers: one month", "GET",
     "/v1/sim-pools/100000001/members?billing_cycle=2025-04&offset=1&limit=10", "",
     R"json({"limit": 10, "offset": 1, "count": 3, "pool_members": [
         {"id": 100000001, "sim_price_plan_id": 455000000000}]})json"},
    {"SendSms: two cards", "POST", "/v1/sms-send-infos",
     R"json({"sms_content": "测试", "cids": ["89860622330010641805", "89860484192070060448"]})json",
     R"json("Ok")json"},
    {"ListSmsDetails: first page", "GET", "/v1/sms-send-infos/details?offset=1&limit=10", "",
     R"json({"limit": 10, "offset": 1, "count": 2, "sms_details": []})json"},
    {"ListSmsDetails: window", "GET",
     "/v1/sms-send-infos/details?cid=11669563150033768257&start_time=2022-03-21T00%3A00%3A00Z"
     "&end_time=2022-03-23T00%3A00%3A00Z",
     "", R"json({"limit": 10, "offset": 1, "count": 1, "sms_details": [{
         "cid": "11669563150033768257", "msisdn": "861400190692085",
         "sent_time": "2022-03-22T00:00:00.000+00:00",
         "received_time": "2022-03-22T00:00:00.000+00:00", "sms_status": 2,
         "sms_content": "testadd321"}]})json"},
    {"CreateTag", "POST", "/v1/tags", R"json({"tag_name": "新增的标签名"})json",
     R"json({"tag_name": "新增的标签名", "status": 0})json"},
    {"ListTags: first page", "GET", "/v1/tags?offset=1&limit=10", "",
     R"json({"limit": 10, "offset": 1, "tags": [{"id": 123, "tag_name": "测试标签", "status": 1}]})json"},
    {"DeleteTag", "DELETE", "/v1/tags/123", "", "true"},
    {"BatchSetTags: by sim_card_ids", "POST", "/v1/sim-tags/batch-set",
     R"json({"sim_card_ids": [123456, 234567], "tag_ids": [123]})json", "true"},
    {"BatchSetTags: by iccids", "POST", "/v1/sim-tags/batch-set",
     R"json({"sim_card_ids": [], "iccids": ["89860622330010641805", "89860012345678901234"],
         "tag_ids": [123]})json",
     "true"},
    {"BatchSetTags: clear", "POST", "/v1/sim-tags/batch-set",
     R"json({"sim_card_ids": [123456], "tag_ids": []})json", "true"},
};

// Every member and element of `shown` is in `whole`, with the same value.
bool contains(const Json& whole, const Json& shown) {
  if (shown.is_object()) {
    for (const auto& [name, value] : shown.items())
      if (!whole.contains(name) || !contains(whole.at(name), value)) return false;
    return true;
  }
  if (shown.is_array()) {
    if (whole.size() < shown.size()) return false;
    for (std::size_t i = 0; i < shown.size(); ++i)
      if (!contains(whole[i], shown[i])) return false;
    return true;
  }
  return whole == shown;
}

TEST_CASE("The documented examples of GSL work as printed", "[gsl]") {
  for (const Example& example : kExamples) {
    Cloud cloud;
    const Answer answer = cloud.send(example.method, example.target, example.body, kDocumented);
    CAPTURE(example.what, answer.reply.body);
    CHECK(answer.status == 200);
    CHECK(contains(answer.json, Json::parse(example.answer)));
  }
}

}  // namespace
}  // namespace virga
