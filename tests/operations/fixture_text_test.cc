// A world written out as a fixture, and fixtures loaded into worlds that live.
#include <catch2/catch.hpp>
#include <chrono>
#include <string>

#include "base/file.h"
#include "base/yaml.h"
#include "base/yaml_writer.h"
#include "http/message.h"
#include "support/cloud.h"
#include "support/folder.h"
#include "support/lived.h"
#include "support/refused.h"

namespace virga {
namespace {

const std::string kYaml = "/_virga/state?format=yaml";

std::string text_of(Cloud& cloud, const std::string& world = "default") {
  const Answer answer = cloud.get(kYaml + "&world=" + world);
  REQUIRE(answer.status == 200);
  return answer.reply.body;
}

// An emulator of its own that starts with the text.
Options started_with(const Folder& folder, const std::string& text) {
  Options options = Cloud::usual();
  options.fixtures = {folder.write("world.yaml", text)};
  return options;
}

void check_same(Cloud& cloud, Cloud& other, const std::string& world = "default") {
  CHECK((text_of(other, world) == text_of(cloud)));
  CHECK((documents_of(other, world) == documents_of(cloud)));
}

// ---- the text

TEST_CASE("A world is written as kinds, documents and members stand in their tables", "[control]") {
  Cloud cloud;
  REQUIRE(cloud
              .send("PUT", "/_virga/fixtures",
                    R"({"format": 1,
                        "vms": {"number_pools": [{"SubServiceType": 101, "Name": "\u4e00: #1",
                                                  "NumberPoolNo": "NP2", "ServiceType": 100}]},
                        "gsl": {"tags": [{"id": 2, "tag_name": "b", "status": 0},
                                         {"id": 1, "tag_name": "1", "status": 1}]}})")
              .status == 200);
  const Answer answer = cloud.get(kYaml);
  CHECK(http::header(answer.reply.headers, "Content-Type") == "application/yaml");
  CHECK(answer.reply.body ==
        "format: 1\n"
        "\n"
        "gsl:\n"
        "  tags:\n"
        "    - id: 2\n"
        "      tag_name: b\n"
        "      status: 0\n"
        "    - id: 1\n"
        "      tag_name: \"1\"\n"
        "      status: 1\n"
        "\n"
        "vms:\n"
        "  number_pools:\n"
        "    - NumberPoolNo: NP2\n"
        "      Name: \"一: #1\"\n"
        "      ServiceType: 100\n"
        "      SubServiceType: 101\n");
}

TEST_CASE("Every value reads back from its YAML as it was", "[control]") {
  const char* texts[] = {"",
                         "plain",
                         "12",
                         "1e3",
                         "true",
                         "No",
                         "null",
                         "~",
                         "nan",
                         "- a",
                         "a: b",
                         "a #b",
                         " a",
                         "a ",
                         "\"",
                         "\\",
                         "'",
                         "a\nb",
                         "a\tb",
                         "\x01",
                         "\x7F",
                         "中文",
                         "中 文",
                         "\xC2\x85",
                         "\xE2\x80\xA8",
                         "\xEF\xBB\xBF",
                         "\xF0\x9F\x98\x80",
                         "&a",
                         "*a",
                         "!a",
                         "%a",
                         "@a",
                         "`a`",
                         "{a}",
                         "[a]",
                         "a,b",
                         "http://a/b",
                         "2025-06-05",
                         "NP-1_2.3/4",
                         "一1",
                         "---",
                         "..."};
  for (const char* text : texts) {
    const Json value{{"key", Json::array({text})}, {text, nullptr}, {"n", {-1, 0.25, true, 1e300}}};
    const std::string line = yaml_line(value);
    CAPTURE(line);
    CHECK(line.find('\n') == std::string::npos);
    Mistakes mistakes("line");
    const auto read = parse_yaml(line, mistakes);
    CHECK(mistakes.text() == "");
    REQUIRE(read);
    CHECK(nlohmann::json::parse(read->json().dump()) == nlohmann::json::parse(value.dump()));
  }
}

TEST_CASE("A world written out is the same again in an emulator that starts with it", "[control]") {
  const Folder folder;
  Cloud cloud;
  Cloud other(started_with(folder, text_of(cloud)));
  check_same(cloud, other);
}

TEST_CASE("A world written out is the same again in the place of another", "[control]") {
  Cloud cloud;
  live_a_day(cloud, "other");
  REQUIRE(cloud.send("PUT", "/_virga/fixtures?world=other", text_of(cloud)).status == 200);
  check_same(cloud, cloud, "other");
}

TEST_CASE("A world that has been lived in is the same again, too", "[control]") {
  const Folder folder;
  Cloud cloud;
  const std::string young = text_of(cloud);
  live_a_day(cloud);
  const std::string text = text_of(cloud);
  CHECK((text != young));
  Cloud other(started_with(folder, text));
  check_same(cloud, other);
  REQUIRE(cloud.send("PUT", "/_virga/fixtures?world=third", text).status == 200);
  check_same(cloud, cloud, "third");
  // To load what is there already changes nothing.
  REQUIRE(cloud.post("/_virga/fixtures", text).status == 200);
  CHECK((text_of(cloud) == text));
}

TEST_CASE("YAML is of the whole world, and other formats are refused", "[control]") {
  Cloud cloud;
  for (const char* other : {"service=gsl", "limit=3", "offset=1"})
    check_refused(cloud.get(kYaml + "&" + other), 400, "invalid_parameter",
                  "does not go with format=yaml");
  check_refused(cloud.get("/_virga/state?format=yml"), 400, "invalid_parameter",
                "did you mean \"yaml\"?");
  CHECK((cloud.get("/_virga/state?format=json").json == cloud.get("/_virga/state").json));
}

// ---- loading

TEST_CASE("A fixture adds its documents to those of the world", "[control]") {
  Cloud cloud;
  const Json before = cloud.state("gsl", "tags");
  const Answer loaded = cloud.post("/_virga/fixtures",
                                   "format: 1\n"
                                   "gsl:\n"
                                   "  tags:\n"
                                   "    - {id: 900, tag_name: new, status: 0}\n"
                                   "    - {id: 123, tag_name: renamed, status: 0}\n");
  CHECK(loaded.json == Json{{"world", "default"}, {"documents", 2}});
  Json expected = before;
  expected[0] = {{"id", 123}, {"tag_name", "renamed"}, {"status", 0}};
  expected.push_back({{"id", 900}, {"tag_name", "new"}, {"status", 0}});
  CHECK(cloud.state("gsl", "tags") == expected);
  CHECK(cloud.get("/v1/tags?limit=50").json.at("tags").size() == expected.size());
}

TEST_CASE("A fixture with mistakes is told all of them, and nothing of it is loaded", "[control]") {
  Cloud cloud;
  const std::string before = dump_of(cloud);
  const std::string wrong =
      "format: 1\n"
      "accounts: [{id: one}]\n"
      "gsl:\n"
      "  tags:\n"
      "    - {id: 900, tag_name: new, status: 0}\n"
      "    - {id: x, tag_nmae: new, status: 0}\n"
      "vmz: {}\n";
  for (const char* method : {"POST", "PUT"}) {
    const Answer answer = cloud.send(method, "/_virga/fixtures", wrong);
    check_refused(answer, 400, "invalid_fixture",
                  "fixture:2:1: accounts belong to the process, not to a world: virga serve "
                  "--fixture FILE declares them");
    const std::string message = answer.json.at("error").at("message");
    CHECK_THAT(message, Catch::Contains("fixture:6:12: id: int64 expected"));
    CHECK_THAT(message, Catch::Contains("fixture:6:15: unknown key \"tag_nmae\""));
    CHECK_THAT(message, Catch::Contains("fixture:7:1: unknown key \"vmz\""));
    check_refused(cloud.send(method, "/_virga/fixtures", ""), 400, "invalid_fixture",
                  "a fixture has to be a mapping");
  }
  CHECK((dump_of(cloud) == before));
}

TEST_CASE("What a world begins with when a fixture is put goes on by itself", "[control]") {
  Cloud cloud;
  const std::string resource = "/_virga/state/vms/resources/R1";
  REQUIRE(cloud
              .send("PUT", "/_virga/fixtures",
                    "format: 1\nvms: {resources: [{ResourceKey: R1, Name: a, Type: 1, State: 0}]}")
              .status == 200);
  CHECK(cloud.get(resource).json.at("State") == 0);
  cloud.advance(std::chrono::hours(25));
  CHECK(cloud.get(resource).json.at("State") == 1);  // reviewed
}

TEST_CASE("An emulator loads a fixture's text into one world, or tells every mistake",
          "[control]") {
  Cloud cloud;
  const std::string tags = "format: 1\ngsl: {tags: [{id: 9, tag_name: nine, status: 0}]}\n";
  cloud.emulator.load(tags, "other");
  CHECK(cloud.state("gsl", "tags", "other").back().at("tag_name") == "nine");
  CHECK(cloud.state("gsl", "tags").back().at("tag_name") != "nine");
  CHECK_THROWS_WITH(cloud.emulator.load("format: 2\ngls: {}\n"),
                    "fixture:1:9: format has to be 1\nfixture:2:1: unknown key \"gls\" in a "
                    "fixture (did you mean \"gsl\"?)\n");
  CHECK_THROWS_AS(cloud.emulator.load(tags, "no name"), InvalidInput);
}

}  // namespace
}  // namespace virga
