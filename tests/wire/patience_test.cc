// How long the server waits for a client, how many it takes, and what it does with those who drip,
// stare or never stop.
#include <catch2/catch.hpp>
#include <chrono>
#include <fstream>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include "http/client.h"
#include "wire/edge.h"
#include "wire/served.h"

namespace virga {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

Edge::Answer echo() {
  return [](Request&& request) { return http::Departure{text_reply(request.body)}; };
}

http::Limits hurried() {
  http::Limits limits;
  limits.idle = limits.handshake = limits.head = limits.body = limits.send = milliseconds(200);
  return limits;
}

Edge::Speech each_speech() { return GENERATE(Edge::Speech::kPlain, Edge::Speech::kTls); }

std::size_t resident_kib() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;)
    if (word == "VmRSS:") {
      std::size_t kib = 0;
      status >> kib;
      return kib;
    }
  return 0;
}

// Sends a byte every few milliseconds until the other side has had enough.
void drip(RawClient& client, milliseconds most) {
  for (const auto end = steady_clock::now() + most; steady_clock::now() < end;)
    if (!client.send("x") || client.readable(milliseconds(20))) return;
}

TEST_CASE("A head that drips is answered 408 when its time is over, however steadily it drips",
          "[wire][patience]") {
  Edge edge(echo(), each_speech(), hurried());
  RawClient client(edge.url);
  const auto start = steady_clock::now();
  client.send("GET /");
  drip(client, milliseconds(5000));
  CHECK(client.read_answer().status == 408);
  CHECK(steady_clock::now() - start >= milliseconds(200));
  CHECK(client.read_rest().empty());
  CHECK(client.line() == Line::kEof);
}

TEST_CASE("A body that stops is answered 408, one that only drips is read", "[wire][patience]") {
  http::Limits limits = hurried();
  limits.body = milliseconds(1000);  // much more than a loaded machine lets pass between two drips
  Edge edge(echo(), each_speech(), limits);
  RawClient stopping(edge.url), dripping(edge.url);
  stopping.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 20\r\n\r\nhalf");
  dripping.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 20\r\n\r\n");
  for (int i = 0; i < 19; ++i) {
    dripping.send("y");
    CHECK_FALSE(dripping.readable(milliseconds(60)));
  }
  dripping.send("y");
  CHECK(dripping.read_answer().body == std::string(20, 'y'));
  const RawAnswer refused = stopping.read_answer();
  CHECK(refused.status == 408);
  CHECK(refused.body == "the rest of the request did not come in time");
  CHECK(refused.header("Connection") == "close");
}

TEST_CASE("A connection without a request is closed in silence when its time is over",
          "[wire][patience]") {
  Edge edge(echo(), each_speech(), hurried());
  RawClient never(edge.url), once(edge.url);
  CHECK(once.ask(raw_request("GET", "/")).status == 200);
  CHECK(never.read_rest().empty());
  CHECK(never.line() == Line::kEof);
  CHECK(once.read_rest().empty());
  CHECK(once.line() == Line::kEof);
}

TEST_CASE("A TLS handshake that never comes is given up", "[wire][patience]") {
  Edge edge(echo(), Edge::Speech::kTls, hurried());
  RawClient mute("http" + edge.url.substr(5));
  CHECK(mute.read_rest().empty());
  CHECK(mute.line() != Line::kOpen);
}

TEST_CASE("A client that does not take its answer is cut off, and that is told",
          "[wire][patience]") {
  Edge edge(text_reply(std::string(32 << 20, 'x')), each_speech(), hurried());
  RawClient client(edge.url);
  client.send(raw_request("GET", "/large"));
  CHECK(edge.fate("/large").fate == Delivered::Fate::kTimedOut);
  CHECK(edge.fate("/large").bytes < (32 << 20));
}

TEST_CASE("A client that hesitates once is not held to that while it goes on reading",
          "[wire][patience]") {
  const std::string large(16 << 20, 'x');
  Edge edge(text_reply(large, {.body = Pace{512 << 10, milliseconds(20)}}), each_speech(),
            hurried());
  RawClient client(edge.url);
  client.send(raw_request("GET", "/large"));
  // Long enough for what the machine holds to fill up, shorter than the server's patience.
  const auto until = steady_clock::now() + milliseconds(300);
  while (steady_clock::now() < until && !edge.settled("/large")) std::this_thread::yield();
  CHECK((client.read_answer().body == large));  // too long to be printed
  CHECK(edge.fate("/large").fate == Delivered::Fate::kSent);
}

