// Tokens of Huawei's IAM: issued, believed, refused.
#include <catch2/catch.hpp>
#include <string>

#include "base/time.h"
#include "support/cloud.h"
#include "support/iam.h"
#include "support/signer.h"

namespace virga {
namespace {

constexpr auto kProject = "0123456789abcdef0123456789abcdef";

Json refusal(int code, const std::string& message, const std::string& title) {
  return {{"error", {{"code", code}, {"message", message}, {"title", title}}}};
}

const Json kWrongPassword = refusal(401, "The username or password is wrong.", "Unauthorized");
const Json kInvalidBody = refusal(400, "The request body is invalid", "Bad Request");

Headers bearing(const std::string& token) { return {{"X-Auth-Token", token}}; }

std::string by_keys(const std::string& access, const std::string& secret) {
  return print_json(
      {{"auth",
        {{"identity",
          {{"methods", {"hw_ak_sk"}},
           {"hw_ak_sk", {{"access", {{"key", access}}}, {"secret", {{"key", secret}}}}}}},
         {"scope", {{"project", {{"name", "cn-north-4"}}}}}}}});
}

std::string by_token(const std::string& token, const Json& scope = Json::object()) {
  return print_json(
      {{"auth",
        {{"identity", {{"methods", {"token"}}, {"token", {{"id", token}}}}}, {"scope", scope}}}});
}

TEST_CASE("a password gives a token for a project, described as documented", "[iam]") {
  Cloud cloud(strict_options());
  const Answer answer = log_in(cloud, "AKVIRGA-a", {{"project", {{"name", "cn-north-4"}}}});
  CHECK(answer.status == 201);
  CHECK(header_of(answer, "X-Subject-Token").substr(0, 3) == "MII");
  CHECK(header_of(answer, "X-IAM-Trace-Id").size() == 32);
  const Json& token = answer.json.at("token");
  const Json domain = token.at("user").at("domain");
  CHECK(domain.at("name") == "AKVIRGA-a");
  CHECK(domain.at("id").get<std::string>().size() == 32);
  CHECK(token.at("user").at("id").get<std::string>().size() == 32);
  CHECK(token == Json{{"catalog", Json::array()},
                      {"expires_at", "2025-06-06T07:27:35.000000Z"},
                      {"issued_at", "2025-06-05T07:27:35.000000Z"},
                      {"methods", {"password"}},
                      {"project", {{"domain", domain}, {"id", kProject}, {"name", "cn-north-4"}}},
                      {"roles", Json::array({{{"id", "0"}, {"name", "te_admin"}}})},
                      {"user",
                       {{"domain", domain},
                        {"id", token.at("user").at("id")},
                        {"name", "virga"},
                        {"password_expires_at", ""}}}});
}

TEST_CASE("without a scope a token is for the domain, and says so", "[iam]") {
  Cloud cloud;
  const Json token = log_in(cloud, "AKVIRGA-a").json.at("token");
  CHECK(token.at("domain") == token.at("user").at("domain"));
  CHECK_FALSE(token.contains("project"));
  const Json by_name =
      log_in(cloud, "AKVIRGA-a", {{"domain", {{"name", "AKVIRGA-a"}}}}).json.at("token");
  CHECK(by_name.at("domain") == token.at("domain"));
  const Json both = log_in(cloud, "AKVIRGA-a",
                           {{"domain", {{"name", "elsewhere"}}}, {"project", {{"id", kProject}}}})
                        .json.at("token");
  CHECK(both.at("project").at("id") == kProject);
}

TEST_CASE("the catalog is there unless it is not wanted", "[iam]") {
  Cloud cloud;
  const Json catalog =
      cloud.post("/v3/auth/tokens", login_body("AKVIRGA-a")).json.at("token").at("catalog");
  REQUIRE(catalog.size() == 2);
  CHECK(catalog[0].at("type") == "iam");
  CHECK(catalog[1].at("endpoints")[0].at("region") == "cn-north-4");
}

TEST_CASE("a token lets calls of GSL in, to the world of its account", "[iam]") {
  Cloud cloud(strict_options());
  const std::string token = token_of(cloud, "AKVIRGA-a");
  const Answer made = cloud.send("POST", "/v1/tags", R"({"tag_name": "甲"})", bearing(token));
  CHECK(made.status == 200);
  const Entry entry = cloud.emulator.requests({.operation = "CreateTag"}, "AKVIRGA-a").at(0);
  CHECK(entry.proof == "token");
  CHECK(entry.account == "AKVIRGA-a");
  CHECK(cloud.state("gsl", "tags", "AKVIRGA-a").size() ==
        cloud.state("gsl", "tags", "AKVIRGA-b").size() + 1);
  CHECK(cloud.send("GET", "/v1/tags", "", bearing(token_of(cloud, "AKVIRGA-b"))).json.at("count") ==
        kDemoTags);
}

TEST_CASE("a login takes place in the world of its domain, by that world's clock", "[iam]") {
  Cloud cloud;
  cloud.emulator.clock("AKVIRGA-a").advance(std::chrono::hours(100));
  CHECK(log_in(cloud, "AKVIRGA-a").json.at("token").at("issued_at") ==
        "2025-06-09T11:27:35.000000Z");
  CHECK(cloud.emulator.requests({}, "AKVIRGA-a").size() == 1);
  CHECK(cloud.emulator.requests().empty());
}

TEST_CASE("a wrong password, user or domain is told as one error", "[iam]") {
  Cloud cloud;
  for (const std::string& body :
       {login_body("AKVIRGA-a", "guess"), login_body("nobody"),
        std::string(R"({"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"x",)"
                    R"("password":"virga","domain":{"name":"AKVIRGA-a"}}}}}})"),
        by_keys("AKVIRGA-a", "guess"), by_keys("AKNOBODY", "SKVIRGA")}) {
    const Answer refused = cloud.post("/v3/auth/tokens", body);
    CHECK(refused.status == 401);
    CHECK(refused.json == kWrongPassword);
    CHECK(header_of(refused, "X-Subject-Token").empty());
  }
}

TEST_CASE("a login that is not complete is an invalid body", "[iam]") {
  Cloud cloud;
  for (const char* body :
       {"", "{", "[]", "{}", R"({"auth": 1})", R"({"auth": {}})",
        R"({"auth": {"identity": {"methods": []}}})",
        R"({"auth": {"identity": {"methods": ["password", "totp"]}}})",
        R"({"auth": {"identity": {"methods": ["password"]}}})",
        R"({"auth": {"identity": {"methods": ["token"], "token": {"id": 5}}}})",
        R"({"auth": {"identity": {"methods": ["hw_ak_sk"], "hw_ak_sk": {"access": "x"}}}})",
        R"({"auth": {"identity": {"methods": ["password"], "password": {"user": {"name": "virga",)"
        R"( "password": "virga"}}}}})",
        R"({"auth": {"scope": 1, "identity": {"methods": ["token"], "token": {"id": "x"}}}})"}) {
    INFO(body);
    const Answer refused = cloud.post("/v3/auth/tokens", body);
    CHECK(refused.status == 400);
    CHECK(refused.json == kInvalidBody);
  }
}

TEST_CASE("a scope that the account has not is not found", "[iam]") {
  Cloud cloud;
  const Answer project = log_in(cloud, "AKVIRGA-a", {{"project", {{"name", "cn-north-9"}}}});
  CHECK(project.status == 404);
  CHECK(project.json == refusal(404, "Could not find project: cn-north-9.", "Not Found"));
  const Answer domain = log_in(cloud, "AKVIRGA-a", {{"domain", {{"name", "AKVIRGA-b"}}}});
  CHECK(domain.json == refusal(404, "Could not find domain: AKVIRGA-b.", "Not Found"));
  CHECK(log_in(cloud, "AKVIRGA-a", {{"project", Json::object()}}).json == kInvalidBody);
}

TEST_CASE("an access key and its secret give a token", "[iam]") {
  Cloud cloud(strict_options());
  const Answer answer = cloud.post("/v3/auth/tokens?nocatalog=1", by_keys("AKVIRGA-k", "SKVIRGA"));
  CHECK(answer.status == 201);
  CHECK(answer.json.at("token").at("methods") == Json::array({"hw_ak_sk"}));
  CHECK(answer.json.at("token").at("project").at("id") == kProject);
  const std::string token = header_of(answer, "X-Subject-Token");
  CHECK(cloud.send("GET", "/v1/tags", "", bearing(token)).status == 200);
  CHECK(cloud.emulator.requests({}, "AKVIRGA-k").back().account == "AKVIRGA-k");
}

TEST_CASE("a token gives another one, that lives no longer", "[iam]") {
  Cloud cloud(strict_options());
  const std::string first = token_of(cloud, "AKVIRGA-a");
  cloud.emulator.clock("AKVIRGA-a").advance(std::chrono::hours(1));
  const Answer answer =
      cloud.post("/v3/auth/tokens", by_token(first, {{"project", {{"id", kProject}}}}));
  CHECK(answer.status == 201);
  CHECK(answer.json.at("token").at("methods") == Json::array({"token"}));
  CHECK(answer.json.at("token").at("issued_at") == "2025-06-05T08:27:35.000000Z");
  CHECK(answer.json.at("token").at("expires_at") == "2025-06-06T07:27:35.000000Z");
  CHECK(header_of(answer, "X-Subject-Token") != first);

  const Answer wrong = cloud.post("/v3/auth/tokens", by_token(tampered(first)));
  CHECK(wrong.status == 401);
  CHECK(wrong.json == Json{{"error_code", "IAM.0067"}, {"error_msg", "Invalid token."}});
  cloud.emulator.clock("AKVIRGA-a").advance(std::chrono::hours(23));
  const Answer late = cloud.post("/v3/auth/tokens", by_token(first));
  CHECK(late.json == Json{{"error_code", "IAM.0066"}, {"error_msg", "The token has expired."}});
}

TEST_CASE("a token expires a day after it was issued, on its world's clock", "[iam]") {
  for (const Auth mode : {Auth::kLenient, Auth::kStrict}) {
    Options options = Cloud::usual();
    options.auth = mode;
    Cloud cloud(options);
    const std::string token = token_of(cloud, "AKVIRGA-a");
    cloud.emulator.clock("AKVIRGA-b").advance(std::chrono::hours(100));  // another world's
    cloud.emulator.clock("AKVIRGA-a")
        .advance(std::chrono::hours(24) - std::chrono::milliseconds(1));
    CHECK(cloud.send("GET", "/v1/tags", "", bearing(token)).status == 200);
    cloud.emulator.clock("AKVIRGA-a").advance(std::chrono::milliseconds(1));
    const Answer refused = cloud.send("GET", "/v1/tags", "", bearing(token));
    CHECK(refused.status == 401);
    CHECK(refused.json.at("error_code") == "APIGW.0307");
    CHECK(refused.json.at("error_msg") == "The token must be updated.");
  }
}

TEST_CASE("a token that was tampered with is refused, whoever else is let in", "[iam]") {
  for (const Auth mode : {Auth::kLenient, Auth::kStrict}) {
    Options options = Cloud::usual();
    options.auth = mode;
    Cloud cloud(options);
    const std::string token = token_of(cloud, "AKVIRGA-a");
    for (const std::string& wrong :
         {tampered(token), token + "A", token.substr(0, token.size() - 1)}) {
      const Answer refused = cloud.send("GET", "/v1/tags", "", bearing(wrong));
      CHECK(refused.status == 401);
      CHECK(refused.json.at("error_code") == "APIGW.0301");
      CHECK(refused.json.at("error_msg") ==
            "Incorrect IAM authentication information: decrypt token fail");
    }
    const int foreign = cloud.send("GET", "/v1/tags", "", bearing("MIIEIgYJKoZIhvc")).status;
    CHECK(foreign == (mode == Auth::kStrict ? 401 : 200));
  }
}

TEST_CASE("a token outlives a restart with the same seed, and none with another", "[iam]") {
  const std::string token = [] {
    Cloud cloud;
    return token_of(cloud, "AKVIRGA-a");
  }();
  Options options = strict_options();
  CHECK(Cloud(options).send("GET", "/v1/tags", "", bearing(token)).status == 200);
  options.seed = 2;
  CHECK(Cloud(options).send("GET", "/v1/tags", "", bearing(token)).status == 401);
}

TEST_CASE("a token dies with its user", "[iam]") {
  const std::string token = [] {
    Cloud cloud;
    return token_of(cloud, "AKVIRGA-a");
  }();
  const ScenarioFile file(
      "format: 1\naccounts:\n  - id: \"*\"\n    access_keys: [{id: \"AKVIRGA*\", secret: "
      "SKVIRGA}]\n    iam: {users: [{name: other, password: virga}]}\n");
  Options options = Cloud::usual();
  options.fixtures = {file.path()};
  const Answer refused = Cloud(options).send("GET", "/v1/tags", "", bearing(token));
  CHECK(refused.json.at("error_code") == "APIGW.0307");
}

TEST_CASE("an account with a domain of its own name logs in to its world", "[iam]") {
  const ScenarioFile file(
      "format: 1\naccounts:\n  - id: \"2100000001\"\n    iam:\n      domain: acme\n      users: "
      "[{name: virga, password: virga}]\n");
  Options options = strict_options();
  options.fixtures = {file.path()};
  Cloud cloud(options);
  const std::string token = token_of(cloud, "acme");
  CHECK(cloud.send("GET", "/v1/tags", "", bearing(token)).status == 200);
  CHECK(cloud.emulator.requests({}, "2100000001").back().account == "2100000001");
}

TEST_CASE("GET tells of a token what its login told", "[iam]") {
  Cloud cloud(strict_options());
  const Answer login = log_in(cloud, "AKVIRGA-a", {{"project", {{"name", "cn-north-4"}}}});
  const std::string token = header_of(login, "X-Subject-Token");
  const auto ask = [&](const std::string& caller, const std::string& subject) {
    return cloud.send("GET", "/v3/auth/tokens?nocatalog=1", "",
                      {{"X-Auth-Token", caller}, {"X-Subject-Token", subject}});
  };
  const Answer told = ask(token, token);
  CHECK(told.status == 200);
  CHECK(told.json == login.json);
  CHECK(header_of(told, "X-Subject-Token") == token);

  const Json invalid = refusal(404, "X-Subject-Token is invalid in the request", "Not Found");
  CHECK(ask(token, tampered(token)).json == invalid);
  CHECK(ask(token, token_of(cloud, "AKVIRGA-b")).json == invalid);
  CHECK(cloud.send("GET", "/v3/auth/tokens", "", bearing(token)).json == invalid);
  CHECK(ask(tampered(token), token).status == 401);
}

TEST_CASE("no password, secret or token can be read in the journal", "[iam]") {
  Cloud cloud;
  const std::string world = "AKVIRGA-a";
  cloud.post("/v3/auth/tokens", login_body(world, "a password"));
  cloud.post("/v3/auth/tokens", by_keys(world, "a secret"));
  cloud.post("/v3/auth/tokens", R"({"auth": {"identity": "a password")");
  const std::string token = token_of(cloud, world);
  cloud.post("/v3/auth/tokens", by_token(token));
  cloud.send("GET", "/v1/tags", "", bearing(token));
  cloud.send("GET", "/v3/auth/tokens", "", {{"X-Auth-Token", token}, {"X-Subject-Token", token}});
  const std::string all = cloud.get("/_virga/requests?world=" + world).reply.body +
                          cloud.get("/_virga/requests").reply.body;
  CHECK(all.find("***") != std::string::npos);
  for (const std::string& secret : {std::string("a password"), std::string("a secret"), token})
    CHECK(all.find(secret) == std::string::npos);
  CHECK(all.find("cn-north-4") != std::string::npos);  // the rest is there
}

}  // namespace
}  // namespace virga
