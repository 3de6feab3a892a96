// The strict gate in front of every request.
#include "http/head.h"

#include <catch2/catch.hpp>

namespace virga::http {
namespace {

// A GET with a Host and these further header lines.
Head with(const std::string& lines) {
  return read_head("GET / HTTP/1.1\r\nHost: h\r\n" + lines + "\r\n");
}

Head line(const std::string& line) { return read_head(line + "\r\nHost: h\r\n\r\n"); }

TEST_CASE("A plain head is read whole", "[http]") {
  const Head head = read_head(
      "POST /v1/cards?x=%41+b&y HTTP/1.1\r\nhost: 127.0.0.1:80\r\nX-A: \t one, two \t\r\n"
      "x-a:\r\nContent-Length: 12\r\n\r\n");
  CHECK(head.refusal == "");
  CHECK(head.request.method == "POST");
  CHECK(head.request.target == "/v1/cards?x=%41+b&y");
  CHECK(head.request.headers ==
        Headers{
            {"host", "127.0.0.1:80"}, {"X-A", "one, two"}, {"x-a", ""}, {"Content-Length", "12"}});
  CHECK(head.length == 12);
  CHECK_FALSE(head.http_1_0);
  CHECK_FALSE(head.close);
  CHECK_FALSE(head.chunked);
  CHECK_FALSE(head.expects_continue);
}

TEST_CASE("A request line is method, target and version", "[http]") {
  const std::string three = "the request line is not METHOD TARGET VERSION";
  for (const std::string wrong : {"GET /", "GET", "GET  / HTTP/1.1", "GET / HTTP/1.1 ",
                                  " GET / HTTP/1.1", "GET /a b HTTP/1.1"}) {
    INFO(wrong);
    CHECK(line(wrong).refusal == three);
  }
  for (const std::string wrong : {"G@T / HTTP/1.1", "GET\t / HTTP/1.1", "G\xC3\x89T / HTTP/1.1"}) {
    INFO(wrong);
    CHECK(line(wrong).refusal == "the method is not a word");
  }
  for (const std::string wrong : {"GET / HTTP/2.0", "GET / http/1.1", "GET / HTTP/1.1x",
                                  "GET / HTTP/1.01", "GET / HTTP/0.9", "GET / HTTP/1."}) {
    INFO(wrong);
    CHECK(line(wrong).refusal == "the version is neither HTTP/1.1 nor HTTP/1.0");
  }
  CHECK(read_head("").refusal == "there is no request line");
  CHECK(read_head("\r\n\r\n").refusal == "there is no request line");
  CHECK(line("M-SEARCH / HTTP/1.1").refusal == "");
}

TEST_CASE("A target is a path", "[http]") {
  for (const std::string wrong :
       {"*", "example.com:443", "a/b", "?Action=X", "ftp://h/", "://h/"}) {
    INFO(wrong);
    CHECK(line("GET " + wrong + " HTTP/1.1").refusal == "the target is not a path");
  }
  CHECK(line("GET //a/../b HTTP/1.1").request.target == "//a/../b");
  CHECK(line("GET /\xE6\xB5\x8B HTTP/1.1").request.target == "/\xE6\xB5\x8B");
}

TEST_CASE("An absolute target is read as its path and query", "[http]") {
  const auto target = [](const std::string& given) {
    const Head head = line("GET " + given + " HTTP/1.1");
    CHECK(head.refusal == "");
    return head.request.target;
  };
  CHECK(target("http://h:80/a/b?c=/d") == "/a/b?c=/d");
  CHECK(target("HTTP://h/a") == "/a");
  CHECK(target("https://h/a") == "/a");  // as a client of a proxy says it
  CHECK(target("http://h") == "/");
  CHECK(target("http://h/") == "/");
  CHECK(target("http://h?Action=X") == "/?Action=X");
  CHECK(target("http://h?next=/a/b") == "/?next=/a/b");
}

TEST_CASE("Control characters are refused wherever they stand", "[http]") {
  for (const char c : {'\0', '\x01', '\t', '\x0B', '\x1F', '\x7F'}) {
    INFO(static_cast<int>(c));
    const std::string control(1, c);
    CHECK(line("GET /a" + control + " HTTP/1.1").refusal == "the target is not a path");
    CHECK(line("GET http://h" + control + "/ HTTP/1.1").refusal == "the target is not a path");
    CHECK(line("G" + control + "T / HTTP/1.1").refusal == "the method is not a word");
    CHECK(with("X" + control + ": 1\r\n").refusal == "a header line has no proper name");
    if (c != '\t')
      CHECK(with("X: a" + control + "b\r\n").refusal == "a header value holds a control character");
  }
  CHECK(with("X: a\tb \xE6\xB5\x8B\r\n").refusal == "");
}

TEST_CASE("A line ends in CR LF and in nothing else", "[http]") {
  const std::string refusal = "a line does not end in CR LF";
  CHECK(read_head("GET / HTTP/1.1\nHost: h\r\n\r\n").refusal == refusal);
  CHECK(read_head("GET / HTTP/1.1\r\nHost: h\nX: 1\r\n\r\n").refusal == refusal);
  CHECK(with("X: a\rb\r\n").refusal == refusal);
  CHECK(with("X: a\r\r\n").refusal == refusal);
  CHECK(with("X: a\n\r\n").refusal == refusal);
}

TEST_CASE("A header line has a name with a colon at once behind it", "[http]") {
  for (const std::string wrong : {"X : 1", "X\t: 1", ": 1", "no colon", "X Y: 1", "X(: 1",
                                  "\"X\": 1", " folded: line", "\tfolded", " ", "\xC3\x84: 1"}) {
    INFO(wrong);
    CHECK(with("A: 1\r\n" + wrong + "\r\n").refusal == "a header line has no proper name");
  }
}

TEST_CASE("A folded line in front of the first header is refused as well", "[http]") {
  CHECK(read_head("GET / HTTP/1.1\r\n Host: h\r\n\r\n").refusal ==
        "a header line has no proper name");
}

TEST_CASE("There is one Host and only one", "[http]") {
  const std::string refusal = "there has to be one Host header";
  CHECK(read_head("GET / HTTP/1.1\r\n\r\n").refusal == refusal);
  CHECK(read_head("GET / HTTP/1.1\r\nHosts: h\r\n\r\n").refusal == refusal);
  CHECK(with("Host: h\r\n").refusal == refusal);
  CHECK(with("hOST: other\r\n").refusal == refusal);
  CHECK(read_head("GET / HTTP/1.0\r\nHost: h\r\nHost: h\r\n\r\n").refusal == refusal);
  CHECK(read_head("GET / HTTP/1.0\r\n\r\n").refusal == "");
}

TEST_CASE("The length of a body is given once, and as digits", "[http]") {
  CHECK(with("Content-Length: 0\r\n").refusal == "");
  CHECK(with("content-LENGTH:\t007\r\n").length == 7);
  CHECK(with("Content-Length: 9223372036854775807\r\n").length == INT64_MAX);
  for (const std::string wrong :
       {"-1", "+1", "", "1.0", "0x10", "1 2", "5, 5", "1e3", "ten", "9223372036854775808",
        "18446744073709551616", "99999999999999999999999999"}) {
    INFO(wrong);
    CHECK(with("Content-Length: " + wrong + "\r\n").refusal == "Content-Length is not a number");
  }
  const std::string twice = "the length of the body is given twice";
  CHECK(with("Content-Length: 5\r\nContent-Length: 5\r\n").refusal == twice);
  CHECK(with("Content-Length: 5\r\ncontent-length: 6\r\n").refusal == twice);
}

TEST_CASE("A body is counted or chunked, never both", "[http]") {
  CHECK(with("Transfer-Encoding: chunked\r\n").chunked);
  CHECK(with("transfer-encoding: CHUNKED\r\n").chunked);
  const std::string twice = "the length of the body is given twice";
  CHECK(with("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n").refusal == twice);
  CHECK(with("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n").refusal == twice);
  CHECK(with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n").refusal == twice);
  for (const std::string wrong :
       {"gzip", "gzip, chunked", "chunked, chunked", "identity", "", "xchunked", "\"chunked\""}) {
    INFO(wrong);
    CHECK(with("Transfer-Encoding: " + wrong + "\r\n").refusal ==
          "Transfer-Encoding is not chunked");
  }
  CHECK(read_head("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n").refusal ==
        "HTTP/1.0 knows no Transfer-Encoding");
}

TEST_CASE("A connection of HTTP/1.1 stays open unless it is asked to close", "[http]") {
  CHECK_FALSE(with("").close);
  CHECK_FALSE(with("Connection: keep-alive\r\n").close);
  CHECK(with("Connection: close\r\n").close);
  CHECK(with("connection: Upgrade, CLOSE\r\n").close);
  CHECK(with("Connection: keep-alive\r\nConnection: close\r\n").close);
  CHECK_FALSE(with("Connection: closed\r\n").close);
}

TEST_CASE("A connection of HTTP/1.0 closes unless it is asked to stay", "[http]") {
  const auto old = [](const std::string& lines) {
    const Head head = read_head("GET / HTTP/1.0\r\n" + lines + "\r\n");
    CHECK(head.http_1_0);
    CHECK(head.refusal == "");
    return head.close;
  };
  CHECK(old(""));
  CHECK_FALSE(old("Connection: Keep-Alive\r\n"));
  CHECK(old("Connection: close\r\n"));
  CHECK(old("Connection: keep-alive, close\r\n"));
}

TEST_CASE("Expect is 100-continue in any letter case, or refused", "[http]") {
  CHECK(with("Expect: 100-continue\r\n").expects_continue);
  CHECK(with("EXPECT: 100-Continue\r\n").expects_continue);
  CHECK(with("Expect: 200-ok\r\n").refusal == "Expect is not 100-continue");
  CHECK(with("Expect:\r\n").refusal == "Expect is not 100-continue");
}

TEST_CASE("A client of HTTP/1.0 is sent no 100-continue", "[http]") {
  const Head head =
      read_head("POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n");
  CHECK(head.refusal == "");
  CHECK_FALSE(head.expects_continue);
}

TEST_CASE("A head may have a hundred headers and no more", "[http]") {
  std::string lines;
  for (int i = 1; i < 100; ++i) lines += "X-" + std::to_string(i) + ": 1\r\n";
  CHECK(with(lines).refusal == "");
  CHECK(with(lines).request.headers.size() == 100);
  CHECK(with(lines + "X-100: 1\r\n").refusal == "more than 100 headers");
}

TEST_CASE("A refused head still tells its request line", "[http]") {
  const Head head = read_head("PUT /a?b HTTP/1.1\r\nHost: h\r\nX : 1\r\n\r\n");
  CHECK(head.request.method == "PUT");
  CHECK(head.request.target == "/a?b");
}

TEST_CASE("A head ends with its first empty line", "[http]") {
  CHECK(head_length("GET / HTTP/1.1\r\nHost: h\r\n\r\nbody\r\n\r\n") == 27);
  CHECK(head_length("GET / HTTP/1.1\r\n\r\n") == 18);
  CHECK_FALSE(head_length("GET / HTTP/1.1\r\nHost: h\r\n"));
  CHECK_FALSE(head_length("GET / HTTP/1.1\nHost: h\n\n"));
  CHECK_FALSE(head_length(""));
}

TEST_CASE("Empty lines in front of a request are not its head", "[http]") {
  CHECK_FALSE(head_length("\r\n"));
  CHECK_FALSE(head_length("\r\n\r\n"));
  const std::string text = "\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n";
  CHECK(head_length(text) == text.size());
  CHECK(read_head(text).refusal == "");
}

}  // namespace
}  // namespace virga::http
