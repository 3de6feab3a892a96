// Every way in which a reply can be delivered, as the client sees it on its socket, plain and over
// TLS, and as the server tells it afterwards.
#include <catch2/catch.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "wire/edge.h"
#include "wire/served.h"

namespace virga {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;
using Fate = Delivered::Fate;

const std::string kBody = "0123456789abcdefghij";

Edge::Speech each_speech() { return GENERATE(Edge::Speech::kPlain, Edge::Speech::kTls); }

milliseconds since(steady_clock::time_point start) {
  return std::chrono::floor<milliseconds>(steady_clock::now() - start);
}

TEST_CASE("A whole reply leaves the connection open, and its fate is that it was sent",
          "[wire][delivery]") {
  Edge edge(text_reply(kBody), each_speech());
  RawClient client(edge.url);
  CHECK(client.ask(raw_request("GET", "/one")).body == kBody);
  CHECK(client.ask(raw_request("GET", "/two")).body == kBody);
  CHECK(edge.fate("/one").fate == Fate::kSent);
  const Delivered fate = edge.fate("/two");
  CHECK(fate.fate == Fate::kSent);
  CHECK(fate.bytes == std::string("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
                                  "Content-Length: 20\r\n\r\n")
                              .size() +
                          kBody.size());
  CHECK_FALSE(fate.left_after);
}

TEST_CASE("A delay holds back the first byte, and only that answer", "[wire][delivery]") {
  const auto speech = each_speech();
  Edge edge(
      [](Request&& request) {
        return http::Departure{
            text_reply(kBody, {.delay = milliseconds(request.target == "/slow" ? 300 : 0)})};
      },
      speech);
  RawClient slow(edge.url), quick(edge.url);
  const auto start = steady_clock::now();
  slow.send(raw_request("GET", "/slow"));
  CHECK(quick.ask(raw_request("GET", "/quick")).body == kBody);
  CHECK(since(start) < milliseconds(300));
  CHECK_FALSE(slow.readable(milliseconds(0)));
  CHECK(slow.read_answer().body == kBody);
  CHECK(since(start) >= milliseconds(300));
}

TEST_CASE("A slow head comes in portions, its body at once behind it", "[wire][delivery]") {
  Edge edge(text_reply(kBody, {.head = Pace{20, milliseconds(30)}}), each_speech());
  RawClient client(edge.url);
  const auto start = steady_clock::now();
  client.send(raw_request("GET", "/"));
  CHECK(client.read(20) == "HTTP/1.1 200 OK\r\nCon");
  const std::string rest = read_head(client);
  CHECK(rest.ends_with("Content-Length: 20\r\n\r\n"));
  const auto portions = static_cast<int>((20 + rest.size() + 19) / 20);
  CHECK(since(start) >= milliseconds(30) * (portions - 1));
  CHECK(client.read(kBody.size()) == kBody);
  CHECK(client.ask(raw_request("GET", "/")).body == kBody);
}

TEST_CASE("A slow body comes in portions with pauses between them", "[wire][delivery]") {
  Edge edge(text_reply(kBody, {.body = Pace{5, milliseconds(60)}}), each_speech());
  RawClient client(edge.url);
  const auto start = steady_clock::now();
  client.send(raw_request("GET", "/"));
  read_head(client);
  // None comes too early; how late, a busy machine decides.
  for (int i = 0; i < 4; ++i) {
    CHECK(client.read(5) == kBody.substr(static_cast<std::size_t>(i) * 5, 5));
    CHECK(since(start) >= milliseconds(60) * i);
  }
  CHECK(client.ask(raw_request("GET", "/")).body == kBody);
}

TEST_CASE("A cut body promises all of its bytes, sends some, and ends in order",
          "[wire][delivery]") {
  Edge edge(text_reply(kBody, {.cut_body = 7, .ending = Ending::kClose}), each_speech());
  RawClient client(edge.url);
  client.send(raw_request("GET", "/cut"));
  CHECK_THAT(read_head(client), Catch::Contains("Content-Length: 20\r\n"));
  CHECK(client.read_rest() == kBody.substr(0, 7));
  CHECK(client.line() == Line::kEof);
  CHECK(edge.fate("/cut").fate == Fate::kEnded);
}

TEST_CASE("A cut head is no answer, and ends in order", "[wire][delivery]") {
  Edge edge(text_reply(kBody, {.cut_head = 12, .ending = Ending::kClose}), each_speech());
  RawClient client(edge.url);
  client.send(raw_request("GET", "/cut"));
  CHECK(client.read_rest() == "HTTP/1.1 200");
  CHECK(client.line() == Line::kEof);
  CHECK(edge.fate("/cut").bytes == 12);
}

TEST_CASE("A cut of more than there is cuts nothing off", "[wire][delivery]") {
  Edge edge(text_reply(kBody, {.cut_body = 700, .ending = Ending::kClose}), each_speech());
  RawClient client(edge.url);
  CHECK(client.ask(raw_request("GET", "/")).body == kBody);
  CHECK(client.read_rest().empty());
  CHECK(client.line() == Line::kEof);
}

TEST_CASE("A reset is ECONNRESET, also behind bytes that all arrive", "[wire][delivery]") {
  const auto speech = each_speech();
  SECTION("without a byte") {
    Reply nothing = text_reply("", {.ending = Ending::kReset});
    nothing.status = 0;
    Edge edge(nothing, speech);
    RawClient client(edge.url);
    client.send(raw_request("GET", "/reset"));
    CHECK(client.read_rest().empty());
    CHECK(client.line() == Line::kReset);
    CHECK(edge.fate("/reset").fate == Fate::kEnded);
    CHECK(edge.fate("/reset").bytes == 0);
  }
  SECTION("in the middle of a body") {
    Edge edge(text_reply(kBody, {.cut_body = 7, .ending = Ending::kReset}), speech);
    RawClient client(edge.url);
    client.send(raw_request("GET", "/reset"));
    read_head(client);
    CHECK(client.read_rest() == kBody.substr(0, 7));
    CHECK(client.line() == Line::kReset);
  }
  SECTION("behind a megabyte that the client takes its time to read") {
    const std::string large(1 << 20, 'x');
    Edge edge(text_reply(large, {.cut_body = large.size() - 1, .ending = Ending::kReset}), speech);
    RawClient client(edge.url);
    client.send(raw_request("GET", "/reset"));
    REQUIRE(client.readable(milliseconds(5000)));
    read_head(client);
    CHECK(client.read_rest().size() == large.size() - 1);
    CHECK(client.line() == Line::kReset);
  }
}

TEST_CASE("Nothing at all is an end of file without a byte", "[wire][delivery]") {
  Reply nothing = text_reply(kBody, {.ending = Ending::kClose});
  nothing.status = 0;
  Edge edge(nothing, each_speech());
  RawClient client(edge.url);
  client.send(raw_request("GET", "/"));
  CHECK(client.read_rest().empty());
  CHECK(client.line() == Line::kEof);
}

TEST_CASE("A stall is silence, and the server learns when the client gave up", "[wire][delivery]") {
  Edge edge(text_reply(kBody, {.cut_body = 3, .ending = Ending::kStall}), each_speech());
  const auto start = steady_clock::now();
  {
    RawClient client(edge.url);
    client.send(raw_request("GET", "/stall"));
    read_head(client);
    CHECK(client.read(3) == "012");
    CHECK_FALSE(client.readable(milliseconds(100)));
    CHECK_FALSE(edge.settled("/stall"));
  }
  const Delivered fate = edge.fate("/stall");
  CHECK(fate.fate == Fate::kGivenUp);
  REQUIRE(fate.left_after);
  CHECK(*fate.left_after >= milliseconds(95));
  CHECK(*fate.left_after <= since(start));
}

TEST_CASE("A stall has an end of its own, which is one in order", "[wire][delivery]") {
  Edge edge(
      text_reply(kBody, {.cut_body = 3, .ending = Ending::kStall, .patience = milliseconds(150)}),
      each_speech());
  RawClient client(edge.url);
  const auto start = steady_clock::now();
  client.send(raw_request("GET", "/stall"));
  read_head(client);
  CHECK(client.read_rest() == "012");
  CHECK(client.line() == Line::kEof);
  CHECK(since(start) >= milliseconds(150));
  CHECK(edge.fate("/stall").fate == Fate::kEnded);
}

TEST_CASE("A client that only says that it sends no more still gets its answer, however late",
          "[wire][delivery]") {
  const auto delay = GENERATE(milliseconds(0), milliseconds(100));
  Edge edge(text_reply(kBody, {.delay = delay}), Edge::Speech::kPlain);
  RawClient client(edge.url);
  client.send(raw_request("GET", "/half"));
  client.finish_sending();
  CHECK(client.read_answer().body == kBody);
  CHECK(client.read_rest().empty());
  CHECK(client.line() == Line::kEof);
  CHECK(edge.fate("/half").fate == Fate::kSent);
}

TEST_CASE("A client that leaves during a delay has given up, and it is told when",
          "[wire][delivery]") {
  Edge edge(text_reply(kBody, {.delay = milliseconds(150)}), each_speech());
  {
    RawClient client(edge.url);
    client.send(raw_request("GET", "/left"));
    CHECK_FALSE(client.readable(milliseconds(50)));
  }
  const Delivered fate = edge.fate("/left");
  CHECK(fate.fate == Fate::kGivenUp);
  REQUIRE(fate.left_after);
  CHECK(*fate.left_after >= milliseconds(45));
  CHECK(*fate.left_after < milliseconds(150));
}

TEST_CASE("A client that leaves in the middle of a slow body has given up, and the bytes are told",
          "[wire][delivery]") {
  Edge edge(text_reply(std::string(10'000, 'x'), {.body = Pace{10, milliseconds(20)}}),
            each_speech());
  {
    RawClient client(edge.url);
    client.send(raw_request("GET", "/left"));
    read_head(client);
    CHECK(client.read(30).size() == 30);
  }
  const Delivered fate = edge.fate("/left");
  CHECK(fate.fate == Fate::kGivenUp);
  CHECK(fate.bytes < 1'000);
  CHECK(fate.bytes >= 30);
}

TEST_CASE("What is asked for later is carried out also when the client has left",
          "[wire][delivery]") {
  std::atomic<bool> happened{false};
  Edge* self = nullptr;
  Edge edge(
      [&](Request&& request) -> http::Answer {
        return http::Later{milliseconds(100), [&, target = request.target] {
                             happened = true;
                             return self->keep(target, text_reply(kBody));
                           }};
      },
      each_speech());
  self = &edge;
  {
    RawClient client(edge.url);
    client.send(raw_request("GET", "/later"));
    CHECK_FALSE(client.readable(milliseconds(20)));
  }
  CHECK(edge.fate("/later").fate == Fate::kGivenUp);
  CHECK(happened);
}

TEST_CASE("A body is read as slowly as the endpoint says", "[wire][delivery]") {
  const std::string body(2'000, 'b');
  const auto whole = GENERATE(true, false);  // in one packet with the head, or behind it
  Edge edge([](Request&& request) { return http::Departure{text_reply(request.body)}; },
            each_speech(), {},
            [](http::Endpoint& endpoint) {
              endpoint.reading = [](const Request& head) -> std::optional<Pace> {
                if (head.target == "/slow") return Pace{500, milliseconds(60)};
                return std::nullopt;
              };
            });
  RawClient client(edge.url);
  for (int round = 0; round < 2; ++round) {
    const std::string request = raw_request("POST", "/slow", body);
    const auto start = steady_clock::now();
    if (whole) {
      client.send(request);
    } else {
      client.send(request.substr(0, request.size() - body.size()));
      client.send(body);
    }
    CHECK(client.read_answer().body == body);
    CHECK(since(start) >= milliseconds(180));
  }
  CHECK(client.ask(raw_request("POST", "/quick", body)).body == body);
}

TEST_CASE("HEAD is answered without a body, however that is to be delivered", "[wire][delivery]") {
  Edge edge(text_reply(kBody, {.body = Pace{1, milliseconds(500)}}), each_speech());
  RawClient client(edge.url);
  for (int i = 0; i < 2; ++i) {
    const RawAnswer answer = client.ask(raw_request("HEAD", "/"), false);
    CHECK(answer.header("Content-Length") == "20");
    CHECK_FALSE(client.readable(milliseconds(10)));
  }
}

TEST_CASE("An answer that takes long does not hold up others of its loop", "[wire][delivery]") {
  std::promise<void> go;
  Edge edge(
      [waiting = go.get_future().share()](Request&& request) {
        if (request.target == "/long") waiting.wait();
        return http::Departure{text_reply(request.target)};
      },
      each_speech(), {},
      [](http::Endpoint& endpoint) {
        endpoint.is_long = [](const Request& request) { return request.target == "/long"; };
      });
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 8; ++i) clients.push_back(std::make_unique<RawClient>(edge.url));
  clients[0]->send(raw_request("GET", "/long") + raw_request("GET", "/behind"));
  for (int i = 1; i < 8; ++i) CHECK(clients[i]->ask(raw_request("GET", "/quick")).status == 200);
  CHECK_FALSE(clients[0]->readable(milliseconds(0)));
  go.set_value();
  CHECK(clients[0]->read_answer().body == "/long");
  CHECK(clients[0]->read_answer().body == "/behind");
}

TEST_CASE("A server that stops says of its open answers that they were stopped",
          "[wire][delivery]") {
  Edge edge(text_reply(kBody, {.delay = std::chrono::minutes(5)}), each_speech());
  RawClient client(edge.url);
  client.send(raw_request("GET", "/open"));
  CHECK_FALSE(client.readable(milliseconds(50)));
  edge.server().stop(milliseconds(10));
  CHECK(edge.fate("/open").fate == Fate::kStopped);
}

TEST_CASE("The journal tells what became of an answer", "[wire][delivery]") {
  Served cloud;
  cloud.play(
      "format: 1\nname: slow\nrules:\n  - id: slow\n    when: {service: gsl, operation: ListTags}\n"
      "    do: [{phase: after_commit}, {latency: 150ms}]\n");
  {
    RawClient client(cloud.url);
    client.send(raw_request("GET", "/v1/tags"));
    CHECK_FALSE(client.readable(milliseconds(50)));
  }
  CHECK(ask_once(cloud.url, raw_request("GET", kListPools)).status == 200);
  REQUIRE(eventually([&] {
    const auto entries = cloud.emulator.requests();
    return entries.size() == 2 && entries[0].delivered.fate == Fate::kGivenUp &&
           entries[1].delivered.fate == Fate::kSent;
  }));
  CHECK(cloud.emulator.requests()[0].delivered.left_after >= milliseconds(45));
  const Json shown = cloud.get("/_virga/requests").json.at("requests")[0].at("delivered");
  CHECK(shown.at("fate") == "given_up");
  CHECK(shown.at("left_after_ms") >= 45);
}

}  // namespace
}  // namespace virga
