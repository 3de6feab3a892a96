#include <catch2/catch.hpp>

#include "support/vms.h"

namespace virga {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::int64_t kBegin = 1749108455000;  // of Cloud::usual, in ms
constexpr const char* kFile = "9b39e17fb12444c78f20d6551469a6f0";
constexpr const char* kVoicePool = "NP162213338604093530";

Json records(Cloud& cloud, const Json& id) {
  return result_of(cloud, "QueryCallRecordMsgV2", {{"CallIdList", Json::array({id})}})
      .at("Records");
}

Json click(const char* caller, const char* callee) {
  return {{"Caller", caller},
          {"Callee", callee},
          {"CallerNumberPoolNo", "NP160000111122223333"},
          {"CalleeNumberPoolNo", "NP160000111122223333"}};
}

// ---- Click-to-call

TEST_CASE("Click2Call rings the caller, then the callee, and leaves a record when it is over",
          "[vms]") {
  Cloud cloud;
  Json call = click("13700000000", "13700000002");  // 1+3 s, 1+5 s, then 30 s
  call["UserData"] = "mine";
  const Json id = result_of(cloud, "Click2Call", call).at("CallId");
  CHECK(id.get<std::string>().starts_with("Dcc01"));
  CHECK(id.get<std::string>().size() == 37);
  cloud.advance(seconds(39));
  CHECK(records(cloud, id).empty());
  cloud.advance(seconds(1));
  const Json record = records(cloud, id).at(0);
  CHECK(record.at("CallResult") == 1);
  CHECK(record.at("CallDuration") == 30);
  CHECK(record.at("BeginCallTime") == kBegin);
  CHECK(record.at("CallerAnswerTime") == kBegin + 4000);
  CHECK(record.at("CalleeAnswerTime") == kBegin + 10000);
  CHECK(record.at("EndTime") == kBegin + 40000);
  CHECK(record.at("CallerShowNumber") == "01080000001");
  CHECK(record.at("UserData") == "mine");
}

TEST_CASE("a call that nobody answers says why", "[vms]") {
  Cloud cloud;
  const auto outcome = [&](const char* caller, const char* callee) {
    const Json id = result_of(cloud, "Click2Call", click(caller, callee)).at("CallId");
    cloud.advance(minutes(5));
    return records(cloud, id).at(0);
  };
  CHECK(outcome("13700000000", "13700000008").at("CallResult") == 8);
  CHECK(outcome("13700000000", "13700000007").at("CallResult") == 7);
  const Json no_caller = outcome("13700000008", "13700000000");
  CHECK(no_caller.at("CallResult") == 8);
  CHECK_FALSE(no_caller.contains("CalleeCallingTime"));
}

TEST_CASE("the same pair is not called twice at once, and a cancelled call is over", "[vms]") {
  Cloud cloud;
  const Json call = click("13700000000", "13700000002");
  const Json id = result_of(cloud, "Click2Call", call).at("CallId");
  CHECK(code_of(cloud.act("Click2Call", call)) == "RepeatClick2Call");
  cloud.advance(seconds(20));
  CHECK(result_of(cloud, "CancelClick2CallV2", {{"CallId", id}}) == Json{{"Success", true}});
  CHECK(records(cloud, id).at(0).at("CallDuration") == 10);
  CHECK(result_of(cloud, "CancelClick2CallV2", {{"CallId", id}}) == Json{{"Success", false}});
  CHECK(result_of(cloud, "CancelClick2Call", {{"CallId", id}}) == false);
  CHECK(result_of(cloud, "CancelClick2CallV2", {{"CallId", "D0"}}) == Json{{"Success", false}});
  const Json again = result_of(cloud, "Click2Call", call).at("CallId");
  CHECK(result_of(cloud, "CancelClick2Call", {{"CallId", again}}) == true);
  CHECK(records(cloud, again).at(0).at("CallResult") == 5);  // before anybody answered
  cloud.advance(hours(1));
  CHECK(records(cloud, again).at(0).at("CallResult") == 5);
}

TEST_CASE("Click2Call refuses what cannot be, and dials nobody", "[vms]") {
  Cloud cloud;
  const std::string before = vms_state(cloud);
  const auto refused = [&](const char* member, const Json& value) {
    Json call = click("13700000000", "13700000002");
    call[member] = value;
    return code_of(cloud.act("Click2Call", call));
  };
  CHECK(refused("Callee", "13700000000") == "IllegalArgument");
  CHECK(refused("Caller", "nobody") == "IllegalArgument");
  CHECK(refused("CallerNumberPoolNo", "NP0") == "IllegalArgument");
  CHECK(refused("CalleeNumberPoolNo", "NP1105") == "UnsupportedOperation");
  CHECK(refused("CallerNumber", "01085000001") == "IllegalArgument");
  CHECK(refused("CalleeNumber", "01080000003") == "BlockNumber");
  CHECK(refused("Callee", "05311234567") == "NumberNotEnough");  // no number of 0531
  CHECK(refused("Caller", "17192359307") == "CallerRiskFrozen");
  CHECK(refused("Callee", "17192359307") == "CalleeRiskFrozen");
  CHECK(refused("MaxTime", 1441) == "IllegalArgument");
  CHECK(vms_state(cloud) == before);
}

TEST_CASE("the numbers that show follow the rules of cities", "[vms]") {
  Cloud cloud;
  Json call = click("13700000000", "05311234567");
  call["CalleeNumberCityCode"] = "0571";
  call["CalleeNumberDegradeCityList"] = {"021"};
  const Json id = result_of(cloud, "Click2Call", call).at("CallId");
  CHECK(document(cloud, "calls", "CallId", id).at("Record").at("CalleeShowNumber") ==
        "02180000001");
}

TEST_CASE("Click2CallLite is for numbers that a registered company has registered", "[vms]") {
  Cloud cloud;
  Json call{{"Caller", "13700000005"}, {"Callee", "13700000002"}, {"NumberPoolNo", "NP1105"}};
  CHECK(code_of(cloud.act("Click2CallLite", call)) == "UnsupportedOperation");
  Json letter{{"companyName", "火山"},
              {"companyCreditCode", "91330106MQBYDEKL12"},
              {"action", "add"},
              {"aNumbers", "13700000005,13700000006"},
              {"script", "x"},
              {"scriptScene", "x"},
              {"businessUsageCommitmentletterPicUrl", "x"},
              {"businessUsageCommitmentletterPicFilename", "x"}};
  CHECK(result_of(cloud, "Click2CallNumberAuth", letter).at("code") == "200");
  call["IdempotentId"] = "once";
  const Json first = result_of(cloud, "Click2CallLite", call);
  CHECK(result_of(cloud, "Click2CallLite", call) == first);
  letter["aNumbers"] = "13700000005,13700000005";
  CHECK(code_of(cloud.act("Click2CallNumberAuth", letter)) == "IllegalArgument");
  letter["companyCreditCode"] = "unknown";
  letter["aNumbers"] = "13700000005";
  CHECK(code_of(cloud.act("Click2CallNumberAuth", letter)) == "IllegalArgument");
  letter["companyCreditCode"] = "91330106MQBYDEKL12";
  letter["action"] = "delete";
  result_of(cloud, "Click2CallNumberAuth", letter);
  call["IdempotentId"] = "twice";
  call["Callee"] = "13700000009";
  CHECK(code_of(cloud.act("Click2CallLite", call)) == "UnsupportedOperation");
}

// ---- Tasks

Json task(const Json& more) {
  Json call{{"Name", "通知"},
            {"Type", 0},
            {"Resource", kFile},
            {"NumberPoolNo", kVoicePool},
            {"Concurrency", 1},
            {"StartTime", "2025-06-05 15:30:00"},
            {"EndTime", "2025-06-06 15:30:00"},
            {"Start", true},
            {"PhoneList", {{{"Phone", "15233345567"}, {"Ext", "a"}}, {{"Phone", "13700000008"}}}}};
  call.update(more);
  return call;
}

Json in_list(Cloud& cloud, const Json& id) {
  const Json tasks = result_of(cloud, "QueryTaskList", {{"Limit", 100}});
  for (const Json& each : tasks.at("Records"))
    if (each.at("TaskOpenId") == id) return each;
  return nullptr;
}

std::string callee_state(Cloud& cloud, const std::string& phone) {
  return document(cloud, "task_callees", "Phone", phone).at("State");
}

TEST_CASE("a task calls its list in its window, some at once, and again who did not answer",
          "[vms]") {
  Cloud cloud;
  const Json made =
      result_of(cloud, "CreateTask", task({{"RingAgainTimes", 1}, {"FinishWhenListEnd", true}}));
  const Json id = made.at("TaskOpenId");
  CHECK(made.at("FailList").empty());
  CHECK(in_list(cloud, id).at("State") == 0);
  cloud.advance(seconds(145));  // 15:30:00
  CHECK(in_list(cloud, id).at("State") == 1);
  CHECK(callee_state(cloud, "15233345567") == "calling");
  CHECK(callee_state(cloud, "13700000008") == "waiting");  // one at once
  cloud.advance(seconds(20));
  CHECK(callee_state(cloud, "15233345567") == "answered");
  CHECK(document(cloud, "task_callees", "Phone", "13700000008").at("Attempts") == 1);
  cloud.advance(minutes(10));
  const Json done = in_list(cloud, id);
  CHECK(done.at("State") == 3);
  CHECK(done.at("ListNum") == 2);
  CHECK(done.at("CalledNum") == 2);
  CHECK(done.at("ThroughNum") == 1);
  CHECK(done.at("FinishRate") == 1.0);
  CHECK(document(cloud, "task_callees", "Phone", "13700000008").at("Attempts") == 2);
  std::vector<Json> calls;
  for (const Json& call : cloud.state("vms", "calls"))
    if (call.value("TaskOpenId", Json()) == id) calls.push_back(call);
  REQUIRE(calls.size() == 3);
  CHECK(calls[0].at("CallId").get<std::string>().starts_with("Vcc01"));
  const Json record = records(cloud, calls[0].at("CallId")).at(0);
  CHECK(record.at("TaskOpenId") == id);
  CHECK(record.at("Ext") == "a");
  CHECK(record.at("CallDuration") == 10);
}

TEST_CASE("a task keeps still when calls are forbidden", "[vms]") {
  Cloud cloud;
  const Json id =
      result_of(cloud, "CreateTask",
                task({{"ForbidTimeList",
                       {{{"Times", {"15:00-16:00"}}, {"Weekdays", {5}}}}}}))  // a Thursday
          .at("TaskOpenId");
  cloud.advance(minutes(30));
  CHECK(in_list(cloud, id).at("State") == 1);
  CHECK(callee_state(cloud, "15233345567") == "waiting");
  cloud.advance(minutes(3));  // 16:00:35
  CHECK(callee_state(cloud, "15233345567") == "answered");
}

TEST_CASE("tasks are paused, resumed and stopped, each from the right states", "[vms]") {
  Cloud cloud;
  const Json id = result_of(cloud, "CreateTask", task(Json::object())).at("TaskOpenId");
  const auto does = [&](const char* action) {
    return code_of(cloud.act(action, {{"TaskOpenId", id}}));
  };
  CHECK(does("PauseTask") == "TaskWrongState");
  CHECK(does("ResumeTask") == "NotInWorkTime");  // it begins at 15:30
  cloud.advance(minutes(3));
  CHECK(does("ResumeTask") == "TaskWrongState");
  CHECK(does("PauseTask") == "");
  CHECK(in_list(cloud, id).at("State") == 2);
  result_of(cloud, "BatchAppend",
            {{"TaskOpenId", id}, {"PhoneList", {{{"Phone", "13700000000"}}}}});
  cloud.advance(minutes(10));
  CHECK(callee_state(cloud, "13700000000") == "waiting");
  CHECK(does("ResumeTask") == "");
  cloud.advance(minutes(1));
  CHECK(callee_state(cloud, "13700000000") == "answered");
  CHECK(does("StopTask") == "");
  CHECK(does("StopTask") == "TaskWrongState");
  CHECK(does("PauseTask") == "TaskWrongState");
  CHECK(code_of(cloud.act("BatchAppend",
                          {{"TaskOpenId", id}, {"PhoneList", {{{"Phone", "13700000000"}}}}})) ==
        "TaskWrongState");
  for (const char* action : {"PauseTask", "ResumeTask", "StopTask"})
    CHECK(code_of(cloud.act(action, {{"TaskOpenId", "none"}})) == "TaskNotFound");
}

TEST_CASE("a task is finished when its EndTime passes", "[vms]") {
  Cloud cloud;
  const Json id = result_of(cloud, "CreateTask", task(Json::object())).at("TaskOpenId");
  cloud.advance(hours(25));
  CHECK(in_list(cloud, id).at("State") == 3);
}

TEST_CASE("CreateTask refuses with the documented codes, and makes no task", "[vms]") {
  Cloud cloud;
  const std::string before = vms_state(cloud);
  const auto refused = [&](const Json& more) {
    return code_of(cloud.act("CreateTask", task(more)));
  };
  CHECK(refused({{"Resource", "none"}}) == "ResourceNotFound");
  CHECK(refused({{"Type", 1}}) == "ResourceNotFound");  // the resource is a file
  CHECK(refused({{"Resource", "9facef29b86a4d52af1673bff3f40d82"}}) == "ResourceNotFound");
  CHECK(refused({{"NumberPoolNo", "NP1234"}}) == "NoNumberUnderNumberPool");
  CHECK(refused({{"SelectNumberType", 1}}) == "EmptyNumberList");
  CHECK(refused({{"SelectNumberType", 0}}) == "SelectNumberRuleNotNull");
  CHECK(refused({{"NumberList", Json(std::vector<std::string>(1001, "13344445555"))}}) ==
        "SelectNumberOverLimit");
  CHECK(refused({{"Concurrency", nullptr}}) == "TaskConcurrencyNotNull");
  CHECK(refused({{"Concurrency", 1001}}) == "ExceedMaxConcurrency");
  CHECK(refused({{"RingAgainTimes", 6}}) == "ErrorRingBackTimes");
  CHECK(refused({{"RingAgainInterval", 4}}) == "ErrorRingBackInterval");
  CHECK(refused({{"ForbidTimeList", {{{"BeginTime", "10:00"}, {"EndTime", "11:00"}}}}}) ==
        "ForbidTimeParseFail");
  CHECK(refused({{"ForbidTimeList", {{{"Times", {"11:00-10:00"}}}}}}) == "ForbidTimeParseFail");
  CHECK(refused({{"EndTime", "2025-06-05 15:30:00"}}) == "IllegalArgument");
  CHECK(refused({{"StartTime", "tomorrow"}}) == "IllegalArgument");
  CHECK(refused({{"PhoneList", Json(std::vector<Json>(10001, {{"Phone", "13344445555"}}))}}) ==
        "PhoneListExceedLimit");
  CHECK(vms_state(cloud) == before);
  for (int i = 2; i < 50; ++i)
    result_of(cloud, "CreateTask", task(Json::object()));  // the demo has two
  CHECK(refused(Json::object()) == "ExceedTaskNumLimit");
}

TEST_CASE("what is wrong with a callee is told in FailList, and the others are called", "[vms]") {
  Cloud cloud;
  const Json made =
      result_of(cloud, "CreateTask",
                task({{"Type", 1},
                      {"Resource", "e6eaa926a2ed41df8f52d63c046b7d78"},
                      {"Unique", true},
                      {"PhoneList",
                       {{{"Phone", "123456"}},
                        {{"Phone", "13344445555"}, {"PhoneParamJson", "{\"name\":\"x\"}"}},
                        {{"Phone", "13344445555"}, {"PhoneParamJson", "{\"name\":\"x\"}"}},
                        {{"Phone", "13344445556"}, {"PhoneParamJson", "no"}},
                        {{"Phone", "13344445557"}}}}}));
  Json types = Json::array();
  for (const Json& each : made.at("FailList")) types.push_back({each.at("Index"), each.at("Type")});
  CHECK(types == Json::parse("[[0,\"INVALID_PHONE_FORMAT\"],[2,\"REDUPLICATED_ITEM\"],"
                             "[3,\"PARAM_NOT_JSON\"],[4,\"TTS_PARAM_EMPTY\"]]"));
  CHECK(made.at("FailList")[0].at("Desc") == "手机号格式错或uid无法转换成有效手机号");
  CHECK(in_list(cloud, made.at("TaskOpenId")).at("ListNum") == 1);
}

TEST_CASE("UpdateTask leaves redials alone when Recall is false", "[vms]") {
  Cloud cloud;
  const Json id = result_of(cloud, "CreateTask", task({{"RingAgainTimes", 2}})).at("TaskOpenId");
  Json update{{"TaskOpenId", id},
              {"Concurrency", 3},
              {"StartTime", "2025-06-05 15:40:00"},
              {"EndTime", "2025-06-05 15:50:00"},
              {"RingAgainTimes", 5},
              {"Recall", false}};
  CHECK(result_of(cloud, "UpdateTask", update) == Json::object());
  const Json kept = document(cloud, "tasks", "TaskOpenId", id);
  CHECK(kept.at("Concurrency") == 3);
  CHECK(kept.at("RingAgainTimes") == 2);
  CHECK(in_list(cloud, id).at("EndTime") == "2025-06-05 15:50:00");
  update["TaskOpenId"] = "none";
  CHECK(code_of(cloud.act("UpdateTask", update)) == "TaskNotFound");
  update["RingAgainTimes"] = 6;
  update["TaskOpenId"] = id;
  CHECK(code_of(cloud.act("UpdateTask", update)) == "ErrorRingBackTimes");
  cloud.advance(hours(1));
  update["RingAgainTimes"] = 1;
  CHECK(code_of(cloud.act("UpdateTask", update)) == "TaskWrongState");
}

TEST_CASE("QueryTaskList filters by name, state, resource and callee", "[vms]") {
  Cloud cloud;
  const auto total = [&](const Json& filter) {
    return result_of(cloud, "QueryTaskList", filter).at("Total");
  };
  CHECK(total(Json::object()) == 2);
  CHECK(total({{"Keyword", "暂停"}}) == 1);
  CHECK(total({{"State", {1, 2}}}) == 2);
  CHECK(total({{"State", {3}}}) == 0);
  CHECK(total({{"Phone", "13344445555"}}) == 1);
  CHECK(total({{"Resource", "none"}}) == 0);
}

// ---- Single sends

Json single(const char* id, const char* phone) {
  return {{"SingleOpenId", id},
          {"Phone", phone},
          {"Type", 0},
          {"Resource", kFile},
          {"NumberPoolNo", kVoicePool}};
}

Json info(Cloud& cloud, const char* id) {
  return result_of(cloud, "QuerySingleInfo", {{"SingleOpenId", id}});
}

TEST_CASE("a single send is called at once, and again after the interval", "[vms]") {
  Cloud cloud;
  Json again = single("two", "13700000008");
  again["RingAgainTimes"] = 1;
  const Json made =
      result_of(cloud, "SingleBatchAppend", {{"List", {single("one", "15233345567"), again}}});
  CHECK(made.at("FailList").empty());
  CHECK(made.at("SuccessList").size() == 2);
  CHECK(info(cloud, "one").at("State") == "2");
  cloud.advance(seconds(15));
  const Json one = info(cloud, "one");
  CHECK(one.at("State") == "3");
  CHECK(one.at("Duration") == 10);
  CHECK(one.at("ReleaseTime") == "2025-06-05 15:27:50");
  CHECK(records(cloud, one.at("CallUuid")).at(0).at("SingleOpenId") == "one");
  CHECK(info(cloud, "two").at("State") == "4");
  const Json first = info(cloud, "two").at("CallUuid");
  cloud.advance(minutes(6));
  CHECK(info(cloud, "two").at("State") == "3");
  CHECK(info(cloud, "two").at("CallUuid") != first);
}

TEST_CASE("a single send waits for its TriggerTime, and can be cancelled until then", "[vms]") {
  Cloud cloud;
  Json later = single("later", "15233345567");
  later["TriggerTime"] = "2025-06-05 16:00:00";
  Json sooner = single("sooner", "15233345567");
  sooner["TriggerTime"] = kBegin / 1000 + 600;
  result_of(cloud, "SingleBatchAppend", {{"List", {later, sooner}}});
  CHECK(info(cloud, "later").at("State") == "1");
  CHECK(result_of(cloud, "SingleCancelV2", {{"SingleOpenId", "later"}}) == Json::object());
  cloud.advance(hours(1));
  CHECK(info(cloud, "later").at("State") == "5");
  CHECK(info(cloud, "later").at("CallUuid") == "");
  CHECK(info(cloud, "sooner").at("State") == "3");
  for (const char* action : {"SingleCancelV2", "SingleCancel"}) {
    const Answer done = cloud.act(action, {{"SingleOpenId", "sooner"}});
    CHECK(code_of(done) == "OperationDenied");
    CHECK(done.status == 400);
    CHECK(code_of(cloud.act(action, {{"SingleOpenId", "none"}})) == "InvalidParameter");
  }
  for (const char* action : {"QuerySingleInfo", "SingleInfo"})
    CHECK(code_of(cloud.act(action, {{"SingleOpenId", "none"}})) == "InvalidParameter");
}

TEST_CASE("single sends that cannot be are told one by one", "[vms]") {
  Cloud cloud;
  Json no_resource = single("a", "13344445555"), wrong_type = single("b", "13344445555");
  no_resource["Resource"] = "none";
  wrong_type["Type"] = 1;
  wrong_type["PhoneParam"] = {{"name", "x"}};
  Json hours_wrong = single("c", "13344445555");
  hours_wrong["ForbidTimeList"] = Json::array({"10:00"});
  const Json made = result_of(cloud, "SingleBatchAppend",
                              {{"List",
                                {single("123456", "13344445555"), no_resource, wrong_type,
                                 hours_wrong, single("d", "12")}}});
  Json types = Json::array();
  for (const Json& each : made.at("FailList")) types.push_back(each.at("Type"));
  CHECK(types == Json({"REDUPLICATED_ITEM", "RESOURCE_NOT_FOUND", "RESOURCE_TYPE_MISMATCH",
                       "FORBID_TIME_FORMAT_INVALID", "INVALID_PHONE_FORMAT"}));
  CHECK(made.at("SuccessList").empty());
  CHECK(cloud.state("vms", "singles").size() == 2);
  CHECK(code_of(cloud.act("SingleBatchAppend", {{"List", Json::array()}})) == "MissingParameter");
}

TEST_CASE("ClientToken and DryRun hold for single sends", "[vms]") {
  Cloud cloud;
  const std::string before = vms_state(cloud);
  Json call{{"List", Json::array({single("one", "15233345567")})}, {"DryRun", true}};
  CHECK(code_of(cloud.act("SingleBatchAppend", call)) == "DryRunOperation");
  CHECK(vms_state(cloud) == before);
  call.erase("DryRun");
  call["ClientToken"] = "t";
  const Json first = result_of(cloud, "SingleBatchAppend", call);
  CHECK(result_of(cloud, "SingleBatchAppend", call) == first);
  call["List"] = Json::array({single("two", "15233345567")});
  CHECK(code_of(cloud.act("SingleBatchAppend", call)) == "IdempotentParameterMismatch");
}

// ---- Records

TEST_CASE("the first version of QueryCallRecordMsg prints times as texts, the second as numbers",
          "[vms]") {
  Cloud cloud;
  const Json newer = result_of(cloud, "QueryCallRecordMsg", {{"CallIdList", "NM12345,none"}});
  REQUIRE(newer.size() == 1);
  CHECK(newer[0].at("callId") == "NM12345");
  CHECK(newer[0].at("beginCallTime") == 1607588903000);
  const Answer older =
      cloud.get("/?Action=QueryCallRecordMsg&Version=2021-01-01&CallIdList=NM12345");
  CHECK(older.json.at("Result")[0].at("beginCallTime") == "2020-12-10 16:28:23");
}

TEST_CASE("a call that is not over has no record, recording or transcript", "[vms]") {
  Cloud cloud;
  const std::string live = "Dcc0143d97c773af84077addfdd84f9d861f6";
  CHECK(records(cloud, live).empty());
  CHECK(result_of(cloud, "QueryAudioRecordFileUrl", {{"CallId", live}}).at("AudioRecordFileUrl") ==
        "");
  CHECK(result_of(cloud, "QueryAudioRecordToTextFileUrlV2", {{"CallIdList", live}})
            .at("Records")
            .empty());
  CHECK(code_of(cloud.act("QueryCallRecordMsgV2",
                          {{"CallIdList", Json(std::vector<std::string>(101, "x"))}})) ==
        "IllegalArgument");
}

TEST_CASE("the address of a recording leads to a file, for six hours", "[vms]") {
  Cloud cloud;
  const Headers host{{"Host", "127.0.0.1:4610"}};
  const Json urls =
      cloud.act("QueryAudioRecordFileUrl", {{"CallId", "NM12345"}}, host).json.at("Result");
  const std::string url = urls.at("AudioRecordLeftFileUrl");
  const std::string origin = "http://127.0.0.1:4610";
  REQUIRE(url.starts_with(origin));
  CHECK(url.find("x-expires=1749130055") != std::string::npos);
  const Answer file = cloud.get(url.substr(origin.size()));
  CHECK(file.status == 200);
  CHECK(file.reply.body.starts_with("RIFF"));
  CHECK(file.reply.body.size() == 44 + 20 * 8000);  // the call had 20 seconds
  cloud.advance(hours(6));
  CHECK(cloud.get(url.substr(origin.size())).status == 403);
}

TEST_CASE("QuerySipRecord filters records by number, time and result", "[vms]") {
  Cloud cloud;
  const auto total = [&](const std::string& filter) {
    return cloud.get("/SipRecord/Search?Action=QuerySipRecord&Version=2022-01-01" + filter)
        .json.at("Result")
        .at("Total");
  };
  CHECK(total("") == 1);
  CHECK(total("&Callee=13344445555&CallStatus=ANSWERED") == 1);
  CHECK(total("&CallStatus=BUSY") == 0);
  CHECK(total("&BeginCallTimeLowerBound=2020-12-10%2016:28:23") == 1);
  CHECK(total("&BeginCallTimeUpperBound=2020-12-10%2016:28:22") == 0);
  CHECK(code_of(cloud.get("/SipRecord/Search?Action=QuerySipRecord&Version=2022-01-01"
                          "&BeginCallTimeLowerBound=never")) == "IllegalArgument");
}

TEST_CASE("an AI task calls its list, and tells of the calls", "[vms]") {
  Cloud cloud;
  Json call{
      {"ScriptId", "1"},
      {"PhoneList", {{{"CalledNumber", "15233345567"}, {"VariableValues", "{\"name\":\"x\"}"}}}}};
  const Json id = result_of(cloud, "CreateTocRobotCallTask", call).at("TaskId");
  CHECK(result_of(cloud, "QueryTocRobotCallTask", {{"TaskId", id}}).at("Finished") == false);
  cloud.advance(minutes(1));
  const Json task = result_of(cloud, "QueryTocRobotCallTask", {{"TaskId", id}});
  CHECK(task.at("Finished") == true);
  CHECK(task.at("Calls")[0].at("CallResult") == 1);
  CHECK(code_of(cloud.act("QueryTocRobotCallTask", {{"TaskId", "none"}})) == "IllegalArgument");
  call["PhoneList"][0]["VariableValues"] = "{}";
  CHECK(code_of(cloud.act("CreateTocRobotCallTask", call)) == "IllegalArgument");
  call["ScriptId"] = "none";
  CHECK(code_of(cloud.act("CreateTocRobotCallTask", call)) == "IllegalArgument");
  CHECK(result_of(cloud, "QueryRobotCallScripts", {{"Scene", "none"}}).at("Scripts").empty());
}

}  // namespace
}  // namespace virga
