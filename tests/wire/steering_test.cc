// Commands that steer a running emulator.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "support/folder.h"
#include "support/program.h"
#include "support/raw_listener.h"
#include "support/told.h"
#include "wire/served.h"

namespace virga {
namespace {

using Catch::Matchers::Contains;
using Catch::Matchers::EndsWith;
using Catch::Matchers::StartsWith;

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

TEST_CASE("The default world begins as a copy of another from a terminal", "[program]") {
  Terminal terminal;
  terminal.send("DELETE", "/_virga/state/vms/number_pools/NP1234?world=one");
  CHECK(terminal.says({"worlds", "fork", "default", "--world", "one"}) ==
        "default is a copy of one\n");
  CHECK(terminal.pool_name("NP1234").empty());
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

TEST_CASE("A rule is armed for a time and so many hits", "[program]") {
  Terminal terminal;
  const Folder folder;
  terminal.says({"scenarios", "load",
                 folder.write("down.yaml",
                              "format: 1\nname: down\nrules:\n  - {id: all, when: {service: gsl}, "
                              "do: [{status: 503}], expect: {hits: any}}\n")});
  const auto status = [&] { return terminal.get("/v1/tags").status; };
  terminal.says({"scenarios", "arm", "down", "all", "--max-hits", "1"});
  CHECK(status() == 503);
  CHECK(status() == 200);
  terminal.says({"scenarios", "arm", "down", "all", "--ttl", "1m", "--max-hits", "3"});
  CHECK(status() == 503);
  terminal.advance(std::chrono::minutes(1));
  CHECK(status() == 200);
  terminal.says({"scenarios", "arm", "down", "all"});
  CHECK(status() == 503);
  CHECK(terminal.run({"scenarios", "arm", "down", "all", "--max-hits", "0"}).code == 1);
  CHECK(terminal.run({"scenarios", "arm", "down", "all", "--max-hits", "some"}).code == 2);
  CHECK(terminal.run({"scenarios", "arm", "down", "all", "--ttl", "1"}).code == 2);
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"scenarios", "disarm", "down", "all", "--ttl", "1m"},
        std::vector<std::string>{"scenarios", "--max-hits", "1"}}) {
    const Finished misuse = terminal.run(words);
    CHECK(misuse.code == 2);
    CHECK_THAT(misuse.err, Contains("--ttl and --max-hits go with scenarios arm"));
  }
  CHECK(status() == 503);  // nothing of this has changed the rule
}

TEST_CASE("health tells which emulator is up", "[program]") {
  Terminal terminal;
  terminal.get("/v1/tags");
  const Json health = *parse_json(terminal.says({"health", "--json"}));
  CHECK(health.at("status") == "ok");
  CHECK(health.at("services") == Json{"gsl", "iam", "sts", "vms"});
  const std::string text = terminal.says({"health"});
  CHECK_THAT(text, StartsWith("ok: virga " VIRGA_VERSION ", instance " +
                              health.at("instance").get<std::string>() + ", up for "));
  CHECK_THAT(text, EndsWith(" s, 1 world\nservices: gsl, iam, sts, vms\n"));
  CHECK(terminal.run({"health", "--world", "a"}).code == 2);  // it is about none
}

