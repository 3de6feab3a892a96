// What the shipped scenarios do to connections, as a client sees it on its socket.
#include <catch2/catch.hpp>
#include <chrono>
#include <string>

#include "scenarios/shipped.h"
#include "support/raw_client.h"
#include "wire/served.h"

namespace virga {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;
using Fate = Delivered::Fate;

const std::string kShowCard = raw_request("GET", "/v1/sim-cards/158123456");
const std::string kListCards = raw_request("GET", "/v1/sim-cards");
const std::string kListDataPools = raw_request("GET", "/v1/sim-pools");
const std::string kCreateTag =
    raw_request("POST", "/v1/tags", R"({"tag_name": "lost"})", with_type("application/json"));
const std::string kSendSms = raw_request(
    "POST", "/v1/sms-send-infos", R"({"sms_content": "stalled", "cids": ["89860622330010641805"]})",
    with_type("application/json"));

std::size_t announced(const std::string& answer) {
  const std::string name = "Content-Length: ";
  const auto at = answer.find(name);
  return at == std::string::npos ? 0 : std::stoul(answer.substr(at + name.size()));
}

std::string body_of(const std::string& answer) {
  return answer.substr(answer.find("\r\n\r\n") + 4);
}

// How long it takes until so many more bytes are there.
milliseconds time_to_read(RawClient& client, std::size_t count) {
  const auto start = steady_clock::now();
  CHECK(client.read(count).size() == count);
  return std::chrono::floor<milliseconds>(steady_clock::now() - start);
}

void read_head(RawClient& client) {
  for (std::string head; !head.ends_with("\r\n\r\n");) {
    const std::string more = client.read(1);
    REQUIRE(!more.empty());
    head += more;
  }
}

TEST_CASE("cut-answer ends every third list of cards in order, behind 60% of what its head says",
          "[shipped][wire]") {
  Served cloud;
  cloud.emulator.play(shipped("cut-answer"));
  const std::string whole = ask_once(cloud.url, kListCards).body;
  CHECK(ask_once(cloud.url, kListCards).body == whole);
  RawClient client(cloud.url);
  client.send(kListCards);
  const std::string third = client.read_rest();
  CHECK(client.line() == Line::kEof);
  CHECK(announced(third) == whole.size());
  CHECK(body_of(third) == whole.substr(0, whole.size() * 60 / 100));
  CHECK(ask_once(cloud.url, kListCards).body == whole);
}

TEST_CASE("slow-trickle lets pools arrive drop by drop, first the body, then the head as well",
          "[shipped][wire]") {
  Served cloud;
  cloud.emulator.play(shipped("slow-trickle"));
  CHECK(ask_once(cloud.url, kListDataPools).status == 200);
  for (int call = 2; call <= 4; ++call) {
    RawClient client(cloud.url);
    client.send(kListDataPools);
    read_head(client);
    CHECK(time_to_read(client, 60) >= milliseconds(75));  // three portions of 20 bytes
  }
  RawClient client(cloud.url);
  client.send(kListDataPools);
  CHECK(time_to_read(client, 30) >= milliseconds(75));  // three of ten
  CHECK(ask_once(cloud.url, kListDataPools).status == 200);
  const auto hits = cloud.emulator.requests({.operation = "ListSimPools"});
  REQUIRE(hits.size() == 6);
  CHECK(hits[4].rule == "head-trickles");
  CHECK(hits[5].rule.empty());
}

TEST_CASE("stalled stops in the middle of the first look at a card, and the next is answered",
          "[shipped][wire]") {
  Served cloud;
  cloud.emulator.play(shipped("stalled"));
  {
    RawClient client(cloud.url);
    client.send(kShowCard);
    read_head(client);
    CHECK_FALSE(client.read(1).empty());
    client.read_rest(milliseconds(100));
    CHECK(client.line() == Line::kOpen);
  }
  REQUIRE(eventually([&] {
    return cloud.emulator.requests({.rule = "half-a-card"}).at(0).delivered.fate == Fate::kGivenUp;
  }));
  CHECK(ask_once(cloud.url, kShowCard).json().at("sim_card_id") == 158123456);
}

TEST_CASE("stalled never answers the first message, which is sent all the same",
          "[shipped][wire]") {
  Served cloud;
  cloud.emulator.play(shipped("stalled"));
  const auto messages = [&] { return cloud.get("/v1/sms-send-infos/details").json.at("count"); };
  const Json before = messages();
  {
    RawClient client(cloud.url);
    client.send(kSendSms);
    CHECK_FALSE(client.readable(milliseconds(100)));
  }
  CHECK(eventually([&] { return messages() == before.get<int>() + 1; }));
  CHECK(ask_once(cloud.url, kSendSms).status == 200);
  CHECK(messages() == before.get<int>() + 2);
}

TEST_CASE("lost-before is a reset, then an end of file without a byte, then an answer",
          "[shipped][wire]") {
  Served cloud;
  cloud.emulator.play(shipped("lost-before"));
  for (const Line end : {Line::kReset, Line::kEof}) {
    RawClient client(cloud.url);
    client.send(kCreateTag);
    CHECK(client.read_rest().empty());
    CHECK(client.line() == end);
  }
  CHECK(ask_once(cloud.url, kCreateTag).json().at("tag_name") == "lost");
}

TEST_CASE("answer-lost is a reset on the wire, too, and the pool is renamed", "[shipped][wire]") {
  Served cloud;
  cloud.emulator.play(shipped("answer-lost"));
  RawClient client(cloud.url);
  client.send(raw_request("POST", kRename, R"({"NumberPoolNo": "NP1234", "Name": "lost"})",
                          with_type("application/json")));
  CHECK(client.read_rest().empty());
  CHECK(client.line() == Line::kReset);
  CHECK(cloud.pool_name("NP1234") == "lost");
}

}  // namespace
}  // namespace virga
