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
  CHECK_THAT(refused("accounts: []\n"), Contains("this is no scenario and holds no expectations"));
  CHECK_THAT(refused("name: [\n"), Contains(file + ":"));
  CHECK(run_program({"verify", "--url", cloud.url}).code == 2);
  CHECK(run_program({"verify", folder.file("none"), "--url", cloud.url}).code == 1);
}

// ---- files of expectations

const std::string kListed =
    "format: 1\nexpectations:\n  - {id: listed, when: {service: vms, operation: NumberPoolList}";

TEST_CASE("verify holds a file of expectations against the journal", "[program]") {
  const Folder folder;
  const std::string file = folder.write("e.yaml", kListed + ", count: 1}\n");
  Served cloud;
  const Finished none = run_program({"verify", file, "--url", cloud.url});
  CHECK(none.code == 3);
  CHECK(none.out ==
        "not held  listed: 0 calls, expected 1\n"
        "          1 call too few\n"
        "          no call of an operation that it is about has come\n");
  cloud.get(kListPools);
  const Finished held = run_program({"verify", file, "--url", cloud.url});
  CHECK(held.code == 0);
  CHECK(held.out == "held      listed: 1 call, expected 1\n");
  CHECK(held.err.empty());
  CHECK(run_program({"verify", file, "--url", cloud.url, "--world", "other"}).code == 3);
}

TEST_CASE("verify --wait is over as soon as all expectations hold", "[program]") {
  const Folder folder;
  const std::string file = folder.write("e.yaml", kListed + "}\n");
  Served cloud;
  Program waiting({"verify", file, "--url", cloud.url, "--wait", "1m"});
  cloud.get(kListPools);
  CHECK(waiting.exit_code() == 0);
  const Finished over =
      run_program({"verify", folder.write("f.yaml", kListed + ", count: 5}\n"), "--url", cloud.url},
                  {{"VIRGA_WAIT", "20ms"}});
  CHECK(over.code == 3);
}

TEST_CASE("verify names what is wrong in a file of expectations before it asks anybody",
          "[program]") {
  const Folder folder;
  const std::string file = folder.write("e.yaml", kListed + ", cuont: 1}\n");
  const Finished wrong = run_program({"verify", file, "--url", "http://127.0.0.1:1"});
  CHECK(wrong.code == 1);
  CHECK(wrong.out.empty());
  CHECK_THAT(wrong.err, Contains(file + ":3:") && Contains("did you mean \"count\"?"));

  const std::string good = folder.write("g.yaml", kListed + "}\n");
  const Finished lacks_unit = run_program({"verify", good, "--wait", "5"});
  CHECK(lacks_unit.code == 2);
  CHECK_THAT(lacks_unit.err, Contains("--wait: 5 lacks its unit"));
  const std::string scenario = folder.write("s.yaml", "format: 1\nname: t\nrules: []\n");
  CHECK(run_program({"verify", scenario, "--wait", "5s"}).code == 2);
  CHECK(run_program({"verify", good, "--url", "http://127.0.0.1:1"}).code == 4);
  Served cloud;
  const Finished long_wait = run_program({"verify", good, "--url", cloud.url, "--wait", "1h"});
  CHECK(long_wait.code == 1);
  CHECK_THAT(long_wait.err, Contains("at most 5m"));
}

TEST_CASE("check accepts files of expectations, and names their mistakes", "[program]") {
  const Folder folder;
  const std::string good = folder.write("g.yaml", kListed + "}\n");
  const Finished ok = run_program({"check", good});
  CHECK(ok.code == 0);
  CHECK(ok.out == good + ": ok\n");
  const Finished bad = run_program({"check", folder.write("b.yaml", kListed + ", order: 1}\n")});
  CHECK(bad.code == 1);
  CHECK_THAT(bad.err, Contains("b.yaml:3:") && Contains("unknown key \"order\""));
}

}  // namespace
}  // namespace virga
