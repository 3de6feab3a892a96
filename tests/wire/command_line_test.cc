// The command line: misuse, the environment, and the commands that need no running emulator.
#include <catch2/catch.hpp>
#include <filesystem>
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

const std::string kDemo = VIRGA_SOURCE_DIR "/fixtures/demo.yaml";
const std::string kQuotaScenario = VIRGA_SOURCE_DIR "/scenarios/quota-exceeded.yaml";
const std::string kBrokenScenario = VIRGA_TEST_DATA "/broken/unknown-operation.yaml";

// Wrong use of the command line: exit code 2, nothing on standard output, the reason on the other.
void check_misuse(const std::vector<std::string>& arguments, const std::string& reason,
                  const Environment& environment = {}) {
  CAPTURE(arguments);
  const Finished finished = run_program(arguments, environment);
  CHECK(finished.code == 2);
  CHECK(finished.out.empty());
  CHECK_THAT(finished.err, StartsWith("virga: "));
  CHECK_THAT(finished.err, Contains(reason));
}

// ---- misuse and the environment

TEST_CASE("An unknown flag, command or service is refused with the nearest word", "[program]") {
  check_misuse({"serve", "--prot", "0"}, "unknown flag --prot (did you mean \"--port\"?)");
  check_misuse({"serve", "--fixtures=x"}, "(did you mean \"--fixture\"?)");
  check_misuse({"requests", "--operaton", "x"}, "(did you mean \"--operation\"?)");
  check_misuse({"--versoin"}, "(did you mean \"--version\"?)");
  check_misuse({"sevre"}, "unknown command \"sevre\" (did you mean \"serve\"?)");
  check_misuse({"sevre", "--port", "0"}, "(did you mean \"serve\"?)");
  check_misuse({"help", "chek"}, "(did you mean \"check\"?)");
  check_misuse({"operations", "--service", "vmss"},
               "--service: \"vmss\" is none of gsl, iam, sts, vms (did you mean \"vms\"?)");
  check_misuse({"serve", "now"}, "unexpected argument \"now\"");
}

TEST_CASE("A command without what it needs is misuse", "[program]") {
  check_misuse({"check"}, "FILE");
  check_misuse({"serve", "--port"}, "--port");
  CHECK(run_program({}).code == 2);
}

TEST_CASE("Bad values of flags are misuse", "[program]") {
  for (const char* port : {"-1", "65536", "http", "1.5", "80x"})
    check_misuse({"serve", "--port", port}, "--port");
  for (const char* mode : {"Strict", "none", ""})
    check_misuse({"serve", "--port", "0", "--auth", mode}, "--auth");
  for (const char* clock :
       {"frozen", "frozen@", "frozen@yesterday", "2025-06-05T07:27:35Z", "fast"})
    check_misuse({"serve", "--port", "0", "--clock", clock}, "--clock");
  for (const char* seed : {"x", "-1", "1.5"})
    check_misuse({"serve", "--port", "0", "--seed", seed}, "--seed");
  check_misuse({"serve", "--port", "0", "--log", "xml"}, "--log");
}

TEST_CASE("Each flag may come from the environment, and the flag wins", "[program]") {
  Served owner;
  const Finished taken = run_program({"serve"}, {{"VIRGA_PORT", owner.port}});
  CHECK(taken.code == 4);
  CHECK_THAT(taken.err, Contains(":" + owner.port));

  const Folder folder;
  const Environment environment{{"VIRGA_PORT", owner.port},
                                {"VIRGA_AUTH", "strict"},
                                {"VIRGA_LOG", "off"},
                                {"VIRGA_CLOCK", "frozen@2025-06-05T07:27:35Z"},
                                {"VIRGA_SCENARIO", kQuotaScenario},
                                {"VIRGA_PORT_FILE", folder.file("port")}};
  Program strict({"serve", "--port", "0"}, environment);
  const std::string url = strict.url();
  CHECK(url != owner.url);
  const RawAnswer refused = ask_once(url, raw_request("GET", "/v1/tags"));
  CHECK(refused.status == 401);
  CHECK(refused.header("Date") == "Thu, 05 Jun 2025 07:27:35 GMT");
  CHECK(ask_once(url, raw_request("GET", "/_virga/scenarios")).json().at("scenarios").size() == 1);
  CHECK(parse_json(text_of(folder.file("port")))->at("url") == url);
  stop(strict);
  CHECK(strict.err().empty());

  Program off({"serve", "--port", "0", "--auth", "off"}, environment);
  CHECK(ask_once(off.url(), raw_request("GET", "/v1/tags")).status == 200);
}

