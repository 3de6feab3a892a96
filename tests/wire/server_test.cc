// One connection after another, and many requests on one: what any HTTP client may do.
#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <vector>

#include "base/text.h"
#include "http/message.h"
#include "support/raw_client.h"
#include "wire/served.h"

namespace virga {
namespace {

const std::string kRenaming = R"({"NumberPoolNo": "NP1234", "Name": "renamed"})";

std::string chunked(std::string_view body, std::size_t size) {
  std::string text;
  while (!body.empty()) {
    const std::string_view piece = body.substr(0, size);
    char length[20];
    std::snprintf(length, sizeof length, "%zx\r\n", piece.size());
    text += length + std::string(piece) + "\r\n";
    body.remove_prefix(piece.size());
  }
  return text + "0\r\n\r\n";
}

std::string chunked_request(const std::string& target, const std::string& chunks) {
  return raw_request("POST", target, "",
                     {{"Transfer-Encoding", "chunked"}, {"Content-Type", "application/json"}}) +
         chunks;
}

Request last_request(Served& cloud) { return cloud.emulator.requests().back().request; }

TEST_CASE("One connection serves hundreds of requests", "[wire]") {
  Served cloud;
  RawClient client(cloud.url);
  for (int i = 0; i < 500; ++i) {
    const RawAnswer answer = client.ask(raw_request("GET", kListPools + "&Limit=1"));
    REQUIRE(answer.status == 200);
    REQUIRE(answer.count("Connection") == 0);
  }
  CHECK(client.line() == Line::kOpen);
  CHECK(cloud.emulator.requests().size() == 500);
}

TEST_CASE("Requests sent in one packet are answered in their order", "[wire]") {
  Served cloud;
  RawClient client(cloud.url);
  std::string all;
  for (int i = 1; i <= 50; ++i) {
    all += raw_request("GET", kListPools + "&Limit=" + std::to_string(i));
    all += raw_request("POST", kListPools, "Limit=" + std::to_string(50 + i),
                       with_type("application/x-www-form-urlencoded"));
  }
  client.send(all);
  for (int i = 1; i <= 50; ++i)
    for (const int limit : {i, 50 + i}) {
      const RawAnswer answer = client.read_answer();
      REQUIRE(answer.status == 200);
      REQUIRE(answer.json().at("Result").at("Limit") == limit);
    }
  CHECK_FALSE(client.readable(std::chrono::milliseconds(0)));
}

TEST_CASE("A form of 100 KB is read whole", "[wire]") {
  Served cloud;
  const std::string remark(100'000, 'r');
  const RawAnswer answer = ask_once(
      cloud.url, raw_request("POST", kRename, "NumberPoolNo=NP1234&Name=renamed&Remark=" + remark,
                             with_type("application/x-www-form-urlencoded")));
  CHECK(answer.status == 200);
  const Json pool = cloud.get("/_virga/state/vms/number_pools/NP1234").json;
  CHECK(pool.at("Name") == "renamed");
  CHECK(pool.at("Remark") == remark);
}

TEST_CASE("A body arrives to the byte, whatever its content type says", "[wire]") {
  Served cloud;
  RawClient client(cloud.url);
  std::string bytes = kRenaming + "\n";
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
  for (const char* type :
       {"application/json", "application/octet-stream", "text/plain; charset=utf-16", "nonsense",
        "multipart/form-data; boundary=b", "application/x-www-form-urlencoded", ""}) {
    CAPTURE(type);
    const Headers headers = *type == 0 ? Headers() : with_type(type);
    CHECK(client.ask(raw_request("POST", kListPools, bytes, headers)).status != 0);
    CHECK(last_request(cloud).body == bytes);
  }
  CHECK(client.line() == Line::kOpen);
}

TEST_CASE("A JSON body is understood with any content type or none", "[wire]") {
  for (const char* type : {"application/json", "application/octet-stream", ""}) {
    Served cloud;
    CAPTURE(type);
    const Headers headers = *type == 0 ? Headers() : with_type(type);
    CHECK(ask_once(cloud.url, raw_request("POST", kRename, kRenaming, headers)).status == 200);
    CHECK(cloud.pool_name("NP1234") == "renamed");
  }
}

TEST_CASE("A chunked body is put together, and the next request follows it", "[wire]") {
  Served cloud;
  RawClient client(cloud.url);
  for (const std::size_t size : {1, 7, 1000}) {
    CAPTURE(size);
    const RawAnswer answer = client.ask(chunked_request(kRename, chunked(kRenaming, size)));
    CHECK(answer.status == 200);
    CHECK(last_request(cloud).body == kRenaming);
  }
  const RawAnswer answer = client.ask(
      chunked_request(kListPools, "b;name=value\r\n{\"Limit\": 3\r\n1\r\n}\r\n0\r\n\r\n") +
      raw_request("GET", kListPools + "&Limit=4"));
  CHECK(answer.json().at("Result").at("Limit") == 3);
  CHECK(client.read_answer().json().at("Result").at("Limit") == 4);
}

TEST_CASE("A request that arrives a byte at a time is answered", "[wire]") {
  Served cloud;
  RawClient client(cloud.url);
  for (const std::string& request :
       {raw_request("POST", kRename, kRenaming, with_type("application/json")),
        chunked_request(kRename, chunked(kRenaming, 20))}) {
    for (const char byte : request) client.send({&byte, 1});
    CHECK(client.read_answer().status == 200);
    CHECK(last_request(cloud).body == kRenaming);
  }
}

TEST_CASE("Expect: 100-continue is heard in any letter case", "[wire]") {
  Served cloud;
  RawClient client(cloud.url);
  for (const char* expectation : {"100-continue", "100-Continue", "100-CONTINUE"}) {
    CAPTURE(expectation);
    client.send(raw_request("POST", kRename, "",
                            {{"eXPECT", expectation},
                             {"Content-Type", "application/json"},
                             {"Content-Length", std::to_string(kRenaming.size())}}));
    const RawAnswer interim = client.read_answer();
    CHECK(interim.status == 100);
    CHECK(client.ask(kRenaming).status == 200);
  }
}

TEST_CASE("A body that does not wait for 100 Continue is read all the same", "[wire]") {
  Served cloud;
  RawClient client(cloud.url);
  RawAnswer answer =
      client.ask(raw_request("POST", kRename, kRenaming,
                             {{"Expect", "100-continue"}, {"Content-Type", "application/json"}}));
  if (answer.status == 100) answer = client.read_answer();
  CHECK(answer.status == 200);
  CHECK(client.ask(raw_request("GET", kListPools)).status == 200);
}

TEST_CASE("HEAD is answered with the length of the body, and without the body", "[wire]") {
  Served cloud;
  RawClient client(cloud.url);
  for (const std::string& target : {kListPools, std::string("/v1/tags")}) {
    CAPTURE(target);
    const RawAnswer answer = client.ask(raw_request("HEAD", target), false);
    CHECK(answer.status >= 400);  // neither cloud documents it
    CHECK(answer.header("Content-Length") ==
          std::to_string(cloud.emulator.requests().back().reply.body.size()));
    CHECK(answer.header("Content-Length") != "0");
    // Had a body come, this would read it.
    CHECK(client.ask(raw_request("GET", kListPools)).status == 200);
  }
}

TEST_CASE("A GET with a body does not disturb the request behind it", "[wire]") {
  Served cloud;
  RawClient client(cloud.url);
  const std::string smuggled = raw_request("GET", kListPools + "&Limit=99");
  client.send(raw_request("GET", "/v1/tags", smuggled) + raw_request("GET", kListPools) +
              raw_request("DELETE", "/v1/unknown", smuggled) + raw_request("GET", "/v1/tags"));
  CHECK(client.read_answer().json().contains("tags"));
  CHECK(client.read_answer().json().at("Result").at("Limit") == 20);
  CHECK(client.read_answer().status == 404);
  CHECK(client.read_answer().json().contains("tags"));
  CHECK(cloud.emulator.requests().size() == 4);
}

TEST_CASE("Connection: Close in any letter case closes, and says so once", "[wire]") {
  Served cloud;
  for (const char* word : {"close", "Close", "CLOSE", "keep-alive, Close"}) {
    CAPTURE(word);
    RawClient client(cloud.url);
    const RawAnswer answer = client.ask(raw_request("GET", kListPools, "", {{"Connection", word}}));
    CHECK(answer.status == 200);
    CHECK(answer.header("Connection") == "close");
    CHECK(answer.count("Connection") == 1);
    CHECK(client.read_rest().empty());
    CHECK(client.line() == Line::kEof);
  }
}

TEST_CASE("HTTP/1.0 is answered without a Host, and closed", "[wire]") {
  Served cloud;
  RawClient client(cloud.url);
  const RawAnswer answer = client.ask("GET /v1/tags HTTP/1.0\r\n\r\n");
  CHECK(answer.status == 200);
  CHECK(answer.header("Connection") == "close");
  CHECK(client.read_rest().empty());
  CHECK(client.line() == Line::kEof);
}

TEST_CASE("HTTP/1.0 with keep-alive is kept, and told so", "[wire]") {
  Served cloud;
  RawClient client(cloud.url);
  for (int i = 0; i < 3; ++i) {
    const RawAnswer answer = client.ask("GET /v1/tags HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n");
    CHECK(answer.status == 200);
    CHECK(lower(answer.header("Connection")) == "keep-alive");
  }
}

TEST_CASE("Header values stay as they were sent", "[wire]") {
  Served cloud;
  const Headers sent{
      {"X-Escaped", "a%0D%0AX-Injected: 1"}, {"X-Plus", "a+b%20c"}, {"X-Latin", "caf\xe9"},
      {"REMOTE_ADDR", "203.0.113.7"},        {"X-Twice", "one"},    {"x-twice", "two"}};
  const RawAnswer answer = ask_once(cloud.url, raw_request("GET", kListPools, "", sent));
  CHECK(answer.status == 200);
  Headers expected{{"Host", "127.0.0.1"}};
  expected.insert(expected.end(), sent.begin(), sent.end());
  CHECK(last_request(cloud).headers == expected);
}

TEST_CASE("White space around a header value is not part of it", "[wire]") {
  Served cloud;
  ask_once(cloud.url,
           "GET /v1/tags HTTP/1.1\r\nHost:\t h \t\r\nX-Empty:\r\nX-Inner: a  b \r\n\r\n");
  CHECK(last_request(cloud).headers ==
        Headers{{"Host", "h"}, {"X-Empty", ""}, {"X-Inner", "a  b"}});
}

TEST_CASE("A target may hold a second question mark", "[wire]") {
  Served cloud;
  RawClient client(cloud.url);
  const std::string target = kListPools + "&NumberPoolName=a?b?c&Limit=7";
  const RawAnswer answer = client.ask(raw_request("GET", target));
  CHECK(answer.status == 200);
  CHECK(answer.json().at("Result").at("Limit") == 7);
  CHECK(last_request(cloud).target == target);
}

TEST_CASE("A target may be longer than 8 KiB", "[wire]") {
  Served cloud;
  const std::string target = kListPools + "&NumberPoolName=" + std::string(50'000, 'x');
  const RawAnswer answer = ask_once(cloud.url, raw_request("GET", target));
  CHECK(answer.status == 200);
  CHECK(answer.json().at("Result").at("Total") == 0);
  CHECK(last_request(cloud).target == target);
}

TEST_CASE("A target in absolute form is read as its path", "[wire]") {
  Served cloud;
  for (const char* scheme : {"http", "https", "HTTP"}) {
    const RawAnswer answer =
        ask_once(cloud.url, raw_request("GET", std::string(scheme) + "://gsl.example.com/v1/tags"));
    CHECK(answer.json().contains("tags"));
    CHECK(last_request(cloud).target == "/v1/tags");
  }
}

TEST_CASE("Empty lines before a request are passed over", "[wire]") {
  Served cloud;
  RawClient client(cloud.url);
  CHECK(client.ask("\r\n\r\n" + raw_request("GET", "/v1/tags")).status == 200);
  CHECK(client.ask("\r\n" + raw_request("GET", "/v1/tags")).status == 200);
}

TEST_CASE("Range and Accept-Encoding do not change an answer", "[wire]") {
  Served cloud;
  RawClient client(cloud.url);
  const RawAnswer plain = client.ask(raw_request("GET", "/v1/tags"));
  const RawAnswer asked = client.ask(raw_request(
      "GET", "/v1/tags", "", {{"Range", "bytes=0-9"}, {"Accept-Encoding", "br, gzip, deflate"}}));
  CHECK(asked.status == 200);
  CHECK(asked.body == plain.body);
  CHECK(asked.header("Content-Encoding").empty());
  CHECK(asked.header("Content-Range").empty());
}

TEST_CASE("Unusual methods are answered by the cloud, not by the server", "[wire]") {
  Served cloud;
  RawClient client(cloud.url);
  for (const char* method : {"PROPFIND", "TRACE", "OPTIONS", "BREW"}) {
    CAPTURE(method);
    CHECK(client.ask(raw_request(method, kListPools))
              .json()
              .at("ResponseMetadata")
              .at("Error")
              .at("Code") == "MethodNotAllowed");
    CHECK(client.ask(raw_request(method, "/v1/tags")).json().at("error_code") == "APIGW.0101");
  }
}

TEST_CASE("Two hundred connections at once are all answered", "[wire]") {
  Served cloud;
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 200; ++i) clients.push_back(std::make_unique<RawClient>(cloud.url));
  for (const int round : {1, 2}) {
    for (std::size_t i = 0; i < clients.size(); ++i)
      clients[i]->send(raw_request("GET", "/v1/sim-cards/" + std::to_string(round * 1000 + i)));
    for (std::size_t i = 0; i < clients.size(); ++i) {
      const RawAnswer answer = clients[i]->read_answer();
      REQUIRE(answer.status == 400);  // there is no such card
    }
  }
  CHECK(cloud.emulator.requests().size() == 400);
}

TEST_CASE("Writes from many connections at once are all kept", "[wire]") {
  Served cloud;
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 50; ++i) {
    clients.push_back(std::make_unique<RawClient>(cloud.url));
    clients.back()->send(
        raw_request("POST", "/v1/tags", R"({"tag_name": "tag)" + std::to_string(i) + "\"}"));
  }
  for (const auto& client : clients) REQUIRE(client->read_answer().status == 200);
  CHECK(cloud.state("gsl", "tags").size() == kDemoTags + 50);
}

}  // namespace
}  // namespace virga
