// Commands that ask a running emulator: the journal, its reset, its clock.
#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "wire/served.h"
#include "wire/serving.h"

namespace virga {
namespace {

using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

TEST_CASE("requests follow tells calls as they come, until the emulator ends", "[program]") {
  Program program(serve({"--clock", "frozen@2025-06-05T07:27:35Z"}));
  const std::string url = program.url();
  rename_pool(url, "renamed");
  Program follower({"requests", "follow", "--url", url, "--after", "0"});
  Program tags(
      {"requests", "follow", "--url", url, "--after", "0", "--operation", "ListTags", "--json"});
  const std::string renamed = "1 2025-06-05T07:27:35.000Z vms UpdateNumberPoolV2 200";
  CHECK(follower.first_line() == renamed);
  ask_once(url, raw_request("GET", "/v1/tags"));
  const auto listed = parse_json(tags.first_line());
  REQUIRE(listed);
  CHECK(listed->at("operation") == "ListTags");
  ask_once(url, raw_request("DELETE", "/_virga/requests"));
  CHECK(follower.says("the journal was cleared"));
  stop(program);
  CHECK(follower.exit_code() == 0);
  CHECK(tags.exit_code() == 0);
  CHECK_THAT(follower.out(), Contains(renamed + "\n2 2025-06-05T07:27:35.000Z gsl ListTags 200\n"));
}

TEST_CASE("requests follow refuses what has no end or no emulator", "[program]") {
  const Finished archive = run_program({"requests", "follow", "--har"});
  CHECK(archive.code == 2);
  CHECK_THAT(archive.err, Contains("has no end"));
  const Finished nobody = run_program({"requests", "follow", "--url", "http://127.0.0.1:1"});
  CHECK(nobody.code == 4);
  Served cloud;
  const Finished limited = run_program({"requests", "follow", "--url", cloud.url, "--limit", "3"});
  CHECK(limited.code == 1);
  CHECK_THAT(limited.err, Contains("limit"));
}

TEST_CASE("requests shows the journal of a running emulator, whole or filtered", "[program]") {
  Program program(serve({"--clock", "frozen@2025-06-05T07:27:35Z"}));
  const std::string url = program.url();
  rename_pool(url, "renamed");
  ask_once(url, raw_request("GET", "/v1/tags"));
  act(url, "UpdateNumberPoolV2", {{"NumberPoolNo", "NP0"}, {"Name", "x"}});

  const Finished all = run_program({"requests", "--url", url});
  CHECK(all.code == 0);
  CHECK(all.err.empty());
  CHECK(all.out ==
        "1 2025-06-05T07:27:35.000Z vms UpdateNumberPoolV2 200\n"
        "2 2025-06-05T07:27:35.000Z gsl ListTags 200\n"
        "3 2025-06-05T07:27:35.000Z vms UpdateNumberPoolV2 400 InvalidParameter"
        " (there is no such pool)\n");
  const Finished refused =
      run_program({"requests", "--status", "400", "--json"}, {{"VIRGA_URL", url}});
  CHECK(refused.code == 0);
  const Json list = *parse_json(refused.out);
  REQUIRE(list.size() == 1);
  CHECK(list[0].at("id") == 3);
  CHECK(run_program({"requests", "--url", url, "--text", "no such text"}).out.empty());
  CHECK(run_program({"requests", "--url", url, "--world", "other"}).out.empty());
  const Finished broken = run_program({"requests", "--url", url, "--error", "InvalidParameter"});
  CHECK_THAT(broken.out, StartsWith("3 "));
  CHECK(run_program({"requests", "--url", url, "--rule", "none-of-them"}).out.empty());
  CHECK(run_program({"requests", "--url", url, "--access-key", "AKNOBODY"}).out.empty());

  const Finished nonsense = run_program({"requests", "--url", url, "--since", "yesterday"});
  CHECK(nonsense.code == 1);
  CHECK_THAT(nonsense.err, Contains("\"yesterday\" is no ISO 8601 time"));
}

TEST_CASE("reset puts a world of a running emulator back", "[program]") {
  Program program(serve({}));
  const std::string url = program.url();
  rename_pool(url, "renamed");
  const Finished other = run_program({"reset", "--url", url, "--world", "other"});
  CHECK(other.out == "world other is as after start\n");
  CHECK(document(url, "vms/number_pools/NP1234").at("Name") == "renamed");
  CHECK(run_program({"reset", "--url", url}).code == 0);
  CHECK(document(url, "vms/number_pools/NP1234").at("Name") == "默认号码池");
  CHECK(run_program({"reset", "--url", url, "--world", "no name"}).code == 1);
}

TEST_CASE("clock shows and moves the clock of a running emulator", "[program]") {
  // Years that pass are a great many midnights, so nothing here leaps over them.
  Program program(serve({"--clock", "frozen@2029-12-31T07:27:35Z"}));
  const auto clock = [url = program.url()](std::vector<std::string> words) {
    words.insert(words.begin(), "clock");
    words.insert(words.end(), {"--url", url});
    return run_program(words);
  };
  CHECK(clock({}).out == "2029-12-31T07:27:35.000Z frozen\n");
  CHECK(clock({"advance", "36h"}).out == "2030-01-01T19:27:35.000Z frozen\n");
  CHECK(clock({"now", "--world", "other"}).out == "2029-12-31T07:27:35.000Z frozen\n");
  CHECK(clock({"freeze", "2030-01-02T00:00:00Z"}).out == "2030-01-02T00:00:00.000Z frozen\n");
  CHECK_THAT(clock({"real"}).out, Contains("Z real\n"));
  CHECK_THAT(clock({"advance", "10h"}).out, Contains("Z offset 10h\n"));
  const std::string frozen = clock({"freeze"}).out;
  CHECK(clock({"now"}).out == frozen);
  CHECK_THAT(clock({"offset", "-16m"}).out, Contains("Z offset -16m\n"));
  CHECK_THAT(clock({"scaled", "60"}).out, Contains("Z scaled 60.0\n"));

  const Finished wrong = clock({"advance", "36"});
  CHECK(wrong.code == 1);
  CHECK_THAT(wrong.err, Contains("36 lacks its unit"));
  for (const auto& [words, why] : std::vector<std::pair<std::vector<std::string>, std::string>>{
           {{"freze"}, "did you mean \"freeze\"?"},
           {{"advance"}, "clock advance needs SPAN"},
           {{"real", "36h"}, "clock real takes nothing beside it, not 36h"},
           {{"scaled", "fast"}, "needs a number"}}) {
    const Finished misuse = clock(words);
    CHECK(misuse.code == 2);
    CHECK_THAT(misuse.err, Contains(why));
  }
}

TEST_CASE("A control token is asked for, and handed over", "[program]") {
  Program program(serve({}), {{"VIRGA_CONTROL_TOKEN", "s3cret"}});
  const std::string url = program.url();
  const Finished refused = run_program({"reset", "--url", url});
  CHECK(refused.code == 1);
  CHECK_THAT(refused.err, Contains("token"));
  CHECK(run_program({"reset", "--url", url, "--control-token", "s3cret"}).code == 0);
  CHECK(run_program({"requests", "--url", url}, {{"VIRGA_CONTROL_TOKEN", "s3cret"}}).code == 0);
}

TEST_CASE("Commands that find nobody listening return 4 and say where they asked", "[program]") {
  std::string url;
  {
    Served gone;
    url = gone.url;
  }
  for (const char* command : {"requests", "coverage", "reset", "clock"}) {
    const Finished finished = run_program({command, "--url", url});
    CHECK(finished.code == 4);
    CHECK(finished.out.empty());
    CHECK_THAT(finished.err, Contains("nobody answers at " + url + ": the connection was refused"));
  }
}

}  // namespace
}  // namespace virga
