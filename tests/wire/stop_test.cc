// A port is opened, and given back.
#include <catch2/catch.hpp>
#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include "support/raw_client.h"
#include "wire/served.h"

namespace virga {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

constexpr milliseconds kAtOnce{1500};  // far below any patience of the server

std::string delayed_lists(const std::string& latency) {
  return "format: 1\nname: slow\nrules:\n  - id: slow\n    when: {service: vms, operation: "
         "NumberPoolList}\n"
         "    do: [{latency: " +
         latency + "}]\n";
}

milliseconds time_of(const std::function<void()>& work) {
  const auto start = steady_clock::now();
  work();
  return std::chrono::ceil<milliseconds>(steady_clock::now() - start);
}

bool begun(Served& cloud) {
  return cloud.get("/_virga/scenarios/slow/report").json.at("rules")[0].at("hits") == 1;
}

Options on_port(const std::string& port) {
  Options options = Served::quiet();
  options.port = std::stoi(port);
  return options;
}

TEST_CASE("stop() does not wait for idle connections, and they see a clean end", "[wire]") {
  Served cloud;
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 20; ++i) {
    clients.push_back(std::make_unique<RawClient>(cloud.url));
    // Some never asked, some did, some are in the middle of a head.
    if (i % 3 == 1) CHECK(clients.back()->ask(raw_request("GET", kListPools)).status == 200);
    if (i % 3 == 2) clients.back()->send("GET /v1/tags HTTP/1.1\r\nHo");
  }
  CHECK(time_of([&] { cloud.emulator.stop(); }) < kAtOnce);
  for (const auto& client : clients) {
    client->read_rest();
    CHECK(client->line() != Line::kOpen);
  }
  CHECK(clients[1]->line() == Line::kEof);
}

TEST_CASE("stop() lets a delayed answer finish", "[wire]") {
  Served cloud;
  cloud.play(delayed_lists("400ms"));
  RawClient client(cloud.url);
  client.send(raw_request("GET", kListPools));
  REQUIRE(eventually([&] { return begun(cloud); }));
  cloud.emulator.stop();
  const RawAnswer answer = client.read_answer();
  CHECK(answer.status == 200);
  CHECK(answer.json().at("Result").at("Total") == 14);
  CHECK(client.read_rest().empty());
  CHECK(client.line() == Line::kEof);
}

TEST_CASE("stop() cuts what is still open when its grace is over", "[wire]") {
  Served cloud;
  cloud.play(delayed_lists("5m"));
  RawClient client(cloud.url);
  client.send(raw_request("GET", kListPools));
  REQUIRE(eventually([&] { return begun(cloud); }));
  CHECK(time_of([&] { cloud.emulator.stop(milliseconds(50)); }) < kAtOnce);
  CHECK(client.read_rest().empty());
  CHECK(client.line() != Line::kOpen);
}

TEST_CASE("stop() does not wait for a body that never comes", "[wire]") {
  Served cloud;
  RawClient client(cloud.url);
  client.send(raw_request("POST", kListPools, "", {{"Content-Length", "100"}}) + "half");
  CHECK(time_of([&] { cloud.emulator.stop(milliseconds(50)); }) < kAtOnce);
}

TEST_CASE("A client that does not read its answers does not hold up stop()", "[wire]") {
  Served cloud;
  RawClient client(cloud.url);
  std::string many;
  for (int i = 0; i < 2000; ++i) many += raw_request("GET", "/_virga/operations");
  auto sending = std::async(std::launch::async, [&] { client.send(many.substr(0, 60'000)); });
  REQUIRE(client.readable(seconds(10)));
  CHECK(time_of([&] { cloud.emulator.stop(milliseconds(50)); }) < kAtOnce);
  sending.wait();
}

TEST_CASE("An emulator that is destroyed closes its connections at once", "[wire]") {
  auto cloud = std::make_unique<Served>();
  RawClient client(cloud->url);
  CHECK(client.ask(raw_request("GET", kListPools)).status == 200);
  CHECK(time_of([&] { cloud.reset(); }) < kAtOnce);
  CHECK(client.read_rest().empty());
  CHECK(client.line() == Line::kEof);
}

TEST_CASE("After stop() nobody is let in, and handle() still answers", "[wire]") {
  Served cloud;
  cloud.emulator.stop();
  cloud.emulator.stop();  // twice does no harm
  CHECK(cloud.get(kListPools).status == 200);
  // The port is nobody's now: a new owner gets every connection.
  Served heir(on_port(cloud.port));
  CHECK(ask_once(cloud.url, raw_request("GET", kListPools)).status == 200);
  CHECK(heir.emulator.requests().size() == 1);
}

TEST_CASE("A second emulator on a port is refused, and the first goes on", "[wire]") {
  Served first;
  Emulator second(on_port(first.port));
  try {
    second.url();
    FAIL("the port was shared");
  } catch (const EnvironmentRefused& refused) {
    CHECK(refused.what() ==
          "cannot listen on 127.0.0.1:" + first.port + ": Address already in use");
  }
  for (int i = 0; i < 20; ++i)
    CHECK(ask_once(first.url, raw_request("GET", kListPools)).status == 200);
  CHECK(first.emulator.requests().size() == 20);
}

TEST_CASE("An address that is not of this machine is refused", "[wire]") {
  for (const char* host : {"203.0.113.1", "no such host"}) {
    Options options = Served::quiet();
    options.host = host;
    Emulator emulator(options);
    CHECK_THROWS_AS(emulator.url(), EnvironmentRefused);
  }
}

TEST_CASE("A port can be used again right after stop()", "[wire]") {
  std::string port = "0";
  for (int i = 0; i < 10; ++i) {
    Served cloud(on_port(port));
    port = cloud.port;
    RawClient client(cloud.url);
    CHECK(client.ask(raw_request("GET", kListPools)).status == 200);
    cloud.emulator.stop();  // it closes first, so the connection lingers on its side
  }
}

TEST_CASE("Emulators of one process are apart", "[wire]") {
  Served one, other;
  CHECK(one.port != other.port);
  ask_once(one.url, raw_request("POST", "/v1/tags", R"({"tag_name": "mine"})"));
  CHECK(one.state("gsl", "tags").size() == kDemoTags + 1);
  CHECK(other.state("gsl", "tags").size() == kDemoTags);
}

}  // namespace
}  // namespace virga