TEST_CASE("Plain HTTP to a TLS port is told so, TLS to a plain port as well", "[wire][patience]") {
  Edge tls(echo(), Edge::Speech::kTls), plain(echo());
  RawClient to_tls("http" + tls.url.substr(5));
  const RawAnswer answer = to_tls.ask(raw_request("GET", "/"));
  CHECK(answer.status == 400);
  CHECK(answer.body == "this port speaks TLS: ask by https://\n");
  RawClient to_plain(plain.url);
  const RawAnswer refusal = to_plain.ask(std::string("\x16\x03\x01\x02\x00\x01\x00", 7));
  CHECK(refusal.status == 400);
  CHECK(refusal.body == "this is TLS, and the port speaks plain HTTP");
}

TEST_CASE("Both versions of TLS are spoken", "[wire][patience]") {
  Edge edge(echo(), Edge::Speech::kTls);
  RawClient old(edge.url, {.version = RawTls::Version::kTls12});
  RawClient modern(edge.url, {.version = RawTls::Version::kTls13});
  CHECK(old.tls_version() == "TLSv1.2");
  CHECK(modern.tls_version() == "TLSv1.3");
  for (RawClient* client : {&old, &modern}) {
    const std::string body(300'000, 'z');
    CHECK(client->ask(raw_request("POST", "/", body)).body == body);
    CHECK(client->ask(raw_request("POST", "/", "again")).body == "again");
  }
}

TEST_CASE("One connection more than the limit is told 503 and closed", "[wire][patience]") {
  http::Limits limits;
  limits.connections = 20;
  Edge edge(echo(), Edge::Speech::kPlain, limits);
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 20; ++i) {
    clients.push_back(std::make_unique<RawClient>(edge.url));
    CHECK(clients.back()->ask(raw_request("GET", "/")).status == 200);
  }
  for (int i = 0; i < 5; ++i) {
    RawClient more(edge.url);
    more.send(raw_request("GET", "/"));
    const RawAnswer answer = more.read_answer();
    CHECK(answer.status == 503);
    CHECK(answer.header("Connection") == "close");
    CHECK(more.read_rest().empty());
    CHECK(more.line() == Line::kEof);
  }
  clients.pop_back();
  CHECK(eventually([&] { return ask_once(edge.url, raw_request("GET", "/")).status == 200; }));
}

TEST_CASE("A hundred clients that drip do not hold up one that asks", "[wire][patience]") {
  Edge edge(echo());
  std::vector<std::unique_ptr<RawClient>> drippers;
  for (int i = 0; i < 100; ++i) {
    drippers.push_back(std::make_unique<RawClient>(edge.url));
    drippers.back()->send(i % 2 == 0 ? "GET / HT"
                                     : "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nx");
  }
  RawClient client(edge.url);
  const auto start = steady_clock::now();
  for (int i = 0; i < 100; ++i) {
    drippers[static_cast<std::size_t>(i)]->send("T");
    CHECK(client.ask(raw_request("GET", "/")).status == 200);
  }
  CHECK(steady_clock::now() - start < milliseconds(2000));
}

TEST_CASE("Kept-alive connections beyond any number of threads are all served",
          "[wire][patience]") {
  Edge edge(echo());
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 64; ++i) clients.push_back(std::make_unique<RawClient>(edge.url));
  const auto start = steady_clock::now();
  for (int round = 0; round < 3; ++round)
    for (const auto& client : clients) CHECK(client->ask(raw_request("GET", "/")).status == 200);
  // With Nagle's algorithm each round trip would take 44 ms, eight seconds in all.
  CHECK(steady_clock::now() - start < milliseconds(4000));
}

TEST_CASE("A burst of five hundred connects is let in at once", "[wire][patience]") {
  Edge edge(echo());
  const auto start = steady_clock::now();
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 500; ++i) clients.push_back(std::make_unique<RawClient>(edge.url));
  for (const auto& client : clients) client->send(raw_request("GET", "/"));
  for (const auto& client : clients) CHECK(client->read_answer().status == 200);
  CHECK(steady_clock::now() - start < milliseconds(900));  // a connect tried again takes a second
}

