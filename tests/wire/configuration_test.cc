// Flags of serve that come from a file.
#include <catch2/catch.hpp>
#include <csignal>
#include <string>

#include "support/folder.h"
#include "support/program.h"
#include "support/raw_client.h"
#include "wire/served.h"

namespace virga {
namespace {

using Catch::Matchers::Contains;

int status_of_tags(const std::string& url) {
  return ask_once(url, raw_request("GET", "/v1/tags")).status;
}

TEST_CASE("serve takes flags that are not given from its configuration file", "[program]") {
  const Folder folder;
  folder.write("quota.yaml",
               "format: 1\nname: quota\nrules:\n  - id: a\n    when: {service: vms}\n    do: "
               "[{error: internal}]\n");
  const std::string file = folder.write("virga.yaml",
                                        "port: 0\nauth: strict\nscenario: [quota.yaml]\n"
                                        "watch: true\nlog: \"off\"\n");
  Program program({"serve", "--config", file});
  const std::string url = program.url();
  CHECK(status_of_tags(url) == 401);
  CHECK(ask_once(url, raw_request("GET", "/_virga/scenarios")).json().at("scenarios").size() == 1);
  program.signal(SIGTERM);
  CHECK(program.exit_code() == 0);
  CHECK(program.err().empty());
}

TEST_CASE("Without --config, serve reads ./virga.yaml and says so", "[program]") {
  const Folder folder;
  folder.write("virga.yaml", "port: 0\nauth: strict\nlog: \"off\"\n");
  Program program({"serve"}, {}, folder.path());
  CHECK(status_of_tags(program.url()) == 401);
  program.signal(SIGTERM);
  CHECK(program.exit_code() == 0);
  CHECK(program.err() == "virga: flags that are not given come from ./virga.yaml\n");
  folder.write("other.yaml", "port: 0\nlog: \"off\"\n");
  Program other({"serve", "--config", "other.yaml"}, {}, folder.path());
  CHECK(status_of_tags(other.url()) == 200);
}

TEST_CASE("A flag wins over the environment, and that over the configuration file", "[program]") {
  const Folder folder;
  const std::string file = folder.write("virga.yaml", "port: 0\nauth: strict\nlog: \"off\"\n");
  Program by_environment({"serve"}, {{"VIRGA_CONFIG", file}, {"VIRGA_AUTH", "off"}});
  CHECK(status_of_tags(by_environment.url()) == 200);
  Program by_flag({"serve", "--config", file, "--auth", "strict"}, {{"VIRGA_AUTH", "off"}});
  CHECK(status_of_tags(by_flag.url()) == 401);
}

TEST_CASE("Mistakes in a configuration file are told with their places", "[program]") {
  const Folder folder;
  const std::string file = folder.write("virga.yaml",
                                        "prot: 0\ntls_cert: a.pem\nport: many\nwatch: 1\n"
                                        "auth: [strict]\nquota: none\nconfig: b.yaml\n");
  const Finished finished = run_program({"serve", "--config", file});
  CHECK(finished.code == 1);
  CHECK(finished.out.empty());
  for (const char* mistake :
       {":1:1: unknown key \"prot\" in the configuration (did you mean \"port\"?)\n",
        ":2:1: unknown key \"tls_cert\" in the configuration (did you mean \"tls-cert\"?)\n",
        ":3:7: port: a whole number is expected\n", ":4:8: watch: true or false is expected\n",
        ":5:7: auth: one value is expected\n", ":6:8: quota: \"none\" is none of off, real",
        ":7:1: unknown key \"config\""})
    CHECK_THAT(finished.err, Contains(file + mistake));
  const Finished missing = run_program({"serve", "--config", folder.file("none.yaml")});
  CHECK(missing.code == 1);
  CHECK_THAT(missing.err, Contains("cannot read " + folder.file("none.yaml")));
}

}  // namespace
}  // namespace virga
