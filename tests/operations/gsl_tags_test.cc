#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "auth/credentials.h"
#include "catalog/exchange.h"
#include "services/huawei_gsl/kinds.h"
#include "services/huawei_gsl/operations.h"
#include "services/huawei_gsl/service.h"
#include "store/store.h"
#include "support/cloud.h"

namespace virga {
namespace {

Json refusal(const std::string& code, const std::string& text) {
  return {{"error_code", code}, {"error_msg", text}};
}

const Json kParameterRefused = refusal("GSL.00020004", "参数异常");
const Json kNoSuchTag = refusal("GSL.00022004", "登录用户没有标签的访问权限。");

Json tag(Cloud& cloud, std::int64_t id) {
  for (const Json& each : cloud.state("gsl", "tags"))
    if (each.at("id") == id) return each;
  return nullptr;
}

Json tag_names(Cloud& cloud, const std::string& sim_card_id) {
  return cloud.get("/v1/sim-cards/" + sim_card_id).json.at("tag_names");
}

std::string numbers(int count) {
  Json numbers = Json::array();
  for (int i = 1; i <= count; ++i) numbers.push_back(i);
  return numbers.dump();
}

TEST_CASE("CreateTag answers the whole tag, and it is unused", "[gsl]") {
  Cloud cloud;
  const Answer answer = cloud.post("/v1/tags", R"({"tag_name": "新增的标签名"})");
  CHECK(answer.status == 200);
  const Json created{{"id", answer.json.at("id")}, {"tag_name", "新增的标签名"}, {"status", 0}};
  CHECK(answer.json == created);
  CHECK(created.at("id").dump().size() == 16);
  CHECK(cloud.get("/v1/tags?offset=2").json.at("tags")[1] == created);
}

TEST_CASE("CreateTag tells names apart by letter case", "[gsl]") {
  Cloud cloud;
  CHECK(cloud.post("/v1/tags", R"({"tag_name": "East"})").status == 200);
  CHECK(cloud.post("/v1/tags", R"({"tag_name": "east"})").status == 200);
}

TEST_CASE("CreateTag refuses names that are missing, empty, too long, illegal or taken", "[gsl]") {
  Cloud cloud;
  const Json before = cloud.state("gsl", "tags");
  const auto refused = [&](const std::string& body, const Json& as) {
    const Answer answer = cloud.post("/v1/tags", body);
    CAPTURE(body);
    CHECK(answer.status == 400);
    CHECK(answer.json == as);
  };
  refused("{}", refusal("GSL.00020004", "tag_name:不能为null"));
  refused("", refusal("GSL.00020004", "tag_name:不能为null"));
  refused("{", kParameterRefused);
  refused(R"({"tag_name": ""})", kParameterRefused);
  refused(Json{{"tag_name", std::string(101, 'x')}}.dump(), kParameterRefused);
  refused(R"({"tag_name": "a b"})", refusal("GSL.00022001", "标签名称不合法,请检查!"));
  refused(R"({"tag_name": "标签!"})", refusal("GSL.00022001", "标签名称不合法,请检查!"));
  refused(R"({"tag_name": "华东区"})", refusal("GSL.00022002", "标签名称已存在,请重新输入!"));
  CHECK(cloud.state("gsl", "tags") == before);
}

// Straight into the store: ten thousand requests would take seconds.
TEST_CASE("CreateTag stops at 10000 tags", "[gsl]") {
  Database database(":memory:");
  Store::prepare(database, gsl::service().kinds);
  Store store(database, "test");
  const auto create = [&](const std::string& name) {
    const Operation& operation = gsl::tag_operations()[0];
    REQUIRE(operation.name == "CreateTag");
    const Input input(Json{{"tag_name", name}});
    const Principal nobody;
    const Credentials credentials;
    Headers headers;
    Call call{operation, input, store, Time(), 1, nobody, credentials, "", headers};
    return operation.handler(call);
  };
  for (int id = 1; id < 10000; ++id)
    store.put(gsl::kTags, {{"id", id}, {"tag_name", std::to_string(id)}, {"status", 0}});
  CHECK(create("last"));
  const auto refused = create("another");
  REQUIRE(!refused);
  CHECK(refused.fault().error->code == "GSL.00022003");
  CHECK(store.count(gsl::kTags) == 10000);
}

TEST_CASE("ListTags lists tags in the order of their creation, on two pages", "[gsl]") {
  Cloud cloud;
  const Json first = cloud.get("/v1/tags?offset=1&limit=10").json;
  CHECK(first.at("tags").size() == 10);
  CHECK(first.at("tags")[0] == Json::parse(R"({"id": 123, "tag_name": "测试标签", "status": 1})"));
  CHECK(first.at("tags")[2] == Json::parse(R"({"id": 789, "tag_name": "备用", "status": 0})"));
  CHECK(cloud.get("/v1/tags?offset=2").json == Json::parse(R"({
    "limit": 10, "offset": 2, "count": 11,
    "tags": [{"id": 1011, "tag_name": "项目11", "status": 0}]
  })"));
}

TEST_CASE("ListTags filters by a part of the name and by state", "[gsl]") {
  Cloud cloud;
  CHECK(cloud.get("/v1/tags?tag_name=%E6%A0%87%E7%AD%BE").json.at("tags") ==
        Json::parse(R"([{"id": 123, "tag_name": "测试标签", "status": 1}])"));
  const Json unused = cloud.get("/v1/tags?status=0").json.at("tags");
  CHECK(unused.size() == 9);
  CHECK(unused[0] == Json::parse(R"({"id": 789, "tag_name": "备用", "status": 0})"));
  CHECK(cloud.get("/v1/tags?tag_name=none").json ==
        Json{{"limit", 10}, {"offset", 1}, {"count", 0}, {"tags", Json::array()}});
}

TEST_CASE("ListTags refuses what is outside its limits, in the words of the console", "[gsl]") {
  Cloud cloud;
  for (const std::string query : {"status=2", "limit=9", "offset=x"}) {
    const Answer answer = cloud.get("/v1/tags?" + query);
    CAPTURE(query);
    CHECK(answer.status == 400);
    CHECK(answer.json == kParameterRefused);
  }
  const Answer name = cloud.get("/v1/tags?tag_name=a%20b");
  CHECK(name.status == 400);
  CHECK(name.json == refusal("GSL.00020004", "参数包含非法字符,校验失败"));
}

TEST_CASE("DeleteTag answers true and takes the tag off every card", "[gsl]") {
  Cloud cloud;
  const Answer answer = cloud.send("DELETE", "/v1/tags/123");
  CHECK(answer.status == 200);
  CHECK(answer.reply.body == "true");
  CHECK(tag(cloud, 123) == nullptr);
  CHECK(tag_names(cloud, "158123456") == nullptr);
  CHECK(tag_names(cloud, "385778661181234") == "华东区");
  CHECK(cloud.get("/v1/sim-cards?tag_id=123").json.at("count") == 0);
}

TEST_CASE("DeleteTag refuses an id that is no number and changes nothing", "[gsl]") {
  Cloud cloud;
  const Json before = cloud.state("gsl", "tags");
  const Answer answer = cloud.send("DELETE", "/v1/tags/abc");
  CHECK(answer.status == 400);
  CHECK(answer.json == kParameterRefused);
  CHECK(cloud.state("gsl", "tags") == before);
}

TEST_CASE("DeleteTag has no access to an unknown tag", "[gsl]") {
  Cloud cloud;
  CHECK(cloud.send("DELETE", "/v1/tags/123").status == 200);
  const Answer again = cloud.send("DELETE", "/v1/tags/123");
  CHECK(again.status == 400);
  CHECK(again.json == kNoSuchTag);
}

TEST_CASE("BatchSetTags replaces the tags of every card, and states follow", "[gsl]") {
  Cloud cloud;
  const Answer answer = cloud.post("/v1/sim-tags/batch-set", R"({
    "sim_card_ids": [158123456, 385778661181234, 500000000001], "tag_ids": [789, 123]})");
  CHECK(answer.status == 200);
  CHECK(answer.reply.body == "true");
  CHECK(tag_names(cloud, "158123456") == "备用,测试标签");
  CHECK(tag_names(cloud, "385778661181234") == "备用,测试标签");
  CHECK(tag_names(cloud, "500000000001") == "备用,测试标签");
  CHECK(tag(cloud, 123).at("status") == 1);
  CHECK(tag(cloud, 456).at("status") == 0);
  CHECK(tag(cloud, 789).at("status") == 1);
}

TEST_CASE("BatchSetTags clears the tags when none are given", "[gsl]") {
  Cloud cloud;
  CHECK(
      cloud.post("/v1/sim-tags/batch-set", R"({"sim_card_ids": [385778661181234], "tag_ids": []})")
          .status == 200);
  CHECK(tag_names(cloud, "385778661181234") == nullptr);
  CHECK(tag(cloud, 123).at("status") == 1);
  CHECK(cloud.post("/v1/sim-tags/batch-set", R"({"sim_card_ids": [158123456]})").status == 200);
  CHECK(tag_names(cloud, "158123456") == nullptr);
  CHECK(tag(cloud, 123).at("status") == 0);
}

TEST_CASE("BatchSetTags reads the ICCIDs only when there are no card ids", "[gsl]") {
  Cloud cloud;
  CHECK(cloud
            .post("/v1/sim-tags/batch-set", R"({
    "sim_card_ids": [123456], "iccids": ["89860622330010641805"], "tag_ids": [789]})")
            .status == 200);
  CHECK(tag_names(cloud, "123456") == "备用");
  CHECK(tag_names(cloud, "158123456") == "测试标签");
  CHECK(cloud
            .post("/v1/sim-tags/batch-set", R"({
    "sim_card_ids": [], "iccids": ["89860622330010641805", "8986001234567890123"],
    "tag_ids": [789]})")
            .status == 200);
  CHECK(tag_names(cloud, "158123456") == "备用");
  CHECK(tag_names(cloud, "100000000001") == "备用");
}

