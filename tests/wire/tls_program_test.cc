// The program over TLS: its flags, and the commands that ask it.
#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <fstream>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/file.h"
#include "http/authority.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/raw_client.h"

namespace virga {
namespace {

using Catch::Matchers::Contains;
using Catch::Matchers::Matches;

std::vector<std::string> serve(std::vector<std::string> flags) {
  std::vector<std::string> arguments{"serve", "--port", "0"};
  arguments.insert(arguments.end(), flags.begin(), flags.end());
  return arguments;
}

// The program keeps what it keeps for its user in a folder of the test's.
struct Home {
  Environment environment(Environment more = {}) const {
    more.emplace_back("XDG_CACHE_HOME", folder.path());
    return more;
  }
  std::string authority() const { return folder.file("virga/ca.pem"); }

  Folder folder;
};

// Files of a user's own, whose authority is in no cache.
struct Files {
  Files() {
    const Time now = Clock().now();
    const http::Authority authority(folder.file("authority"), now);
    const http::Identity issued = authority.issue({"127.0.0.1", "localhost"}, now);
    trusted = authority.certificate_file();
    certificate = folder.write("server.pem", issued.certificates);
    key = folder.write("server.key", issued.key);
  }

  Folder folder;
  std::string trusted;
  std::string certificate;
  std::string key;
};

void check_misuse(const std::vector<std::string>& flags, const std::string& reason,
                  const Environment& environment = {}) {
  CAPTURE(flags);
  const Home home;
  const Finished finished = run_program(serve(flags), home.environment(environment));
  CHECK(finished.code == 2);
  CHECK(finished.out.empty());
  CHECK(finished.err == "virga: " + reason + "\n");
  CHECK_FALSE(read_file(home.authority()));
}

// ---- flags, without a connection

TEST_CASE("A certificate without its key is misuse, and so is a key alone", "[program][tls]") {
  check_misuse({"--tls-cert", "server.pem"}, "--tls-cert needs --tls-key");
  check_misuse({"--tls-key", "server.key"}, "--tls-key needs --tls-cert");
  check_misuse({}, "--tls-cert needs --tls-key", {{"VIRGA_TLS_CERT", "server.pem"}});
  check_misuse({"--tls", "--tls-key", "server.key"}, "--tls-key needs --tls-cert");
}

TEST_CASE("A certificate that is brought does not go with one that is made", "[program][tls]") {
  const std::string reason =
      "--tls makes a certificate; it does not go with --tls-cert, which brings one";
  check_misuse({"--tls", "--tls-cert", "a", "--tls-key", "b"}, reason);
  check_misuse({"--tls-cert", "a", "--tls-key", "b"}, reason, {{"VIRGA_TLS", "1"}});
}

TEST_CASE("VIRGA_TLS is yes or no, nothing else", "[program][tls]") {
  const Finished finished = run_program(serve({}), {{"VIRGA_TLS", "perhaps"}});
  CHECK(finished.code == 2);
  CHECK(finished.out.empty());
}

TEST_CASE("Files that are no certificate or key are mistakes of the user's, by their names",
          "[program][tls]") {
  const Files files;
  const std::string missing = files.folder.file("missing");
  const auto refused = [](const std::string& certificate, const std::string& key) {
    const Finished finished = run_program(serve({"--tls-cert", certificate, "--tls-key", key}));
    CHECK(finished.code == 1);
    CHECK(finished.out.empty());
    return finished.err;
  };
  CHECK(refused(missing, files.key) == "cannot read " + missing + "\n");
  CHECK(refused(files.certificate, missing) == "cannot read " + missing + "\n");
  CHECK(refused(files.key, files.key) == files.key + " holds no certificate in PEM\n");
  CHECK_THAT(refused(files.trusted, files.key), Contains("is not that of the first certificate"));
}

TEST_CASE("Without a place for its authority, --tls is refused by the machine", "[program][tls]") {
  const Finished homeless = run_program(serve({"--tls"}), {{"HOME", ""}, {"XDG_CACHE_HOME", ""}});
  CHECK(homeless.code == 4);
  CHECK(homeless.out.empty());
  CHECK_THAT(homeless.err, Contains("neither XDG_CACHE_HOME nor HOME is set"));

  const Home home;
  home.folder.write("virga", "a file, no folder");
  const Finished barred = run_program(serve({"--tls"}), home.environment());
  CHECK(barred.code == 4);
  CHECK_THAT(barred.err, Contains(home.folder.file("virga")));
}

TEST_CASE("A damaged authority is refused by its file and left as it is", "[program][tls]") {
  const Home home;
  REQUIRE(::mkdir(home.folder.file("virga").c_str(), 0700) == 0);
  home.folder.write("virga/ca.pem", "nonsense");
  const Finished finished = run_program(serve({"--tls"}), home.environment());
  CHECK(finished.code == 4);
  CHECK(finished.out.empty());
  CHECK_THAT(finished.err, Contains(home.authority() + " holds no certificate in PEM"));
  CHECK(read_file(home.authority()) == "nonsense");
}

// ---- serving

TEST_CASE("serve --tls says where it listens and whom to trust, and is trusted", "[program][tls]") {
  const Home home;
  Program program(serve({"--tls"}), home.environment());
  CHECK_THAT(program.first_line(), Matches("virga listening on https://127\\.0\\.0\\.1:[1-9]\\d*"));
  CHECK(program.says("virga: clients trust this authority: " + home.authority() + "\n"));
  for (const char* name : {"localhost", "127.0.0.1"}) {
    RawClient client(program.url(), {.authority = home.authority(), .name = name});
    CHECK(client.ask(raw_request("GET", "/v1/tags")).status == 200);
  }
  program.signal(SIGTERM);
  CHECK(program.exit_code() == 0);
  CHECK(program.out().find('\n') == program.out().size() - 1);
}

TEST_CASE("serve --tls keeps its authority, and issues anew at each start", "[program][tls]") {
  const Home home;
  std::string first;
  {
    Program program(serve({"--tls"}), home.environment());
    program.url();
    first = *read_file(home.authority());
  }
  Program program(serve({}), home.environment({{"VIRGA_TLS", "true"}}));
  RawClient client(program.url(), {.authority = home.authority()});
  CHECK(client.ask(raw_request("GET", "/v1/tags")).status == 200);
  CHECK(read_file(home.authority()) == first);
}

TEST_CASE("serve --tls is trusted by the name it was given to listen on", "[program][tls]") {
  const Home home;
  Program program(serve({"--tls", "--host", "127.0.0.2"}), home.environment());
  CHECK_THAT(program.first_line(), Contains("https://127.0.0.2:"));
  RawClient client(program.url(), {.authority = home.authority(), .name = "127.0.0.2"});
  CHECK(client.ask(raw_request("GET", "/v1/tags")).status == 200);
}

TEST_CASE("serve --tls-cert shows what it was given, and makes no authority", "[program][tls]") {
  const Home home;
  const Files files;
  Program program(serve({"--tls-cert", files.certificate}),
                  home.environment({{"VIRGA_TLS_KEY", files.key}}));
  CHECK_THAT(program.first_line(), Contains("https://"));
  RawClient client(program.url(), {.authority = files.trusted});
  CHECK(client.ask(raw_request("GET", "/v1/tags")).status == 200);
  CHECK_FALSE(read_file(home.authority()));
}

TEST_CASE("Commands trust the user's own authority, another by --ca, and nobody else",
          "[program][tls]") {
  const Home home;
  const Files files;
  Program program(serve({"--tls"}), home.environment());
  const std::string url = program.url();
  const Finished reset = run_program({"reset", "--url", url}, home.environment());
  CHECK(reset.code == 0);
  CHECK(reset.out == "world default is as after start\n");
  CHECK(run_program({"requests"}, home.environment({{"VIRGA_URL", url}})).code == 0);

  const Home stranger;
  const Finished distrusted = run_program({"requests", "--url", url}, stranger.environment());
  CHECK(distrusted.code == 4);
  CHECK_THAT(distrusted.err,
             Contains("nobody answers at " + url + ": TLS: the certificate is not trusted: "));
  CHECK(run_program({"requests", "--url", url, "--ca", home.authority()}, stranger.environment())
            .code == 0);
  CHECK(run_program({"requests", "--url", url},
                    stranger.environment({{"VIRGA_CA", home.authority()}}))
            .code == 0);
  CHECK(run_program({"requests", "--url", url, "--ca", files.trusted}, home.environment()).code ==
        4);
}

TEST_CASE("A file for --ca that is none is named", "[program][tls]") {
  const Finished finished =
      run_program({"requests", "--url", "https://127.0.0.1:1", "--ca", "/no/such/file"});
  CHECK(finished.code == 4);
  CHECK_THAT(finished.err, Contains("/no/such/file holds no certificate to trust"));
}

}  // namespace
}  // namespace virga
