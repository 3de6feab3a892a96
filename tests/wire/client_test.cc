// The client: whole answers, and in words why there is none.
#include "http/client.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <future>
#include <mutex>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/text.h"
#include "http/authority.h"
#include "http/message.h"
#include "support/folder.h"
#include "support/raw_listener.h"
#include "wire/edge.h"
#include "wire/served.h"

namespace virga::http {
namespace {

using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
using namespace std::chrono_literals;

const std::string kOk = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

// Short enough to wait for; where an answer has to come, the usual terms are patient.
Terms hasty() { return {.connect = 200ms, .answer = 100ms}; }

Reply reply_of(const Outcome& outcome) {
  if (const auto* none = std::get_if<NoAnswer>(&outcome)) FAIL("no answer: " << none->why);
  return std::get<Reply>(outcome);
}

std::string why_none(const Outcome& outcome) {
  if (const auto* reply = std::get_if<Reply>(&outcome)) FAIL("answered " << reply->status);
  return std::get<NoAnswer>(outcome).why;
}

RawListener::Script answering(const std::string& bytes) {
  return [bytes](RawPeer& peer) {
    peer.read_request();
    peer.send(bytes);
  };
}

// Answers, and keeps the connection open: only what the answer says can end it.
RawListener::Script answering_and_waiting(const std::string& bytes) {
  return [bytes](RawPeer& peer) {
    peer.read_request();
    peer.send(bytes);
    peer.wait_for_end();
  };
}

Outcome asked(const RawListener::Script& script, const Request& request = {},
              const Terms& terms = {}) {
  const RawListener listener(script);
  return ask(listener.url(), request, terms);
}

// ---- what is sent

TEST_CASE("A request is sent as it is, in the order of its headers", "[client]") {
  std::string seen;
  {
    const RawListener listener([&](RawPeer& peer) {
      seen = peer.read_request();
      peer.send(kOk);
    });
    Request request{"POST", "/a%2Fb?c=d%20e&f=%zz", {}, "body"};
    request.headers = {{"X-Zed", "1"}, {"a-first", "%0D%0A"}, {"X-Zed", "2"}};
    CHECK(reply_of(ask(listener.url(), request)).body == "ok");
    CHECK(seen == "POST /a%2Fb?c=d%20e&f=%zz HTTP/1.1\r\nHost: " + listener.url().substr(7) +
                      "\r\nX-Zed: 1\r\na-first: %0D%0A\r\nX-Zed: 2\r\nContent-Length: 4\r\n"
                      "Connection: close\r\n\r\nbody");
  }
}

TEST_CASE("Host, length and connection that are given are not added to", "[client]") {
  std::string seen;
  Request request{"PUT", "/", {}, ""};
  request.headers = {{"host", "cloud.test"}, {"content-length", "0"}, {"connection", "Close"}};
  CHECK(reply_of(asked(
                     [&](RawPeer& peer) {
                       seen = peer.read_request();
                       peer.send(kOk);
                     },
                     request))
            .status == 200);
  CHECK(seen ==
        "PUT / HTTP/1.1\r\nhost: cloud.test\r\ncontent-length: 0\r\nconnection: Close\r\n\r\n");
}

TEST_CASE("A request that would break into two is not sent", "[client]") {
  const RawListener listener(answering(kOk));
  for (const Request& request :
       {Request{"GET", "/ HTTP/1.1\r\nX: y", {}, ""}, Request{"GET\n", "/", {}, ""},
        Request{"GET", "/", {{"X", "a\nb"}}, ""}, Request{"GET", "/", {{"X\r", "a"}}, ""},
        Request{"GET", "/", {{"X", std::string("a\0b", 3)}}, ""}})
    CHECK_THAT(why_none(ask(listener.url(), request)), Contains("holds a line break"));
  CHECK(reply_of(ask(listener.url(), Request{})).status == 200);  // nothing was left behind
}

TEST_CASE("A large body is sent whole", "[client]") {
  const std::string body(3 << 20, 'x');
  std::size_t seen = 0;
  const Reply reply = reply_of(asked(
      [&](RawPeer& peer) {
        seen = peer.read_request().size();
        peer.send(kOk);
      },
      Request{"POST", "/", {}, body}));
  CHECK(reply.body == "ok");
  CHECK(seen > body.size());
}

TEST_CASE("A server that answers before it has read everything is heard", "[client]") {
  const Reply reply = reply_of(asked(
      [](RawPeer& peer) {
        peer.send("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
        peer.wait_for_end();
      },
      Request{"POST", "/", {}, std::string(64 << 10, 'x')}));
  CHECK(reply.status == 413);
}

// ---- what is read

TEST_CASE("An answer is read by its length, its chunks or its end", "[client]") {
  CHECK(reply_of(asked(answering_and_waiting(kOk))).body == "ok");
  CHECK(reply_of(asked(answering_and_waiting("HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n\r\n"
                                             "3;x=y\r\nabc\r\n0A\r\n0123456789\r\n0\r\n"
                                             "Trailer: x\r\n\r\n")))
            .body == "abc0123456789");
  CHECK(reply_of(asked(answering("HTTP/1.0 200\r\n\r\nuntil the end"))).body == "until the end");
  CHECK(reply_of(asked(answering_and_waiting("HTTP/1.1 204 No Content\r\n\r\n"))).body.empty());
  CHECK(reply_of(asked(answering_and_waiting("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"),
                       Request{"HEAD", "/", {}, ""}))
            .body.empty());
  CHECK(reply_of(asked(answering_and_waiting("HTTP/1.1 200 OK\nContent-Length: 2\n\nok"))).body ==
        "ok");
}

TEST_CASE("Headers of an answer keep their order, letters and bytes", "[client]") {
  const Reply reply =
      reply_of(asked(answering("HTTP/1.1 302 Found\r\nx-b:1%0D%0A \r\nX-A:  two words\r\nx-b: 2\r\n"
                               "Location: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")));
  CHECK(reply.status == 302);  // and was not followed
  CHECK(reply.headers == Headers{{"x-b", "1%0D%0A"},
                                 {"X-A", "two words"},
                                 {"x-b", "2"},
                                 {"Location", "http://127.0.0.1:1/"},
                                 {"Content-Length", "0"}});
}

TEST_CASE("Interim answers are passed over", "[client]") {
  CHECK(reply_of(asked(answering("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n"
                                 "Link: </x>\r\n\r\n" +
                                 kOk)))
            .body == "ok");
}

TEST_CASE("An answer that comes a byte at a time is read", "[client]") {
  const std::string chunked =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n";
  CHECK(reply_of(asked([&](RawPeer& peer) {
          peer.read_request();
          for (const char byte : chunked) peer.send({&byte, 1});
          peer.wait_for_end();
        })).body == "ok");
}

TEST_CASE("The emulator answers the client", "[client]") {
  Served cloud;
  const Reply reply = reply_of(ask(cloud.url, Request{"GET", "/v1/tags", {}, ""}));
  CHECK(reply.status == 200);
  CHECK(header(reply.headers, "Content-Type") == "application/json");
}

// ---- why there is none

TEST_CASE("What is no address of a server is told", "[client]") {
  for (const char* url :
       {"", "http://", "ftp://127.0.0.1", "http://127.0.0.1:0", "http://127.0.0.1:65536",
        "http://127.0.0.1:x", "http://127.0.0.1:", "http://127.0.0.1/path", "http://user@127.0.0.1",
        "http://[::1", "http://[::1]x", "http://a b", "http://a\r\nX: y"})
    CHECK(why_none(ask(url, {}, hasty())) == "that is no http:// or https:// address of a server");
}

TEST_CASE("A host that nobody knows is told", "[client]") {
  CHECK_THAT(why_none(ask("http://no-such-host.invalid:80", {}, hasty())),
             StartsWith("there is no host no-such-host.invalid ("));
}

TEST_CASE("A refused connection is told", "[client]") {
  std::string url;
  {
    const RawListener gone(answering(kOk));
    url = gone.url();
  }
  CHECK(why_none(ask(url, {}, hasty())) == "the connection was refused");
  CHECK(why_none(ask("https" + url.substr(4), {}, hasty())) == "the connection was refused");
}

// Listens, and lets in nobody: its queue is full, so that the kernel drops whoever comes.
class FullListener {
 public:
  FullListener() {
    for (int& socket : sockets_) socket = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const where = reinterpret_cast<sockaddr*>(&address);
    REQUIRE(::bind(sockets_[0], where, size) == 0);
    REQUIRE(::listen(sockets_[0], 0) == 0);
    REQUIRE(::getsockname(sockets_[0], where, &size) == 0);
    port_ = ntohs(address.sin_port);
    for (std::size_t i = 1; i < std::size(sockets_); ++i) ::connect(sockets_[i], where, size);
  }
  ~FullListener() {
    for (const int socket : sockets_) ::close(socket);
  }
  FullListener(const FullListener&) = delete;
  FullListener& operator=(const FullListener&) = delete;

  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

 private:
  int sockets_[4];
  int port_ = 0;
};

TEST_CASE("A server that lets nobody in is given up after the time for connecting", "[client]") {
  const FullListener full;
  const Stopwatch watch;
  CHECK(why_none(ask(full.url(), {}, {.connect = 100ms})) == "no connection within 100 ms");
  CHECK(watch.elapsed() >= 100ms);
  CHECK(watch.elapsed() < 5s);
}

TEST_CASE("A server that never answers is given up after the time for answering", "[client]") {
  const Stopwatch watch;
  CHECK(why_none(asked(answering_and_waiting(""), {}, hasty())) == "no whole answer within 100 ms");
  CHECK(why_none(asked(answering_and_waiting(kOk.substr(0, 30)), {}, hasty())) ==
        "no whole answer within 100 ms");
  CHECK(why_none(asked(answering_and_waiting(kOk.substr(0, kOk.size() - 1)), {}, hasty())) ==
        "no whole answer within 100 ms");
  CHECK(watch.elapsed() < 5s);
}

TEST_CASE("A server that answers drop by drop does not win time by it", "[client]") {
  const Stopwatch watch;
  CHECK(why_none(asked(
            [](RawPeer& peer) {
              peer.read_request();
              peer.send("HTTP/1.1 200 OK\r\n\r\n");
              while (peer.send("x")) std::this_thread::sleep_for(5ms);
            },
            {}, hasty())) == "no whole answer within 100 ms");
  CHECK(watch.elapsed() < 5s);
}

TEST_CASE("A connection that ends before the answer does is told", "[client]") {
  CHECK(why_none(asked([](RawPeer& peer) { peer.read_request(); })) ==
        "the connection was closed without an answer");
  for (const std::string& part :
       {std::string("HT"), std::string("HTTP/1.1 200 OK\r\n"), kOk.substr(0, kOk.size() - 1),
        std::string("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc")})
    CHECK(why_none(asked(answering(part))) ==
          "the connection was closed in the middle of the answer");
  CHECK(why_none(asked([](RawPeer& peer) {
          peer.read_request();
          peer.reset();
        })) == "the connection was reset");
}

TEST_CASE("What is no HTTP is told as soon as it shows", "[client]") {
  const std::string no_status = "the answer is not HTTP: it does not begin with a status line";
  for (const char* line : {"SSH-2.0-OpenSSH_9.2", "HTTP/2 200", "HTTP/1.1200", "HTTP/1.1 20\r\n",
                           "HTTP/1.1 2000 OK\r\n", "HTTP/1.1 abc OK\r\n", "HTTP/1.1 099 OK\r\n"})
    CHECK(why_none(asked(answering_and_waiting(std::string(line) + "\r\n\r\n"))) == no_status);
  const auto with = [](const std::string& rest) {
    return answering_and_waiting("HTTP/1.1 200 OK\r\n" + rest);
  };
  CHECK_THAT(why_none(asked(with("no colon\r\n\r\n"))), Contains("a header has no name"));
  for (const char* length : {"-1", "1x", "", "99999999999999999999"})
    CHECK_THAT(why_none(asked(with("Content-Length: " + std::string(length) + "\r\n\r\n"))),
               Contains("its length is not clear"));
  CHECK_THAT(why_none(asked(with("Content-Length: 1\r\nContent-Length: 2\r\n\r\n"))),
             Contains("its length is not clear"));
  CHECK_THAT(why_none(asked(with("Transfer-Encoding: gzip\r\n\r\n"))),
             Contains("its transfer coding is gzip"));
  CHECK_THAT(why_none(asked(with("Transfer-Encoding: chunked\r\n\r\n-1\r\n"))),
             Contains("a chunk has no length"));
  CHECK_THAT(why_none(asked(with("Transfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n"))),
             Contains("a chunk does not end where it should"));
}

TEST_CASE("A line without an end is given up, however long", "[client]") {
  const auto forever = [](const std::string& begin) {
    return [begin](RawPeer& peer) {
      peer.read_request();
      peer.send(begin);
      while (peer.send(std::string(64 << 10, 'a'))) {
      }
    };
  };
  CHECK_THAT(why_none(asked(forever("HTTP/1.1 200 "))), Contains("a line has no end"));
  CHECK_THAT(why_none(asked(forever("HTTP/1.1 200 OK\r\nX: "))), Contains("a line has no end"));
  CHECK_THAT(why_none(asked([](RawPeer& peer) {
               peer.read_request();
               peer.send("HTTP/1.1 200 OK\r\n");
               while (peer.send("X: y\r\n")) {
               }
             })),
             Contains("its head is larger than 64 KiB"));
}

TEST_CASE("An answer larger than the terms allow is given up", "[client]") {
  const Terms small{.largest_answer = 1000};
  const std::string too_large = "the answer is larger than 1000 bytes";
  const std::string head = "HTTP/1.1 200 OK\r\n";
  CHECK(why_none(asked(answering_and_waiting(head + "Content-Length: 1001\r\n\r\n"), {}, small)) ==
        too_large);
  CHECK(why_none(asked(answering(head + "\r\n" + std::string(1001, 'x')), {}, small)) == too_large);
  CHECK(why_none(asked(
            answering_and_waiting(head + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n"),
            {}, small)) == too_large);
  CHECK(reply_of(asked(answering(head + "\r\n" + std::string(900, 'x')), {}, small)).body.size() ==
        900);
}

// ---- TLS

struct Trusted {
  Trusted() : authority(folder.path(), Clock().now()) {}
  Identity issue(const std::vector<std::string>& names = {"localhost", "127.0.0.1"}) const {
    return authority.issue(names, Clock().now());
  }
  Terms terms() const { return {.trust = {.authority = authority.certificate_file()}}; }

  Folder folder;
  Authority authority;
};

Outcome asked_over_tls(const RawListener::Script& script, const Identity& identity,
                       const Terms& terms) {
  const RawListener listener(script, identity);
  return ask(listener.url(), {}, terms);
}

TEST_CASE("Over TLS the client believes a server that its authority vouches for", "[client][tls]") {
  const Trusted trusted;
  const RawListener listener(answering(kOk), trusted.issue());
  CHECK(reply_of(ask(listener.url(), {}, trusted.terms())).body == "ok");
  const std::string port = listener.url().substr(listener.url().rfind(':'));
  CHECK(reply_of(ask("https://localhost" + port, {}, trusted.terms())).body == "ok");
}

TEST_CASE("Over TLS the client believes nobody else", "[client][tls]") {
  const Trusted trusted, other;
  const std::string distrust = "TLS: the certificate is not trusted: ";
  CHECK(why_none(asked_over_tls(answering(kOk), other.issue(), trusted.terms())) ==
        distrust + "unable to get local issuer certificate");
  CHECK_THAT(why_none(asked_over_tls(answering(kOk), trusted.issue(), {})), StartsWith(distrust));
  CHECK(why_none(asked_over_tls(answering(kOk), trusted.issue({"localhost"}), trusted.terms())) ==
        distrust + "IP address mismatch");
  const Time long_ago = Clock().now() - std::chrono::days(500);
  const Identity expired = trusted.authority.issue({"127.0.0.1"}, long_ago);
  CHECK(why_none(asked_over_tls(answering(kOk), expired, trusted.terms())) ==
        distrust + "certificate has expired");
}

TEST_CASE("Over TLS a client that believes anybody is answered", "[client][tls]") {
  const Trusted trusted;
  CHECK(reply_of(asked_over_tls(answering(kOk), trusted.issue({"elsewhere"}),
                                {.trust = {.anybody = true}}))
            .body == "ok");
}

TEST_CASE("An authority's file that cannot be used is named", "[client][tls]") {
  const Trusted trusted;
  for (const std::string& file :
       {trusted.folder.file("missing"), trusted.folder.write("text", "no PEM")})
    CHECK_THAT(
        why_none(asked_over_tls(answering(kOk), trusted.issue(), {.trust = {.authority = file}})),
        StartsWith("TLS: " + file + " holds no certificate to trust"));
}

TEST_CASE("A server that speaks no TLS is told, and one that says nothing is given up",
          "[client][tls]") {
  const auto over_tls = [](const RawListener::Script& script, const Terms& terms) {
    const RawListener listener(script);
    return why_none(ask("https" + listener.url().substr(4), {}, terms));
  };
  const Terms anybody{.trust = {.anybody = true}};
  CHECK(over_tls([](RawPeer& peer) { peer.send(kOk); }, anybody) == "TLS: wrong version number");
  CHECK(over_tls([](RawPeer& peer) { peer.reset(); }, anybody) == "the connection was reset");
  CHECK(over_tls([](RawPeer& peer) { peer.wait_for_end(); },
                 {.connect = 100ms, .trust = {.anybody = true}}) == "no connection within 100 ms");
}

TEST_CASE("Over TLS a body without a length is whole only when TLS ends in order",
          "[client][tls]") {
  const Trusted trusted;
  const std::string endless = "HTTP/1.1 200 OK\r\n\r\nall of it?";
  CHECK(reply_of(asked_over_tls(answering(endless), trusted.issue(), trusted.terms())).body ==
        "all of it?");
  CHECK(why_none(asked_over_tls(
            [&](RawPeer& peer) {
              peer.read_request();
              peer.send(endless);
              peer.cut();
            },
            trusted.issue(), trusted.terms())) ==
        "the connection was cut: TLS did not end in order");
}

TEST_CASE("Over TLS a large body goes either way", "[client][tls]") {
  const Trusted trusted;
  const std::string body(1 << 20, 'x');
  std::size_t seen = 0;
  const RawListener listener(
      [&](RawPeer& peer) {
        seen = peer.read_request().size();
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
                  body);
        peer.wait_for_end();
      },
      trusted.issue());
  const Reply reply =
      reply_of(ask(listener.url(), Request{"POST", "/", {}, body}, trusted.terms()));
  CHECK(reply.body == body);
  CHECK(seen > body.size());
}

TEST_CASE("a session asks again on its connection, and makes another when that is gone", "[wire]") {
  std::atomic<int> connections = 0;
  const RawListener server([&](RawPeer& peer) {
    ++connections;
    for (int i = 0; i < 2; ++i) {  // then it closes, as servers do
      peer.read_request();
      peer.send(kOk);
    }
  });
  Session session(Terms{});
  for (int i = 0; i < 5; ++i)
    CHECK(reply_of(session.ask(server.url(), {"POST", "/", {}, "x"})).body == "ok");
  CHECK(connections == 3);
}

TEST_CASE("a session does not keep what the server will close, or has no end", "[wire]") {
  for (const std::string& answer :
       {std::string("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"),
        std::string("HTTP/1.1 200 OK\r\n\r\nok"), kOk + "more"}) {
    std::atomic<int> connections = 0;
    const RawListener server([&](RawPeer& peer) {
      ++connections;
      peer.read_request();
      peer.send(answer);
    });
    Session session(Terms{});
    for (int i = 0; i < 3; ++i)
      CHECK(reply_of(session.ask(server.url(), {"POST", "/", {}, "x"})).body == "ok");
    CHECK(connections == 3);
  }
}

TEST_CASE("a client that stays near refuses addresses of strangers, whatever led to them",
          "[wire]") {
  const Terms near{.connect = 200ms, .answer = 200ms, .nearby = true};
  for (const char* far : {"http://192.0.2.1:9", "http://8.8.8.8:9", "http://[2001:db8::1]:9",
                          "http://172.32.0.1:9", "http://[::ffff:8.8.8.8]:9"})
    CHECK_THAT(why_none(ask(far, {"GET", "/", {}, ""}, near)),
               Contains("is neither a loopback nor a private address"));
  for (const char* here : {"http://127.0.0.1:1", "http://[::1]:1", "http://[::ffff:127.0.0.1]:1"})
    CHECK_THAT(why_none(ask(here, {"GET", "/", {}, ""}, near)),
               !Contains("neither a loopback nor a private address"));
}

TEST_CASE("An answer that goes on is handed on as it comes, until it ends", "[wire]") {
  std::promise<std::shared_ptr<http::Sink>> begun;
  Edge edge([&](Request&&) -> http::Answer {
    return http::Stream{text_reply("first "),
                        [&](std::shared_ptr<http::Sink> sink) { begun.set_value(sink); }};
  });
  std::string taken;
  std::thread writer([&] {
    const auto sink = begun.get_future().get();
    for (int i = 0; i < 5; ++i) sink->write("more ");
    sink->end();
  });
  const Outcome outcome =
      http::follow(edge.url, {}, {}, [&](std::string_view bytes) { taken += bytes; });
  writer.join();
  REQUIRE(std::holds_alternative<Reply>(outcome));
  CHECK(std::get<Reply>(outcome).status == 200);
  CHECK(std::get<Reply>(outcome).body.empty());
  CHECK(taken == "first more more more more more ");
}

TEST_CASE("An answer that goes on and falls silent is given up", "[wire]") {
  std::promise<std::shared_ptr<http::Sink>> begun;
  Edge edge([&](Request&&) -> http::Answer {
    return http::Stream{text_reply("first"),
                        [&](std::shared_ptr<http::Sink> sink) { begun.set_value(sink); }};
  });
  std::string taken;
  const Outcome outcome = http::follow(edge.url, {}, {.answer = 100ms},
                                       [&](std::string_view bytes) { taken += bytes; });
  REQUIRE(std::holds_alternative<NoAnswer>(outcome));
  CHECK(std::get<NoAnswer>(outcome).why == "nothing more came within 100 ms");
  CHECK(taken == "first");
}

}  // namespace
}  // namespace virga::http
