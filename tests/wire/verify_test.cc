// virga verify: a scenario held against what it did, with the reason of each rule that did too
// little.
#include <catch2/catch.hpp>
#include <fstream>
#include <string>

#include "support/folder.h"
#include "support/program.h"
#include "support/raw_client.h"
#include "wire/served.h"

namespace virga {
namespace {

using Catch::Matchers::Contains;

// Plays a scenario, lists the number pools once, and verifies.
Finished verify(const std::string& rules, bool call = true) {
  const Folder folder;
  const std::string file = folder.file("t.yaml");
  std::ofstream(file) << "format: 1\nname: t\nrules:\n" << rules;
  Served cloud;
  cloud.emulator.play(file);
  if (call) cloud.get(kListPools);
  return run_program({"verify", file, "--url", cloud.url});
}

std::string rule(const std::string& id, const std::string& rest) {
  return "  - {id: " + id + ", when: {service: vms, operation: NumberPoolList" + rest +
         ", do: [{latency: 0ms}]}\n";
}

TEST_CASE("verify says what holds, and exits with 0 when all does", "[program]") {
  const Finished held = verify(rule("a", "}, expect: {hits: 1}"));
  CHECK(held.code == 0);
  CHECK(held.out == "held      a: 1 of 1 calls, expected 1\n");
  CHECK(held.err.empty());
}

TEST_CASE("verify exits with 3 and tells four reasons apart", "[program]") {
  const auto not_held = [](const Finished& finished) {
    CHECK(finished.code == 3);
    CHECK_THAT(finished.out, Contains("never acted, expected at least 1\n"));
    return finished.out;
  };
  CHECK_THAT(not_held(verify(rule("a", "}"), false)),
             Contains("not held  a: 0 of 0 calls, expected at least 1\n") &&
                 Contains("never called: no call of an operation that the rule is about has come"));
  CHECK_THAT(not_held(verify(rule("a", ", headers: {X-Kind: b}}"))),
             Contains("clause failed: headers.X-Kind: not there, the rule takes b"));
  CHECK_THAT(not_held(verify(rule("a", "}, at: {window: {from: 1h, for: 1h}}"))),
             Contains("window or cap: window: 0ms since the scenario was loaded"));
  CHECK_THAT(
      not_held(verify(rule("a", "}, at: {calls: first 1}") + rule("b", "}, at: {calls: 1..9}"))),
      Contains("held      a: 1 of 1 calls") && Contains("shadowed: an earlier rule acted: a"));
}

TEST_CASE("verify tells what clients did wrong when they tried again", "[program]") {
  const Finished finished = verify(rule("a", "}, expect: {retries: {min: 1}}"));
  CHECK(finished.code == 3);
  CHECK_THAT(finished.out, Contains("tried again 0 times, at least 1"));
}

TEST_CASE("verify refuses what it cannot verify", "[program]") {
  const Folder folder;
  const std::string file = folder.file("t.yaml");
  Served cloud;
  const auto refused = [&](const std::string& text) {
    std::ofstream(file) << text;
    const Finished finished = run_program({"verify", file, "--url", cloud.url});
    CHECK(finished.code == 1);
    CHECK(finished.out.empty());
    return finished.err;
  };
  CHECK_THAT(refused("format: 1\nname: t\nrules: []\n"), Contains("no scenario \"t\" is loaded"));
  CHECK_THAT(refused("accounts: []\n"), Contains("this is no scenario"));
  CHECK_THAT(refused("name: [\n"), Contains(file + ":"));
  CHECK(run_program({"verify", "--url", cloud.url}).code == 2);
  CHECK(run_program({"verify", folder.file("none"), "--url", cloud.url}).code == 1);
}

}  // namespace
}  // namespace virga
