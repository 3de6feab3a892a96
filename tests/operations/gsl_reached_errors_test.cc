// Which documented errors of GSL an ordinary request obtains, and which only a scenario raises.
#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/catalog.h"
#include "services/services.h"
#include "support/cloud.h"

namespace virga {
namespace {

struct Asked {
  std::string_view operation;
  std::string target = {};  // in place of the {id} of the path, then the query: 158123456?limit=10
  std::string body = {};
  int times = 1;  // each with its number, from 1, in place of #
};

struct Reached {
  std::string_view code;
  Asked last;                      // what obtains the error
  std::vector<Asked> before = {};  // what has to have happened
  bool waits = false;              // until every order filed before is completed
};

constexpr const char* kQuickCard = "10000000000000000";  // physical, suspended by its user
constexpr const char* kMonth = "?billing_cycle=2025-06";
constexpr const char* kLongAgo = "?billing_cycle=2020-01";

// What most operations on one card refuse alike: the card 0, which means another number, and one
// that does not exist.
void add_addressing(std::vector<Reached>& rows) {
  const std::pair<std::string_view, std::string> operations[] = {
      {"ShowSimCard", ""},
      {"ShowRealNamed", ""},
      {"DeleteRealName", ""},
      {"EnableSimCard", ""},
      {"StopSimCard", ""},
      {"ResetSimCard", ""},
      {"StartStopNet", R"({"action": "ADD"})"},
      {"SetExceedCutNet", R"({"action": 2})"},
      {"RegisterImei", R"({"bind_type": 1})"},
      {"SetSpeedValue", R"({"speed_value": 1024})"},
      {"SetNetworkSwitchPolicy", R"({"network_switch_policy_id": 1})"},
      {"SwitchNetwork", R"({"carrier_type": 1})"}};
  for (const auto& [operation, body] : operations) {
    rows.push_back({"GSL.00010004", {operation, "0", body}});
    rows.push_back({"GSL.00011001", {operation, "1", body}});
  }
}

// Pages are 10 to 500 rows long.
void add_paging(std::vector<Reached>& rows) {
  for (const std::string_view operation :
       {"ListSimCards", "ListSimDeviceMultiply", "ListWorkOrders", "ListSimPools", "ListBackPools",
        "ListSmsDetails", "ListProPricePlans", "ListNetworkSwitchPolicies"})
    rows.push_back({"GSL.00010004", {operation, "?limit=9"}});
  for (const std::string_view operation : {"ListTags", "ListAttributes"})
    rows.push_back({"GSL.00020004", {operation, "?limit=9"}});
  rows.push_back({"GSL.00010004", {"ListWorkOrderDetails", "1?limit=9"}});
}

void add_cards(std::vector<Reached>& rows) {
  const Asked stop{"StopSimCard", "158123456"}, resume{"ResetSimCard", kQuickCard},
      enable{"EnableSimCard", "345678"};
  rows.insert(rows.end(),
              {{"GSL.00011015", {"DeleteRealName", "385778661181234"}},
               {"GSL.00016014", {"EnableSimCard", "158123456"}},
               {"GSL.00016015", enable, {enable}},
               {"GSL.00016016", enable, {enable}, true},
               {"GSL.00016010", stop, {stop}},
               {"GSL.00016020", {"StopSimCard", "345678"}},
               {"GSL.00016009", resume, {resume}},
               {"GSL.00016010", {"ResetSimCard", "158123456"}, {stop}},
               {"GSL.00016013", {"ResetSimCard", "158123456"}},
               {"GSL.00016016", resume, {resume}, true},
               {"GSL.00016019", {"ResetSimCard", "158200003"}},
               {"GSL.00011015", {"StartStopNet", "385778661181234", R"({"action": "ADD"})"}},
               {"GSL.00011015", {"SetExceedCutNet", "400000000001", R"({"action": 2})"}},
               {"GSL.00011015", {"RegisterImei", "10000000000000001", R"({"bind_type": 1})"}},
               {"GSL.00011015", {"SetSpeedValue", "385778661181234", R"({"speed_value": 1024})"}},
               {"GSL.00011016", {"SetSpeedValue", "158123456", R"({"speed_value": 7})"}}});
}

void add_three_networks(std::vector<Reached>& rows) {
  const auto add = [](const char* body) { return Asked{"AddNetworkSwitchPolicy", "", body}; };
  rows.insert(
      rows.end(),
      {{"GSL.00011001", {"ListSimDeviceMultiply", "?sim_card_id=1"}},
       {"GSL.00011015",
        {"SetNetworkSwitchPolicy", "158123456", R"({"network_switch_policy_id": 1})"}},
       {"GSL.00015028",
        {"SetNetworkSwitchPolicy", "600000000001", R"({"network_switch_policy_id": 99})"}},
       {"GSL.00011015", {"SwitchNetwork", "600000000007", R"({"carrier_type": 1})"}},
       {"GSL.00011063", {"SwitchNetwork", "600000000001", R"({"carrier_type": 4})"}},
       {"GSL.00010001", add("{}")},
       {"GSL.00015032", add(R"({"policy_name": "x", "version": 1, "preferred_carrier": 2})")},
       {"GSL.00015033", add(R"({"policy_name": "x", "version": 1})")},
       {"GSL.00015034", add(R"({"policy_name": "不用电信", "version": 2})")},
       {"GSL.00015035", add(R"({"policy_name": "x", "version": 2, "switch_order": "9"})")}});
}

void add_usage(std::vector<Reached>& rows) {
  Json many = Json::array();
  for (int i = 0; i < 51; ++i) many.push_back(std::to_string(i));
  const auto flow = [](const std::string& body) { return Asked{"ListFlowBySimCards", "", body}; };
  rows.insert(rows.end(),
              {{"GSL.00010004", {"ShowMonthUsages", "", "{}"}},
               {"GSL.00011001",
                {"ShowMonthUsages", "", R"({"sim_card_ids": [1], "billing_cycles": ["2025-06"]})"}},
               {"GSL.00010004", {"ListSimCardFlowPerDay", "", "{}"}},
               {"GSL.00011001",
                {"ListSimCardFlowPerDay", "", R"({"sim_card_ids": [1], "month": "202506"})"}},
               {"GSL.00010004", {"ListSimPricePlans", "?sim_card_id=0"}},
               {"GSL.00011001", {"ListSimPricePlans", "?sim_card_id=1"}},
               {"GSL.00010004", flow("{}")},
               {"GSL.00011010", flow(Json{{"iccids", many}}.dump())},
               {"GSL.00011011", flow(R"({"iccids": ["89860000000000000000"]})")},
               {"GSL.00011001", flow(R"({"sim_card_ids": [1]})")},
               {"GSL.00010002", flow(R"({"sim_card_ids": [345678]})")}});
}

void add_pools(std::vector<Reached>& rows) {
  for (const std::string_view list : {"ListSimPools", "ListBackPools"})
    rows.push_back({"GSL.00011004", {list, kLongAgo}});
  for (const std::string_view members : {"ListSimPoolMembers", "ListBackPoolMembers"}) {
    rows.push_back({"GSL.00010004", {members, "1"}});
    rows.push_back({"GSL.00011004", {members, std::string("1") + kLongAgo}});
    rows.push_back({"GSL.00014003", {members, std::string("1") + kMonth}});
  }
}

void add_messages(std::vector<Reached>& rows) {
  const auto send = [](const char* body) { return Asked{"SendSms", "", body}; };
  rows.insert(rows.end(),
              {{"GSL.00010004", send("{}")},
               {"GSL.00011001", send(R"({"sms_content": "x", "cids": ["nobody"]})")},
               {"GSL.00011015", send(R"({"sms_content": "x", "cids": ["89860322330010600002"]})")},
               {"GSL.00012016", send(R"({"sms_content": "x", "file_temp_id": 1})")}});
}

void add_tags(std::vector<Reached>& rows) {
  const auto create = [](const char* body) { return Asked{"CreateTag", "", body}; };
  const auto set = [](const char* body) { return Asked{"BatchSetTags", "", body}; };
  rows.insert(rows.end(), {{"GSL.00020004", create("{}")},
                           {"GSL.00022001", create(R"({"tag_name": "a b"})")},
                           {"GSL.00022002", create(R"({"tag_name": "测试标签"})")},
                           {"GSL.00022003",
                            create(R"({"tag_name": "x"})"),
                            {{"CreateTag", "", R"({"tag_name": "t#"})", 10'000}}},
                           {"GSL.00020004", {"DeleteTag", "-1"}},
                           {"GSL.00022004", {"DeleteTag", "1"}},
                           {"GSL.00010004", set(R"({"sim_card_ids": "x"})")},
                           {"GSL.00012016", set(R"({"file_temp_id": 1})")},
                           {"GSL.000160051", set("{}")},
                           {"GSL.000160052",
                            set(R"({"sim_card_ids": [1], "tag_ids": [1,2,3,4,5,6,7,8,9,10,11]})")},
                           {"GSL.000160053", set(R"({"sim_card_ids": [1]})")},
                           {"GSL.000160054", set(R"({"sim_card_ids": [1, 1]})")}});
}

void add_attributes(std::vector<Reached>& rows) {
  const auto create = [](const char* body) { return Asked{"CreateAttribute", "", body}; };
  const auto update = [](const char* id, const char* body) {
    return Asked{"UpdateAttribute", id, body};
  };
  rows.insert(
      rows.end(),
      {{"GSL.00020004", create("{}")},
       {"GSL.00027001", create(R"({"cust_attr_name": "a b"})")},
       {"GSL.00027002", create(R"({"cust_attr_name": "城市"})")},
       {"GSL.00027003", create(R"({"cust_attr_name": "ICCID"})")},
       {"GSL.00027004",
        create(R"({"cust_attr_name": "x"})"),
        {{"CreateAttribute", "", R"({"cust_attr_name": "a#"})", 6}}},
       {"GSL.00020004", update("1000001", "{}")},
       {"GSL.00027001", update("1000001", R"({"cust_attr_name": "a b"})")},
       {"GSL.00027002", update("1000001", R"({"cust_attr_name": "机柜"})")},
       {"GSL.00027003", update("1000001", R"({"cust_attr_name": "ICCID"})")},
       {"GSL.00027005", update("1", R"({"cust_attr_name": "x"})")},
       {"GSL.00010004", {"BatchSetAttributes", "", "{}"}},
       {"GSL.00012031", {"BatchSetAttributes", "", R"({"attributes": [{"sim_card_id": 1}]})"}}});
  for (const std::string_view change : {"EnableAttribute", "DisableAttribute"}) {
    rows.push_back({"GSL.00020004", {change, "-1"}});
    rows.push_back({"GSL.00027005", {change, "1"}});
  }
}

std::vector<Reached> reached() {
  std::vector<Reached> rows;
  for (const auto add : {add_addressing, add_paging, add_cards, add_three_networks, add_usage,
                         add_pools, add_messages, add_tags, add_attributes})
    add(rows);
  return rows;
}

// Why no request obtains the error of the operation; nothing when one should.
std::string only_injected(std::string_view operation, const Error& error) {
  static const std::map<std::pair<std::string_view, std::string_view>, std::string> kReasons{
      {{"ListSimCards", "GSL.00016016"}, "declared, and no source says when"},
      {{"ListSimCards", "GSL.00016005"}, "declared, and no source says when"},
      {{"AddNetworkSwitchPolicy", "GSL.00010002"}, "declared, and no source says when"},
      {{"BatchSetTags", "GSL.00010001"}, "the gateway refuses a bad token before"},
      {{"ListFlowBySimCards", "GSL.00010001"}, "the gateway refuses a bad token before"},
      {{"ListSimPools", "GSL.00014003"}, "the request names no pool"},
      {{"ListBackPools", "GSL.00014003"}, "the request names no pool"},
      {{"CreateTag", "GSL.00022004"}, "the request names no tag"},
      {{"UpdateAttribute", "GSL.00027004"}, "a new name makes no attribute more"}};
  if (error.status >= 500 && error.code != "GSL.00016005") return "nothing of Virga breaks inside";
  const auto found = kReasons.find({operation, error.code});
  return found == kReasons.end() ? "" : found->second;
}

class Client {
 public:
  Answer ask(const Asked& asked) {
    Answer last;
    for (int i = 1; i <= asked.times; ++i) last = send(asked, i);
    return last;
  }

  void wait_for_orders() {
    while (cloud_.get("/v1/work-orders?status=3").json.at("count") != 0)
      cloud_.advance(std::chrono::seconds(10));
  }

 private:
  Answer send(const Asked& asked, int number) {
    const Operation& operation = *catalog_.operation(*catalog_.service("gsl"), asked.operation);
    const auto& route = std::get<Rest>(operation.route);
    std::string target(route.path), body = asked.body;
    const auto open = target.find('{');
    if (open == std::string::npos)
      target += asked.target;
    else
      put_in(target, open, target.find('}') + 1, asked.target);
    if (const auto mark = body.find('#'); mark != std::string::npos)
      body.replace(mark, 1, std::to_string(number));
    return cloud_.send(std::string(route.method), target, body);
  }

  // The query stands behind the whole path.
  static void put_in(std::string& path, std::size_t begin, std::size_t end,
                     const std::string& target) {
    const auto query = std::min(target.find('?'), target.size());
    path.replace(begin, end - begin, target.substr(0, query));
    path += target.substr(query);
  }

  Cloud cloud_;
  const Catalog catalog_{all_services()};
};

TEST_CASE("every documented error of GSL is obtained by a request, or named as only injected",
          "[gsl]") {
  std::set<std::pair<std::string, std::string>> obtained, injected;
  for (const Reached& row : reached()) {
    Client client;
    for (const Asked& asked : row.before) client.ask(asked);
    if (row.waits) client.wait_for_orders();
    const Answer answer = client.ask(row.last);
    INFO(row.last.operation << " " << row.code << ": " << answer.reply.body);
    REQUIRE(answer.json.is_object());
    CHECK(answer.json.value("error_code", "") == row.code);
    CHECK(obtained.emplace(row.last.operation, row.code).second);
  }
  const Catalog catalog(all_services());
  for (const auto& group : catalog.service("gsl")->operations)
    for (const Operation& operation : group)
      for (const Error* error : operation.errors) {
        const std::pair pair{std::string(operation.name), std::string(error->code)};
        const bool only = !only_injected(operation.name, *error).empty();
        INFO(pair.first << " " << pair.second);
        CHECK(only != obtained.contains(pair));
        if (only) injected.insert(pair);
      }
  CHECK(obtained.size() > 90);
  WARN(obtained.size() << " pairs of operation and documented error of GSL are obtained by "
                       << "requests, " << injected.size() << " only by injection");
}

}  // namespace
}  // namespace virga
