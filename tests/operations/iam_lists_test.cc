// What official SDKs ask IAM by themselves: projects, domains, regions.
#include <catch2/catch.hpp>
#include <string>

#include "support/cloud.h"
#include "support/iam.h"
#include "support/signer.h"

namespace virga {
namespace {

constexpr auto kProject = "0123456789abcdef0123456789abcdef";
const Json kInvalidBody{
    {"error",
     {{"code", 400}, {"message", "The request body is invalid"}, {"title", "Bad Request"}}}};

Answer ask(Cloud& cloud, const std::string& method, const std::string& target,
           const std::string& body = "", const std::string& key = "AKVIRGA-a") {
  Request request{method, target, {{"Host", "iam.example"}}, body};
  return cloud.send(method, target, body,
                    sign_huawei(request, key, "SKVIRGA", cloud.emulator.clock().now()));
}

std::string domain_id(Cloud& cloud) {
  return ask(cloud, "GET", "/v3/auth/domains").json.at("domains")[0].at("id");
}

TEST_CASE("an access key alone finds exactly one project by the name of its region", "[iam]") {
  Cloud cloud(strict_options());
  const std::string domain = domain_id(cloud);
  const Answer answer = ask(cloud, "GET", "/v3/projects?name=cn-north-4");
  CHECK(answer.status == 200);
  CHECK(header_of(answer, "X-IAM-Trace-Id") == header_of(answer, "X-Request-Id"));
  const std::string self = "https://iam.myhuaweicloud.com/v3/projects";
  CHECK(answer.json ==
        Json{{"projects",
              Json::array(
                  {{{"domain_id", domain},
                    {"is_domain", false},
                    {"parent_id", domain},
                    {"name", "cn-north-4"},
                    {"description", ""},
                    {"links",
                     {{"next", nullptr}, {"previous", nullptr}, {"self", self + "/" + kProject}}},
                    {"id", kProject},
                    {"enabled", true}}})},
             {"links", {{"next", nullptr}, {"previous", nullptr}, {"self", self}}}});
}

TEST_CASE("KeystoneListProjects filters and pages", "[iam]") {
  Cloud cloud(strict_options());
  for (const char* name : {"cn-north-4_a", "cn-north-4_b"})
    CHECK(ask(cloud, "POST", "/v3/projects", print_json({{"project", {{"name", name}}}})).status ==
          201);
  const auto names = [&](const std::string& query) {
    Json found = Json::array();
    const Answer answer = ask(cloud, "GET", "/v3/projects" + query);
    for (const Json& project : answer.json.at("projects")) found.push_back(project.at("name"));
    return found;
  };
  CHECK(names("") == Json{"cn-north-4", "cn-north-4_a", "cn-north-4_b"});
  CHECK(names("?name=cn-east-3") == Json::array());
  CHECK(names("?name=cn-north-4_b") == Json{"cn-north-4_b"});
  CHECK(names("?enabled=false") == Json::array());
  CHECK(names("?is_domain=true") == Json::array());
  CHECK(names("?parent_id=" + domain_id(cloud)).size() == 3);
  CHECK(names("?domain_id=other") == Json::array());
  CHECK(names("?page=2&per_page=2") == Json{"cn-north-4_b"});
  CHECK(names("?page=1&per_page=2") == Json{"cn-north-4", "cn-north-4_a"});
}

TEST_CASE("KeystoneListProjects refuses pages that cannot be", "[iam]") {
  Cloud cloud(strict_options());
  for (const char* query : {"?page=1", "?per_page=10", "?page=0&per_page=1",
                            "?page=1&per_page=5001", "?enabled=maybe"}) {
    INFO(query);
    const Answer refused = ask(cloud, "GET", std::string("/v3/projects") + query);
    CHECK(refused.status == 400);
    CHECK(refused.json == kInvalidBody);
  }
}

TEST_CASE("KeystoneCreateProject keeps a project of the caller's world", "[iam]") {
  Cloud cloud(strict_options());
  const std::string body = R"({"project": {"name": "cn-east-3", "description": "东"}})";
  const Answer made = ask(cloud, "POST", "/v3/projects", body);
  CHECK(made.status == 201);
  const Json& project = made.json.at("project");
  CHECK(project.at("id").get<std::string>().size() == 32);
  CHECK(project.at("domain_id") == domain_id(cloud));
  CHECK(project.at("description") == "东");
  CHECK(cloud.state("iam", "projects", "AKVIRGA-a").size() == 1);
  CHECK(ask(cloud, "GET", "/v3/projects?name=cn-east-3").json.at("projects")[0].at("id") ==
        project.at("id"));
  CHECK(ask(cloud, "GET", "/v3/projects?name=cn-east-3", "", "AKVIRGA-b").json.at("projects") ==
        Json::array());
  CHECK(log_in(cloud, "AKVIRGA-a", {{"project", {{"name", "cn-east-3"}}}}).status == 201);
}

TEST_CASE("KeystoneCreateProject refuses what is no project and keeps nothing", "[iam]") {
  Cloud cloud(strict_options());
  const auto status = [&](const char* body) {
    return ask(cloud, "POST", "/v3/projects", body).status;
  };
  CHECK(status("{}") == 400);
  CHECK(status(R"({"project": "x"})") == 400);
  CHECK(status(R"({"project": {"name": 5}})") == 400);
  CHECK(status(R"({"project": {"name": "mine"}})") == 400);
  CHECK(status(R"({"project": {"name": "cn-north-4_x", "domain_id": "other"}})") == 403);
  CHECK(status(R"({"project": {"name": "cn-north-4_x", "parent_id": "other"}})") == 404);
  CHECK(status(R"({"project": {"name": "cn-north-4"}})") == 409);
  CHECK(cloud.state("iam", "projects", "AKVIRGA-a").empty());
}

TEST_CASE("a caller sees its own projects and its one domain", "[iam]") {
  Cloud cloud(strict_options());
  const Json projects = ask(cloud, "GET", "/v3/auth/projects").json;
  REQUIRE(projects.at("projects").size() == 1);
  CHECK(projects.at("projects")[0].at("id") == kProject);
  CHECK(projects.at("links").at("self") == "https://iam.myhuaweicloud.com/v3/auth/projects");
  const Json domains = ask(cloud, "GET", "/v3/auth/domains").json;
  REQUIRE(domains.at("domains").size() == 1);
  CHECK(domains.at("domains")[0].at("name") == "AKVIRGA-a");
  CHECK(ask(cloud, "GET", "/v3/auth/domains", "", "AKVIRGA-b").json.at("domains")[0].at("id") !=
        domains.at("domains")[0].at("id"));
}

TEST_CASE("KeystoneListRegions has the region of GSL, public", "[iam]") {
  Cloud cloud(strict_options());
  const Json regions = ask(cloud, "GET", "/v3/regions").json.at("regions");
  CHECK(regions[0] ==
        Json{{"parent_region_id", nullptr},
             {"description", ""},
             {"links", {{"self", "https://iam.myhuaweicloud.com/v3/regions/cn-north-4"}}},
             {"type", "public"},
             {"id", "cn-north-4"},
             {"locales", {{"zh-cn", "华北-北京四"}, {"en-us", "CN North-Beijing4"}}}});
}

TEST_CASE("nobody may list in strict mode, and in lenient mode sees the demo's domain", "[iam]") {
  Cloud strict(strict_options());
  for (const char* target :
       {"/v3/projects", "/v3/auth/projects", "/v3/auth/domains", "/v3/regions"}) {
    const Answer refused = strict.get(target);
    CHECK(refused.status == 401);
    CHECK(refused.json.at("error_msg") ==
          "Incorrect IAM authentication information: x-auth-token not found");
  }
  Cloud lenient;
  CHECK(lenient.get("/v3/projects?name=cn-north-4").json.at("projects").size() == 1);
  CHECK(lenient.get("/v3/auth/domains").json.at("domains")[0].at("name") == "virga");
}

}  // namespace
}  // namespace virga