TEST_CASE("BatchSetTags refuses a wrong number of cards or tags", "[gsl]") {
  Cloud cloud;
  const Json cards = refusal("GSL.000160051", "SIM卡数量必须介于1和500之间,请重新输入!");
  for (const std::string& body :
       {std::string("{}"), std::string(R"({"tag_ids": [123]})"),
        std::string(R"({"sim_card_ids": [], "iccids": [], "tag_ids": [123]})"),
        R"({"tag_ids": [123], "sim_card_ids": )" + numbers(501) + "}"}) {
    const Answer answer = cloud.post("/v1/sim-tags/batch-set", body);
    CHECK(answer.status == 400);
    CHECK(answer.json == cards);
  }
  const Answer tags = cloud.post("/v1/sim-tags/batch-set",
                                 R"({"sim_card_ids": [123456], "tag_ids": )" + numbers(11) + "}");
  CHECK(tags.status == 400);
  CHECK(tags.json == refusal("GSL.000160052", "标签数量必须介于0-10之间,请重新输入!"));
}

TEST_CASE("BatchSetTags lists unknown cards and tags and changes nothing", "[gsl]") {
  Cloud cloud;
  const Json cards = cloud.state("gsl", "sim_cards");
  const Answer answer = cloud.post("/v1/sim-tags/batch-set", R"({
    "sim_card_ids": [-3333, 123456, 111], "tag_ids": [123, 656565465]})");
  CHECK(answer.status == 400);
  CHECK(answer.json == refusal("GSL.000160053",
                               "以下simCardId/tagId不存在或没有操作权限,请重新输入!simCardId/tagId "
                               ": [-3333, 111, 656565465]"));
  const Answer iccid = cloud.post("/v1/sim-tags/batch-set",
                                  R"({"iccids": ["89860622330010641806"], "tag_ids": [123]})");
  CHECK(iccid.json == refusal("GSL.000160053",
                              "以下simCardId/tagId不存在或没有操作权限,请重新输入!simCardId/tagId "
                              ": [89860622330010641806]"));
  CHECK(cloud.state("gsl", "sim_cards") == cards);
}

