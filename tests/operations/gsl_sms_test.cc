#include <catch2/catch.hpp>
#include <chrono>
#include <string>
#include <vector>

#include "support/cloud.h"

namespace virga {
namespace {

Json refusal(const std::string& code, const std::string& text) {
  return {{"error_code", code}, {"error_msg", text}};
}

const Json kParameterRefused = refusal("GSL.00010004", "参数异常");
const Json kUnsupported = refusal("GSL.00011015", "该卡不支持此操作,请检查!");

std::vector<std::string> contents(const Answer& answer) {
  REQUIRE(answer.status == 200);
  std::vector<std::string> contents;
  for (const Json& row : answer.json.at("sms_details")) contents.push_back(row.at("sms_content"));
  return contents;
}

using Contents = std::vector<std::string>;

TEST_CASE("SendSms answers Ok and each card has the message a second later", "[gsl]") {
  Cloud cloud;
  const Answer answer = cloud.post("/v1/sms-send-infos", R"({
    "sms_content": "测试", "cids": ["89860622330010641805", "11669563150033768257"]})");
  CHECK(answer.status == 200);
  CHECK(answer.reply.body == R"("Ok")");

  Json rows = Json::parse(R"([
    {"cid": "11669563150033768257", "msisdn": "861400190692085",
     "sent_time": "2025-06-05T07:27:35.000+00:00", "received_time": null, "sms_status": 1,
     "sms_content": "测试"},
    {"cid": "89860622330010641805", "msisdn": "8613912345678",
     "sent_time": "2025-06-05T07:27:35.000+00:00", "received_time": null, "sms_status": 1,
     "sms_content": "测试"}])");
  const std::string window = "/v1/sms-send-infos/details?start_time=2025-06-05T00:00:00Z";
  CHECK(cloud.get(window).json.at("sms_details") == rows);

  cloud.advance(std::chrono::seconds(1));
  for (Json& row : rows)
    row.update({{"received_time", "2025-06-05T07:27:36.000+00:00"}, {"sms_status", 2}});
  CHECK(cloud.get(window).json.at("sms_details") == rows);
  CHECK(cloud.state("gsl", "sms_messages").size() == 13);
}

TEST_CASE("SendSms sends one message to a card that is named twice", "[gsl]") {
  Cloud cloud;
  CHECK(cloud
            .post("/v1/sms-send-infos", R"({"sms_content": "x", "template_id": 7,
    "cids": ["89860622330010641805", "89860622330010641805"]})")
            .status == 200);
  const Json messages = cloud.state("gsl", "sms_messages");
  REQUIRE(messages.size() == 12);
  CHECK(messages[11].at("template_id") == 7);
}

TEST_CASE("SendSms reaches every card of a batch that can receive", "[gsl]") {
  Cloud cloud;
  // 100000000: one card in use with a plan, one suspended, one without a plan.
  CHECK(cloud.post("/v1/sms-send-infos", R"({"sms_content": "x", "order_id": 100000000})").status ==
        200);
  CHECK(cloud.get("/v1/sms-send-infos/details?cid=89860484192070060448").json.at("count") == 1);
  CHECK(cloud.state("gsl", "sms_messages").size() == 12);
}

TEST_CASE("SendSms sends nothing when a card cannot receive", "[gsl]") {
  Cloud cloud;
  for (const std::string cid : {"89860322330010600002",     // without an SMS plan
                                "89860622330010700002",     // China Unicom
                                "89860484192070060449"}) {  // suspended
    const Answer answer =
        cloud.post("/v1/sms-send-infos",
                   Json{{"sms_content", "x"}, {"cids", {"89860622330010641805", cid}}}.dump());
    CAPTURE(cid);
    CHECK(answer.status == 400);
    CHECK(answer.json == kUnsupported);
  }
  CHECK(cloud.state("gsl", "sms_messages").size() == 11);
}

TEST_CASE("SendSms sends nothing when a card is unknown", "[gsl]") {
  Cloud cloud;
  const Answer answer = cloud.post("/v1/sms-send-infos", R"({
    "sms_content": "x", "cids": ["89860622330010641805", "1"]})");
  CHECK(answer.status == 400);
  CHECK(answer.json == refusal("GSL.00011001", "sim卡不存在或没有SIM卡的访问权限!"));
  CHECK(cloud.state("gsl", "sms_messages").size() == 11);
}

TEST_CASE("SendSms refuses a request without text by naming the field", "[gsl]") {
  Cloud cloud;
  const Answer answer = cloud.post("/v1/sms-send-infos", R"({"cids": ["89860622330010641805"]})");
  CHECK(answer.status == 400);
  CHECK(answer.json == refusal("GSL.00010004", "sms_content:不能为null"));
}

