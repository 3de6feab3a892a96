// Scenario files that change while they are played.
#include <catch2/catch.hpp>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>

#include "support/folder.h"
#include "support/program.h"
#include "support/raw_client.h"
#include "wire/served.h"

namespace virga {
namespace {

using Catch::Matchers::Contains;

std::string answering(int status, const std::string& name = "t", const std::string& at = "") {
  return "format: 1\nname: " + name +
         "\nrules:\n  - {id: a, when: {service: gsl, operation: ListTags}" + at +
         ", do: [{status: " + std::to_string(status) + "}]}\n";
}

void write(const std::string& file, const std::string& text) {
  std::ofstream(file, std::ios::trunc) << text;
}

int status_at(const std::string& url) {
  return ask_once(url, raw_request("GET", "/v1/tags")).status;
}

std::vector<std::string> serve(const std::string& file, const std::string& flag = "") {
  std::vector<std::string> arguments{"serve", "--port", "0", "--log", "off", "--scenario", file};
  if (!flag.empty()) arguments.push_back(flag);
  return arguments;
}

TEST_CASE("serve --watch plays a scenario anew when its file changes", "[program]") {
  const Folder folder;
  const std::string file = folder.file("t.yaml");
  write(file, answering(501));
  Program program(serve(file, "--watch"));
  const std::string url = program.url();
  CHECK(status_at(url) == 501);
  write(file, answering(502));
  CHECK(eventually([&] { return status_at(url) == 502; }));
  // As editors do it: another file takes its name.
  write(folder.file("t.yaml~"), answering(503));
  std::filesystem::rename(folder.file("t.yaml~"), file);
  CHECK(eventually([&] { return status_at(url) == 503; }));
}

TEST_CASE("serve --watch goes on with the last good scenario when its file is broken",
          "[program]") {
  const Folder folder;
  const std::string file = folder.file("t.yaml");
  write(file, answering(501));
  Program program(serve(file, "--watch"));
  const std::string url = program.url();
  write(file, "format: 1\nname: t\nrules: [{id: a, whn: {}}]\n");
  CHECK(program.says("the scenarios go on as they were"));
  CHECK_THAT(program.err(), Contains(file + ":3:17: unknown key \"whn\" in a rule"));
  CHECK(status_at(url) == 501);
  std::filesystem::remove(file);
  program.signal(SIGHUP);
  CHECK(program.says("cannot read " + file));
  CHECK(status_at(url) == 501);
  write(file, answering(502));
  CHECK(eventually([&] { return status_at(url) == 502; }));
}

TEST_CASE("SIGHUP makes serve read its scenarios again, watched or not", "[program]") {
  const Folder folder;
  const std::string file = folder.file("t.yaml");
  write(file, answering(501));
  Program program(serve(file));
  const std::string url = program.url();
  write(file, answering(502));
  CHECK(status_at(url) == 501);
  program.signal(SIGHUP);
  CHECK(program.says("virga: read the scenarios again: 1 changed"));
  CHECK(status_at(url) == 502);
  program.signal(SIGTERM);
  CHECK(program.exit_code() == 0);
}

TEST_CASE("--watch may come from the environment", "[program]") {
  const Folder folder;
  const std::string file = folder.file("t.yaml");
  write(file, answering(501));
  Program program(serve(file), {{"VIRGA_WATCH", "true"}});
  const std::string url = program.url();
  write(file, answering(502));
  CHECK(eventually([&] { return status_at(url) == 502; }));
}

TEST_CASE("A reload changes all files or none, and leaves the counters of those that are alike",
          "[program]") {
  const Folder folder;
  const std::string counting = folder.file("counting.yaml"), other = folder.file("other.yaml");
  write(counting, answering(501, "counting", ", at: {calls: 3}"));
  write(other, answering(502, "other", ", at: {calls: 1}"));
  Cloud cloud;
  cloud.emulator.play(counting);
  cloud.emulator.play(other);
  const auto status = [&] { return cloud.get("/v1/tags").status; };
  CHECK(status() == 502);
  CHECK(status() == 200);
  write(counting, answering(503, "counting"));
  write(other, "name: [\n");
  CHECK_THROWS_AS(cloud.emulator.reload(), InvalidInput);
  CHECK(cloud.emulator.report("counting").rules[0].called == 2);
  write(counting, answering(501, "counting", ", at: {calls: 3}"));
  write(other, answering(504, "renamed", ", at: {calls: 1}"));
  CHECK(cloud.emulator.reload() == 1);
  CHECK(cloud.emulator.report("counting").rules[0].called == 2);
  CHECK_THROWS_AS(cloud.emulator.report("other"), InvalidInput);
  CHECK(status() == 501);  // the third call
  CHECK(cloud.emulator.report("renamed").rules[0].called == 1);
  CHECK(cloud.emulator.reload() == 0);
}

}  // namespace
}  // namespace virga
