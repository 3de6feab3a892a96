// virga coverage: what a running emulator was asked for, and whether that is enough.
#include <catch2/catch.hpp>
#include <string>

#include "support/program.h"
#include "wire/served.h"

namespace virga {
namespace {

using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

Finished coverage(const Served& cloud, std::vector<std::string> flags = {},
                  const Environment& environment = {}) {
  flags.insert(flags.begin(), "coverage");
  flags.insert(flags.end(), {"--url", cloud.url});
  return run_program(flags, environment);
}

TEST_CASE("coverage says of each service what was called, and then what is missing", "[program]") {
  Served cloud;
  cloud.get(kListPools);
  const Finished all = coverage(cloud);
  CHECK(all.code == 0);
  CHECK(all.err.empty());
  CHECK(all.out == cloud.emulator.coverage().text());
  CHECK_THAT(all.out, StartsWith("world default: 0.7%, 1 of 138 operations, 0 of ") &&
                          Contains("\nvms  1 of 90 operations, 0 of ") &&
                          Contains("\ngsl, never called:\n  ListSimCards, "));
  const Finished gsl = coverage(cloud, {"--service", "gsl"});
  CHECK_THAT(gsl.out, StartsWith("world default: 0.0%, 0 of 39 operations, ") && !Contains("vms"));
  CHECK_THAT(coverage(cloud, {"--world", "other"}).out, StartsWith("world other: 0.0%"));
  CHECK_THAT(coverage(cloud, {"--scope", "process"}, {{"VIRGA_WORLD", "other"}}).out,
             StartsWith("all worlds: 0.7%"));
}

TEST_CASE("coverage prints JSON and JUnit's XML as the control API does", "[program]") {
  Served cloud;
  cloud.get(kListPools);
  const Finished json = coverage(cloud, {"--format", "json"});
  CHECK(json.code == 0);
  CHECK(parse_json(json.out) == cloud.get("/_virga/coverage").json);
  const Finished junit = coverage(cloud, {"--format", "junit", "--service", "vms"});
  CHECK(junit.out == cloud.get("/_virga/coverage?format=junit&service=vms").reply.body);
}

TEST_CASE("coverage --fail-under exits with 3 and says how much is missing", "[program]") {
  Served cloud;
  cloud.get("/?Action=AssumeRole&Version=2018-01-01");
  cloud.get("/v1/tags");
  CHECK(coverage(cloud, {"--service", "sts", "--fail-under", "100"}).code == 0);
  CHECK(coverage(cloud, {"--service", "gsl", "--fail-under", "2.5"}).code == 0);
  const Finished few = coverage(cloud, {"--service", "gsl", "--fail-under", "50"});
  CHECK(few.code == 3);
  CHECK_THAT(few.out, Contains("gsl  1 of 39 operations"));
  CHECK(few.err ==
        "virga: 1 of 39 operations were called; 19 more operations would make the 50 percent that "
        "--fail-under asks for\n");
  CHECK(coverage(cloud, {"--service", "gsl"}, {{"VIRGA_FAIL_UNDER", "50"}}).code == 3);
}

TEST_CASE("coverage refuses what it does not know", "[program]") {
  Served cloud;
  for (const auto& flags : std::vector<std::vector<std::string>>{{"--format", "xml"},
                                                                 {"--scope", "all"},
                                                                 {"--fail-under", "101"},
                                                                 {"--fail-under", "half"},
                                                                 {"--fail-unter", "1"}}) {
    CAPTURE(flags);
    const Finished misuse = coverage(cloud, flags);
    CHECK(misuse.code == 2);
    CHECK(misuse.out.empty());
  }
  const Finished unknown = coverage(cloud, {"--service", "vmss"});
  CHECK(unknown.code == 2);
  CHECK_THAT(unknown.err, Contains("did you mean \"vms\"?"));
}

}  // namespace
}  // namespace virga