TEST_CASE("Bad values in the environment are misuse, too", "[program]") {
  check_misuse({"serve"}, "VIRGA_PORT: \"many\" is no whole number from 0 to 65535",
               {{"VIRGA_PORT", "many"}});
  check_misuse({"serve", "--port", "0"},
               "VIRGA_AUTH: \"strikt\" is none of off, lenient, strict"
               " (did you mean \"strict\"?)",
               {{"VIRGA_AUTH", "strikt"}});
  check_misuse({"serve", "--port", "0"}, "VIRGA_CLOCK: \"fast\" is neither",
               {{"VIRGA_CLOCK", "fast"}});
  check_misuse({"serve", "--port", "0"}, "VIRGA_WATCH: \"perhaps\" is neither true nor false",
               {{"VIRGA_WATCH", "perhaps"}});
  check_misuse({"requests"}, "VIRGA_HAR does not go with VIRGA_JSON",
               {{"VIRGA_JSON", "true"}, {"VIRGA_HAR", "true"}});
}

// ---- check, operations, help

TEST_CASE("check says ok of right files, and every mistake of wrong ones", "[program]") {
  const Finished right = run_program({"check", kDemo, kQuotaScenario});
  CHECK(right.code == 0);
  CHECK(right.out == kDemo + ": ok\n" + kQuotaScenario + ": ok\n");
  CHECK(right.err.empty());

  const Finished wrong =
      run_program({"check", kBrokenScenario, kQuotaScenario, "/no/such/file.yaml"});
  CHECK(wrong.code == 1);
  CHECK(wrong.out == kQuotaScenario + ": ok\n");
  CHECK_THAT(wrong.err,
             Catch::Matchers::Matches("[^\\0]*unknown-operation\\.yaml:\\d+:\\d+: [^\\0]*"));
  CHECK_THAT(wrong.err, Contains("/no/such/file.yaml: cannot be read"));
}

TEST_CASE("check finds something wrong in every broken scenario", "[program]") {
  for (const auto& entry : fs::directory_iterator(VIRGA_TEST_DATA "/broken")) {
    const std::string file = entry.path();
    CAPTURE(file);
    const Finished finished = run_program({"check", file});
    CHECK(finished.code == 1);
    CHECK_THAT(finished.err, StartsWith(file + ":"));
    CHECK(finished.out.empty());
  }
}

TEST_CASE("operations --json is what the control API says of the catalogue", "[program]") {
  const Finished all = run_program({"operations", "--json"});
  CHECK(all.code == 0);
  CHECK(all.err.empty());
  const Json list = *parse_json(all.out);
  Cloud cloud;
  CHECK(list == cloud.get("/_virga/operations").json);
  REQUIRE(list.size() > 100);
  for (const Json& operation : list) {
    CAPTURE(operation.dump());
    REQUIRE(operation.size() == 7);
    CHECK(operation.at("service").is_string());
    CHECK_FALSE(operation.at("name").get<std::string>().empty());
    CHECK_FALSE(operation.at("route").get<std::string>().empty());
    CHECK_FALSE(operation.at("summary").get<std::string>().empty());
    CHECK(operation.at("parameters").is_array());
    CHECK(operation.at("errors").is_array());
    CHECK(operation.at("emulated").is_boolean());
    for (const Json& parameter : operation.at("parameters"))
      for (const char* member : {"name", "in", "type", "required"})
        CHECK(parameter.contains(member));
    for (const Json& error : operation.at("errors"))
      for (const char* member : {"code", "status", "message"}) CHECK(error.contains(member));
  }
  const Json vms = *parse_json(run_program({"operations", "--json", "--service", "vms"}).out);
  CHECK(vms == cloud.get("/_virga/operations?service=vms").json);
}

TEST_CASE("operations lists one operation a line and counts them", "[program]") {
  const Finished finished = run_program({"operations", "--service", "gsl"});
  CHECK(finished.code == 0);
  CHECK_THAT(finished.out, Contains("gsl  ListTags"));
  CHECK_THAT(finished.out, Contains("operations are emulated\n"));
  CHECK_THAT(finished.out, !Contains("UpdateNumberPoolV2"));
}

TEST_CASE("--version and help answer on standard output with exit code 0", "[program]") {
  const Finished version = run_program({"--version"});
  CHECK(version.code == 0);
  CHECK(version.out == "virga " VIRGA_VERSION "\n");
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"help"}, std::vector<std::string>{"--help"}}) {
    const Finished help = run_program(arguments);
    CHECK(help.code == 0);
    for (const char* command : {"serve", "check", "operations", "requests", "reset"})
      CHECK_THAT(help.out, Contains(command));
  }
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"help", "serve"}, std::vector<std::string>{"serve", "--help"}}) {
    const Finished help = run_program(arguments);
    CHECK(help.code == 0);
    CHECK(help.err.empty());
    for (const char* flag : {"--port", "--state", "--auth", "VIRGA_PORT", "4610"})
      CHECK_THAT(help.out, Contains(flag));
  }
}

}  // namespace
}  // namespace virga