TEST_CASE("SendSms refuses requests without receivers, with too many, or with a file", "[gsl]") {
  Cloud cloud;
  Json many{{"sms_content", "x"}, {"cids", Json::array()}};
  for (int i = 0; i < 501; ++i) many["cids"].push_back(std::to_string(i));
  const Json long_text{{"sms_content", std::string(1001, 'x')}, {"cids", {"89860622330010641805"}}};
  for (const std::string& body :
       {std::string(R"({"sms_content": "x"})"), std::string(R"({"sms_content": "x", "cids": []})"),
        std::string(R"({"sms_content": "x", "order_id": 1})"),
        std::string(R"({"sms_content": "x", "order_id": 1000000})"),
        std::string(R"({"sms_content": "x", "cids": "89860622330010641805"})"), many.dump(),
        long_text.dump()}) {
    const Answer answer = cloud.post("/v1/sms-send-infos", body);
    CAPTURE(body);
    CHECK(answer.status == 400);
    CHECK(answer.json == kParameterRefused);
  }
  const Answer file = cloud.post("/v1/sms-send-infos", R"({
    "sms_content": "x", "cids": ["89860622330010641805"], "file_temp_id": 5})");
  CHECK(file.status == 400);
  CHECK(file.json == refusal("GSL.00012016", "SIM卡文件不存在,请检查!"));
  CHECK(cloud.state("gsl", "sms_messages").size() == 11);
}

TEST_CASE("SendSms counts characters, not bytes", "[gsl]") {
  Cloud cloud;
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "测";
  CHECK(cloud
            .post("/v1/sms-send-infos",
                  Json{{"sms_content", text}, {"cids", {"89860622330010641805"}}}.dump())
            .status == 200);
}

TEST_CASE("ListSmsDetails lists the newest message first and filters by card", "[gsl]") {
  Cloud cloud;
  CHECK(contents(cloud.get("/v1/sms-send-infos/details")) ==
        Contents{"余额不足", "testadd321", "第9条", "第8条", "第7条", "第6条", "第5条", "第4条",
                 "第3条", "第2条"});
  CHECK(contents(cloud.get("/v1/sms-send-infos/details?offset=2")) == Contents{"第1条"});
  CHECK(contents(cloud.get("/v1/sms-send-infos/details?cid=11669563150033768257")) ==
        Contents{"testadd321"});
}

TEST_CASE("ListSmsDetails includes both ends of the window, however they are spelt", "[gsl]") {
  Cloud cloud;
  const auto within = [&](const std::string& window) {
    Contents found = contents(cloud.get("/v1/sms-send-infos/details?" + window));
    std::erase_if(found, [](const auto& text) { return text.starts_with("第"); });  // long ago
    return found;
  };
  for (const std::string moment :
       {"2025-06-04T10:00:00Z", "2025-06-04T10:00:00.000Z", "2025-06-04T10:00:00",
        "2025-06-04T10:00:00.000%2B00:00", "2025-06-04T18:00:00%2B08:00"}) {
    CAPTURE(moment);
    CHECK(within("start_time=" + moment) == Contents{"余额不足"});
    CHECK(within("end_time=" + moment) == Contents{"余额不足", "testadd321"});
    CHECK(within("start_time=" + moment + "&end_time=" + moment) == Contents{"余额不足"});
  }
  CHECK(within("end_time=2025-06-04T09:59:59.999Z") == Contents{"testadd321"});
  CHECK(within("start_time=2025-06-04T10:00:00.001Z").empty());
}

TEST_CASE("ListSmsDetails refuses what is no time, and characters that no id has", "[gsl]") {
  Cloud cloud;
  for (const std::string query : {"start_time=yesterday", "end_time=2025-06-04", "offset=0"}) {
    const Answer answer = cloud.get("/v1/sms-send-infos/details?" + query);
    CAPTURE(query);
    CHECK(answer.status == 400);
    CHECK(answer.json == kParameterRefused);
  }
  CHECK(cloud.get("/v1/sms-send-infos/details?cid=a%20b").json ==
        refusal("GSL.00010004",
                "The parameter contains illegal characters, and the proof test fails"));
}

TEST_CASE("ListSmsDetails has no rows for a card that got no message", "[gsl]") {
  Cloud cloud;
  CHECK(cloud.get("/v1/sms-send-infos/details?cid=1").json ==
        Json{{"limit", 10}, {"offset", 1}, {"count", 0}, {"sms_details", Json::array()}});
}

}  // namespace
}  // namespace virga
