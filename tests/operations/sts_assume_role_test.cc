// AssumeRole of Volcengine's STS, and the temporary keys that it issues.
#include <catch2/catch.hpp>
#include <string>

#include "base/text.h"
#include "base/time.h"
#include "support/cloud.h"
#include "support/iam.h"
#include "support/signer.h"

namespace virga {
namespace {

struct Key {
  std::string access, secret, token;
};

const Key kCaller{"AKVIRGA-a", "SKVIRGA", ""};
const std::string kRole = "trn:iam::AKVIRGA-a:role/Caller";

Answer ask(Cloud& cloud, const std::string& service, const std::string& target, const Key& key,
           const std::string& world = "AKVIRGA-a") {
  Request request{"GET", target, {{"Host", "open.example"}}, ""};
  if (!key.token.empty()) request.headers.emplace_back("X-Security-Token", key.token);
  return cloud.send("GET", target, "",
                    sign_volcengine(request, key.access, key.secret, "cn-beijing", service,
                                    cloud.emulator.clock(world).now()));
}

Answer assume(Cloud& cloud, const std::string& parameters, const Key& key = kCaller) {
  return ask(cloud, "sts", "/?Action=AssumeRole&Version=2018-01-01" + parameters, key);
}

std::string usual(const std::string& more = "") {
  return "&RoleTrn=" + percent_encode(kRole) + "&RoleSessionName=test" + more;
}

Key key_of(const Answer& answer) {
  REQUIRE(answer.status == 200);
  const Json& made = answer.json.at("Result").at("Credentials");
  return {made.at("AccessKeyId"), made.at("SecretAccessKey"), made.at("SessionToken")};
}

Answer list_pools(Cloud& cloud, const Key& key, const std::string& world = "AKVIRGA-a") {
  return ask(cloud, "vms", "/?Action=NumberPoolList&Version=2022-01-01", key, world);
}

Json error_of(const Answer& answer) { return answer.json.at("ResponseMetadata").at("Error"); }

TEST_CASE("AssumeRole issues a key in the name of a role, for an hour", "[sts]") {
  Cloud cloud(strict_options());
  const Answer answer = assume(cloud, usual());
  const Key key = key_of(answer);
  CHECK(key.access.substr(0, 4) == "AKTP");
  CHECK(key.token.substr(0, 3) == "STS");
  CHECK(key.token.substr(0, 4) != "STS2");
  const Json& result = answer.json.at("Result");
  CHECK(result.at("Credentials").at("CurrentTime") == "2025-06-05T15:27:35+08:00");
  CHECK(result.at("Credentials").at("ExpiredTime") == "2025-06-05T16:27:35+08:00");
  CHECK(result.at("AssumedRoleUser").at("Trn") == "trn:sts::AKVIRGA-a:assumed-role/Caller/test");
  CHECK(answer.json.at("ResponseMetadata").at("Service") == "sts");
  CHECK(answer.json.at("ResponseMetadata").at("Version") == "2018-01-01");
}

TEST_CASE("an issued key signs calls of the voice service, in its account's world", "[sts]") {
  Cloud cloud(strict_options());
  CHECK(list_pools(cloud, key_of(assume(cloud, usual()))).status == 200);
  const Entry entry = cloud.emulator.requests({.operation = "NumberPoolList"}, "AKVIRGA-a").at(0);
  CHECK(entry.proof == "signature");
  CHECK(entry.account == "AKVIRGA-a");
}

TEST_CASE("AssumeRole takes a duration that is out of its limits for the nearest", "[sts]") {
  Cloud cloud;
  const auto expires = [&](const std::string& seconds) {
    return assume(cloud, usual("&DurationSeconds=" + seconds))
        .json.at("Result")
        .at("Credentials")
        .at("ExpiredTime");
  };
  CHECK(expires("900") == "2025-06-05T15:42:35+08:00");
  CHECK(expires("899") == "2025-06-05T16:27:35+08:00");
  CHECK(expires("43200") == "2025-06-06T03:27:35+08:00");
  CHECK(expires("99999") == "2025-06-06T03:27:35+08:00");
}

TEST_CASE("AssumeRole refuses what is missing or malformed", "[sts]") {
  Cloud cloud;
  const auto refused = [&](const std::string& parameters, const Json& code,
                           const std::string& parameter) {
    const Answer answer = assume(cloud, parameters);
    CHECK(answer.status == 400);
    CHECK(error_of(answer).at("Code") == code);
    CHECK(error_of(answer).at("Message").get<std::string>().find(" " + parameter + " ") !=
          std::string::npos);
  };
  refused("&RoleSessionName=test", "MissingParameter", "RoleTrn");
  refused("&RoleTrn=" + percent_encode(kRole), "MissingParameter", "RoleSessionName");
  refused("&RoleTrn=role&RoleSessionName=test", "InvalidParameter", "RoleTrn");
  refused("&RoleTrn=trn%3Aiam%3A%3A%3Arole%2Fx&RoleSessionName=test", "InvalidParameter",
          "RoleTrn");
  refused(usual("&DurationSeconds=long"), "InvalidParameter", "DurationSeconds");
}

TEST_CASE("AssumeRole gives nobody the role of another account", "[sts]") {
  Cloud cloud(strict_options());
  for (const char* account : {"AKVIRGA-b", "2100009999"}) {
    const std::string trn = std::string("trn:iam::") + account + ":role/Caller";
    const Answer answer = assume(cloud, "&RoleSessionName=test&RoleTrn=" + percent_encode(trn));
    CHECK(answer.status == 403);
    CHECK(
        error_of(answer) ==
        Json{{"CodeN", 100013},
             {"Code", "AccessDenied"},
             {"Message", "User is not authorized to perform: sts:AssumeRole on resource: " + trn}});
  }
}

TEST_CASE("AssumeRole asks for a signature of its own service", "[sts]") {
  Cloud cloud(strict_options());
  const std::string target = "/?Action=AssumeRole&Version=2018-01-01" + usual();
  CHECK(error_of(cloud.get(target)).at("Code") == "MissingAuthenticationToken");
  CHECK(error_of(ask(cloud, "vms", target, kCaller)).at("Code") == "ServiceNotFound");
  CHECK(error_of(assume(cloud, usual(), {"AKVIRGA-a", "wrong", ""})).at("Code") ==
        "SignatureDoesNotMatch");
  const Answer unknown = ask(cloud, "sts", "/?Action=AssumeRoll&Version=2018-01-01", kCaller);
  CHECK(error_of(unknown).at("Code") == "InvalidActionOrVersion");
}

TEST_CASE("an issued key expires on its world's clock, also for lenient", "[sts]") {
  for (const Auth mode : {Auth::kLenient, Auth::kStrict}) {
    Options options = Cloud::usual();
    options.auth = mode;
    Cloud cloud(options);
    const Key key = key_of(assume(cloud, usual("&DurationSeconds=900")));
    cloud.emulator.clock("AKVIRGA-a").advance(std::chrono::seconds(899));
    CHECK(list_pools(cloud, key).status == 200);
    cloud.emulator.clock("AKVIRGA-a").advance(std::chrono::seconds(1));
    const Answer refused = list_pools(cloud, key);
    CHECK(refused.status == 401);
    CHECK(error_of(refused) == Json{{"CodeN", 100026},
                                    {"Code", "InvalidSecretToken"},
                                    {"Message", "Invalid secret token, msg: token is expired."}});
  }
}

TEST_CASE("an issued key is worth nothing without its own token and secret", "[sts]") {
  for (const Auth mode : {Auth::kLenient, Auth::kStrict}) {
    Options options = Cloud::usual();
    options.auth = mode;
    Cloud cloud(options);
    const Key key = key_of(assume(cloud, usual())), other = key_of(assume(cloud, usual()));
    CHECK(key.access != other.access);
    for (const std::string& token : {std::string(), tampered(key.token), other.token}) {
      const Answer refused = list_pools(cloud, {key.access, key.secret, token}, "default");
      CHECK(refused.status == 401);
      CHECK(error_of(refused).at("Code") == "InvalidSecretToken");
    }
    CHECK(error_of(list_pools(cloud, {key.access, other.secret, key.token})).at("Code") ==
          "SignatureDoesNotMatch");
  }
}

TEST_CASE("an issued key outlives a restart with the same seed", "[sts]") {
  const Key key = [] {
    Cloud cloud;
    return key_of(assume(cloud, usual()));
  }();
  Options options = strict_options();
  Cloud again(options);
  CHECK(list_pools(again, key).status == 200);
  options.seed = 2;
  Cloud another(options);
  CHECK(list_pools(another, key).status == 401);
}

TEST_CASE("no secret or session token of a role can be read in the journal", "[sts]") {
  Cloud cloud(strict_options());
  const Key key = key_of(assume(cloud, usual()));
  list_pools(cloud, key);
  cloud.get("/?Action=NumberPoolList&Version=2022-01-01&X-Algorithm=HMAC-SHA256&X-Security-Token=" +
            key.token + "&X-Credential=" + key.access);
  const std::string all = cloud.get("/_virga/requests?world=AKVIRGA-a").reply.body +
                          cloud.get("/_virga/requests").reply.body;
  CHECK(all.find(key.access) != std::string::npos);
  CHECK(all.find(key.secret) == std::string::npos);
  CHECK(all.find(key.token) == std::string::npos);
}

}  // namespace
}  // namespace virga
