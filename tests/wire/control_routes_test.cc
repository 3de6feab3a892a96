// Every route of the control API: that it is described, and that it answers.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <vector>

#include "base/file.h"
#include "control/route.h"
#include "support/cloud.h"

namespace virga {
namespace {

using Catch::Matchers::Contains;

std::string heading_of(const control::ControlRoute& route) {
  return std::string(route.method) + " /_virga" + std::string(route.path);
}

std::vector<std::string> all_headings() {
  std::vector<std::string> headings;
  for (const auto& route : control::routes()) headings.push_back(heading_of(route));
  std::sort(headings.begin(), headings.end());
  return headings;
}

// The sections of a page that are headed by a route, each up to the next heading.
std::multimap<std::string, std::string> sections_of(const std::string& page) {
  const std::string begin = "\n### `", end = "`\n";
  std::multimap<std::string, std::string> sections;
  for (auto at = page.find(begin); at != page.npos; at = page.find(begin, at + 1)) {
    const auto name = at + begin.size(), text = page.find(end, name) + end.size();
    sections.emplace(page.substr(name, text - end.size() - name),
                     page.substr(text, page.find("\n##", text) - text));
  }
  return sections;
}

TEST_CASE("docs/control.md has a section for each route, and none for another", "[control]") {
  const std::string page = read_file(VIRGA_SOURCE_DIR "/docs/control.md").value();
  const auto sections = sections_of(page);
  std::vector<std::string> described;
  for (const auto& [heading, text] : sections) described.push_back(heading);
  CHECK(described == all_headings());
  for (const auto& route : control::routes()) {
    const std::string heading = heading_of(route);
    CAPTURE(heading);
    CHECK((page.find("| [`" + heading + "`](#") != page.npos));
    const auto section = sections.find(heading);
    if (section == sections.end()) continue;
    for (const std::string_view parameter : route.parameters)
      CHECK_THAT(section->second, Contains("`" + std::string(parameter) + "`"));
  }
}

struct Row {
  const char* method;
  const char* path;                      // as its route has it
  std::vector<const char*> values = {};  // of the path's {parameters}
  const char* query = "";
  const char* body = "";
  int status = 200;
};

std::string target_of(const Row& row) {
  std::string target = std::string("/_virga") + row.path;
  for (const char* value : row.values) {
    const auto open = target.find('{');
    REQUIRE(open != target.npos);
    target.replace(open, target.find('}') - open + 1, value);
  }
  return target + "?" + row.query;
}

const char* const kPool =
    R"({"NumberPoolNo": "NP9", "Name": "n", "ServiceType": 100, "SubServiceType": 101})";
const char* const kFixture = "{format: 1, gsl: {tags: [{id: 1, tag_name: mine, status: 0}]}}";
const char* const kScenario =
    "{format: 1, name: busy, rules: [{id: all, when: {service: gsl}, do: [{status: 503}]}]}";
const char* const kExpectations =
    "{format: 1, expectations: [{id: tags, when: {service: gsl, operation: ListTags}}]}";

// In this order: some need what those before them have made.
const std::vector<Row> kRows{
    {"GET", "/health"},
    {"GET", "/operations"},
    {"GET", "/openapi/{service}.json", {"gsl"}},
    {"GET", "/metrics"},
    {"GET", "/events", {}, "", "", 406},  // there is no connection for it to go on
    {"PUT", "/worlds/{name}", {"copy"}, "from=default", "", 201},
    {"GET", "/worlds"},
    {"DELETE", "/worlds/{name}", {"copy"}},
    {"GET", "/state"},
    {"PUT", "/state/{service}/{kind}/{id}", {"vms", "number_pools", "NP9"}, "", kPool, 201},
    {"GET", "/state/{service}/{kind}/{id}", {"vms", "number_pools", "NP9"}},
    {"DELETE", "/state/{service}/{kind}/{id}", {"vms", "number_pools", "NP9"}},
    {"POST", "/fixtures", {}, "", kFixture},
    {"PUT", "/fixtures", {}, "world=small", kFixture},
    {"POST", "/snapshots/{name}", {"before"}, "", "", 201},
    {"GET", "/snapshots"},
    {"POST", "/snapshots/{name}/restore", {"before"}},
    {"DELETE", "/snapshots/{name}", {"before"}},
    {"PUT", "/scenarios/{name}", {"busy"}, "", kScenario},
    {"GET", "/scenarios"},
    {"PUT", "/scenarios/{name}/rules/{id}/armed", {"busy", "all"}, "", "false"},
    {"GET", "/scenarios/{name}/report", {"busy"}},
    {"DELETE", "/scenarios/{name}", {"busy"}},
    {"GET", "/requests"},
    {"GET", "/requests/{id}", {"1"}},
    {"GET", "/requests.har"},
    {"POST", "/requests/verify", {}, "", kExpectations},
    {"GET", "/coverage"},
    {"DELETE", "/requests"},
    {"GET", "/clock"},
    {"PUT", "/clock", {}, "", R"({"mode": "frozen"})"},
    {"POST", "/clock/advance", {}, "", R"({"by": "1s"})"},
    {"POST", "/calls", {}, "", R"({"caller": "13700000011", "number": "17000000002"})"},
    {"GET", "/callbacks"},
    {"PUT", "/uploads/{name}", {"a.mp3"}, "x-expires=2000000000", "ID3"},
    {"GET", "/recordings/{name}", {"NM12345.json"}, "x-expires=2000000000"},
    {"POST", "/reset"},
};

TEST_CASE("Every route of the control API answers a call as it should be", "[control]") {
  Cloud cloud;
  cloud.get("/v1/tags");                                       // an entry for the journal
  cloud.act("GetResourceUploadUrl", {{"FileName", "a.mp3"}});  // an address to bring a file to
  std::vector<std::string> called;
  for (const Row& row : kRows) {
    const Answer answer = cloud.send(row.method, target_of(row), row.body);
    INFO(row.method << " " << row.path << " answered " << answer.reply.body.substr(0, 300));
    CHECK(answer.status == row.status);
    called.push_back(std::string(row.method) + " /_virga" + row.path);
  }
  std::sort(called.begin(), called.end());
  CHECK(called == all_headings());
}

}  // namespace
}  // namespace virga
