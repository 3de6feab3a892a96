// POST /_virga/requests/verify?wait=…: the answer comes as soon as everything holds.
#include <catch2/catch.hpp>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "support/raw_client.h"
#include "wire/served.h"

namespace virga {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

constexpr auto kAtOnce = 10s;  // far below any wait and grace; a client that stays may linger

std::string listed(int count) {
  return "format: 1\nexpectations:\n  - {id: listed, when: {service: vms, operation: "
         "NumberPoolList}, count: at least " +
         std::to_string(count) + "}\n";
}

std::string verify(const std::string& wait, int count = 1, const std::string& world = "default") {
  return raw_request("POST", "/_virga/requests/verify?world=" + world + "&wait=" + wait,
                     listed(count));
}

TEST_CASE("a wait ends as soon as everything holds", "[wire][verify]") {
  Served cloud;
  RawClient client(cloud.url);
  client.send(verify("1m", 2));
  CHECK_FALSE(client.readable(30ms));
  cloud.get(kListPools);
  CHECK_FALSE(client.readable(30ms));
  cloud.send("GET", kListPools, "", {{"X-Virga-World", "other"}});
  CHECK_FALSE(client.readable(30ms));
  cloud.get(kListPools);
  const RawAnswer answer = client.read_answer();
  CHECK(answer.status == 200);
  CHECK(answer.json().at("held") == true);
  CHECK(answer.json().at("expectations")[0].at("counted") == 2);
  CHECK(answer.count("X-Virga-Instance") == 1);
  CHECK(client.ask(verify("1m")).json().at("held") == true);  // the connection goes on
}

TEST_CASE("a wait that is over tells what is missing", "[wire][verify]") {
  Served cloud;
  const auto start = steady_clock::now();
  const Json answer = ask_once(cloud.url, verify("40ms")).json();
  CHECK(answer.at("held") == false);
  CHECK(steady_clock::now() - start >= 40ms);
}

TEST_CASE("many who wait hold up neither clouds nor the control API", "[wire][verify]") {
  Served cloud;
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 40; ++i) {
    clients.push_back(std::make_unique<RawClient>(cloud.url));
    clients.back()->send(verify("1m", 1 + i % 2));
  }
  const auto start = steady_clock::now();
  CHECK(ask_once(cloud.url, raw_request("GET", "/_virga/health")).status == 200);
  CHECK(ask_once(cloud.url, raw_request("GET", kListPools)).status == 200);
  CHECK(ask_once(cloud.url, raw_request("GET", kListPools)).status == 200);
  for (const auto& client : clients) CHECK(client->read_answer().json().at("held") == true);
  CHECK(steady_clock::now() - start < 10s);
}

TEST_CASE("a wait begins anew when its world is reset", "[wire][verify]") {
  Served cloud;
  RawClient client(cloud.url);
  client.send(verify("1m", 2));
  cloud.get(kListPools);
  CHECK_FALSE(client.readable(30ms));
  cloud.emulator.reset();
  cloud.get(kListPools);
  CHECK_FALSE(client.readable(30ms));
  cloud.get(kListPools);
  CHECK(client.read_answer().json().at("expectations")[0].at("counted") == 2);
}

TEST_CASE("who stops waiting is no trouble to those who go on", "[wire][verify]") {
  Served cloud;
  {
    RawClient impatient(cloud.url);
    impatient.send(verify("1m"));
    CHECK_FALSE(impatient.readable(20ms));
  }
  RawClient patient(cloud.url);
  patient.send(verify("1m"));
  cloud.get(kListPools);
  CHECK(patient.read_answer().json().at("held") == true);
}

TEST_CASE("stop() answers those who wait as things stand", "[wire][verify]") {
  Served cloud;
  RawClient client(cloud.url);
  client.send(verify("5m"));
  CHECK_FALSE(client.readable(50ms));
  const auto start = steady_clock::now();
  cloud.emulator.stop(60s);
  CHECK(steady_clock::now() - start < kAtOnce);
  const RawAnswer answer = client.read_answer();
  CHECK(answer.status == 200);
  CHECK(answer.json().at("held") == false);
  client.read_rest();
  CHECK(client.line() == Line::kEof);

  // And a port that is opened again waits again.
  const std::string url = cloud.emulator.url();
  RawClient again(url);
  again.send(verify("1m"));
  CHECK_FALSE(again.readable(20ms));
  cloud.get(kListPools);
  CHECK(again.read_answer().json().at("held") == true);
}

TEST_CASE("a wait without a port, or in C++, waits on the thread that asks", "[wire][verify]") {
  Served cloud;
  auto handled = std::async(std::launch::async, [&] {
    Request request{"POST", "/_virga/requests/verify?wait=1m", {}, listed(1)};
    return cloud.emulator.handle(std::move(request)).body;
  });
  auto verified = std::async(std::launch::async,
                             [&] { return cloud.emulator.verify(listed(2), "default", 1min); });
  CHECK(handled.wait_for(30ms) == std::future_status::timeout);
  cloud.get(kListPools);
  CHECK(parse_json(handled.get())->at("held") == true);
  CHECK(verified.wait_for(30ms) == std::future_status::timeout);
  cloud.get(kListPools);
  CHECK(verified.get().held());
  CHECK_FALSE(cloud.emulator.verify(listed(9), "default", 20ms).held());
}

TEST_CASE("waits of many threads end while calls come from others", "[wire][verify]") {
  Served cloud;
  std::vector<std::future<bool>> waits;
  for (int i = 1; i <= 8; ++i)
    waits.push_back(std::async(std::launch::async, [&, i] {
      return cloud.emulator.verify(listed(i * 20), "default", 1min).held();
    }));
  std::vector<std::thread> callers;
  for (int i = 0; i < 4; ++i)
    callers.emplace_back([&] {
      for (int call = 0; call < 40; ++call) cloud.emulator.handle({"GET", kListPools, {}, ""});
    });
  for (std::thread& caller : callers) caller.join();
  for (auto& wait : waits) CHECK(wait.get());
}

}  // namespace
}  // namespace virga
