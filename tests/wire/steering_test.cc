// Commands that steer a running emulator.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "support/folder.h"
#include "support/program.h"
#include "support/raw_listener.h"
#include "wire/served.h"

namespace virga {
namespace {

using Catch::Matchers::Contains;

const std::string kScenario = VIRGA_SOURCE_DIR "/scenarios/quota-exceeded.yaml";

class Terminal : public Served {
 public:
  Finished run(std::vector<std::string> words) {
    words.insert(words.end(), {"--url", url});
    return run_program(words);
  }
  std::string says(const std::vector<std::string>& words) {
    const Finished finished = run(words);
    INFO(finished.err);
    CHECK(finished.code == 0);
    return finished.out;
  }
};

TEST_CASE("state shows, puts and deletes documents from a terminal", "[program]") {
  Terminal terminal;
  const Folder folder;
  const std::string pool = folder.write(
      "pool.yaml", "{NumberPoolNo: NP9, Name: n, ServiceType: 100, SubServiceType: 101}");
  terminal.says({"state", "put", "vms", "number_pools", "NP9", pool});
  CHECK(terminal.pool_name("NP9") == "n");
  CHECK_THAT(terminal.says({"state", "get", "vms", "number_pools", "NP9"}), Contains("\"NP9\""));
  CHECK_THAT(terminal.says({"state", "list", "vms", "number_pools"}), Contains("\"NP9\""));
  CHECK_THAT(terminal.says({"state"}), Contains("NP9"));
  terminal.says({"state", "delete", "vms", "number_pools", "NP9"});
  CHECK(terminal.pool_name("NP9").empty());
  CHECK(terminal.run({"state", "get", "vms", "number_pools", "NP9"}).code == 1);
  CHECK(terminal.run({"state", "get", "vms"}).code == 2);
}

TEST_CASE("snapshots are taken, listed, gone back to and dropped", "[program]") {
  Terminal terminal;
  CHECK(terminal.says({"snapshot", "take", "before"}) == "taken before\n");
  CHECK_THAT(terminal.says({"snapshot"}), Contains("before 2025-06-05T07:27:35.000Z "));
  terminal.says({"state", "delete", "vms", "number_pools", "NP1234"});
  CHECK(terminal.says({"snapshot", "restore", "before"}) == "restored before\n");
  CHECK_FALSE(terminal.pool_name("NP1234").empty());
  terminal.says({"snapshot", "drop", "before"});
  const Finished gone = terminal.run({"snapshot", "restore", "before"});
  CHECK(gone.code == 1);
  CHECK_THAT(gone.err, Contains("no snapshot \"before\""));
}

TEST_CASE("worlds are copied and taken away, and a slip makes none", "[program]") {
  Terminal terminal;
  CHECK(terminal.says({"worlds", "fork", "copy"}) == "copy is a copy of default\n");
  CHECK_THAT(terminal.says({"worlds"}), Contains("copy "));
  const Finished slip = terminal.run({"worlds", "fork", "other", "--world", "cpoy"});
  CHECK(slip.code == 1);
  CHECK_THAT(slip.err, Contains("no world \"cpoy\""));
  CHECK(terminal.says({"worlds", "drop", "copy"}) == "copy is gone\n");
  CHECK_THAT(terminal.says({"worlds"}), !Contains("copy") && !Contains("cpoy"));
}

TEST_CASE("scenarios are loaded, disarmed, reported and dropped", "[program]") {
  Terminal terminal;
  terminal.says({"scenarios", "load", kScenario});
  CHECK(terminal.says({"scenarios"}) == "quota-exceeded 1 rules\n");
  terminal.says({"scenarios", "disarm", "quota-exceeded", "third-update-hits-the-quota"});
  CHECK_THAT(terminal.says({"scenarios", "report", "quota-exceeded"}), Contains("\"armed\":false"));
  terminal.says({"scenarios", "arm", "quota-exceeded", "third-update-hits-the-quota"});
  CHECK_THAT(terminal.says({"scenarios", "report", "quota-exceeded"}), Contains("\"armed\":true"));
  terminal.says({"scenarios", "drop", "quota-exceeded"});
  CHECK(terminal.says({"scenarios"}).empty());
  CHECK(terminal.run({"scenarios", "load", "/no/such/file"}).code == 1);
}

TEST_CASE("fixture adds documents, or replaces all", "[program]") {
  Terminal terminal;
  const Folder folder;
  const std::string tag =
      folder.write("tag.yaml", "format: 1\ngsl: {tags: [{id: 1, tag_name: mine, status: 0}]}\n");
  terminal.says({"fixture", "load", tag});
  CHECK_FALSE(terminal.pool_name("NP1234").empty());
  terminal.says({"fixture", "replace", tag});
  CHECK(terminal.state("gsl", "tags").size() == 1);
  CHECK(terminal.pool_name("NP1234").empty());
  CHECK(terminal.run({"fixture"}).code == 2);
}

TEST_CASE("An answer may take as long as --timeout says, and a leap of the clock longer",
          "[program]") {
  const RawListener silent([](RawPeer& client) { client.wait_for_end(); });
  for (const char* command : {"reset", "clock"}) {
    const Finished late = run_program({command, "--url", silent.url(), "--timeout", "50ms"});
    CHECK(late.code == 4);
    CHECK_THAT(late.err, Contains("no whole answer within 50 ms"));
  }
  CHECK_THAT(run_program({"help", "reset"}).out, Contains("(default 10s; VIRGA_TIMEOUT)"));
  CHECK_THAT(run_program({"help", "clock"}).out, Contains("(default 10m; VIRGA_TIMEOUT)"));
  const Finished misuse = run_program({"reset"}, {{"VIRGA_TIMEOUT", "5"}});
  CHECK(misuse.code == 2);
  CHECK_THAT(misuse.err, Contains("VIRGA_TIMEOUT: 5 lacks its unit"));
}

TEST_CASE("Commands that steer say 4 when nobody answers", "[program]") {
  for (const char* command : {"state", "snapshot", "worlds", "scenarios"})
    CHECK(run_program({command, "--url", "http://127.0.0.1:1"}).code == 4);
}

}  // namespace
}  // namespace virga
