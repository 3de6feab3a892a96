// virga serve: what it prints where, what it returns, and what outlives it.
#include <sys/resource.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "support/folder.h"
#include "wire/served.h"
#include "wire/serving.h"

namespace virga {
namespace {

using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
namespace fs = std::filesystem;

const std::string kQuotaScenario = VIRGA_SOURCE_DIR "/scenarios/quota-exceeded.yaml";
const std::string kBrokenScenario = VIRGA_TEST_DATA "/broken/unknown-operation.yaml";

RawAnswer create_pool(const std::string& url) {
  return act(url, "CreateNumberPool",
             {{"Name", "new"}, {"ServiceType", 100}, {"SubServiceType", 101}});
}

// What the process has used of the processor so far.
[[maybe_unused]] std::chrono::milliseconds processor_time(pid_t process) {
  std::istringstream fields(text_of("/proc/" + std::to_string(process) + "/stat"));
  std::string skipped;
  for (int i = 0; i < 13; ++i) fields >> skipped;  // the program's name holds no blank
  long user = 0, system = 0;
  fields >> user >> system;
  return std::chrono::milliseconds((user + system) * 1000 / ::sysconf(_SC_CLK_TCK));
}

// ---- serve

TEST_CASE("serve says where it listens on standard output, and all else on the other",
          "[program]") {
  Program program(serve({}));
  const std::string line = program.first_line();
  CHECK_THAT(line, Catch::Matchers::Matches("virga listening on http://127\\.0\\.0\\.1:[1-9]\\d*"));
  CHECK(rename_pool(program.url(), "renamed").status == 200);
  CHECK(program.says("default vms UpdateNumberPoolV2 200"));
  stop(program);
  CHECK(program.out() == line + "\n");
}

TEST_CASE("serve answers from the moment it says so", "[program]") {
  Program program(serve({}));
  CHECK(ask_once(program.url(), raw_request("GET", "/_virga/health")).json().at("status") == "ok");
}

TEST_CASE("serve --port-file tells where it listens, for as long as it does", "[program]") {
  const Folder folder;
  const std::string file = folder.write("port", "something much longer that was there before");
  Program program(serve({"--port-file", file}));
  const std::string url = program.url();
  const Json told = *parse_json(text_of(file));
  CHECK(told.at("url") == url);
  CHECK(url == "http://127.0.0.1:" + told.at("port").dump());
  CHECK(told.at("pid") == program.id());
  CHECK(told.at("instance") ==
        ask_once(url, raw_request("GET", "/_virga/health")).json().at("instance"));
  CHECK(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 1);
  stop(program);
  CHECK_FALSE(fs::exists(file));
}

TEST_CASE("serve refuses a port file that cannot be written", "[program]") {
  const Finished finished = run_program(serve({"--port-file", "/no/such/folder/port"}));
  CHECK(finished.code == 4);
  CHECK(finished.out.empty());
  CHECK_THAT(finished.err, Contains("cannot write /no/such/folder/port"));
}

TEST_CASE("SIGTERM and SIGINT stop serve with exit code 0", "[program]") {
  for (const int signal : {SIGTERM, SIGINT}) {
    Program program(serve({}));
    RawClient idle(program.url());
    CHECK(idle.ask(raw_request("GET", kListPools)).status == 200);
    program.signal(signal);
    CHECK(program.exit_code() == 0);
    idle.read_rest();
    CHECK(idle.line() == Line::kEof);
  }
}

TEST_CASE("callbacks go to neighbours or anywhere, as the flag or the environment says",
          "[program]") {
  Program program(serve({"--callbacks", "any"}));
  CHECK_FALSE(program.url().empty());
  stop(program);
  Program by_environment(serve({}), {{"VIRGA_CALLBACKS", "nearby"}});
  CHECK_FALSE(by_environment.url().empty());
  stop(by_environment);
  CHECK(run_program(serve({"--callbacks", "everywhere"})).code == 2);
}

TEST_CASE("SIGTERM lets an open answer finish", "[program]") {
  const Folder folder;
  const std::string slow = folder.write(
      "slow.yaml",
      "format: 1\nname: slow\nrules:\n  - id: slow\n    when: {service: vms, operation: "
      "NumberPoolList}\n    do: [{latency: 500ms}]\n");
  Program program(serve({"--scenario", slow}));
  const std::string url = program.url();
  RawClient client(url);
  client.send(raw_request("GET", kListPools));
  REQUIRE(eventually([&] {
    return ask_once(url, raw_request("GET", "/_virga/scenarios/slow/report"))
               .json()
               .at("rules")[0]
               .at("hits") == 1;
  }));
  stop(program);
  CHECK(client.read_answer().json().at("Result").at("Total") == 14);
}

#ifndef VIRGA_SANITIZED  // the sanitizers' own checks need descriptors, and fail without any
TEST_CASE("Connections beyond the descriptors of the program are told so, and others go on",
          "[program]") {
  Program program(serve({"--log", "off"}));
  const std::string url = program.url();
  const rlimit few{24, 24};
  REQUIRE(::prlimit(program.id(), RLIMIT_NOFILE, &few, nullptr) == 0);
  std::vector<std::unique_ptr<RawClient>> clients;
  std::size_t turned_away = 0;
  for (int i = 0; i < 30; ++i) {
    clients.push_back(std::make_unique<RawClient>(url));
    clients.back()->send(raw_request("GET", kListPools));
    const int status = clients.back()->read_answer().status;
    CHECK((status == 200 || status == 503));
    if (status == 503) ++turned_away;
  }
  CHECK(turned_away > 5);
  CHECK(turned_away < 30);
  const auto before = processor_time(program.id());
  CHECK_FALSE(clients[0]->readable(std::chrono::milliseconds(300)));
  CHECK(processor_time(program.id()) - before < std::chrono::milliseconds(100));
  CHECK(clients[0]->ask(raw_request("GET", kListPools)).status == 200);
  clients.clear();  // lets others in
  CHECK(eventually([&] { return ask_once(url, raw_request("GET", kListPools)).status == 200; }));
}
#endif

TEST_CASE("serve refuses a port that is taken, and says which", "[program]") {
  Served owner;
  const Finished finished = run_program({"serve", "--port", owner.port});
  CHECK(finished.code == 4);
  CHECK(finished.out.empty());
  CHECK(finished.err ==
        "virga: cannot listen on 127.0.0.1:" + owner.port + ": Address already in use\n");
}

TEST_CASE("serve refuses a state file that it cannot use", "[program]") {
  const Folder folder;
  const std::string no_database = folder.write("notes.txt", std::string(10'000, 'n'));
  for (const std::string& state :
       {std::string("/no/such/folder/state.db"), std::string("/proc/state.db"), no_database}) {
    CAPTURE(state);
    const Finished finished = run_program(serve({"--state", state}));
    CHECK(finished.code == 4);
    CHECK(finished.out.empty());
    CHECK_THAT(finished.err, StartsWith("virga: "));
    CHECK_THAT(finished.err, Contains(state));
  }
  CHECK(text_of(no_database) == std::string(10'000, 'n'));
}

TEST_CASE("Two programs do not share a state file", "[program]") {
  const Folder folder;
  const std::string state = folder.file("state.db");
  Program owner(serve({"--state", state}));
  const std::string url = owner.url();
  const Finished second = run_program(serve({"--state", state}));
  CHECK(second.code == 4);
  CHECK_THAT(second.err, Contains(state));
  CHECK(rename_pool(url, "renamed").status == 200);
}

TEST_CASE("serve refuses broken fixtures and scenarios with the place of each mistake",
          "[program]") {
  const Folder folder;
  const std::string fixture = folder.write("world.yaml",
                                           "format: 1\nvms:\n  number_pool: []\n  number_pools:\n"
                                           "    - {NumberPoolNo: NP1, Nmae: x}\n");
  const Finished broken = run_program(serve({"--fixture", fixture}));
  CHECK(broken.code == 1);
  CHECK(broken.out.empty());
  CHECK_THAT(broken.err, Contains(fixture + ":3:3: "));
  CHECK_THAT(broken.err, Contains("did you mean \"number_pools\"?"));
  CHECK_THAT(broken.err, Contains(fixture + ":5:27: "));

  const Finished scenario =
      run_program(serve({"--scenario", kQuotaScenario, "--scenario", kBrokenScenario}));
  CHECK(scenario.code == 1);
  CHECK(scenario.out.empty());
  CHECK_THAT(scenario.err, StartsWith(kBrokenScenario + ":"));

  const Finished missing = run_program(serve({"--fixture", folder.file("none.yaml")}));
  CHECK(missing.code == 1);
  CHECK_THAT(missing.err, Contains("cannot read " + folder.file("none.yaml")));
}

TEST_CASE("serve starts worlds from several fixtures and plays several scenarios", "[program]") {
  const Folder folder;
  const auto pool = [](const std::string& number) {
    return "format: 1\nvms:\n  number_pools:\n    - {NumberPoolNo: " + number +
           ", Name: n, ServiceType: 100, SubServiceType: 101}\n";
  };
  Program program(serve({"--fixture", folder.write("a.yaml", pool("NPa")), "--fixture",
                         folder.write("b.yaml", pool("NPb")), "--scenario", kQuotaScenario,
                         "--scenario", VIRGA_SOURCE_DIR "/scenarios/system-busy.yaml"}));
  const std::string url = program.url();
  const Json pools =
      ask_once(url, raw_request("GET", kListPools)).json().at("Result").at("Records");
  CHECK(pools.size() == 2);
  CHECK(ask_once(url, raw_request("GET", "/_virga/scenarios")).json().at("scenarios").size() == 2);
  stop(program);
}

TEST_CASE("serve logs text, JSON or nothing", "[program]") {
  for (const char* form : {"text", "json", "off"}) {
    CAPTURE(form);
    Program program(serve({"--log", form}));
    const std::string url = program.url();
    ask_once(url, raw_request("GET", "/v1/tags"));
    act(url, "UpdateNumberPoolV3", Json::object());
    stop(program);
    std::istringstream log(program.err());
    std::vector<std::string> lines;
    for (std::string line; std::getline(log, line);) lines.push_back(line);
    if (std::string(form) == "off") {
      CHECK(lines.empty());
      continue;
    }
    REQUIRE(lines.size() == 2);
    if (std::string(form) == "json") {
      CHECK(parse_json(lines[0])->at("operation") == "ListTags");
      CHECK(parse_json(lines[1])->at("error") == "InvalidActionOrVersion");
    } else {
      CHECK_THAT(lines[0], Contains("default gsl ListTags 200"));
      CHECK_THAT(lines[1], Contains("404 InvalidActionOrVersion"));
      CHECK_THAT(lines[1], Contains("the nearest known operation is UpdateNumberPoolV2"));
    }
  }
}

TEST_CASE("serve bounds the journal as it is told, and keeps what that drops in a file",
          "[program]") {
  const Folder folder;
  const std::string file = folder.file("dropped.jsonl");
  Program program(serve({"--journal-entries", "2", "--journal-bytes", "1000000", "--journal-file",
                         file, "--log", "off"}));
  const std::string url = program.url();
  for (int i = 0; i < 3; ++i) ask_once(url, raw_request("GET", "/v1/tags"));
  const Json journal = ask_once(url, raw_request("GET", "/_virga/requests")).json();
  CHECK(journal.at("dropped") == 1);
  CHECK(journal.at("requests").size() == 2);
  const auto dropped = parse_json(text_of(file));
  REQUIRE(dropped);
  CHECK(dropped->at("id") == 1);
  CHECK(dropped->at("operation") == "ListTags");
  stop(program);
  const Finished refused = run_program(serve({"--journal-file", "/no/such/folder/x"}));
  CHECK(refused.code == 4);
  CHECK_THAT(refused.err, Contains("/no/such/folder/x"));
}

TEST_CASE("serve --worlds bounds the number of worlds", "[program]") {
  Program program(serve({"--worlds", "1", "--log", "off"}));
  const std::string url = program.url();
  const auto status = [&](const std::string& world) {
    return ask_once(url, raw_request("GET", "/v1/tags", "", {{"X-Virga-World", world}})).status;
  };
  CHECK(status("one") == 200);
  CHECK(status("two") == 400);
  CHECK(status("default") == 200);
  stop(program);
}

TEST_CASE("serve --clock and --seed make runs that are alike to the last id", "[program]") {
  const auto life = [](const std::string& seed) {
    Program program(serve({"--clock", "frozen@2025-06-05T07:27:35Z", "--seed", seed}));
    const std::string url = program.url();
    const RawAnswer answer = create_pool(url);
    CHECK(answer.header("Date") == "Thu, 05 Jun 2025 07:27:35 GMT");
    stop(program);
    return answer.json();
  };
  const Json one = life("7");
  CHECK(one == life("7"));
  CHECK(one != life("8"));
}

TEST_CASE("serve --auth strict asks for signatures, off asks nobody", "[program]") {
  const Headers claim{
      {"Authorization", "SDK-HMAC-SHA256 Access=AKVIRGA-x, SignedHeaders=x-sdk-date, Signature=00"},
      {"X-Sdk-Date", "20250605T072735Z"}};
  const auto statuses = [&](const std::string& mode) {
    Program program(serve({"--auth", mode}));
    const std::string url = program.url();
    return std::pair(ask_once(url, raw_request("GET", "/v1/tags")).status,
                     ask_once(url, raw_request("GET", "/v1/tags", "", claim)).status);
  };
  CHECK(statuses("strict") == std::pair(401, 401));
  CHECK(statuses("lenient") == std::pair(200, 401));
  CHECK(statuses("off") == std::pair(200, 200));
}

TEST_CASE("serve --explain says why in a header", "[program]") {
  Program program(serve({"--explain"}));
  CHECK(act(program.url(), "UpdateNumberPoolV2", {{"NumberPoolNo", "NP0"}, {"Name", "x"}})
            .header("X-Virga-Why") == "there is no such pool");
}

TEST_CASE("serve --quota real keeps the documented call limits", "[program]") {
  const auto second = [](const std::vector<std::string>& flags) {
    Program program(serve(flags));
    const std::string url = program.url();
    ask_once(url, raw_request("GET", "/v1/sim-cards"));
    return ask_once(url, raw_request("GET", "/v1/sim-cards")).status;
  };
  CHECK(second({"--quota", "real", "--clock", "frozen@2025-06-05T07:27:35Z"}) == 429);
  CHECK(second({}) == 200);
}

// ---- the state file

TEST_CASE("A state file carries the state over a restart, and ids do not repeat", "[program]") {
  const Folder folder;
  // The clock stands, so that a new id cannot come from a new time.
  const auto flags = serve({"--state", folder.file("state.db"), "--clock",
                            "frozen@2025-06-05T07:27:35Z", "--seed", "1"});
  std::set<std::string> pools, tags;
  for (int life = 0; life < 3; ++life) {
    Program program(flags);
    const std::string url = program.url();
    if (life > 0)
      CHECK(document(url, "vms/number_pools/NP1234").at("Name") ==
            "life " + std::to_string(life - 1));
    CHECK(rename_pool(url, "life " + std::to_string(life)).status == 200);
    for (const std::string& pool : pools)
      CHECK(document(url, "vms/number_pools/" + pool).at("Name") == "new");
    for (int i = 0; i < 2; ++i) {
      const Json created = create_pool(url).json().at("Result");
      CHECK(pools.insert(created.at("NumberPoolNo").get<std::string>()).second);
      const std::string name = "tag" + std::to_string(10 * life + i);
      const Json tag =
          ask_once(url, raw_request("POST", "/v1/tags", Json{{"tag_name", name}}.dump())).json();
      CHECK(tags.insert(tag.at("id").dump()).second);
    }
    stop(program);
  }
  CHECK(pools.size() == 6);
  CHECK(tags.size() == 6);
}

TEST_CASE("A state file keeps each world apart over a restart", "[program]") {
  const Folder folder;
  const auto flags = serve({"--state", folder.file("state.db")});
  {
    Program program(flags);
    CHECK(act(program.url(), "UpdateNumberPoolV2",
              {{"NumberPoolNo", "NP1234"}, {"Name", "renamed"}}, {{"X-Virga-World", "a"}})
              .status == 200);
    stop(program);
  }
  Program program(flags);
  const std::string url = program.url();
  CHECK(document(url, "vms/number_pools/NP1234?world=a").at("Name") == "renamed");
  CHECK(document(url, "vms/number_pools/NP1234?world=b").at("Name") == "默认号码池");
  CHECK(run_program({"reset", "--url", url, "--world", "a"}).code == 0);
  CHECK(document(url, "vms/number_pools/NP1234?world=a").at("Name") == "默认号码池");
}

TEST_CASE("A state file survives a kill", "[program]") {
  const Folder folder;
  const auto flags = serve({"--state", folder.file("state.db")});
  {
    Program program(flags);
    CHECK(rename_pool(program.url(), "renamed").status == 200);
    program.signal(SIGKILL);
    CHECK(program.exit_code() == 128 + SIGKILL);
  }
  Program program(flags);
  CHECK(document(program.url(), "vms/number_pools/NP1234").at("Name") == "renamed");
}

}  // namespace
}  // namespace virga
