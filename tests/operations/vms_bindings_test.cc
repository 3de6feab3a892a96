#include <catch2/catch.hpp>
#include <limits>

#include "support/vms.h"

namespace virga {
namespace {

constexpr const char* kAxbPool = "NP161156328504091435";
constexpr std::int64_t kNow = 1749108455;  // of Cloud::usual, in seconds

Json axb(const char* a, const char* b, const char* x) {
  return {{"NumberPoolNo", kAxbPool},
          {"PhoneNoA", a},
          {"PhoneNoB", b},
          {"PhoneNoX", x},
          {"ExpireTime", kNow + 3600}};
}

Json list(Cloud& cloud, const Json& filter) {
  return result_of(cloud, "QuerySubscriptionForList", filter).at("Records");
}

Json binding(Cloud& cloud, const Json& sub_id) {
  return document(cloud, "bindings", "SubId", sub_id);
}

TEST_CASE("BindAXB binds A and B on X until the world's clock passes ExpireTime", "[vms]") {
  Cloud cloud;
  const Json bound = result_of(cloud, "BindAXB", axb("13900000001", "02131075869", "17000000002"));
  const std::string sub_id = bound.at("SubId");
  CHECK(sub_id.starts_with("S17491084550002"));
  CHECK(sub_id.size() == 22);
  CHECK(bound == Json({{"SubId", sub_id},
                       {"PhoneNoX", "17000000002"},
                       {"Status", 1},
                       {"PhoneNoXCityCode", "010"},
                       {"PhoneNoA", "13900000001"},
                       {"PhoneNoACityCode", "010"},
                       {"PhoneNoB", "02131075869"},
                       {"PhoneNoBCityCode", "021"}}));
  cloud.advance(std::chrono::seconds(3599));
  CHECK(binding(cloud, sub_id).at("Status") == 1);
  cloud.advance(std::chrono::seconds(1));
  CHECK(binding(cloud, sub_id).at("Status") == 0);
  CHECK(list(cloud, {{"SubId", sub_id}})[0].at("Status") == 0);
}

TEST_CASE("an AX binding has no B in its answer", "[vms]") {
  Cloud cloud;
  Json ax = axb("13900000001", "", "17000000002");
  ax.erase("PhoneNoB");
  const Json bound = result_of(cloud, "BindAXB", ax);
  CHECK_FALSE(bound.contains("PhoneNoB"));
  CHECK_FALSE(bound.contains("PhoneNoBCityCode"));
  CHECK(binding(cloud, bound.at("SubId")).at("Mode") == "AX");
}

TEST_CASE("BindAXB refuses what is in its way with the documented codes, and changes nothing",
          "[vms]") {
  Cloud cloud;
  const std::string before = vms_state(cloud);
  const auto refused = [&](Json call, const char* member, const Json& value) {
    call[member] = value;
    const Answer answer = cloud.act("BindAXB", call);
    CHECK(answer.status == 200);  // [doc]
    return code_of(answer);
  };
  const Json good = axb("13900000001", "13900000002", "17000000002");
  CHECK(refused(good, "NumberPoolNo", "NP0") == "IllegalArgument");
  CHECK(refused(good, "NumberPoolNo", "NP1202") == "UnsupportedOperation");
  CHECK(refused(good, "PhoneNoX", "17020000001") == "IllegalPhoneNoX");
  CHECK(refused(good, "PhoneNoB", "13900000001") == "IllegalArgument");
  CHECK(refused(good, "PhoneNoA", "abc") == "IllegalArgument");
  CHECK(refused(good, "ExpireTime", kNow + 60) == "IllegalArgument");
  CHECK(refused(good, "ExpireTime", 2145888000) == "IllegalArgument");
  CHECK(refused(good, "PhoneNoB", "13700000011") == "ConflictWithExisting");
  CHECK(refused(good, "PhoneNoA", "13700000012") == "ConflictWithExisting");
  CHECK(vms_state(cloud) == before);
  Json soon = good;
  soon["ExpireTime"] = kNow + 60;
  CHECK(cloud.act("BindAXB", soon).json.at("ResponseMetadata").at("Error").at("Message") ==
        "ExpireTime must be 1 minute later");
  result_of(cloud, "EnableOrDisableNumber",
            {{"EnableCode", 2}, {"NumberList", Json::array({"17000000002"})}});
  CHECK(code_of(cloud.act("BindAXB", good)) == "BlockNumber");
  result_of(cloud, "AddBlackList",
            {{"CustomerNumber", "13900000002"},
             {"ServiceType", 200},
             {"SubServiceType", 201},
             {"Type", 6},
             {"FreezeTime", 12},
             {"Remark", "x"}});
  CHECK(code_of(cloud.act("BindAXB", good)) == "PhoneNoBRiskFrozen");
}

TEST_CASE("pairs that do not touch share an X; AX and AXB meet only when asked to conflict",
          "[vms]") {
  Cloud cloud;
  result_of(cloud, "BindAXB", axb("13900000001", "13900000002", "17000000002"));
  result_of(cloud, "BindAXB", axb("13900000003", "13900000004", "17000000002"));
  CHECK(code_of(cloud.act("BindAXB", axb("13900000002", "13900000001", "17000000002"))) ==
        "ConflictWithExisting");
  Json ax{{"NumberPoolNo", kAxbPool},
          {"PhoneNoA", "13900000001"},
          {"CityCode", "021"},
          {"ExpireTime", kNow + 3600}};
  CHECK(result_of(cloud, "SelectNumberAndBindAXB", ax).at("PhoneNoX") == "02117000001");
  CHECK(code_of(cloud.act("SelectNumberAndBindAXB", ax)) == "NumberNotEnough");  // same A, same X
  Json both = ax;
  both["PhoneNoB"] = "13900000009";
  both["AxConflictAxbFlag"] = 1;
  CHECK(code_of(cloud.act("SelectNumberAndBindAXB", both)) == "NumberNotEnough");
  both["AxConflictAxbFlag"] = 0;
  result_of(cloud, "SelectNumberAndBindAXB", both);
}

TEST_CASE("SelectNumberAndBindAXB looks in the city, then in those to fall back to", "[vms]") {
  Cloud cloud;
  Json call{{"NumberPoolNo", kAxbPool},
            {"PhoneNoA", "13900000001"},
            {"PhoneNoB", "02131075869"},
            {"ExpireTime", kNow + 3600},
            {"CityCode", "0531"}};
  CHECK(code_of(cloud.act("SelectNumberAndBindAXB", call)) == "NumberNotEnough");
  call["DegradeCityList"] = {"0431", "021"};
  CHECK(result_of(cloud, "SelectNumberAndBindAXB", call).at("PhoneNoX") == "02117000001");
  call.erase("CityCode");
  call.erase("DegradeCityList");
  call["PhoneNoA"] = "13900000005";
  call["PhoneNoB"] = "02131075870";
  call["CityCodeByPhoneNo"] = "B";  // 021
  CHECK(result_of(cloud, "SelectNumberAndBindAXB", call).at("PhoneNoX") == "02117000001");
  call["DegradeCityList"] = {"1", "2", "3", "4", "5", "6"};
  CHECK(code_of(cloud.act("SelectNumberAndBindAXB", call)) == "IllegalArgument");
}

TEST_CASE("a repeated IdempotentId gets the first binding", "[vms]") {
  Cloud cloud;
  const Json call{{"NumberPoolNo", "NP1202"},
                  {"PhoneNoA", "13900000001"},
                  {"ExpireTime", kNow + 3600},
                  {"IdempotentId", "one"}};
  const Json first = result_of(cloud, "SelectNumberAndBindAXN", call);
  CHECK(result_of(cloud, "SelectNumberAndBindAXN", call) == first);
  Json other = call;
  other["IdempotentId"] = "two";
  CHECK(result_of(cloud, "SelectNumberAndBindAXN", other) != first);
}

TEST_CASE("UpgradeAXToAXB ends the AX binding and goes on under a new SubId", "[vms]") {
  Cloud cloud;
  const Json call{
      {"NumberPoolNo", kAxbPool}, {"SubId", "S160817372431596661"}, {"PhoneNoB", "13700000001"}};
  const Json upgraded = result_of(cloud, "UpgradeAXToAXB", call);
  CHECK_FALSE(upgraded.contains("Status"));  // [doc]
  CHECK(upgraded.at("SubId") != "S160817372431596661");
  CHECK(binding(cloud, "S160817372431596661").at("Status") == 0);
  const Json now = binding(cloud, upgraded.at("SubId"));
  CHECK(now.at("Mode") == "AXB");
  CHECK(now.at("ExpireTime") == 2100000000);
  CHECK(now.at("PhoneNoX") == "17000000001");
  CHECK(code_of(cloud.act("UpgradeAXToAXB", call)) == "SubscriptionEmpty");
  Json again = call;
  again["SubId"] = upgraded.at("SubId");
  again["PhoneNoB"] = "13700000099";
  CHECK(code_of(cloud.act("UpgradeAXToAXB", again)) == "UpgradeError");
}

TEST_CASE("unbinding frees X at once; what is gone, or of another pool, is not there", "[vms]") {
  struct Case {
    const char *action, *pool, *sub_id;
    bool wrapped;
  };
  for (const Case& each : {Case{"UnbindAXBV2", kAxbPool, "S160817372431590201", true},
                           Case{"UnbindAXB", kAxbPool, "S160817372431590201", false},
                           Case{"UnbindAXNV2", "NP1202", "S160817372431590202", true},
                           Case{"UnbindAXN", "NP1202", "S160817372431590202", false},
                           Case{"UnbindAXNEV2", "NP1203", "S160817372431590203", true},
                           Case{"UnbindAXNE", "NP1203", "S160817372431590203", false},
                           Case{"UnbindAXYBV2", "NP1204", "S160817372431590204", true},
                           Case{"UnbindAXYB", "NP1204", "S160817372431590204", false},
                           Case{"UnbindAXG", "NP1206", "SS1760945125168448b6w66orfqsi0", true}}) {
    Cloud cloud;
    INFO(each.action);
    const Json call{{"NumberPoolNo", each.pool}, {"SubId", each.sub_id}};
    const std::string before = vms_state(cloud);
    Json wrong = call;
    wrong["NumberPoolNo"] = "NP1234";
    CHECK(code_of(cloud.act(each.action, wrong)) == "SubscriptionEmpty");
    wrong = call;
    wrong["SubId"] = "S0";
    CHECK(code_of(cloud.act(each.action, wrong)) == "SubscriptionEmpty");
    CHECK(vms_state(cloud) == before);
    const Json done = result_of(cloud, each.action, call);
    CHECK(done == (each.wrapped ? Json{{"Success", true}} : Json(true)));
    CHECK(binding(cloud, each.sub_id).at("Status") == 0);
    CHECK(code_of(cloud.act(each.action, call)) == "SubscriptionEmpty");
  }
}

TEST_CASE("updates change the one member that UpdateType names, in any letter case", "[vms]") {
  struct Case {
    const char *action, *pool, *sub_id;
  };
  for (const Case& each : {Case{"UpdateAXB", kAxbPool, "S160817372431590201"},
                           Case{"UpdateAXN", "NP1202", "S160817372431590202"},
                           Case{"UpdateAXNE", "NP1203", "S160817372431590203"},
                           Case{"UpdateAXYB", "NP1204", "S160817372431590204"},
                           Case{"UpdateAXG", "NP1206", "SS1760945125168448b6w66orfqsi0"}}) {
    Cloud cloud;
    INFO(each.action);
    const auto update = [&](const char* type, const char* member, const Json& value) {
      return code_of(cloud.act(each.action, {{"NumberPoolNo", each.pool},
                                             {"SubId", each.sub_id},
                                             {"UpdateType", type},
                                             {member, value}}));
    };
    Json expected = binding(cloud, each.sub_id);
    CHECK(update("updateUserData", "UserData", "new") == "");
    expected["UserData"] = "new";
    CHECK(update("UpdatePhoneNoA", "PhoneNoA", "13900000099") == "");
    expected["PhoneNoA"] = "13900000099";
    const auto as_map = [](const Json& document) { return nlohmann::json(document); };
    CHECK(as_map(binding(cloud, each.sub_id)) == as_map(expected));
    CHECK(update("updateUserData", "OutId", "x") == "IllegalArgument");
    CHECK(update("updateNothing", "OutId", "x") == "IllegalArgument");
    CHECK(update("updateExpireTime", "ExpireTime", kNow) == "IllegalArgument");
    CHECK(as_map(binding(cloud, each.sub_id)) == as_map(expected));
    CHECK(update("updateExpireTime", "ExpireTime", kNow + 100) == "");
    cloud.advance(std::chrono::seconds(100));
    CHECK(binding(cloud, each.sub_id).at("Status") == 0);
    CHECK(update("updateUserData", "UserData", "late") == "CanNotUpdate");
    CHECK(code_of(cloud.act(each.action, {{"NumberPoolNo", each.pool},
                                          {"SubId", "S0"},
                                          {"UpdateType", "updateUserData"},
                                          {"UserData", "x"}})) == "SubscriptionEmpty");
  }
}

TEST_CASE("a renewed binding outlives its first end", "[vms]") {
  Cloud cloud;
  const Json sub_id =
      result_of(cloud, "BindAXB", axb("13900000001", "13900000002", "17000000002")).at("SubId");
  result_of(cloud, "UpdateAXB",
            {{"NumberPoolNo", kAxbPool},
             {"SubId", sub_id},
             {"UpdateType", "updateExpireTime"},
             {"ExpireTime", kNow + 7200}});
  cloud.advance(std::chrono::seconds(3600));
  CHECK(binding(cloud, sub_id).at("Status") == 1);
  cloud.advance(std::chrono::seconds(3600));
  CHECK(binding(cloud, sub_id).at("Status") == 0);
}

TEST_CASE("an AX binding gets no B by UpdateAXB", "[vms]") {
  Cloud cloud;
  CHECK(code_of(cloud.act("UpdateAXB", {{"NumberPoolNo", kAxbPool},
                                        {"SubId", "S160817372431596661"},
                                        {"UpdateType", "updatePhoneNoB"},
                                        {"PhoneNoB", "13900000001"}})) == "IllegalArgument");
  CHECK_FALSE(binding(cloud, "S160817372431596661").contains("PhoneNoB"));
}

TEST_CASE("an X of AXN belongs to one A, and N is filled in when it is not given", "[vms]") {
  Cloud cloud;
  const Json call{{"NumberPoolNo", "NP1202"},
                  {"PhoneNoA", "13900000001"},
                  {"PhoneNoX", "17020000001"},
                  {"ExpireTime", kNow + 3600}};
  CHECK(result_of(cloud, "BindAXN", call).at("PhoneNoB") == "10000000000");
  Json second = call;
  second["PhoneNoA"] = "13900000002";
  CHECK(code_of(cloud.act("BindAXN", second)) == "PhoneNoXOccupied");
  second["PhoneNoX"] = "17000000001";
  CHECK(code_of(cloud.act("BindAXN", second)) == "IllegalPhoneNoX");
}

TEST_CASE("BindAXNE gives the lowest free extension, and no extension twice", "[vms]") {
  Cloud cloud;
  const Json call{{"NumberPoolNo", "NP1203"},
                  {"PhoneNoA", "13900000001"},
                  {"PhoneNoX", "17030000002"},
                  {"ExpireTime", kNow + 3600}};
  CHECK(result_of(cloud, "BindAXNE", call).at("PhoneNoE") == "1001");  // 1000 is the demo's
  Json taken = call;
  taken["PhoneNoE"] = "1000";
  CHECK(code_of(cloud.act("BindAXNE", taken)) == "PhoneNoEOccupied");
  taken["PhoneNoE"] = "12345";
  CHECK(code_of(cloud.act("BindAXNE", taken)) == "IllegalArgument");
  taken["PhoneNoE"] = "9999";
  CHECK(result_of(cloud, "BindAXNE", taken).at("PhoneNoE") == "9999");
}

TEST_CASE("a child of AXNE ends with its parent at the latest", "[vms]") {
  Cloud cloud;
  const Json call{{"ParentSubId", "S160817372431590203"},
                  {"PhoneNoB", "13900000001"},
                  {"NumberPoolNo", kAxbPool},
                  {"EnableDuration", 180}};
  const Json child = result_of(cloud, "BindAXBForAXNE", call);
  CHECK(binding(cloud, child.at("SubId")).at("ExpireTime") == kNow + 180);
  CHECK(list(cloud, {{"SubId", child.at("SubId")}})[0].at("ParentSubId") == "S160817372431590203");
  result_of(cloud, "UnbindAXNEV2", {{"NumberPoolNo", "NP1203"}, {"SubId", "S160817372431590203"}});
  CHECK(binding(cloud, child.at("SubId")).at("Status") == 0);
  CHECK(code_of(cloud.act("BindAXBForAXNE", call)) == "SubscriptionEmpty");
}

TEST_CASE("BindAXYB with a B begins the child at once; X and Y differ", "[vms]") {
  Cloud cloud;
  Json call{{"NumberPoolNo", "NP1204"},   {"NumberPoolNoY", "NP166265127202826653"},
            {"PhoneNoA", "13900000001"},  {"PhoneNoB", "13900000002"},
            {"ExpireTime", kNow + 36000}, {"YbEnableDuration", 600}};
  const Json bound = result_of(cloud, "BindAXYB", call);
  CHECK(bound.at("YbStatus") == 1);
  const Json child = binding(cloud, bound.at("YbSubId"));
  CHECK(child.at("Mode") == "YB");
  CHECK(child.at("ParentSubId") == bound.at("SubId"));
  CHECK(child.at("ExpireTime") == kNow + 600);
  cloud.advance(std::chrono::seconds(600));
  CHECK(binding(cloud, bound.at("YbSubId")).at("Status") == 0);
  CHECK(binding(cloud, bound.at("SubId")).at("Status") == 1);
  call["NumberPoolNoY"] = "NP1204";
  call["PhoneNoX"] = "17040000002";
  call["PhoneNoY"] = "17040000002";
  CHECK(code_of(cloud.act("BindAXYB", call)) == "XCanNotEqualsY");
  call["PhoneNoX"] = "17040000003";
  CHECK(code_of(cloud.act("BindAXYB", call)) == "PhoneNoXOccupied");
}

TEST_CASE("a Y serves one B of an A, and a B has one Y on an X", "[vms]") {
  Cloud cloud;
  Json call{{"ParentSubId", "S160817372431590204"},
            {"PhoneNoB", "13900000002"},
            {"PhoneNoY", "17000000003"},
            {"NumberPoolNo", "NP166265127202826653"},
            {"EnableDuration", 180}};
  CHECK(result_of(cloud, "BindYBForAXYB", call).at("PhoneNoY") == "17000000003");
  Json other_b = call;
  other_b["PhoneNoB"] = "13900000003";
  CHECK(code_of(cloud.act("BindYBForAXYB", other_b)) == "PhoneNoYAConflicted");
  Json other_y = call;
  other_y["PhoneNoY"] = "17000000004";
  CHECK(code_of(cloud.act("BindYBForAXYB", other_y)) == "PhoneNoXBConflicted");
  other_y["PhoneNoY"] = "17060000001";
  CHECK(code_of(cloud.act("BindYBForAXYB", other_y)) == "IllegalPhoneNoY");
  other_b.erase("PhoneNoY");
  CHECK(result_of(cloud, "BindYBForAXYB", other_b).at("PhoneNoY") == "17000000004");
}

TEST_CASE("a group of AXG takes 200 numbers, then refuses or forgets the oldest", "[vms]") {
  Cloud cloud;
  Json numbers = Json::array();
  for (int i = 0; i < 200; ++i) numbers.push_back(std::to_string(13900000000LL + i));
  const Json group =
      result_of(cloud, "CreateAXGGroup",
                {{"NumberPoolNo", "NP1206"}, {"Numbers", numbers}, {"ExpireTime", kNow + 3600}})
          .at("GroupId");
  const auto update = [&](const char* type, const char* strategy, const char* number) {
    return code_of(cloud.act("UpdateAXGGroup", {{"NumberPoolNo", "NP1206"},
                                                {"GroupId", group},
                                                {"UpdateType", type},
                                                {"OverflowStrategy", strategy},
                                                {"Numbers", Json::array({number})}}));
  };
  const auto held = [&] { return document(cloud, "groups", "GroupId", group).at("Numbers"); };
  CHECK(update("addNumbers", "denyAll", "13800000000") == "InvalidParameter");
  CHECK(held() == numbers);
  CHECK(update("addNumbers", "fifo", "13800000000") == "");
  CHECK(held().size() == 200);
  CHECK(held()[0] == "13900000001");
  CHECK(held()[199] == "13800000000");
  CHECK(update("deleteNumbers", "denyAll", "13800000000") == "");
  CHECK(held().size() == 199);
  CHECK(update("overwriteNumbers", "denyAll", "1") == "");
  CHECK(held() == Json::array({"1"}));
  CHECK(update("forgetNumbers", "denyAll", "1") == "InvalidParameter");
  cloud.advance(std::chrono::hours(1));
  CHECK(update("addNumbers", "denyAll", "2") == "InvalidParameter");  // expired for good [doc]
  CHECK(held() == Json::array({"1"}));
}

TEST_CASE("DeleteAXGGroup and DelGroup forget a group, whoever uses it", "[vms]") {
  Cloud cloud;
  const Json call{{"NumberPoolNo", "NP1206"}, {"GroupId", "G_12312123123"}};
  result_of(cloud, "DeleteAXGGroup", call);
  CHECK(cloud.state("vms", "groups").empty());
  CHECK(code_of(cloud.act("DeleteAXGGroup", call)) == "InvalidParameter");
  Cloud second;
  result_of(second, "UnbindAXG",
            {{"NumberPoolNo", "NP1206"},
             {"SubId", "SS1760945125168448b6w66orfqsi0"},
             {"DelGroup", true}});
  CHECK(second.state("vms", "groups").empty());
}

TEST_CASE("BindAXG needs a group that lives, or numbers for a new one", "[vms]") {
  Cloud cloud;
  Json call{{"NumberPoolNo", "NP1206"}, {"PhoneNoA", "13900000001"}, {"ExpireTime", kNow + 3600}};
  const std::string before = vms_state(cloud);
  CHECK(code_of(cloud.act("BindAXG", call)) == "IllegalArgument");
  call["GroupId"] = "G0";
  CHECK(code_of(cloud.act("BindAXG", call)) == "IllegalArgument");
  CHECK(vms_state(cloud) == before);
  call["GroupId"] = "G_12312123123";
  const Json bound = result_of(cloud, "BindAXG", call);
  CHECK(bound.at("SubId").get<std::string>().starts_with("SS1749108455"));
  CHECK(bound.at("GroupId") == "G_12312123123");
}

TEST_CASE("queries print the times of bindings as number and as text", "[vms]") {
  Cloud cloud;
  const Json one = result_of(cloud, "QuerySubscription",
                             {{"NumberPoolNo", kAxbPool}, {"SubId", "S160817372431596661"}});
  CHECK(one.at("ExpireTime") == 2100000000);
  CHECK(one.at("CallDisplayTypeName") == "不透传");
  CHECK_FALSE(one.contains("ParentSubId"));
  const Json row = list(cloud, {{"OutId", "45354657"}})[0];
  CHECK(row.at("ExpireTime") == "2100000000");
  CHECK(row.at("ParentSubId") == "");
  CHECK(list(cloud, {{"PhoneNoA", "13700000010"}, {"Status", 0}}).empty());
  CHECK(code_of(cloud.act("QuerySubscriptionForList", {{"Status", 1}})) == "IllegalArgument");
  CHECK(code_of(cloud.act("QuerySubscription", {{"NumberPoolNo", kAxbPool}, {"SubId", "S0"}})) ==
        "SubscriptionEmpty");
}

TEST_CASE("an end that no clock can count is refused, or is the end of time", "[vms]") {
  Cloud cloud;
  const std::string before = vms_state(cloud);
  for (const std::int64_t end : {std::numeric_limits<std::int64_t>::max(),
                                 std::numeric_limits<std::int64_t>::min(), std::int64_t{-1}})
    CHECK(code_of(cloud.act("BindAXB", {{"NumberPoolNo", "NP161156328504091435"},
                                        {"PhoneNoA", "13700000001"},
                                        {"PhoneNoX", "17000000003"},
                                        {"ExpireTime", end}})) == "IllegalArgument");
  CHECK(vms_state(cloud) == before);
  const ScenarioFile fixture(
      "format: 1\nvms:\n  bindings:\n    - {SubId: S1, Mode: AX, NumberPoolNo: NP1, PhoneNoA: "
      "\"13700000001\", ExpireTime: 9223372036854775807}\n");
  Options options = Cloud::usual();
  options.fixtures = {fixture.path()};
  Cloud endless(options);
  endless.advance(std::chrono::hours(24 * 365));
  CHECK(document(endless, "bindings", "SubId", "S1").at("Status") == 1);
}

}  // namespace
}  // namespace virga
