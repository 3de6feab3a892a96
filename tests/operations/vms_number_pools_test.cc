#include <catch2/catch.hpp>
#include <string>

#include "support/cloud.h"

namespace virga {
namespace {

const Json kPool{{"NumberPoolNo", "NP1234"},
                 {"Name", "默认号码池"},
                 {"ServiceType", 100},
                 {"SubServiceType", 101}};

Json pool(Cloud& cloud, const std::string& number) {
  for (const Json& each : cloud.state("vms", "number_pools"))
    if (each.at("NumberPoolNo") == number) return each;
  return nullptr;
}

const Json& error_of(const Answer& answer) {
  return answer.json.at("ResponseMetadata").at("Error");
}

void check_refused(const Answer& answer, int status, const std::string& code,
                   const std::string& text) {
  CHECK(answer.status == status);
  CHECK(error_of(answer) == Json({{"Code", code}, {"Message", text}}));
  CHECK_FALSE(answer.json.contains("Result"));
}

void check_invalid(const Answer& answer, const std::string& parameter) {
  check_refused(answer, 400, "InvalidParameter",
                "The specified parameter " + parameter + " is invalid.");
}

void check_missing(const Answer& answer, const std::string& parameter) {
  check_refused(answer, 400, "MissingParameter",
                "The required parameter " + parameter + " is missing.");
}

std::string repeated(const std::string& text, int count) {
  std::string all;
  for (int i = 0; i < count; ++i) all += text;
  return all;
}

TEST_CASE("the documented UpdateNumberPoolV2 gets the documented envelope", "[vms]") {
  Cloud cloud;
  const Answer answer = cloud.send("POST", "/?Action=UpdateNumberPoolV2&Version=2022-01-01",
                                   "{\n  \"NumberPoolNo\": \"NP1234\",\n  \"Name\": "
                                   "\"营销专用号码池\",\n  \"ServiceType\": 100,\n"
                                   "  \"SubServiceType\": 101\n}\n",
                                   {{"Content-Type", "application/json; charset=UTF-8"}});
  CHECK(answer.status == 200);
  const std::string id = answer.json.at("ResponseMetadata").at("RequestId");
  const Json documented{{"ResponseMetadata",
                         {{"RequestId", id},
                          {"Action", "UpdateNumberPoolV2"},
                          {"Version", "2022-01-01"},
                          {"Service", "vms"},
                          {"Region", "cn-beijing"}}},
                        {"Result", {{"Success", true}}}};
  CHECK(answer.reply.body == documented.dump());  // the order of the members, too
  // 14 digits of China time, 12 digits, 6 hexadecimal ones.
  CHECK(id.size() == 32);
  CHECK(id.substr(0, 14) == "20250605152735");
  CHECK(id.substr(14, 12).find_first_not_of("0123456789") == std::string::npos);
  CHECK(id.substr(26).find_first_not_of("0123456789ABCDEF") == std::string::npos);
  CHECK(pool(cloud, "NP1234").at("Name") == "营销专用号码池");
}

TEST_CASE("UpdateNumberPoolV2 changes what is given and nothing else", "[vms]") {
  Cloud cloud;
  CHECK(cloud.act("UpdateNumberPoolV2", {{"NumberPoolNo", "NP1234"}, {"Name", "新名"}}).status ==
        200);
  Json expected = kPool;
  expected["Name"] = "新名";
  CHECK(pool(cloud, "NP1234") == expected);
  CHECK(cloud
            .act("UpdateNumberPoolV2",
                 {{"NumberPoolNo", "NP1234"}, {"Name", "新名"}, {"SubServiceType", 102}})
            .status == 200);
  expected["SubServiceType"] = 102;
  CHECK(pool(cloud, "NP1234") == expected);
}

TEST_CASE("UpdateNumberPoolV2 takes 31 characters of any script and refuses 32", "[vms]") {
  Cloud cloud;
  CHECK(cloud.act("UpdateNumberPoolV2", {{"NumberPoolNo", "NP1234"}, {"Name", repeated("号", 31)}})
            .status == 200);
  check_invalid(
      cloud.act("UpdateNumberPoolV2", {{"NumberPoolNo", "NP1234"}, {"Name", repeated("x", 32)}}),
      "Name");
  CHECK(pool(cloud, "NP1234").at("Name") == repeated("号", 31));
}

TEST_CASE("UpdateNumberPoolV2 refuses bad input with the documented error and changes nothing",
          "[vms]") {
  Cloud cloud;
  check_missing(cloud.act("UpdateNumberPoolV2", {{"NumberPoolNo", "NP1234"}}), "Name");
  check_missing(cloud.act("UpdateNumberPoolV2", {{"Name", "x"}}), "NumberPoolNo");
  check_missing(cloud.act("UpdateNumberPoolV2", Json::object()), "NumberPoolNo");
  // What is missing is answered before what is wrong.
  check_missing(cloud.act("UpdateNumberPoolV2", {{"NumberPoolNo", "NP1234"}, {"ServiceType", 7}}),
                "Name");
  check_invalid(cloud.act("UpdateNumberPoolV2", {{"NumberPoolNo", "NP1234"}, {"Name", ""}}),
                "Name");
  check_invalid(cloud.act("UpdateNumberPoolV2", {{"NumberPoolNo", "NP1234"}, {"Name", {{"a", 1}}}}),
                "Name");
  check_invalid(cloud.act("UpdateNumberPoolV2",
                          {{"NumberPoolNo", "NP1234"}, {"Name", "x"}, {"ServiceType", 300}}),
                "ServiceType");
  check_invalid(cloud.act("UpdateNumberPoolV2",
                          {{"NumberPoolNo", "NP1234"}, {"Name", "x"}, {"ServiceType", "abc"}}),
                "ServiceType");
  check_invalid(cloud.act("UpdateNumberPoolV2",
                          {{"NumberPoolNo", "NP1234"}, {"Name", "x"}, {"SubServiceType", 201}}),
                "SubServiceType");
  const std::string target = "/?Action=UpdateNumberPoolV2&Version=2022-01-01";
  check_invalid(cloud.send("POST", target, "{\"NumberPoolNo\": \"NP1234\", \"Name\": ",
                           {{"Content-Type", "application/json"}}),
                "Body");
  check_invalid(cloud.send("POST", target, "[1]", {{"Content-Type", "application/json"}}), "Body");
  CHECK(pool(cloud, "NP1234") == kPool);
}

TEST_CASE("UpdateNumberPoolV2 of a pool that is not there is an invalid NumberPoolNo", "[vms]") {
  Cloud cloud;
  check_invalid(cloud.act("UpdateNumberPoolV2", {{"NumberPoolNo", "NP0"}, {"Name", "x"}}),
                "NumberPoolNo");
}

TEST_CASE("UpdateNumberPoolV2 refuses to change the type of a pool that holds numbers", "[vms]") {
  Cloud cloud;
  const Json holding{
      {"NumberPoolNo", "NP160723630208105344"}, {"Name", "新名"}, {"SubServiceType", 102}};
  check_refused(cloud.act("UpdateNumberPoolV2", holding), 400, "OperationDenied",
                "Operation is denied because the specified resource is in use.");
  CHECK(pool(cloud, "NP160723630208105344").at("Name") == "我的号码池");
  // Renaming it, with its own types repeated, is fine.
  CHECK(cloud
            .act("UpdateNumberPoolV2", {{"NumberPoolNo", "NP160723630208105344"},
                                        {"Name", "新名"},
                                        {"SubServiceType", 101}})
            .status == 200);
  CHECK(pool(cloud, "NP160723630208105344").at("Name") == "新名");
}

TEST_CASE("a rename is seen at once in NumberPoolList", "[vms]") {
  Cloud cloud;
  cloud.act("UpdateNumberPoolV2", {{"NumberPoolNo", "NP1234"}, {"Name", "营销"}});
  const Answer list = cloud.act("NumberPoolList", {{"NumberPoolNo", "NP1234"}});
  CHECK(list.json.at("Result").at("Records")[0].at("NumberPoolName") == "营销");
}

TEST_CASE("a ClientToken gets the first answer again and refuses other parameters", "[vms]") {
  Cloud cloud;
  const Json create{
      {"Name", "一"}, {"ServiceType", 100}, {"SubServiceType", 101}, {"ClientToken", "t1"}};
  const Answer first = cloud.act("CreateNumberPool", create),
               again = cloud.act("CreateNumberPool", create);
  CHECK(first.json.at("Result") == again.json.at("Result"));
  CHECK(first.json.at("ResponseMetadata").at("RequestId") !=
        again.json.at("ResponseMetadata").at("RequestId"));
  CHECK(cloud.state("vms", "number_pools").size() == 15);
  Json other = create;
  other["Name"] = "二";
  check_refused(cloud.act("CreateNumberPool", other), 400, "IdempotentParameterMismatch",
                "Parameters mismatch the previous request with a same ClientToken.");
  // The token belongs to the operation, and for a day.
  CHECK(cloud
            .act("UpdateNumberPoolV2",
                 {{"NumberPoolNo", "NP1234"}, {"Name", "x"}, {"ClientToken", "t1"}})
            .status == 200);
  cloud.advance(std::chrono::hours(24));
  CHECK(cloud.act("CreateNumberPool", other).status == 200);
  CHECK(cloud.state("vms", "number_pools").size() == 16);
}

TEST_CASE("a dry run checks everything, changes nothing and says so", "[vms]") {
  Cloud cloud;
  const Json before = cloud.state("vms", "number_pools");
  check_refused(cloud.act("UpdateNumberPoolV2",
                          {{"NumberPoolNo", "NP1234"}, {"Name", "x"}, {"DryRun", true}}),
                400, "DryRunOperation", "The request is validated by a dryrun operation.");
  check_refused(cloud.act("CreateNumberPool", {{"Name", "x"},
                                               {"ServiceType", 100},
                                               {"SubServiceType", 101},
                                               {"DryRun", true},
                                               {"ClientToken", "t"}}),
                400, "DryRunOperation", "The request is validated by a dryrun operation.");
  check_invalid(
      cloud.act("UpdateNumberPoolV2", {{"NumberPoolNo", "NP0"}, {"Name", "x"}, {"DryRun", true}}),
      "NumberPoolNo");
  CHECK(cloud.state("vms", "number_pools") == before);
}

TEST_CASE("CreateNumberPool answers the pool and keeps it", "[vms]") {
  Cloud cloud;
  const Answer answer = cloud.act(
      "CreateNumberPool", {{"Name", "默认号码池"}, {"ServiceType", 100}, {"SubServiceType", 101}});
  CHECK(answer.status == 200);
  const Json& result = answer.json.at("Result");
  const std::string number = result.at("NumberPoolNo");
  CHECK(result == Json({{"Name", "默认号码池"},
                        {"NumberPoolNo", number},
                        {"ServiceType", 100},
                        {"SubServiceType", 101}}));
  CHECK(number.size() == 20);
  CHECK(number.substr(0, 12) == "NP1749108455");  // the world's clock in seconds
  CHECK(pool(cloud, number).at("Name") == "默认号码池");
}

TEST_CASE("CreateNumberPool takes a form with texts for numbers", "[vms]") {
  Cloud cloud;
  const Answer answer =
      cloud.send("POST", "/?Action=CreateNumberPool&Version=2022-01-01",
                 "Name=%E6%B5%8B%E8%AF%95+%E6%B1%A0&ServiceType=100&SubServiceType=102",
                 {{"Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"}});
  CHECK(answer.json.at("Result").at("Name") == "测试 池");
  CHECK(answer.json.at("Result").at("SubServiceType") == 102);
}

TEST_CASE("parameter names match whatever the case of their first letter", "[vms]") {
  Cloud cloud;
  CHECK(cloud
            .send("POST", "/?Action=UpdateNumberPool&Version=2022-01-01",
                  "numberPoolNo=NP1234&name=lower",
                  {{"Content-Type", "application/x-www-form-urlencoded"}})
            .status == 200);
  CHECK(pool(cloud, "NP1234").at("Name") == "lower");
}

TEST_CASE("JSON wins over a form or query, and the query alone will do", "[vms]") {
  Cloud cloud;
  cloud.send("POST",
             "/?Action=UpdateNumberPoolV2&Version=2022-01-01&NumberPoolNo=NP1234&Name=query",
             R"({"Name": "json"})", {{"Content-Type", "application/json"}});
  CHECK(pool(cloud, "NP1234").at("Name") == "json");
  cloud.send("GET",
             "/?Action=UpdateNumberPoolV2&Version=2022-01-01&NumberPoolNo=NP1234&Name=query");
  CHECK(pool(cloud, "NP1234").at("Name") == "query");
}

TEST_CASE("CreateNumberPool refuses bad input with the documented error and creates nothing",
          "[vms]") {
  Cloud cloud;
  const Json before = cloud.state("vms", "number_pools");
  check_missing(cloud.act("CreateNumberPool", {{"ServiceType", 100}, {"SubServiceType", 101}}),
                "Name");
  check_missing(cloud.act("CreateNumberPool", {{"Name", "x"}, {"SubServiceType", 101}}),
                "ServiceType");
  check_missing(cloud.act("CreateNumberPool", {{"Name", "x"}, {"ServiceType", 100}}),
                "SubServiceType");
  check_invalid(
      cloud.act("CreateNumberPool",
                {{"Name", repeated("x", 33)}, {"ServiceType", 100}, {"SubServiceType", 101}}),
      "Name");
  check_invalid(
      cloud.act("CreateNumberPool", {{"Name", "x"}, {"ServiceType", 200}, {"SubServiceType", 101}}),
      "SubServiceType");
  check_invalid(
      cloud.act("CreateNumberPool", {{"Name", "x"}, {"ServiceType", 100}, {"SubServiceType", 199}}),
      "SubServiceType");
  CHECK(cloud.state("vms", "number_pools") == before);
}

TEST_CASE("the hundred-and-first pool exceeds the quota", "[vms]") {
  Cloud cloud;
  const Json create{{"Name", "x"}, {"ServiceType", 200}, {"SubServiceType", 206}};
  for (int count = 14; count < 100; ++count)
    REQUIRE(cloud.act("CreateNumberPool", create).status == 200);
  check_refused(cloud.act("CreateNumberPool", create), 400, "QuotaExceeded",
                "The number of number pools has exceeded the quota. example: The memory size of "
                "the specified disk has "
                "exceeded the quota.");
  CHECK(cloud.state("vms", "number_pools").size() == 100);
}

TEST_CASE("UpdateNumberPool answers a bare true and leaves a name that is not given", "[vms]") {
  Cloud cloud;
  const Answer answer = cloud.send(
      "POST", "/?Action=UpdateNumberPool&Version=2022-01-01", "NumberPoolNo=NP160932049201918457",
      {{"Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"}});
  CHECK(answer.status == 200);
  CHECK(answer.json.at("Result") == true);
  CHECK(pool(cloud, "NP160932049201918457").at("Name") == "语音通知号码池");
}

TEST_CASE("UpdateNumberPool reads the zeros of a form's unset integers as not given", "[vms]") {
  Cloud cloud;
  const Answer answer = cloud.send("POST", "/?Action=UpdateNumberPool&Version=2022-01-01",
                                   "NumberPoolNo=NP1234&Name=x&ServiceType=0&SubServiceType=0",
                                   {{"Content-Type", "application/x-www-form-urlencoded"}});
  CHECK(answer.json.at("Result") == true);
  CHECK(pool(cloud, "NP1234").at("ServiceType") == 100);
}

TEST_CASE("UpdateNumberPool answers every fault as an illegal argument with status 200", "[vms]") {
  Cloud cloud;
  const Json before = cloud.state("vms", "number_pools");
  for (const Json& parameters : {Json::object(), Json{{"NumberPoolNo", "NP0"}},
                                 Json{{"NumberPoolNo", "NP1234"}, {"ServiceType", 5}},
                                 Json{{"NumberPoolNo", "NP1234"}, {"SubServiceType", 201}}})
    check_refused(cloud.act("UpdateNumberPool", parameters), 200, "IllegalArgument", "非法的参数");
  CHECK(cloud.state("vms", "number_pools") == before);
}

TEST_CASE("NumberPoolList shows labels and the count of numbers, newest first", "[vms]") {
  Cloud cloud;
  const Answer answer =
      cloud.act("NumberPoolList", {{"ServiceType", 100}, {"SubServiceType", 101}, {"Limit", 10}});
  CHECK(answer.json.at("Result") == Json({{"Limit", 10},
                                          {"Offset", 0},
                                          {"Records",
                                           {{{"NumberCount", 3},
                                             {"NumberPoolName", "我的号码池"},
                                             {"NumberPoolNo", "NP160723630208105344"},
                                             {"ServiceType", 100},
                                             {"ServiceTypeName", "普通号码"},
                                             {"SubServiceType", 101},
                                             {"SubServiceTypeName", "语音SIP"}},
                                            {{"NumberCount", 0},
                                             {"NumberPoolName", "默认号码池"},
                                             {"NumberPoolNo", "NP1234"},
                                             {"ServiceType", 100},
                                             {"ServiceTypeName", "普通号码"},
                                             {"SubServiceType", 101},
                                             {"SubServiceTypeName", "语音SIP"}}}},
                                          {"Total", 2}}));
}

TEST_CASE("NumberPoolList filters by part of a name and pages by rows", "[vms]") {
  Cloud cloud;
  const auto numbers = [&](const Json& parameters) {
    Json found = Json::array();
    const Answer answer = cloud.act("NumberPoolList", parameters);
    for (const Json& record : answer.json.at("Result").at("Records"))
      found.push_back(record.at("NumberPoolNo"));
    return found;
  };
  CHECK(numbers({{"NumberPoolName", "号码池"}}) ==
        Json({"NP160723630208105344", "NP160932049201918457", "NP1234"}));
  CHECK(numbers({{"NumberPoolName", "号码池"}, {"Limit", 1}, {"Offset", 1}}) ==
        Json({"NP160932049201918457"}));
  CHECK(numbers({{"Offset", 14}}) == Json::array());
  CHECK(cloud.act("NumberPoolList", {{"Offset", 14}}).json.at("Result").at("Total") == 14);
  const auto limit = [&](const Json& asked) {
    return cloud.act("NumberPoolList", {{"Limit", asked}}).json.at("Result").at("Limit");
  };
  CHECK(limit(0) == 20);
  CHECK(limit(-3) == 20);
  CHECK(limit(101) == 100);
  CHECK(cloud.act("NumberPoolList", Json::object()).json.at("Result").at("Limit") == 20);
}

TEST_CASE("NumberPoolList refuses what is no number and finds nothing for a pool that is not there",
          "[vms]") {
  Cloud cloud;
  check_invalid(cloud.act("NumberPoolList", {{"ServiceType", 100}, {"Offset", "FsJqx1Iszb"}}),
                "Offset");
  check_invalid(cloud.act("NumberPoolList", {{"Limit", Json::array()}}), "Limit");
  check_invalid(cloud.act("NumberPoolList", {{"Offset", -1}}), "Offset");
  CHECK(cloud.act("NumberPoolList", {{"NumberPoolNo", "NP0"}}).json.at("Result") ==
        Json({{"Limit", 20}, {"Offset", 0}, {"Records", Json::array()}, {"Total", 0}}));
}

TEST_CASE("an unknown parameter is ignored as the cloud does, and the journal names the nearest",
          "[vms]") {
  Cloud cloud;
  CHECK(cloud
            .act("UpdateNumberPoolV2",
                 {{"NumberPoolNo", "NP1234"}, {"Name", "x"}, {"SubServicType", 9}})
            .status == 200);
  CHECK(cloud.emulator.requests().back().notes ==
        std::vector<std::string>{
            "unknown parameter \"SubServicType\" was ignored (did you mean \"SubServiceType\"?)"});
}

}  // namespace
}  // namespace virga
