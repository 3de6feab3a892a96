// Temporary access keys of Huawei's IAM: issued for a token or a signature, then signing calls.
#include <catch2/catch.hpp>
#include <string>

#include "base/time.h"
#include "support/cloud.h"
#include "support/iam.h"
#include "support/signer.h"

namespace virga {
namespace {

const std::string kRoute = "/v3.0/OS-CREDENTIAL/securitytokens";

struct Key {
  std::string access, secret, token;
};

std::string body_for(const std::string& token, const Json& seconds = nullptr) {
  Json members = Json::object();
  if (!token.empty()) members["id"] = token;
  if (!seconds.is_null()) members["duration_seconds"] = seconds;
  return print_json({{"auth", {{"identity", {{"methods", {"token"}}, {"token", members}}}}}});
}

Key key_of(const Answer& answer) {
  REQUIRE(answer.status == 201);
  const Json& credential = answer.json.at("credential");
  return {credential.at("access"), credential.at("secret"), credential.at("securitytoken")};
}

Key issue(Cloud& cloud, const std::string& world = "AKVIRGA-a") {
  return key_of(cloud.post(kRoute, body_for(token_of(cloud, world))));
}

Answer list_tags(Cloud& cloud, const Key& key, const std::string& world = "AKVIRGA-a") {
  Request request{"GET", "/v1/tags", {{"Host", "gsl.example"}}, ""};
  if (!key.token.empty()) request.headers.emplace_back("X-Security-Token", key.token);
  return cloud.send(
      "GET", "/v1/tags", "",
      sign_huawei(request, key.access, key.secret, cloud.emulator.clock(world).now()));
}

Json told(const std::string& detail) {
  return "Incorrect IAM authentication information: " + detail;
}

TEST_CASE("a token gives a temporary key whose signature is believed", "[iam]") {
  Cloud cloud(strict_options());
  const Answer answer = cloud.post(kRoute, body_for(token_of(cloud, "AKVIRGA-a"), 3600));
  CHECK(answer.json.at("credential").at("expires_at") == "2025-06-05T08:27:35.000000Z");
  const Key key = key_of(answer);
  CHECK(key.access.size() == 20);
  CHECK(key.secret.size() == 40);
  CHECK(list_tags(cloud, key).status == 200);
  const Entry entry = cloud.emulator.requests({.operation = "ListTags"}, "AKVIRGA-a").at(0);
  CHECK(entry.proof == "signature");
  CHECK(entry.account == "AKVIRGA-a");
}

TEST_CASE("every temporary key is another one", "[iam]") {
  Cloud cloud;
  const Key one = issue(cloud), two = issue(cloud);
  CHECK(one.access != two.access);
  CHECK(one.secret != two.secret);
  CHECK(one.token != two.token);
}

TEST_CASE("a token in the header, or a signature, is enough and goes first", "[iam]") {
  Cloud cloud(strict_options());
  const std::string token = token_of(cloud, "AKVIRGA-a");
  const Key by_header = key_of(cloud.send("POST", kRoute, body_for(""), {{"X-Auth-Token", token}}));
  CHECK(list_tags(cloud, by_header).status == 200);
  const std::string body = body_for(token_of(cloud, "AKVIRGA-b"));
  Request request{"POST", kRoute, {{"Host", "iam.example"}}, body};
  const Key signed_for = key_of(
      cloud.send("POST", kRoute, body,
                 sign_huawei(request, "AKVIRGA-a", "SKVIRGA", cloud.emulator.clock().now())));
  CHECK(list_tags(cloud, signed_for).status == 200);
  CHECK(cloud.emulator.requests({.operation = "ListTags"}, "AKVIRGA-a").size() == 2);
}

TEST_CASE("a temporary key lives fifteen minutes unless told, at most a day", "[iam]") {
  Cloud cloud;
  const std::string token = token_of(cloud, "AKVIRGA-a");
  const auto expires = [&](const Json& seconds) {
    return cloud.post(kRoute, body_for(token, seconds)).json.at("credential").at("expires_at");
  };
  CHECK(expires(nullptr) == "2025-06-05T07:42:35.000000Z");
  CHECK(expires("900") == "2025-06-05T07:42:35.000000Z");
  CHECK(expires(86400) == "2025-06-06T07:27:35.000000Z");
  for (const Json& wrong : {Json(899), Json(86401), Json("soon"), Json(true), Json(900.5)}) {
    const Answer refused = cloud.post(kRoute, body_for(token, wrong));
    CHECK(refused.status == 400);
    CHECK(refused.json.at("error").at("message") == "The request body is invalid");
  }
}

TEST_CASE("without a token, or with one that does not hold, no key is issued", "[iam]") {
  Cloud cloud(strict_options());
  CHECK(cloud.post(kRoute, "{}").status == 400);
  CHECK(cloud.post(kRoute, R"({"auth": {"identity": {"methods": ["password"]}}})").status == 400);
  const Answer nobody = cloud.post(kRoute, body_for(""));
  CHECK(nobody.status == 401);
  CHECK(nobody.json.at("error").at("message") ==
        "The request you have made requires authentication.");
  const std::string token = token_of(cloud, "AKVIRGA-a");
  CHECK(cloud.post(kRoute, body_for(tampered(token))).json.at("error_code") == "IAM.0067");
  cloud.emulator.clock("AKVIRGA-a").advance(std::chrono::hours(24));
  CHECK(cloud.post(kRoute, body_for(token)).json.at("error_code") == "IAM.0066");
}

TEST_CASE("a temporary key expires on its world's clock, also for lenient", "[iam]") {
  for (const Auth mode : {Auth::kLenient, Auth::kStrict}) {
    Options options = Cloud::usual();
    options.auth = mode;
    Cloud cloud(options);
    const Key key = issue(cloud);
    cloud.emulator.clock("AKVIRGA-a").advance(std::chrono::minutes(15) - std::chrono::seconds(1));
    CHECK(list_tags(cloud, key).status == 200);
    cloud.emulator.clock("AKVIRGA-a").advance(std::chrono::seconds(1));
    const Answer refused = list_tags(cloud, key);
    CHECK(refused.status == 401);
    CHECK(refused.json.at("error_msg") == told("token expires"));
  }
}

TEST_CASE("a temporary key is worth nothing without its own token and secret", "[iam]") {
  for (const Auth mode : {Auth::kLenient, Auth::kStrict}) {
    Options options = Cloud::usual();
    options.auth = mode;
    Cloud cloud(options);
    const Key key = issue(cloud), other = issue(cloud);
    for (const std::string& token : {std::string(), tampered(key.token), other.token}) {
      const Answer refused = list_tags(cloud, {key.access, key.secret, token}, "default");
      CHECK(refused.status == 401);
      CHECK(refused.json.at("error_msg") == told("decrypt token fail"));
    }
    CHECK(list_tags(cloud, {key.access, other.secret, key.token}).status == 401);
  }
}

TEST_CASE("a temporary key outlives a restart with the same seed", "[iam]") {
  const Key key = [] {
    Cloud cloud;
    return issue(cloud);
  }();
  Options options = strict_options();
  Cloud again(options);
  CHECK(list_tags(again, key).status == 200);
  options.seed = 2;
  Cloud another(options);
  CHECK(list_tags(another, key).status == 401);
}

TEST_CASE("a temporary key logs in, too, for no longer than it lives", "[iam]") {
  Cloud cloud(strict_options());
  const Key key = issue(cloud);
  const auto body = [&](const std::string& token) {
    return print_json({{"auth",
                        {{"identity",
                          {{"methods", {"hw_ak_sk"}},
                           {"hw_ak_sk",
                            {{"access", {{"key", key.access}}},
                             {"secret", {{"key", key.secret}}},
                             {"security_token", {{"key", token}}}}}}}}}});
  };
  const Answer answer = cloud.post("/v3/auth/tokens", body(key.token));
  CHECK(answer.status == 201);
  CHECK(answer.json.at("token").at("user").at("name") == "virga");
  CHECK(answer.json.at("token").at("expires_at") == "2025-06-05T07:42:35.000000Z");
  CHECK(cloud.post("/v3/auth/tokens", body(tampered(key.token))).status == 401);
}

TEST_CASE("no secret or security token can be read in the journal", "[iam]") {
  Cloud cloud(strict_options());
  const Key key = issue(cloud);
  list_tags(cloud, key);
  list_tags(cloud, {key.access, "wrong", key.token});  // the gateway echoes what it signed
  const std::string all = cloud.get("/_virga/requests?world=AKVIRGA-a").reply.body;
  CHECK(all.find(key.access) != std::string::npos);
  CHECK(all.find(key.secret) == std::string::npos);
  CHECK(all.find(key.token) == std::string::npos);
}

}  // namespace
}  // namespace virga
