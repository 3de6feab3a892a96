// /_virga/: what all its calls share, and those that are about the process.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "support/cloud.h"
#include "support/raw_client.h"
#include "support/refused.h"
#include "wire/second_rename.h"
#include "wire/served.h"

namespace virga {
namespace {

// ---- health, operations

TEST_CASE("Health tells version, services and worlds", "[control]") {
  Cloud cloud;
  cloud.send("GET", "/v1/tags", "", {{"X-Virga-World", "one"}});
  cloud.get("/v1/tags");
  const Json health = cloud.get("/_virga/health").json;
  CHECK(health.at("status") == "ok");
  CHECK(health.at("version") == VIRGA_VERSION);
  CHECK(health.at("services") == Json{"gsl", "iam", "sts", "vms"});
  CHECK(health.at("worlds") == Json{"default", "one"});
  CHECK(health.at("uptime_ms").get<std::int64_t>() >= 0);
  CHECK_FALSE(health.at("instance").get<std::string>().empty());
}

TEST_CASE("Two emulators have two instance ids, one keeps its own", "[control]") {
  Cloud one, other;
  const auto instance = [](Cloud& cloud) {
    return cloud.get("/_virga/health").json.at("instance").get<std::string>();
  };
  CHECK(instance(one) == instance(one));
  CHECK(instance(one) != instance(other));
}

TEST_CASE("Control calls are not in the journal", "[control]") {
  Cloud cloud;
  cloud.get("/_virga/health");
  cloud.get("/_virga/no-such-call");
  CHECK(cloud.emulator.requests().empty());
}

TEST_CASE("Operations come from the catalogue, all or of one service", "[control]") {
  Cloud cloud;
  const Json all = cloud.get("/_virga/operations").json;
  const Json gsl = cloud.get("/_virga/operations?service=gsl").json;
  const Json vms = cloud.get("/_virga/operations?service=vms").json;
  CHECK(all.size() == gsl.size() + vms.size() +
                          cloud.get("/_virga/operations?service=iam").json.size() +
                          cloud.get("/_virga/operations?service=sts").json.size());
  bool found = false;
  for (const Json& operation : vms) {
    CHECK(operation.at("service") == "vms");
    if (operation.at("name") != "UpdateNumberPoolV2") continue;
    found = true;
    CHECK(operation.at("route") == kRename);
    CHECK(operation.at("emulated") == true);
    CHECK(operation.at("parameters")[0].at("name") == "NumberPoolNo");
    CHECK(operation.at("parameters")[0].at("required") == true);
  }
  CHECK(found);
  check_refused(cloud.get("/_virga/operations?service=vmss"), 404, "not_found",
                "did you mean \"vms\"?");
}

// ---- routes

TEST_CASE("An unknown call is refused with the nearest known one", "[control]") {
  Cloud cloud;
  check_refused(cloud.get("/_virga/helth"), 404, "not_found", "did you mean \"/health\"?");
  check_refused(cloud.get("/_virga/request"), 404, "not_found", "did you mean \"/requests\"?");
  check_refused(cloud.get("/_virga/health/"), 404, "not_found", "/_virga/health/");
  check_refused(cloud.get("/_virga/state/vms/number_pools"), 404, "not_found", "no such call");
  check_refused(cloud.get("/_virga/state//number_pools/x"), 404, "not_found", "no such call");
}

TEST_CASE("A known call with another method answers 405", "[control]") {
  Cloud cloud;
  check_refused(cloud.post("/_virga/health", ""), 405, "method_not_allowed", "POST");
  check_refused(cloud.send("DELETE", "/_virga/clock"), 405, "method_not_allowed", "DELETE");
  check_refused(cloud.get("/_virga/reset"), 405, "method_not_allowed", "GET");
}

TEST_CASE("A query parameter that a call does not know is refused with the nearest", "[control]") {
  Cloud cloud;
  rename_pool(cloud, "x");
  check_refused(cloud.get("/_virga/requests?servce=vms"), 400, "unknown_parameter",
                "did you mean \"service\"?");
  check_refused(cloud.post("/_virga/reset?wolrd=a", ""), 400, "unknown_parameter",
                "did you mean \"world\"?");
  CHECK(cloud.emulator.requests().size() == 1);  // nothing was reset
  check_refused(cloud.send("DELETE", "/_virga/requests?service=vms"), 400, "unknown_parameter",
                "service");
}

TEST_CASE("Only targets below /_virga are control calls", "[control]") {
  Cloud cloud;
  CHECK(cloud.get("/_virgant/health").json.contains("error") == false);
  CHECK(cloud.get("/_virga?x=1").json.contains("error"));
}

// ---- who may call

TEST_CASE("A page of another site is refused, one of the emulator itself is answered",
          "[control]") {
  Cloud cloud;
  const auto asked_by = [&](Headers headers) {
    return cloud.send("POST", "/_virga/reset", "", std::move(headers));
  };
  const std::string host = "127.0.0.1:4610";
  for (const char* origin : {"http://evil.example", "http://127.0.0.1:3000", "http://127.0.0.1",
                             "http://localhost:4610", "null", "", "127.0.0.1",
                             "http://127.0.0.1:4610.evil.example", "http://127.0.0.1:4610@evil"}) {
    CAPTURE(origin);
    check_refused(asked_by({{"Host", host}, {"Origin", origin}}), 403, "forbidden", "other sites");
  }
  check_refused(asked_by({{"Origin", "http://127.0.0.1:4610"}}), 403, "forbidden", "other sites");
  CHECK(asked_by({{"Host", host}, {"Origin", "http://127.0.0.1:4610"}}).status == 200);
  CHECK(asked_by({{"Host", "[::1]:4610"}, {"Origin", "http://[::1]:4610"}}).status == 200);
  CHECK(asked_by({{"Host", host}}).status == 200);
}

TEST_CASE("A Host that is not loopback is refused, even one that begins as if it were",
          "[control]") {
  Cloud cloud;
  for (const char* host :
       {"evil.example", "evil.example:4610", "127.0.0.1.evil.example", "127.evil.example:4610",
        "127.", "127.0.0", "127.0.0.1.", "127.0.0.256", "127.0.0.1.1", "localhost.evil.example",
        "192.0.2.7", "0.0.0.0", "[::2]", "[::1].evil.example", "[::1", "::1", ""}) {
    CAPTURE(host);
    check_refused(cloud.send("GET", "/_virga/health", "", {{"Host", host}}), 403, "forbidden",
                  "loopback");
  }
  for (const char* host : {"localhost", "LocalHost:4610", "127.0.0.1", "127.0.0.1:4610",
                           "127.255.0.53:80", "[::1]", "[::1]:4610"}) {
    CAPTURE(host);
    CHECK(cloud.send("GET", "/_virga/health", "", {{"Host", host}}).status == 200);
  }
}

TEST_CASE("The clouds answer to any Host and any Origin", "[control]") {
  Cloud cloud;
  const Headers headers{{"Host", "vms.volcengineapi.com"}, {"Origin", "http://evil.example"}};
  CHECK(cloud.send("GET", kListPools, "", headers).status == 200);
}

TEST_CASE("The address given to listen on is welcome as a Host", "[control]") {
  for (const auto& [given, host] :
       {std::pair("192.0.2.7", "192.0.2.7:4610"), std::pair("virga.test", "Virga.test:4610"),
        std::pair("2001:db8::7", "[2001:db8::7]:4610")}) {
    CAPTURE(given);
    Options options = Cloud::usual();
    options.host = given;
    Cloud cloud(options);
    CHECK(cloud.send("GET", "/_virga/health", "", {{"Host", host}}).status == 200);
    CHECK(cloud.send("GET", "/_virga/health", "", {{"Host", "192.0.2.8"}}).status == 403);
    CHECK(cloud.send("GET", "/_virga/health", "", {{"Host", "localhost"}}).status == 200);
  }
}

TEST_CASE("With a control token, only who shows it is answered", "[control]") {
  Options options = Cloud::usual();
  options.control_token = "s3cret";
  Cloud cloud(options);
  for (const char* shown :
       {"", "s3cret", "Bearer", "Bearer s3cre", "Bearer s3cret2", "Basic s3cret"}) {
    CAPTURE(shown);
    check_refused(cloud.send("GET", "/_virga/health", "", {{"Authorization", shown}}), 401,
                  "unauthorized", "token");
  }
  check_refused(cloud.post("/_virga/reset", ""), 401, "unauthorized", "token");
  CHECK(cloud.send("GET", "/_virga/health", "", {{"Authorization", "Bearer s3cret"}}).status ==
        200);
  CHECK(cloud.get("/v1/tags").status == 200);  // the clouds ask for no such thing
}

// ---- over the wire

TEST_CASE("The control API is served beside the clouds on one connection", "[control]") {
  Served cloud;
  RawClient client(cloud.url);
  CHECK(client.ask(raw_request("PUT", kScenario, kQuota)).status == 200);
  CHECK(client.ask(raw_request("GET", "/v1/tags")).status == 200);
  const RawAnswer journal = client.ask(raw_request("GET", "/_virga/requests"));
  CHECK(journal.header("Content-Type") == "application/json");
  CHECK(journal.json().at("total") == 1);
  CHECK(client.ask(raw_request("DELETE", kScenario)).status == 200);
  CHECK(client.ask(raw_request("GET", "/_virga/helth")).status == 404);
}

}  // namespace
}  // namespace virga
