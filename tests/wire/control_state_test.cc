// /_virga/state: the documents of a world, as tests see them.
#include <catch2/catch.hpp>
#include <string>

#include "support/cloud.h"
#include "support/refused.h"

namespace virga {
namespace {

TEST_CASE("State lists every document of every kind", "[control]") {
  Cloud cloud;
  const Json answer = cloud.get("/_virga/state").json;
  CHECK(answer.at("world") == "default");
  CHECK(answer.at("state").size() == 4);
  const Json& pools = answer.at("state").at("vms").at("number_pools");
  CHECK(pools.at("total") == 14);
  CHECK(pools.at("documents").size() == 14);
  CHECK(pools.at("documents")[0] == Json{{"NumberPoolNo", "NP1234"},
                                         {"Name", "默认号码池"},
                                         {"ServiceType", 100},
                                         {"SubServiceType", 101}});
  CHECK(answer.at("state").at("gsl").at("tags").at("total") == kDemoTags);
}

TEST_CASE("State is narrowed to a service or a kind", "[control]") {
  Cloud cloud;
  const Json service = cloud.get("/_virga/state?service=vms").json.at("state");
  CHECK(service.size() == 1);
  CHECK(service.at("vms").contains("numbers"));
  const Json kind = cloud.get("/_virga/state?service=gsl&kind=tags").json.at("state");
  CHECK(kind.size() == 1);
  CHECK(kind.at("gsl").size() == 1);
  CHECK(kind.at("gsl").at("tags").at("documents").size() == kDemoTags);
}

TEST_CASE("State is paged, and the total stays", "[control]") {
  Cloud cloud;
  const std::string target = "/_virga/state?service=vms&kind=number_pools";
  const Json all = cloud.state("vms", "number_pools");
  const Json page = cloud.get(target + "&limit=2&offset=1").json;
  CHECK(page.at("limit") == 2);
  CHECK(page.at("offset") == 1);
  const Json& pools = page.at("state").at("vms").at("number_pools");
  CHECK(pools.at("total") == 14);
  CHECK(pools.at("documents") == Json{all[1], all[2]});
  const Json beyond = cloud.get(target + "&offset=100").json;
  CHECK(beyond.at("state").at("vms").at("number_pools").at("documents").empty());
  for (const char* wrong : {"limit=0", "limit=-1", "limit=two", "offset=-1", "offset=1.5"})
    check_refused(cloud.get(target + "&" + wrong), 400, "invalid_parameter", "a whole number");
}

TEST_CASE("An unknown service or kind of state is refused with the nearest", "[control]") {
  Cloud cloud;
  check_refused(cloud.get("/_virga/state?service=vmz"), 404, "not_found", "did you mean \"vms\"?");
  check_refused(cloud.get("/_virga/state?service=vms&kind=number_pool"), 404, "not_found",
                "did you mean \"number_pools\"?");
  check_refused(cloud.get("/_virga/state?kind=number_pools"), 400, "invalid_parameter", "service");
  check_refused(cloud.get("/_virga/state/vmz/number_pools/NP1234"), 404, "not_found", "\"vms\"");
  check_refused(cloud.get("/_virga/state/gsl/tag/123"), 404, "not_found", "\"tags\"");
}

TEST_CASE("One document of the state is found by its id, text or number", "[control]") {
  Cloud cloud;
  CHECK(cloud.get("/_virga/state/vms/number_pools/NP1234").json ==
        cloud.state("vms", "number_pools")[0]);
  CHECK(cloud.get("/_virga/state/gsl/tags/123").json == cloud.state("gsl", "tags")[0]);
  CHECK(cloud.get("/_virga/state/vms/number_pools/NP%31234").status == 200);
  for (const char* id : {"vms/number_pools/NP0", "gsl/tags/124", "gsl/tags/abc", "gsl/tags/1e2",
                         "gsl/tags/99999999999999999999"})
    check_refused(cloud.get("/_virga/state/" + std::string(id)), 404, "not_found", "holds no");
}

}  // namespace
}  // namespace virga
