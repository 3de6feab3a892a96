// Documents of a world, put and taken away over the control API.
#include <catch2/catch.hpp>
#include <string>

#include "support/cloud.h"
#include "support/refused.h"

namespace virga {
namespace {

const std::string kPools = "/_virga/state/vms/number_pools/";

const Json kNewPool{
    {"NumberPoolNo", "NP7"}, {"Name", "seven"}, {"ServiceType", 100}, {"SubServiceType", 101}};

Json changed(Json document, const std::string& member, const Json& value) {
  document[member] = value;
  return document;
}

TEST_CASE("A document that is put is there for the clouds' callers", "[control]") {
  Cloud cloud;
  const std::size_t before = cloud.state("vms", "number_pools").size();
  const Answer put = cloud.send("PUT", kPools + "NP7", kNewPool.dump());
  CHECK(put.status == 201);
  CHECK(put.json == kNewPool);
  CHECK(cloud.get(kPools + "NP7").json == kNewPool);
  CHECK(cloud.state("vms", "number_pools").size() == before + 1);
  CHECK(cloud.act("UpdateNumberPoolV2", {{"NumberPoolNo", "NP7"}, {"Name", "again"}}).status ==
        200);
  CHECK(cloud.get(kPools + "NP7").json.at("Name") == "again");
}

TEST_CASE("A document that is put again takes the place of the other", "[control]") {
  Cloud cloud;
  const Json before = cloud.state("vms", "number_pools");
  const Json renamed = changed(before[0], "Name", "renamed");
  CHECK(cloud.send("PUT", kPools + "NP1234", renamed.dump()).status == 200);
  Json expected = before;
  expected[0] = renamed;
  CHECK(cloud.state("vms", "number_pools") == expected);
}

TEST_CASE("A document may be YAML, and what it leaves out is completed as in a fixture",
          "[control]") {
  Cloud cloud;
  const Answer put = cloud.send("PUT", "/_virga/state/vms/numbers/02100000099",
                                "Number: \"02100000099\"\nNumberPoolNo: NP1104\n");
  CHECK(put.status == 201);
  CHECK(put.json.at("NumberLocation") == "上海");
  CHECK(cloud.get("/_virga/state/vms/numbers/02100000099").json == put.json);
  const Answer tag =
      cloud.send("PUT", "/_virga/state/gsl/tags/77", "{id: 77, tag_name: blue, status: 0}");
  CHECK(tag.status == 201);
  CHECK(cloud.get("/v1/tags?limit=50").json.at("tags").back() == tag.json);
}

TEST_CASE("A document that is none of its kind is refused with every place, and not stored",
          "[control]") {
  Cloud cloud;
  const Json before = cloud.get("/_virga/state").json;
  const auto refused = [&](const std::string& body, const std::string& part) {
    check_refused(cloud.send("PUT", kPools + "NP7", body), 400, "invalid_document", part);
  };
  refused("", "body:1:1: number_pools has to be a mapping");
  refused("[1]", "body:1:1: number_pools has to be a mapping");
  refused("{", "body:1:1: not YAML");
  refused("NumberPoolNo: NP7\nNaem: seven\nServiceType: 100\nSubServiceType: 101\n",
          "body:2:1: unknown key \"Naem\" in number_pools (did you mean \"Name\"?)");
  refused("NumberPoolNo: NP7\nName: seven\nServiceType: many\nSubServiceType: 99999999999\n",
          "body:3:14: ServiceType: int32 expected\nbody:4:17: SubServiceType: int32 expected");
  refused("NumberPoolNo: NP7\nName: seven\n", "number_pools needs ServiceType");
  refused(changed(kNewPool, "NumberPoolNo", "NP8").dump(),
          R"(the document's NumberPoolNo is "NP8", the address says "NP7")");
  CHECK((cloud.get("/_virga/state").json == before));
}

TEST_CASE("A document that is taken away is gone for everybody, once", "[control]") {
  Cloud cloud;
  Json left = cloud.state("gsl", "tags");
  left.erase(0);
  CHECK(cloud.send("DELETE", "/_virga/state/gsl/tags/123").json ==
        Json{{"world", "default"}, {"deleted", 123}});
  CHECK(cloud.state("gsl", "tags") == left);
  CHECK(cloud.get("/v1/tags?limit=50").json.at("tags").size() == left.size());
  check_refused(cloud.send("DELETE", "/_virga/state/gsl/tags/123"), 404, "not_found",
                "tags holds no 123");
}

TEST_CASE("Documents are put and taken away in the world that is named alone", "[control]") {
  Cloud cloud;
  const Json before = cloud.state("vms", "number_pools");
  cloud.send("PUT", kPools + "NP7?world=other", kNewPool.dump());
  cloud.send("DELETE", kPools + "NP1234?world=other");
  CHECK(cloud.state("vms", "number_pools") == before);
  CHECK(cloud.get(kPools + "NP7?world=other").json == kNewPool);
  check_refused(cloud.get(kPools + "NP1234?world=other"), 404, "not_found", "holds no NP1234");
}

TEST_CASE("Only kinds of fixtures can be put, and only under an id of theirs", "[control]") {
  Cloud cloud;
  for (const char* method : {"PUT", "DELETE"}) {
    check_refused(cloud.send(method, "/_virga/state/gsl/ledger/1", "{}"), 404, "not_found",
                  "gsl keeps no \"ledger\"");
    check_refused(cloud.send(method, "/_virga/state/gsl/tagz/1", "{}"), 404, "not_found",
                  "did you mean \"tags\"?");
    check_refused(cloud.send(method, "/_virga/state/vmz/tags/1", "{}"), 404, "not_found",
                  "did you mean \"vms\"?");
    check_refused(cloud.send(method, "/_virga/state/gsl/tags/one", "{}"), 404, "not_found",
                  "tags holds no one");
  }
}

}  // namespace
}  // namespace virga