TEST_CASE("requests shows one request, and forgets all", "[program]") {
  Terminal terminal;
  terminal.get("/v1/tags");
  terminal.get("/v1/sim-cards");
  CHECK((*parse_json(terminal.says({"requests", "show", "2"})) ==
         terminal.get("/_virga/requests/2").json));
  CHECK_THAT(terminal.says({"requests", "show", "2", "--curl"}), Contains("/v1/sim-cards"));
  CHECK(terminal.says({"requests", "list", "--limit", "1"}) ==
        terminal.says({"requests", "--until", "2030-01-01T00:00:00Z", "--limit", "1"}));
  const Finished none = terminal.run({"requests", "show", "3"});
  CHECK(none.code == 1);
  CHECK_THAT(none.err, Contains("the journal holds no request 3"));
  for (const auto& [words, why] : std::vector<std::pair<std::vector<std::string>, std::string>>{
           {{"clear", "--service", "gsl"}, "--service is of no use to requests clear"},
           {{"clear", "--json"}, "--json is of no use to requests clear"},
           {{"show", "1", "--har"}, "--har is of no use to requests show"},
           {{"show"}, "requests show needs ID"},
           {{"claer"}, "did you mean \"clear\"?"}}) {
    std::vector<std::string> all{"requests"};
    all.insert(all.end(), words.begin(), words.end());
    const Finished misuse = terminal.run(all);
    CHECK(misuse.code == 2);
    CHECK_THAT(misuse.err, Contains(why));
  }
  CHECK(terminal.emulator.requests().size() == 2);
  CHECK(terminal.says({"requests", "clear", "--world", "other"}) ==
        "the journal of world other is empty\n");
  CHECK(terminal.emulator.requests().size() == 2);
  terminal.says({"requests", "clear"});
  CHECK(terminal.emulator.requests().empty());
}

TEST_CASE("call dials a privacy number, and callbacks tells what the cloud has to say of it",
          "[program]") {
  TellingCloud cloud(everything_to("http://127.0.0.1:1/hook"), Served::quiet());
  const std::string url = cloud.emulator.url();
  const auto says = [&](std::vector<std::string> words) {
    words.insert(words.end(), {"--url", url});
    const Finished finished = run_program(words);
    INFO(finished.err);
    CHECK(finished.code == 0);
    return finished.out;
  };
  CHECK(says({"callbacks"}).empty());
  CHECK(says({"call", "13700000011", "17000000002"}) ==
        "13700000011 has dialled 17000000002 in world default\n");
  CHECK(cloud.state("vms", "calls").back().at("Callee") == "13700000012");
  CHECK(says({"call", "13900000001", "17030000002", "--extension", "1000", "--world", "other"}) ==
        "13900000001 has dialled 17030000002 in world other\n");
  CHECK(cloud.state("vms", "calls", "other").back().at("Callee") == "13700000015");

  says({"clock", "advance", "1s"});
  const Json all = *parse_json(says({"callbacks", "--json"}));
  CHECK((all == cloud.get("/_virga/callbacks").json.at("callbacks")));
  CHECK(says({"callbacks", "--limit", "1"}) ==
        "1 2025-06-05T07:27:35.000Z vms call_status -> http://127.0.0.1:1/hook given_up "
        "attempts=1\n");
  CHECK(says({"callbacks", "--callback", "call_status", "--state", "pending", "--limit", "1"}) ==
        "3 2025-06-05T07:27:42.000Z vms call_status -> http://127.0.0.1:1/hook pending "
        "due=2025-06-05T07:27:42.000Z attempts=0\n");
  CHECK(says({"callbacks", "--after", std::to_string(all.size())}).empty());
  CHECK(says({"callbacks", "--state", "delivered"}).empty());
  const Finished unknown = run_program({"callbacks", "--callback", "call_stats", "--url", url});
  CHECK(unknown.code == 2);
  CHECK_THAT(unknown.err, Contains("did you mean \"call_status\"?"));
  CHECK(run_program({"callbacks", "--limit", "0", "--url", url}).code == 1);
  CHECK(run_program({"call", "13700000011", "--url", url}).code == 2);
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
  for (const std::vector<std::string>& command : {std::vector<std::string>{"state"},
                                                  {"snapshot"},
                                                  {"worlds"},
                                                  {"scenarios"},
                                                  {"health"},
                                                  {"callbacks"},
                                                  {"call", "1", "2"},
                                                  {"requests", "clear"}}) {
    std::vector<std::string> words = command;
    words.insert(words.end(), {"--url", "http://127.0.0.1:1"});
    CHECK(run_program(words).code == 4);
  }
}

}  // namespace
}  // namespace virga
