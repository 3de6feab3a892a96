// Custom attributes and the values that cards have for them.
#include <catch2/catch.hpp>
#include <chrono>
#include <string>
#include <vector>

#include "support/gsl.h"

namespace virga {
namespace {

const Json kParameterRefused = gsl_refusal("GSL.00020004", "参数异常");
const Json kIllegal = gsl_refusal("GSL.00027001", "自定义属性名称不合法,请检查!");
const Json kTaken = gsl_refusal("GSL.00027002", "自定义属性名称已存在,请重新输入!");
const Json kColumn = gsl_refusal("GSL.00027003", "自定义属性名称和SIM卡管理列字段重复,请重新输入!");
const Json kSix = gsl_refusal("GSL.00027004", "登录用户最多可以创建6个自定义属性。");
const Json kNone = gsl_refusal("GSL.00027005", "登录用户没有自定义属性的访问权限。");

Answer create(Cloud& cloud, const std::string& name) {
  return cloud.post("/v1/attributes", Json{{"cust_attr_name", name}}.dump());
}

Answer rename(Cloud& cloud, const std::string& id, const std::string& name) {
  return cloud.send("PUT", "/v1/attributes/" + id, Json{{"cust_attr_name", name}}.dump());
}

Answer turn(Cloud& cloud, const std::string& id, const std::string& what) {
  return cloud.post("/v1/attributes/" + id + "/" + what, "");
}

TEST_CASE("CreateAttribute takes the lowest free slot and answers the id", "[gsl]") {
  Cloud cloud;
  const Answer answer = create(cloud, "新建自定义属性名");
  CHECK(answer.status == 200);
  const Json id = answer.json.at("id");
  CHECK(answer.json == Json{{"id", id}});
  CHECK(cloud.get("/v1/attributes").json.at("attributes")[3] ==
        Json{{"id", id},
             {"default_attr_name_cn", "自定义属性四"},
             {"default_attr_name_en", "customer_attributes4"},
             {"cust_attr_name", "新建自定义属性名"},
             {"status", 1},
             {"create_time", "2025-06-05T07:27:35.000+00:00"},
             {"modify_time", "2025-06-05T07:27:35.000+00:00"}});
  GslCloud gap("  attributes:\n    - {id: 1000003, slot: 6, cust_attr_name: 用途}\n");
  CHECK(create(gap, "三号").status == 200);
  CHECK(gap.get("/v1/attributes?cust_attr_name=%E4%B8%89%E5%8F%B7")
            .json.at("attributes")[0]
            .at("default_attr_name_cn") == "自定义属性三");
}

TEST_CASE("CreateAttribute refuses names that are illegal, taken or those of columns", "[gsl]") {
  Cloud cloud;
  const Json before = cloud.state("gsl", "attributes");
  CHECK(create(cloud, "a b").json == kIllegal);
  CHECK(create(cloud, "属性!").json == kIllegal);
  CHECK(create(cloud, "城市").json == kTaken);
  for (const std::string column : {"ICCID", "IMEI", "容器ID", "实名状态"})
    CHECK(create(cloud, column).json == kColumn);
  for (const std::string& name : {std::string(), std::string(33, 'a')})
    CHECK(create(cloud, name).json == kParameterRefused);
  for (const std::string body : {"", "{}", R"({"cust_attr_name": null})"})
    CHECK(cloud.post("/v1/attributes", body).json ==
          gsl_refusal("GSL.00020004", "cust_attr_name:不能为null"));
  CHECK(cloud.post("/v1/attributes", "[").json == kParameterRefused);
  CHECK(cloud.state("gsl", "attributes") == before);
}

TEST_CASE("CreateAttribute refuses the seventh", "[gsl]") {
  Cloud cloud;
  for (const std::string name : {"d", "e", "f"}) CHECK(create(cloud, name).status == 200);
  const Answer answer = create(cloud, "g");
  CHECK(answer.status == 400);
  CHECK(answer.json == kSix);
  CHECK(cloud.get("/v1/attributes").json.at("count") == 6);
}

TEST_CASE("ListAttributes filters by part of the name and by state", "[gsl]") {
  Cloud cloud;
  const auto count = [&](const std::string& query) {
    return cloud.get("/v1/attributes?" + query).json.at("count");
  };
  CHECK(count("") == 3);
  CHECK(count("status=0") == 1);
  CHECK(count("cust_attr_name=%E5%B8%82") == 1);
  CHECK(count("cust_attr_name=%E5%B8%82&status=0") == 0);
  CHECK(cloud.get("/v1/attributes?offset=2").json ==
        Json{{"limit", 10}, {"offset", 2}, {"count", 3}, {"attributes", Json::array()}});
}

TEST_CASE("ListAttributes refuses parameters outside their documented limits", "[gsl]") {
  Cloud cloud;
  for (const std::string query : {"status=2", "status=x", "limit=501", "offset=0"})
    CHECK(cloud.get("/v1/attributes?" + query).json == kParameterRefused);
  CHECK(cloud.get("/v1/attributes?cust_attr_name=" + std::string(33, 'a')).json ==
        kParameterRefused);
  CHECK(cloud.get("/v1/attributes?cust_attr_name=a%20b").json ==
        gsl_refusal("GSL.00020004", "参数包含非法字符,校验失败"));
}

TEST_CASE("UpdateAttribute renames an attribute", "[gsl]") {
  Cloud cloud;
  cloud.advance(std::chrono::seconds(5));
  const Answer answer = rename(cloud, "1000001", "修改自定义属性名");
  CHECK(answer.status == 200);
  CHECK(answer.reply.body == "true");
  const Json attribute = stored(cloud, "attributes", "id", 1000001);
  CHECK(attribute.at("cust_attr_name") == "修改自定义属性名");
  CHECK(attribute.at("modify_time") == "2025-06-05T07:27:40.000+00:00");
  CHECK(rename(cloud, "1000001", "修改自定义属性名").status == 200);  // its own name
}

TEST_CASE("UpdateAttribute refuses what creating refuses, and attributes that are not there",
          "[gsl]") {
  Cloud cloud;
  const Json before = cloud.state("gsl", "attributes");
  CHECK(rename(cloud, "1000001", "机柜").json == kTaken);
  CHECK(rename(cloud, "1000001", "a b").json == kIllegal);
  CHECK(rename(cloud, "1000001", "MSISDN").json == kColumn);
  CHECK(rename(cloud, "1000001", "").json == kParameterRefused);
  CHECK(rename(cloud, "x", "a").json == kParameterRefused);
  CHECK(rename(cloud, "-1", "a").json == kParameterRefused);
  CHECK(cloud.send("PUT", "/v1/attributes/1000001", "{}").json ==
        gsl_refusal("GSL.00020004", "cust_attr_name:不能为null"));
  CHECK(rename(cloud, "7", "a").json == kNone);
  CHECK(cloud.state("gsl", "attributes") == before);
}

TEST_CASE("EnableAttribute and DisableAttribute turn an attribute on and off, once or more",
          "[gsl]") {
  Cloud cloud;
  const auto status = [&] { return stored(cloud, "attributes", "id", 1000003).at("status"); };
  for (int i = 0; i < 2; ++i) {
    CHECK(turn(cloud, "1000003", "enable").reply.body == "true");
    CHECK(status() == 1);
  }
  for (int i = 0; i < 2; ++i) {
    CHECK(turn(cloud, "1000003", "disable").reply.body == "true");
    CHECK(status() == 0);
  }
}

TEST_CASE("DisableAttribute keeps what cards hold", "[gsl]") {
  Cloud cloud;
  REQUIRE(turn(cloud, "1000001", "disable").status == 200);
  CHECK(cloud.get("/v1/sim-cards/158123456").json.at("customer_attribute1") == "上海");
}

TEST_CASE("EnableAttribute and DisableAttribute refuse attributes that are not there", "[gsl]") {
  Cloud cloud;
  const Json before = cloud.state("gsl", "attributes");
  for (const std::string what : {"enable", "disable"}) {
    CHECK(turn(cloud, "7", what).json == kNone);
    CHECK(turn(cloud, "x", what).json == kParameterRefused);
    CHECK(turn(cloud, "-1", what).json == kParameterRefused);
  }
  CHECK(cloud.state("gsl", "attributes") == before);
}

Answer set(Cloud& cloud, const Json& rows) {
  return cloud.post("/v1/sim-cards/attributes/batch-set", Json{{"attributes", rows}}.dump());
}

Json refused_rows(const Json& rows) { return gsl_refusal("GSL.00012031", rows.dump()); }

TEST_CASE("BatchSetAttributes sets values, clears them by an empty text and keeps the others",
          "[gsl]") {
  Cloud cloud;
  const Answer answer = set(cloud, Json::parse(R"([
    {"sim_card_id": 385778661181234, "customer_attribute1": ""},
    {"sim_card_id": 0, "iccid": "8986062233001064180", "customer_attribute2": "B-07"}])"));
  CHECK(answer.status == 200);
  CHECK(answer.reply.body == "true");
  const Json first = cloud.get("/v1/sim-cards/385778661181234").json;
  CHECK(first.at("customer_attribute1").is_null());
  CHECK(first.at("customer_attribute2") == "A-01");
  const Json second = cloud.get("/v1/sim-cards/158123456").json;
  CHECK(second.at("customer_attribute1") == "上海");
  CHECK(second.at("customer_attribute2") == "B-07");
  CHECK(cloud.get("/v1/sim-cards?customer_attribute2=B-07").json.at("count") == 1);
}

TEST_CASE("BatchSetAttributes tells the rows that failed and writes the others", "[gsl]") {
  Cloud cloud;
  const Answer answer = set(cloud, Json::parse(R"([
    {"sim_card_id": 158123456, "customer_attribute3": "x"},
    {"sim_card_id": 7, "customer_attribute1": "x"},
    {"sim_card_id": 234567, "customer_attribute1": "深圳"},
    {"sim_card_id": 100000000001, "customer_attribute1": "x", "customer_attribute6": "x"}])"));
  CHECK(answer.status == 400);
  CHECK(answer.json == refused_rows(Json::parse(R"([
    {"fail_reason": "自定义属性三未启用", "sim_card_id": 158123456},
    {"fail_reason": "sim卡不存在或没有SIM卡的访问权限!", "sim_card_id": 7},
    {"fail_reason": "自定义属性六未启用", "sim_card_id": 100000000001}])")));
  CHECK(stored_card(cloud, 234567).at("customer_attribute1") == "深圳");
  CHECK_FALSE(stored_card(cloud, 100000000001).contains("customer_attribute1"));
}

TEST_CASE("BatchSetAttributes cuts a long message at a whole row", "[gsl]") {
  Cloud cloud;
  Json rows = Json::array();
  for (int i = 1; i <= 100; ++i) rows.push_back({{"sim_card_id", i}, {"customer_attribute1", "x"}});
  const Answer answer = set(cloud, rows);
  CHECK(answer.json.at("error_code") == "GSL.00012031");
  const std::string message = answer.json.at("error_msg");
  const Json told = Json::parse(message);
  CHECK(told.size() > 3);
  CHECK(told.size() < 100);
  CHECK(told[0] == Json{{"fail_reason", "sim卡不存在或没有SIM卡的访问权限!"}, {"sim_card_id", 1}});
}

TEST_CASE("BatchSetAttributes refuses rows that break a limit, and writes none", "[gsl]") {
  Cloud cloud;
  const Json refused = gsl_refusal("GSL.00010004", "参数异常");
  const Json before = cloud.state("gsl", "sim_cards");
  const Json good{{"sim_card_id", 158123456}, {"customer_attribute1", "x"}};
  for (const Json& row : std::vector<Json>{
           {{"sim_card_id", "x"}},
           {{"sim_card_id", 0}},
           {{"sim_card_id", 0}, {"iccid", "123"}},
           {{"sim_card_id", 158123456}, {"customer_attribute1", std::string(101, 'a')}},
           {{"sim_card_id", 158123456}, {"customer_attribute1", Json::array()}}}) {
    CAPTURE(row.dump());
    CHECK(set(cloud, {good, row}).json == refused);
  }
  CHECK(set(cloud, {good, Json{{"customer_attribute1", "x"}}}).json ==
        gsl_refusal("GSL.00010004", "sim_card_id:不能为null"));
  CHECK(set(cloud, {good, "row"}).json == refused);
  CHECK(set(cloud, Json::array()).json == refused);
  CHECK(set(cloud, nullptr).json == refused);
  CHECK(cloud
            .post("/v1/sim-cards/attributes/batch-set",
                  Json{{"file_temp_id", 1}, {"attributes", {good}}}.dump())
            .json == refused);
  Json many = Json::array();
  for (int i = 0; i < 501; ++i) many.push_back(good);
  CHECK(set(cloud, many).json == refused);
  CHECK(cloud.state("gsl", "sim_cards") == before);
}

}  // namespace
}  // namespace virga