TEST_CASE("BatchSetTags lists repeated cards and tags and changes nothing", "[gsl]") {
  Cloud cloud;
  const Json cards = cloud.state("gsl", "sim_cards");
  const Answer answer = cloud.post("/v1/sim-tags/batch-set", R"({
    "sim_card_ids": [2, 2, 123456, 2], "tag_ids": [3, 3]})");
  CHECK(answer.status == 400);
  CHECK(answer.json ==
        refusal("GSL.000160054", "以下simCardId/tagId重复,请重新输入!simCardId/tagId : [2, 3]"));
  const Answer same = cloud.post("/v1/sim-tags/batch-set", R"({
    "iccids": ["89860622330010641805", "8986062233001064180"], "tag_ids": [789]})");
  CHECK(same.json ==
        refusal("GSL.000160054",
                "以下simCardId/tagId重复,请重新输入!simCardId/tagId : [8986062233001064180]"));
  CHECK(cloud.state("gsl", "sim_cards") == cards);
}

TEST_CASE("BatchSetTags refuses an uploaded file and values of the wrong type", "[gsl]") {
  Cloud cloud;
  const Answer file =
      cloud.post("/v1/sim-tags/batch-set",
                 R"({"file_temp_id": 1, "sim_card_ids": [123456], "tag_ids": [123]})");
  CHECK(file.status == 400);
  CHECK(file.json == refusal("GSL.00012016", "SIM卡文件不存在,请检查!"));
  for (const std::string body : {R"({"sim_card_ids": 123456, "tag_ids": [123]})",
                                 R"({"sim_card_ids": ["x"]})", R"({"iccids": ["898606"]})", "[]"}) {
    const Answer answer = cloud.post("/v1/sim-tags/batch-set", body);
    CAPTURE(body);
    CHECK(answer.status == 400);
    CHECK(answer.json == refusal("GSL.00010004", "参数异常"));
  }
  CHECK(tag_names(cloud, "123456") == nullptr);
}

}  // namespace
}  // namespace virga
