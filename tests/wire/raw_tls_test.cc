// The TLS side of the tests' own client and server, which other tests rely on.
#include <catch2/catch.hpp>
#include <string>

#include "base/clock.h"
#include "http/authority.h"
#include "support/folder.h"
#include "support/raw_client.h"
#include "support/raw_listener.h"

namespace virga {
namespace {

using Version = RawTls::Version;

struct Trusted {
  Trusted() : authority(folder.path(), Clock().now()) {}
  http::Identity issue() const { return authority.issue({"localhost"}, Clock().now()); }

  Folder folder;
  http::Authority authority;
};

const std::string kAnswer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

TEST_CASE("RawClient speaks TLS 1.2 or 1.3 as it is told", "[tls]") {
  const Trusted trusted;
  const RawListener listener(
      [](RawPeer& peer) {
        peer.read_request();
        peer.send(kAnswer);
      },
      trusted.issue());
  for (const auto& [version, name] :
       {std::pair(Version::kTls12, "TLSv1.2"), std::pair(Version::kTls13, "TLSv1.3"),
        std::pair(Version::kAny, "TLSv1.3")}) {
    RawClient client(listener.url(), {.version = version});
    CHECK(client.tls_version() == name);
    CHECK(client.ask(raw_request("GET", "/")).body == "ok");
    CHECK(client.read_rest().empty());
    CHECK(client.line() == Line::kEof);
  }
}

TEST_CASE("RawClient with an authority believes who it vouches for, by their name alone", "[tls]") {
  const Trusted trusted, other;
  const RawListener listener([](RawPeer& peer) { peer.wait_for_end(); }, trusted.issue());
  const std::string file = trusted.authority.certificate_file();
  CHECK(RawClient(listener.url(), {.authority = file}).tls_version() == "TLSv1.3");

  RawClient strange(listener.url(), {.authority = other.authority.certificate_file()});
  CHECK(strange.line() == Line::kAlert);
  CHECK(strange.failure() == "unable to get local issuer certificate");
  CHECK_FALSE(strange.send("x"));
  RawClient misnamed(listener.url(), {.authority = file, .name = "cloud.test"});
  CHECK(misnamed.line() == Line::kAlert);
  CHECK(misnamed.failure() == "hostname mismatch");
}

TEST_CASE("RawClient tells a clean end of TLS from a torn one and from a reset", "[tls]") {
  const Trusted trusted;
  const auto ending = [&](const RawListener::Script& end, Version version) {
    const RawListener listener(
        [&](RawPeer& peer) {
          peer.read_request();
          peer.send("some");
          end(peer);
        },
        trusted.issue());
    RawClient client(listener.url(), {.version = version});
    client.send(raw_request("GET", "/"));
    CHECK(client.read(4) == "some");
    CHECK(client.read_rest().empty());
    return client.line();
  };
  for (const Version version : {Version::kTls12, Version::kTls13}) {
    CHECK(ending([](RawPeer&) {}, version) == Line::kEof);
    CHECK(ending([](RawPeer& peer) { peer.cut(); }, version) == Line::kTorn);
    CHECK(ending([](RawPeer& peer) { peer.reset(); }, version) == Line::kReset);
  }
}

TEST_CASE("RawClient takes leave when it has finished sending", "[tls]") {
  const Trusted trusted;
  const RawListener listener(
      [](RawPeer& peer) {
        peer.wait_for_end();
        peer.send("all is read");
      },
      trusted.issue());
  RawClient client(listener.url());
  client.send("a request");
  client.finish_sending();
  CHECK(client.read_rest() == "all is read");
}

TEST_CASE("RawClient says what a server that speaks no TLS has done", "[tls]") {
  const RawListener listener([](RawPeer& peer) { peer.send("HTTP/1.1 400 Bad Request\r\n\r\n"); });
  std::string url = listener.url();
  url.replace(0, 4, "https");
  RawClient client(url);
  CHECK(client.line() == Line::kAlert);
  CHECK(client.failure() == "wrong version number");
  CHECK(client.tls_version().empty());
}

}  // namespace
}  // namespace virga
