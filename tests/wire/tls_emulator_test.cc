// An emulator in the test's own process, over TLS.
#include <catch2/catch.hpp>
#include <string>

#include "base/clock.h"
#include "base/file.h"
#include "http/authority.h"
#include "support/folder.h"
#include "support/raw_client.h"
#include "wire/served.h"

namespace virga {
namespace {

using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

Options with(const Tls& tls) {
  Options options = Served::quiet();
  options.tls = tls;
  return options;
}

TEST_CASE("An emulator that signs for itself says whom to trust, before its port is open",
          "[tls]") {
  const Folder folder;
  Emulator cloud(with({.self_signed = true, .authority_folder = folder.file("ca")}));
  CHECK(cloud.authority() == folder.file("ca/ca.pem"));
  CHECK(read_file(cloud.authority()).has_value());
  CHECK(cloud.handle(Request{"GET", "/v1/tags", {}, ""}).status == 200);
}

TEST_CASE("An emulator without TLS, or with a certificate of the user's, names no authority",
          "[tls]") {
  CHECK(Emulator(Served::quiet()).authority().empty());
  const Folder folder;
  const Time now = Clock().now();
  const http::Identity issued = http::Authority(folder.file("ca"), now).issue({"localhost"}, now);
  CHECK(Emulator(with({.certificate_file = folder.write("server.pem", issued.certificates),
                       .key_file = folder.write("server.key", issued.key)}))
            .authority()
            .empty());
}

TEST_CASE("TLS options that do not go together are refused", "[tls]") {
  CHECK_THROWS_AS(Emulator(with({.certificate_file = "server.pem"})), InvalidInput);
  CHECK_THROWS_AS(Emulator(with({.key_file = "server.key"})), InvalidInput);
  CHECK_THROWS_WITH(Emulator(with({.certificate_file = "a", .key_file = "b", .self_signed = true})),
                    Contains("either given or made"));
  CHECK_THROWS_AS(Emulator(with({.certificate_file = "/no/such/a", .key_file = "/no/such/b"})),
                  InvalidInput);
  CHECK_THROWS_AS(Emulator(with({.self_signed = true, .authority_folder = "/proc/virga"})),
                  EnvironmentRefused);
}

TEST_CASE("An emulator over TLS answers clients that trust its authority", "[tls]") {
  const Folder folder;
  const Served cloud(with({.self_signed = true, .authority_folder = folder.path()}));
  CHECK_THAT(cloud.url, StartsWith("https://127.0.0.1:"));
  for (const auto version : {RawTls::Version::kTls12, RawTls::Version::kTls13}) {
    RawClient client(cloud.url, {.version = version, .authority = cloud.emulator.authority()});
    CHECK(client.ask(raw_request("GET", "/v1/tags")).status == 200);
    CHECK(client.ask(raw_request("GET", "/v1/tags")).status == 200);
  }
}

}  // namespace
}  // namespace virga