TEST_CASE("A header line of a gibibyte costs the server next to nothing", "[wire][patience]") {
  Edge edge(echo());
  RawClient client(edge.url);
  client.send("GET / HTTP/1.1\r\nHost: h\r\nX-Long: ");
  const std::size_t before = resident_kib();
  const std::string piece(1 << 20, 'x');
  std::size_t sent = 0;
  while (sent < (1u << 30) && client.send(piece)) sent += piece.size();
  CHECK(sent < (1u << 30));  // it was closed
  CHECK(resident_kib() < before + (8 << 10));
  CHECK(ask_once(edge.url, raw_request("GET", "/")).status == 200);
}

TEST_CASE("What can never become a request is refused before more of it comes",
          "[wire][patience]") {
  Edge edge(echo());
  for (const std::string& garbage :
       {std::string("\0\0\0\0", 4), std::string("\xff\xfe\xfd"), std::string(" GET / HTTP/1.1\r\n"),
        std::string("\n\n"), std::string("GET / HTTP/1.1\n"),
        std::string("\r\n\r\n\r\n\r\n\r\n\r\n"
                    "\r\n\r\n\r\n")}) {
    CAPTURE(garbage);
    RawClient client(edge.url);
    CHECK(client.ask(garbage).status == 400);
    CHECK(client.read_rest().empty());
    CHECK(client.line() == Line::kEof);
  }
}

TEST_CASE("Bytes that are no UTF-8 are kept as they are in values and refused in names",
          "[wire][patience]") {
  std::string seen;
  Edge edge([&](Request&& request) {
    seen = request.target + "|" + std::string(http::header(request.headers, "X-Bytes"));
    return http::Departure{text_reply("")};
  });
  RawClient client(edge.url);
  const std::string bytes = "\xc3\x28\xff\xfe";
  CHECK(client.ask("GET /" + bytes + " HTTP/1.1\r\nHost: h\r\nX-Bytes: " + bytes + "\r\n\r\n")
            .status == 200);
  CHECK(seen == "/" + bytes + "|" + bytes);
  CHECK(client.ask("GET / HTTP/1.1\r\nHost: h\r\nX-" + bytes + ": 1\r\n\r\n").status == 400);
}

TEST_CASE("IPv6 is listened on where it is asked for", "[wire][patience]") {
  http::Server server(http::Endpoint{
      .answer = [](Request&& request, http::Instant) { return echo()(std::move(request)); },
      .refuse = {}});
  try {
    server.listen("::1", 0);
  } catch (const http::ListenFailure& failure) {
    WARN("this machine has no IPv6: " << failure.what());
    return;
  }
  const auto outcome = http::ask("http://[::1]:" + std::to_string(server.port()), {});
  REQUIRE(std::holds_alternative<Reply>(outcome));
  CHECK(std::get<Reply>(outcome).status == 200);
}

TEST_CASE("A name is listened on at each of its addresses, on one port", "[wire][patience]") {
  http::Server server(http::Endpoint{
      .answer = [](Request&& request, http::Instant) { return echo()(std::move(request)); },
      .refuse = {}});
  server.listen("localhost", 0);
  CHECK(ask_once("http://127.0.0.1:" + std::to_string(server.port()), raw_request("GET", "/"))
            .status == 200);
}

TEST_CASE("A thousand delayed answers need no thread of their own", "[wire][patience]") {
  const auto threads = [] {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;)
      if (word == "Threads:") {
        std::size_t count = 0;
        status >> count;
        return count;
      }
    return std::size_t{0};
  };
  const std::size_t before = threads();
  Edge edge(text_reply("late", {.delay = milliseconds(700)}), Edge::Speech::kPlain);
  const auto start = steady_clock::now();
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 1000; ++i) {
    clients.push_back(std::make_unique<RawClient>(edge.url));
    clients.back()->send(raw_request("GET", "/"));
  }
  CHECK(threads() <= before + 7);
  for (const auto& client : clients) CHECK(client->read_answer().body == "late");
  CHECK(steady_clock::now() - start >= milliseconds(700));
}

}  // namespace
}  // namespace virga
