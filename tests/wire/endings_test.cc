// The ways in which a scenario ends a connection, as a client sees them.
#include <catch2/catch.hpp>
#include <chrono>
#include <string>

#include "support/raw_client.h"
#include "wire/served.h"

namespace virga {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

const std::string kRenaming =
    raw_request("POST", kRename, R"({"NumberPoolNo": "NP1234", "Name": "renamed"})",
                with_type("application/json"));

// A scenario of one rule: what the first rename meets.
std::string first_rename(const std::string& effects) {
  return "format: 1\nname: ending\nrules:\n  - id: the-rule\n    when: {service: vms, operation: "
         "UpdateNumberPoolV2}\n    at: {calls: first 1}\n    do: " +
         effects + "\n";
}

const std::string kOldName = "默认号码池";

TEST_CASE("A reset before the work is ECONNRESET, and the pool keeps its name", "[wire]") {
  Served cloud;
  cloud.play(first_rename("[{reset: rst}]"));
  RawClient client(cloud.url);
  client.send(kRenaming);
  CHECK(client.read_rest().empty());
  CHECK(client.line() == Line::kReset);
  CHECK(cloud.pool_name("NP1234") == kOldName);
  const auto entries = cloud.emulator.requests({.rule = "the-rule"});
  REQUIRE(entries.size() == 1);
  CHECK(entries[0].reply.delivery.ending == Ending::kReset);
}

TEST_CASE("A reset after the commit is ECONNRESET, and the pool is renamed", "[wire]") {
  Served cloud;
  cloud.play(first_rename("[{phase: after_commit}, {reset: rst}]"));
  RawClient client(cloud.url);
  client.send(kRenaming);
  CHECK(client.read_rest().empty());
  CHECK(client.line() == Line::kReset);
  CHECK(cloud.pool_name("NP1234") == "renamed");
}

TEST_CASE("After a reset the next connection is answered as ever", "[wire]") {
  Served cloud;
  cloud.play(first_rename("[{reset: rst}]"));
  RawClient other(cloud.url);
  CHECK(other.ask(raw_request("GET", kListPools)).status == 200);
  RawClient client(cloud.url);
  client.send(kRenaming);
  client.read_rest();
  CHECK(ask_once(cloud.url, kRenaming).status == 200);
  CHECK(cloud.pool_name("NP1234") == "renamed");
  CHECK(other.ask(raw_request("GET", kListPools)).status == 200);
}

TEST_CASE("A reset on a connection that has served before is a reset, too", "[wire]") {
  Served cloud;
  cloud.play(first_rename("[{reset: rst}]"));
  RawClient client(cloud.url);
  CHECK(client.ask(raw_request("GET", kListPools)).status == 200);
  client.send(kRenaming);
  CHECK(client.read_rest().empty());
  CHECK(client.line() == Line::kReset);
}

TEST_CASE("An empty reply is a clean end of file without a byte", "[wire]") {
  for (const auto& [effects, name] :
       {std::pair("[{empty_reply: true}]", kOldName),
        std::pair("[{phase: after_commit}, {empty_reply: true}]", std::string("renamed"))}) {
    CAPTURE(effects);
    Served cloud;
    cloud.play(first_rename(effects));
    RawClient client(cloud.url);
    // What is sent behind it and never read must not turn the end into a reset.
    client.send(kRenaming + raw_request("GET", kListPools));
    CHECK(client.read_rest().empty());
    CHECK(client.line() == Line::kEof);
    CHECK(cloud.pool_name("NP1234") == name);
    CHECK(cloud.emulator.requests({.operation = "NumberPoolList"}).empty());
  }
}

TEST_CASE("Answers to earlier requests of the connection arrive before it ends badly", "[wire]") {
  Served cloud;
  cloud.play(first_rename("[{empty_reply: true}]"));
  RawClient client(cloud.url);
  client.send(raw_request("GET", kListPools) + kRenaming);
  CHECK(client.read_answer().status == 200);
  CHECK(client.read_rest().empty());
  CHECK(client.line() == Line::kEof);
}

TEST_CASE("Latency holds the answer back at least that long, and no other connection", "[wire]") {
  for (const char* effects :
       {"[{latency: 400ms}]", "[{phase: after_commit}, {latency: {fixed: 400ms}}]"}) {
    CAPTURE(effects);
    Served cloud;
    cloud.play(first_rename(effects));
    RawClient slow(cloud.url), quick(cloud.url);
    const auto start = steady_clock::now();
    slow.send(kRenaming);
    // The rule counts the call when it begins to wait.
    REQUIRE(eventually([&] {
      return cloud.get("/_virga/scenarios/ending/report").json.at("rules")[0].at("hits") == 1;
    }));
    CHECK(quick.ask(raw_request("GET", kListPools)).status == 200);
    CHECK_FALSE(slow.readable(milliseconds(0)));
    CHECK(slow.read_answer().status == 200);
    CHECK(steady_clock::now() - start >= milliseconds(400));
    CHECK(cloud.pool_name("NP1234") == "renamed");
  }
}

TEST_CASE("While latency before the work lasts, nothing has happened", "[wire]") {
  Served cloud;
  cloud.play(first_rename("[{latency: 300ms}]"));
  RawClient client(cloud.url);
  client.send(kRenaming);
  REQUIRE(eventually([&] {
    return cloud.get("/_virga/scenarios/ending/report").json.at("rules")[0].at("hits") == 1;
  }));
  const std::string meanwhile = cloud.pool_name("NP1234");
  const bool still_waiting = !client.readable(milliseconds(0));
  if (still_waiting) CHECK(meanwhile == kOldName);
  CHECK(client.read_answer().status == 200);
  CHECK(cloud.pool_name("NP1234") == "renamed");
}

TEST_CASE("While latency after the commit lasts, it has happened", "[wire]") {
  Served cloud;
  cloud.play(first_rename("[{phase: after_commit}, {latency: 2s}]"));
  RawClient client(cloud.url);
  client.send(kRenaming);
  CHECK(eventually([&] { return cloud.pool_name("NP1234") == "renamed"; }));
  CHECK_FALSE(client.readable(milliseconds(0)));
  cloud.emulator.stop(milliseconds(0));  // the rest of the two seconds is of no interest
}

TEST_CASE("Requests behind a delayed one on its connection wait for their turn", "[wire]") {
  Served cloud;
  cloud.play(first_rename("[{latency: 200ms}]"));
  RawClient client(cloud.url);
  client.send(kRenaming + raw_request("GET", kListPools + "&NumberPoolNo=NP1234"));
  CHECK(client.read_answer().json().at("Result").at("Success") == true);
  const RawAnswer second = client.read_answer();
  CHECK(second.json().at("Result").at("Records")[0].at("NumberPoolName") == "renamed");
}

TEST_CASE("A client that leaves during a delay is not waited for", "[wire]") {
  Served cloud;
  cloud.play(first_rename("[{latency: 100ms}]"));
  {
    RawClient client(cloud.url);
    client.send(kRenaming);
  }
  CHECK(eventually([&] { return cloud.pool_name("NP1234") == "renamed"; }));
  CHECK(ask_once(cloud.url, raw_request("GET", kListPools)).status == 200);
}

TEST_CASE("An answer of the scenario's own is sent with its status, headers and body", "[wire]") {
  Served cloud;
  cloud.play(first_rename(
      "[{status: 503, body: upstream connect error, type: text/html, headers: {Retry-After: 7}}]"));
  RawClient client(cloud.url);
  const RawAnswer answer = client.ask(kRenaming);
  CHECK(answer.status == 503);
  CHECK(answer.reason == "Service Unavailable");
  CHECK(answer.body == "upstream connect error");
  CHECK(answer.header("Content-Type") == "text/html");
  CHECK(answer.header("Retry-After") == "7");
  CHECK(answer.count("Content-Type") == 1);
  CHECK(cloud.pool_name("NP1234") == kOldName);
  CHECK(client.ask(kRenaming).status == 200);  // the connection goes on
}

TEST_CASE("An answer without a body has length 0 and leaves the connection in order", "[wire]") {
  Served cloud;
  cloud.play(first_rename("[{status: 500}]"));
  RawClient client(cloud.url);
  const RawAnswer answer = client.ask(kRenaming);
  CHECK(answer.status == 500);
  CHECK(answer.header("Content-Length") == "0");
  CHECK(client.ask(kRenaming).status == 200);
}

TEST_CASE("An injected error comes in the cloud's envelope", "[wire]") {
  Served cloud;
  cloud.play(first_rename("[{error: FlowLimitExceeded}]"));
  RawClient client(cloud.url);
  const RawAnswer answer = client.ask(kRenaming);
  CHECK(answer.status == 429);
  CHECK(answer.json().at("ResponseMetadata").at("Error").at("Code") == "FlowLimitExceeded");
  CHECK(client.ask(kRenaming).status == 200);
}

TEST_CASE("A scenario put over the wire acts at once", "[wire]") {
  Served cloud;
  RawClient control(cloud.url);
  const std::string scenario = first_rename("[{empty_reply: true}]");
  CHECK(control.ask(raw_request("PUT", "/_virga/scenarios/ending", scenario)).status == 200);
  RawClient client(cloud.url);
  client.send(kRenaming);
  CHECK(client.read_rest().empty());
  CHECK(client.line() == Line::kEof);
  const RawAnswer report = control.ask(raw_request("GET", "/_virga/scenarios/ending/report"));
  CHECK(report.json().at("rules")[0].at("hits") == 1);
}

TEST_CASE("A truncated answer promises its whole body, comes in part, and has happened", "[wire]") {
  Served cloud;
  cloud.play(first_rename("[{truncate: {after: 60%}}]"));
  RawClient client(cloud.url), other(cloud.url);
  client.send(kRenaming);
  const std::string answer = client.read_rest();
  CHECK(client.line() == Line::kEof);
  const auto entry = cloud.emulator.requests({.rule = "the-rule"}).at(0);
  const std::string& body = entry.reply.body;
  CHECK_THAT(answer, Catch::Contains("Content-Length: " + std::to_string(body.size()) + "\r\n"));
  CHECK(answer.substr(answer.find("\r\n\r\n") + 4) == body.substr(0, body.size() * 60 / 100));
  CHECK(cloud.pool_name("NP1234") == "renamed");
  CHECK(other.ask(kRenaming).status == 200);
}

TEST_CASE("A truncation that cuts nothing off is told in the journal", "[wire]") {
  Served cloud;
  cloud.play(first_rename("[{truncate: {after: 1MiB}}]"));
  RawClient client(cloud.url);
  CHECK(client.ask(kRenaming).status == 200);
  CHECK(client.read_rest().empty());
  const auto entry = cloud.emulator.requests({.rule = "the-rule"}).at(0);
  CHECK(entry.notes.at(0) == "truncate after 1048576B cuts nothing off: the body has " +
                                 std::to_string(entry.reply.body.size()) + " bytes");
}

TEST_CASE("A truncated error is an error that is cut off", "[wire]") {
  Served cloud;
  cloud.play(first_rename("[{error: QuotaExceeded}, {truncate: {after: 10B}}]"));
  RawClient client(cloud.url);
  client.send(kRenaming);
  const std::string answer = client.read_rest();
  CHECK_THAT(answer, Catch::StartsWith("HTTP/1.1 400 "));
  CHECK(answer.substr(answer.find("\r\n\r\n") + 4).size() == 10);
  CHECK(cloud.pool_name("NP1234") == kOldName);
}

TEST_CASE("A slow body comes at the rate of the rule, the head before it at once", "[wire]") {
  Served cloud;
  cloud.play(first_rename("[{slow_body: {rate: 500B/s}}]"));
  RawClient client(cloud.url);
  const auto start = steady_clock::now();
  const RawAnswer answer = client.ask(kRenaming);
  CHECK(answer.status == 200);
  const auto portions = (answer.body.size() + 24) / 25;
  CHECK(steady_clock::now() - start >= milliseconds(50) * (static_cast<int>(portions) - 1));
  CHECK(client.ask(kRenaming).status == 200);
}

TEST_CASE("A slow head comes at the rate of the rule", "[wire]") {
  Served cloud;
  cloud.play(first_rename("[{slow_headers: {rate: 2KB/s}}]"));
  RawClient client(cloud.url);
  const auto start = steady_clock::now();
  CHECK(client.ask(kRenaming).status == 200);
  CHECK(steady_clock::now() - start >= milliseconds(50));
}

TEST_CASE("A stall lasts until the client gives up, and before the work nothing has happened",
          "[wire]") {
  for (const bool happened : {false, true}) {
    CAPTURE(happened);
    Served cloud;
    cloud.play(first_rename(std::string(happened ? "[{phase: after_commit}, " : "[") +
                            "{stall: {until: client_abort, cap: 30s}}]"));
    {
      RawClient client(cloud.url);
      client.send(kRenaming);
      CHECK_FALSE(client.readable(milliseconds(100)));
    }
    REQUIRE(eventually([&] {
      return cloud.emulator.requests({.rule = "the-rule"}).at(0).delivered.fate ==
             Delivered::Fate::kGivenUp;
    }));
    const auto entry = cloud.emulator.requests({.rule = "the-rule"}).at(0);
    CHECK(entry.delivered.left_after >= milliseconds(95));
    CHECK(entry.delivered.bytes == 0);
    CHECK(cloud.pool_name("NP1234") == (happened ? "renamed" : kOldName));
  }
}

TEST_CASE("A reset in the middle of a body comes behind half of it, and it has happened",
          "[wire]") {
  Served cloud;
  cloud.play(first_rename("[{phase: mid_body}, {reset: rst}]"));
  RawClient client(cloud.url);
  client.send(kRenaming);
  const std::string answer = client.read_rest();
  CHECK(client.line() == Line::kReset);
  const std::string body = cloud.emulator.requests({.rule = "the-rule"}).at(0).reply.body;
  CHECK(answer.substr(answer.find("\r\n\r\n") + 4) == body.substr(0, body.size() / 2));
  CHECK(cloud.pool_name("NP1234") == "renamed");
}

}  // namespace
}  // namespace virga
