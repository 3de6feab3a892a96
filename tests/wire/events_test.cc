// GET /_virga/events: a journal as it is written.
#include <catch2/catch.hpp>
#include <string>

#include "base/text.h"
#include "support/raw_client.h"
#include "wire/served.h"

namespace virga {
namespace {

using namespace std::chrono_literals;

struct Event {
  std::string id, name, comment;
  Json data;
};

// Reads what /_virga/events sends.
class Follower {
 public:
  explicit Follower(const std::string& url, const std::string& query = "",
                    const Headers& headers = {})
      : client(url) {
    client.send(raw_request("GET", "/_virga/events" + query, "", headers));
    head = block("\r\n\r\n");
    greeting = next().comment;
  }

  Event next() {
    Event event;
    const std::string text = block("\n\n");
    for (const std::string_view line : split(text, '\n')) {
      if (line.starts_with("id: ")) event.id = line.substr(4);
      if (line.starts_with("event: ")) event.name = line.substr(7);
      if (line.starts_with(": ")) event.comment = line.substr(2);
      if (line.starts_with("data: ")) event.data = parse_json(line.substr(6)).value_or(Json());
    }
    return event;
  }
  std::int64_t next_id() {
    const Event event = next();
    return event.data.is_object() ? event.data.value("id", std::int64_t{0}) : 0;
  }

  RawClient client;
  std::string head, greeting;

 private:
  std::string block(const std::string& end) {
    std::string read;
    while (!read.ends_with(end)) {
      const std::string byte = client.read(1);
      if (byte.empty()) break;
      read += byte;
    }
    return read;
  }
};

TEST_CASE("Every entry of a journal is an event, as the journal shows it", "[wire][events]") {
  Served cloud;
  cloud.get(kListPools);  // before anybody listens
  Follower follower(cloud.url);
  CHECK(follower.head.find("Content-Type: text/event-stream\r\n") != std::string::npos);
  CHECK(follower.head.find("X-Virga-Instance: ") != std::string::npos);
  CHECK(follower.greeting == "what world default is asked and answers");
  CHECK_FALSE(follower.client.readable(30ms));
  cloud.act("UpdateNumberPoolV2", {{"NumberPoolNo", "NP1234"}, {"Name", "followed"}});
  const Event event = follower.next();
  CHECK(event.name.empty());
  CHECK(event.data.at("operation") == "UpdateNumberPoolV2");
  CHECK(event.data.at("input").at("Name") == "followed");
  CHECK(event.data == cloud.get("/_virga/requests/2").json);
  cloud.send("GET", kListPools, "", {{"X-Virga-World", "other"}});
  CHECK_FALSE(follower.client.readable(30ms));
}

TEST_CASE("Events begin where they are asked to", "[wire][events]") {
  Served cloud;
  for (int i = 0; i < 3; ++i) cloud.get(kListPools);
  Follower all(cloud.url, "?after=0"), last(cloud.url, "?after=2"), none(cloud.url, "?after=3");
  CHECK(all.next_id() == 1);
  CHECK(all.next_id() == 2);
  CHECK(all.next_id() == 3);
  CHECK(last.next_id() == 3);
  CHECK_FALSE(none.client.readable(30ms));
}

TEST_CASE("Events are of one world, and filtered as the journal is", "[wire][events]") {
  Served cloud;
  Follower follower(cloud.url, "?world=mine&operation=NumberPoolList");
  cloud.get(kListPools);
  cloud.send("GET", "/v1/tags", "", {{"X-Virga-World", "mine"}});
  cloud.send("GET", kListPools, "", {{"X-Virga-World", "mine"}});
  const Event event = follower.next();
  CHECK(event.data.at("id") == 2);
  CHECK(event.data.at("world") == "mine");
  const RawAnswer refused = ask_once(cloud.url, raw_request("GET", "/_virga/events?statu=200"));
  CHECK(refused.status == 400);
  CHECK_THAT(refused.body, Catch::Matchers::Contains("did you mean"));
}

TEST_CASE("A client that was cut off goes on behind what it has heard", "[wire][events]") {
  Served cloud;
  std::string heard;
  {
    Follower follower(cloud.url);
    cloud.get(kListPools);
    heard = follower.next().id;
  }
  cloud.get("/v1/tags");
  Follower again(cloud.url, "", {{"Last-Event-ID", heard}});
  CHECK(again.next_id() == 2);
  SECTION("of another start of the emulator, it has heard nothing") {
    Follower stranger(cloud.url, "", {{"Last-Event-ID", "0123456789abcdef-77"}});
    CHECK(stranger.next_id() == 1);
  }
  SECTION("what makes no sense is taken for nothing") {
    Follower confused(cloud.url, "", {{"Last-Event-ID", "x"}});
    CHECK(confused.next_id() == 1);
  }
}

TEST_CASE("That a journal was cleared, or has dropped entries, is an event", "[wire][events]") {
  Options options = Served::quiet();
  options.journal_entries = 2;
  Served cloud(options);
  Follower follower(cloud.url);
  cloud.get(kListPools);
  const std::string heard = follower.next().id;
  for (int i = 0; i < 5; ++i) cloud.get(kListPools);
  Follower late(cloud.url, "", {{"Last-Event-ID", heard}});
  const Event dropped = late.next();
  CHECK(dropped.name == "dropped");
  CHECK(dropped.data == Json{{"dropped", 3}});
  CHECK(late.next_id() == 5);
  CHECK(late.next_id() == 6);
  cloud.send("DELETE", "/_virga/requests");
  CHECK(late.next().name == "cleared");
  cloud.get(kListPools);
  CHECK(late.next_id() == 1);
}

TEST_CASE("Events end when the emulator stops, with what there was to tell", "[wire][events]") {
  Served cloud;
  Follower follower(cloud.url);
  cloud.get(kListPools);
  cloud.emulator.stop(5s);
  CHECK(follower.next_id() == 1);
  CHECK(follower.client.read_rest().empty());
  CHECK(follower.client.line() == Line::kEof);
}

TEST_CASE("A journal has room for so many followers, and anew when some have left",
          "[wire][events]") {
  Served cloud;
  std::vector<std::unique_ptr<Follower>> all;
  for (int i = 0; i < 256; ++i) all.push_back(std::make_unique<Follower>(cloud.url));
  const std::string ask = raw_request("GET", "/_virga/events");
  CHECK(eventually([&] {
    RawClient client(cloud.url);
    client.send(ask);
    return client.read(12) == "HTTP/1.1 503";
  }));
  all.clear();
  CHECK(eventually([&] {
    cloud.get(kListPools);  // which those who have left do not take
    RawClient client(cloud.url);
    client.send(ask);
    return client.read(12) == "HTTP/1.1 200";
  }));
}

TEST_CASE("Without a connection there are no events", "[wire][events]") {
  Cloud cloud;
  const Answer answer = cloud.get("/_virga/events");
  CHECK(answer.status == 406);
  CHECK(answer.json.at("error").at("code") == "endless");
}

TEST_CASE("A thousand calls from two threads are a thousand events in order", "[wire][events]") {
  Served cloud;
  Follower follower(cloud.url);
  const auto ask = [&] {
    for (int i = 0; i < 500; ++i) cloud.get(kListPools);
  };
  std::thread one(ask), other(ask);
  std::int64_t wrong = 0;
  for (std::int64_t id = 1; id <= 1000; ++id)
    if (follower.next_id() != id) ++wrong;
  one.join();
  other.join();
  CHECK(wrong == 0);
}

}  // namespace
}  // namespace virga
