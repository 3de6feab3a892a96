// What the server refuses to read: in whose words, and that nothing came of it.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "support/raw_client.h"
#include "wire/served.h"

namespace virga {
namespace {

constexpr std::size_t kLargestBody = 10 << 20;

const std::string kPutScenario = "/_virga/scenarios/large";
const std::string kMakeTag = "/v1/tags";

// A body that would change something, filled up with blanks.
std::string filled(std::string body, std::size_t size) {
  body.resize(size, ' ');
  return body;
}

struct Addressee {
  std::string method;
  std::string target;
  std::string body;
};

const std::vector<Addressee> kAddressees{
    {"POST", kRename, R"({"NumberPoolNo": "NP1234", "Name": "renamed"})"},
    {"POST", kMakeTag, R"({"tag_name": "created"})"},
    {"PUT", kPutScenario, R"({"format": 1, "name": "large", "rules": []})"},
};

// The code of an error, in whichever of the three shapes it came.
std::string code_of(const RawAnswer& answer) {
  const Json json = answer.json();
  if (!json.is_object()) return "not JSON: " + answer.body;
  if (json.contains("ResponseMetadata"))
    return "vms " + json.at("ResponseMetadata").at("Error").at("Code").get<std::string>();
  if (json.contains("error_code")) return "gsl " + json.at("error_code").get<std::string>();
  return "control " + json.at("error").at("code").get<std::string>();
}

std::string chunked_request(const Addressee& to, const std::string& body) {
  std::string text = raw_request(to.method, to.target, "", {{"Transfer-Encoding", "chunked"}});
  for (std::size_t at = 0; at < body.size(); at += 0x10000) {
    const std::string piece = body.substr(at, 0x10000);
    char length[20];
    std::snprintf(length, sizeof length, "%zx\r\n", piece.size());
    text += length + piece + "\r\n";
  }
  return text + "0\r\n\r\n";
}

// Everything a request could have changed.
Json everything(Served& cloud) {
  return {cloud.get("/_virga/state").json, cloud.get("/_virga/scenarios").json};
}

// Refused, announced as the last answer, and closed in order; the state is as it was.
void check_refused(Served& cloud, RawClient& client, int status, const std::string& code) {
  const RawAnswer answer = client.read_answer();
  CHECK(answer.status == status);
  CHECK(code_of(answer) == code);
  CHECK(answer.header("Connection") == "close");
  CHECK(answer.count("Connection") == 1);
  CHECK(client.read_rest().empty());
  CHECK(client.line() == Line::kEof);
  CHECK(cloud.get("/_virga/health").status == 200);
}

TEST_CASE("A body of 10 MiB is accepted, counted or chunked", "[wire]") {
  Served cloud;
  RawClient client(cloud.url);
  for (const Addressee& to : {kAddressees[0], kAddressees[1]}) {
    CAPTURE(to.target);
    const std::string body = filled(to.body, kLargestBody);
    CHECK(client.ask(raw_request(to.method, to.target, body)).status == 200);
  }
  CHECK(cloud.pool_name("NP1234") == "renamed");
  CHECK(cloud.state("gsl", "tags").size() == kDemoTags + 1);
  const std::string body = filled(R"({"tag_name": "chunked"})", kLargestBody);
  CHECK(client.ask(chunked_request(kAddressees[1], body)).status == 200);
  CHECK(cloud.state("gsl", "tags").size() == kDemoTags + 2);
}

TEST_CASE("A body one byte larger is refused in the words of the cloud addressed", "[wire]") {
  Served cloud;
  const Json before = everything(cloud);
  const char* codes[] = {"vms RequestEntityTooLarge", "gsl APIGW.0201", "control too_large"};
  for (std::size_t i = 0; i < kAddressees.size(); ++i) {
    const Addressee& to = kAddressees[i];
    const std::string body = filled(to.body, kLargestBody + 1);
    for (const bool counted : {true, false}) {
      CAPTURE(to.target, counted);
      RawClient client(cloud.url);
      CHECK(client.send(counted ? raw_request(to.method, to.target, body)
                                : chunked_request(to, body)));
      check_refused(cloud, client, 413, codes[i]);
    }
  }
  CHECK(everything(cloud) == before);
  CHECK(cloud.emulator.requests({.status = 413}).size() == 4);  // control calls are not journalled
}

TEST_CASE("A body that is announced too large is refused before it comes", "[wire]") {
  Served cloud;
  for (const char* length : {"10485761", "9223372036854775807"}) {
    RawClient client(cloud.url);
    client.send(raw_request("POST", kMakeTag, "",
                            {{"Content-Length", length}, {"Expect", "100-continue"}}));
    check_refused(cloud, client, 413, "gsl APIGW.0201");
  }
}

TEST_CASE("What follows a refused request on its connection is not read as another", "[wire]") {
  Served cloud;
  const Json before = everything(cloud);
  RawClient client(cloud.url);
  client.send(raw_request("POST", kMakeTag, "", {{"Content-Length", "10485761"}}) +
              raw_request("POST", kRename, kAddressees[0].body));
  check_refused(cloud, client, 413, "gsl APIGW.0201");
  CHECK(everything(cloud) == before);
}

TEST_CASE("A request cut in its head is refused in the dialect it began in", "[wire]") {
  Served cloud;
  const Json before = everything(cloud);
  const char* codes[] = {"vms BadRequest", "gsl APIGW.0201", "control bad_request"};
  for (std::size_t i = 0; i < kAddressees.size(); ++i) {
    const Addressee& to = kAddressees[i];
    const std::string head = raw_request(to.method, to.target);
    // Behind the request line; in the middle of a header; before the empty line.
    for (const std::size_t cut : {head.find("\r\n") + 2, head.find("127"), head.size() - 2}) {
      CAPTURE(to.target, cut);
      RawClient client(cloud.url);
      client.send(head.substr(0, cut));
      client.finish_sending();
      check_refused(cloud, client, 400, codes[i]);
    }
  }
  CHECK(everything(cloud) == before);
}

TEST_CASE("A request cut in its body is refused, and nothing comes of it", "[wire]") {
  Served cloud;
  const Json before = everything(cloud);
  const char* codes[] = {"vms BadRequest", "gsl APIGW.0201", "control bad_request"};
  for (std::size_t i = 0; i < kAddressees.size(); ++i) {
    const Addressee& to = kAddressees[i];
    const std::string counted = raw_request(to.method, to.target, to.body + " ");
    const std::string chunked = chunked_request(to, to.body);
    for (const std::string& cut :
         {counted.substr(0, counted.size() - 1), counted.substr(0, counted.size() - 10),
          chunked.substr(0, chunked.size() - 5), chunked.substr(0, chunked.size() - 12)}) {
      CAPTURE(cut);
      RawClient client(cloud.url);
      client.send(cut);
      client.finish_sending();
      check_refused(cloud, client, 400, codes[i]);
    }
  }
  CHECK(everything(cloud) == before);
}

TEST_CASE("A connection that closes without a request is closed in silence", "[wire]") {
  Served cloud;
  RawClient client(cloud.url);
  client.finish_sending();
  CHECK(client.read_rest().empty());
  CHECK(client.line() == Line::kEof);
  CHECK(cloud.emulator.requests().empty());
}

TEST_CASE("Bytes that are no HTTP are refused and the connection is closed", "[wire]") {
  Served cloud;
  for (const std::string& garbage :
       {std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11),
        std::string("HELLO\r\n\r\n"), std::string("GET /v1/tags\r\n\r\n"),
        std::string("\0\0\0\r\n\r\n", 7), std::string("GET / HTTP/2.0\r\nHost: h\r\n\r\n"),
        std::string("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        std::string("GET  / HTTP/1.1\r\nHost: h\r\n\r\n"),
        std::string("G\x01T / HTTP/1.1\r\nHost: h\r\n\r\n"),
        std::string("GET /\x7f HTTP/1.1\r\nHost: h\r\n\r\n"),
        std::string("GET example.com HTTP/1.1\r\nHost: h\r\n\r\n"),
        std::string("GET / HTTP/1.1\nHost: h\n\n")}) {
    CAPTURE(garbage);
    RawClient client(cloud.url);
    client.send(garbage);
    client.finish_sending();
    CHECK(client.read_answer().status == 400);
    CHECK(client.read_rest().empty());
    CHECK(client.line() == Line::kEof);
  }
}

TEST_CASE("A request whose end could be read in two ways is refused", "[wire]") {
  Served cloud;
  const Json before = everything(cloud);
  const std::string body = R"({"tag_name": "created"})", size = std::to_string(body.size());
  const std::string chunks = "17\r\n" + body + "\r\n0\r\n\r\n";
  REQUIRE(body.size() == 0x17);
  const std::vector<Headers> ambiguous{
      {{"Content-Length", size}, {"Transfer-Encoding", "chunked"}},
      {{"Transfer-Encoding", "chunked"}, {"Content-Length", size}},
      {{"Content-Length", size}, {"Content-Length", "0"}},
      {{"Content-Length", size}, {"Content-Length", size}},
      {{"Content-Length", size + ", " + size}},
      {{"Content-Length", "+" + size}},
      {{"Content-Length", "-1"}},
      {{"Content-Length", "0x17"}},
      {{"Content-Length", ""}},
      {{"Content-Length", "99999999999999999999"}},
      {{"Transfer-Encoding", "chunked"}, {"Transfer-Encoding", "chunked"}},
      {{"Transfer-Encoding", "gzip, chunked"}},
      {{"Transfer-Encoding", "identity"}},
      {{"Transfer-Encoding", "xchunked"}},
      {{"Content-Length ", size}},
      {{"Content-Length\t", size}},
      {{"X-Folded", "a\r\n b"}, {"Content-Length", size}},
      {{"X-Bare", "a\nTransfer-Encoding: chunked"}, {"Content-Length", size}},
      {{"X-Bare", "a\rTransfer-Encoding: chunked"}, {"Content-Length", size}},
      {{"X-Nul", std::string("a\0b", 3)}, {"Content-Length", size}},
      {{"", "no name"}, {"Content-Length", size}},
      {{"Expect", "200-ok"}, {"Content-Length", size}},
  };
  for (const Headers& headers : ambiguous) {
    const std::string head = raw_request("POST", kMakeTag, "", headers);
    CAPTURE(head);
    RawClient client(cloud.url);
    client.send(head + chunks);
    check_refused(cloud, client, 400, "gsl APIGW.0201");
  }
  CHECK(everything(cloud) == before);
}

TEST_CASE("Chunks that cannot be told apart are refused", "[wire]") {
  Served cloud;
  const Json before = everything(cloud);
  for (const char* chunks :
       {"xyz\r\n{}\r\n0\r\n\r\n", "-1\r\n{}\r\n0\r\n\r\n", "2\r\n{}}\r\n0\r\n\r\n",
        "FFFFFFFFFFFFFFFFFFFF\r\n{}\r\n", "\r\n\r\n", "2\r\n{}\r\n\r\n", "0x2\r\n{}\r\n0\r\n\r\n",
        " 2\r\n{}\r\n0\r\n\r\n", "2\n{}\r\n0\r\n\r\n", "2 2\r\n{}\r\n0\r\n\r\n"}) {
    CAPTURE(chunks);
    RawClient client(cloud.url);
    client.send(raw_request("POST", kMakeTag, "", {{"Transfer-Encoding", "chunked"}}) + chunks);
    client.finish_sending();
    const RawAnswer answer = client.read_answer();
    CHECK((answer.status == 400 || answer.status == 413));
    CHECK(client.read_rest().empty());
  }
  CHECK(everything(cloud) == before);
}

TEST_CASE("A chunk that does not end where it should does not become another request", "[wire]") {
  Served cloud;
  const Json before = everything(cloud);
  RawClient client(cloud.url);
  client.send(raw_request("POST", kMakeTag, "", {{"Transfer-Encoding", "chunked"}}) +
              "17\r\n"
              R"({"tag_name": "created"})"
              "GET\r\n\r\n" +
              raw_request("POST", kRename, kAddressees[0].body));
  check_refused(cloud, client, 400, "gsl APIGW.0201");
  CHECK(everything(cloud) == before);
}

TEST_CASE("A chunk's line has an end, or the request is refused", "[wire]") {
  Served cloud;
  RawClient client(cloud.url);
  client.send(raw_request("POST", kMakeTag, "", {{"Transfer-Encoding", "chunked"}}) + "2;" +
              std::string(100'000, 'x'));
  check_refused(cloud, client, 400, "gsl APIGW.0201");
}

TEST_CASE("Trailers behind the last chunk are passed over", "[wire]") {
  Served cloud;
  RawClient client(cloud.url);
  const std::string chunks =
      "17\r\n"
      R"({"tag_name": "created"})"
      "\r\n0\r\nX-Digest: 1\r\n\r\n";
  CHECK(client.ask(raw_request("POST", kMakeTag, "", {{"Transfer-Encoding", "chunked"}}) + chunks)
            .status == 200);
  CHECK(client.ask(raw_request("GET", "/v1/tags")).json().at("count") == kDemoTags + 1);
}

TEST_CASE("A head larger than 64 KiB is refused, whether it ends or not", "[wire]") {
  Served cloud;
  for (const char* end : {"\r\n\r\n", "\r\n", ""}) {
    CAPTURE(end);
    RawClient client(cloud.url);
    client.send("GET /v1/tags HTTP/1.1\r\nHost: h\r\nX-Long: " + std::string(70'000, 'x') + end);
    check_refused(cloud, client, 400, "gsl APIGW.0201");
  }
  RawClient client(cloud.url);
  client.send("GET /" + std::string(70'000, 'x'));
  CHECK(client.read_answer().status == 400);
}

TEST_CASE("A head of just under 64 KiB is read", "[wire]") {
  Served cloud;
  CHECK(ask_once(cloud.url,
                 raw_request("GET", "/v1/tags", "", {{"X-Long", std::string(65'000, 'x')}}))
            .status == 200);
}

TEST_CASE("A hundred headers are read, one more is refused", "[wire]") {
  Served cloud;
  Headers headers;
  for (int i = 1; i < 100; ++i) headers.emplace_back("X-" + std::to_string(i), "v");
  CHECK(ask_once(cloud.url, raw_request("GET", "/v1/tags", "", headers)).status == 200);
  headers.emplace_back("X-100", "v");
  RawClient client(cloud.url);
  client.send(raw_request("GET", "/v1/tags", "", headers));
  check_refused(cloud, client, 400, "gsl APIGW.0201");
}

TEST_CASE("A request without one Host is refused", "[wire]") {
  Served cloud;
  for (const char* hosts : {"", "Host: a\r\nHost: a\r\n", "Host: a\r\nhost: b\r\n"}) {
    RawClient client(cloud.url);
    client.send("GET /v1/tags HTTP/1.1\r\n" + std::string(hosts) + "\r\n");
    check_refused(cloud, client, 400, "gsl APIGW.0201");
  }
}

TEST_CASE("A refusal says in the journal why", "[wire]") {
  Served cloud;
  ask_once(cloud.url, "GET /v1/tags HTTP/1.1\r\n\r\n");
  const auto entries = cloud.emulator.requests();
  REQUIRE(entries.size() == 1);
  CHECK(entries[0].service == "gsl");
  CHECK(entries[0].error == "APIGW.0201");
  CHECK(entries[0].why == "there has to be one Host header");
  CHECK(entries[0].request.target == "/v1/tags");
}

}  // namespace
}  // namespace virga
