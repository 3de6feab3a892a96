// Answers that go on for as long as their connection.
#include <catch2/catch.hpp>
#include <future>
#include <memory>
#include <string>

#include "wire/edge.h"
#include "wire/served.h"

namespace virga {
namespace {

using namespace std::chrono_literals;

using SharedSink = std::shared_ptr<http::Sink>;

// Answers every request with a stream, and hands over what is to be written to.
class Source {
 public:
  explicit Source(Edge::Speech speech = Edge::Speech::kPlain, http::Limits limits = {})
      : edge([this](Request&&) { return stream(); }, speech, limits) {}

  SharedSink sink() { return begun_.get_future().get(); }

 private:
  http::Answer stream() {
    Reply reply;
    reply.headers = {{"Content-Type", "text/event-stream"}};
    reply.body = "first ";
    return http::Stream{std::move(reply),
                        [this](const SharedSink& sink) { begun_.set_value(sink); }};
  }

  std::promise<SharedSink> begun_;

 public:
  Edge edge;
};

TEST_CASE("An answer that goes on is sent as it is written, and ends with its connection",
          "[wire]") {
  Source source(GENERATE(Edge::Speech::kPlain, Edge::Speech::kTls));
  RawClient client(source.edge.url);
  client.send(raw_request("GET", "/"));
  const std::string head = read_head(client);
  CHECK(head.starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(head.find("Content-Length") == std::string::npos);
  CHECK(head.find("Connection: close\r\n") != std::string::npos);
  CHECK(client.read(6) == "first ");
  const SharedSink sink = source.sink();
  CHECK_FALSE(client.readable(30ms));
  CHECK(sink->write("second "));
  CHECK(client.read(7) == "second ");
  CHECK(sink->write("third "));
  CHECK(sink->write("fourth"));
  sink->end();
  CHECK(client.read_rest() == "third fourth");
  CHECK(client.line() == Line::kEof);
  CHECK(eventually([&] { return !sink->write("too late"); }));
}

TEST_CASE("Who writes into an answer that goes on learns that the client has left", "[wire]") {
  Source source;
  SharedSink sink;
  {
    RawClient client(source.edge.url);
    client.send(raw_request("GET", "/"));
    sink = source.sink();
    CHECK(sink->write("x"));
  }
  CHECK(eventually([&] { return !sink->write({}); }));
  CHECK(sink->unsent() == 0);
}

TEST_CASE("What a client does not take is told, and arrives once it does", "[wire]") {
  Source source;
  RawClient client(source.edge.url);
  client.send(raw_request("GET", "/"));
  const SharedSink sink = source.sink();
  const std::string block(1 << 20, 'x');
  std::size_t written = 0;
  for (; sink->unsent() < block.size() && written < (64 << 20); written += block.size()) {
    sink->write(block);
    std::this_thread::yield();
  }
  REQUIRE(written < (64 << 20));  // somewhere the buffers of the machine are full
  sink->end();
  read_head(client);
  CHECK(client.read_rest().size() == 6 + written);
}

TEST_CASE("A client that takes nothing of an answer that goes on is cut off", "[wire]") {
  http::Limits limits;
  limits.send = 100ms;
  Source source(Edge::Speech::kPlain, limits);
  RawClient client(source.edge.url);
  client.send(raw_request("GET", "/"));
  const SharedSink sink = source.sink();
  CHECK(eventually([&] { return !sink->write(std::string(1 << 20, 'x')); }));
}

TEST_CASE("HEAD is told the beginning of an answer that goes on and no more", "[wire]") {
  Source source;
  RawClient client(source.edge.url);
  CHECK(client.ask(raw_request("HEAD", "/"), false).status == 200);
  CHECK(client.read_rest().empty());
}

TEST_CASE("A server that stops cuts answers that go on", "[wire]") {
  SharedSink sink;
  {
    Source source;
    RawClient client(source.edge.url);
    client.send(raw_request("GET", "/"));
    sink = source.sink();
    source.edge.server().stop(10ms);
    CHECK_FALSE(sink->write("nobody hears this"));
  }
  CHECK_FALSE(sink->write("nor this"));
  sink->end();
}

}  // namespace
}  // namespace virga
