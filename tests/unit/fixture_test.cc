// Fixtures, read against the real catalogue.
#include "world/fixture.h"

#include <catch2/catch.hpp>

#include "base/file.h"
#include "services/services.h"

namespace virga {
namespace {

const Catalog& catalog() {
  static const Catalog all(all_services());
  return all;
}

std::string mistakes_in(const std::string& text) {
  Mistakes mistakes("f.yaml");
  const auto fixture = parse_fixture(text, catalog(), mistakes);
  CHECK(fixture.has_value() == mistakes.empty());
  return mistakes.text();
}

Fixture read(std::string_view text) {
  Mistakes mistakes("f.yaml");
  auto fixture = parse_fixture(text, catalog(), mistakes);
  INFO(mistakes.text());
  REQUIRE(fixture);
  return *fixture;
}

// What travels inside the program, as it stands in the file.
Yaml demo_file() {
  Mistakes mistakes("demo.yaml");
  const auto text = read_file(VIRGA_SOURCE_DIR "/fixtures/demo.yaml");
  REQUIRE(text);
  auto root = parse_yaml(*text, mistakes);
  REQUIRE(mistakes.text() == "");
  return *root;
}

Fixture demo() {
  Mistakes mistakes("demo.yaml");
  auto fixture = read_fixture(demo_fixture(), catalog(), mistakes);
  INFO(mistakes.text());
  REQUIRE(fixture);
  return *fixture;
}

// Every node on a line of its own: place, kind, text.
void print(const Yaml& node, std::string& out) {
  out += std::to_string(node.line) + ":" + std::to_string(node.column) + " " +
         std::to_string(static_cast<int>(node.kind)) + (node.plain ? " plain " : " ") + node.text +
         "\n";
  for (const Yaml& item : node.items) print(item, out);
  for (const auto& [key, value] : node.members) {
    print(key, out);
    print(value, out);
  }
}

std::string printed(const Yaml& node) {
  std::string out;
  print(node, out);
  return out;
}

// A fixture whose third line begins the list of tags.
std::string tags(const std::string& items) { return "format: 1\ngsl:\n  tags:\n" + items; }

std::string tag_mistakes(const std::string& members) {
  return mistakes_in(tags("  - {" + members + "}\n"));
}

TEST_CASE("A fixture gives its documents in file order", "[world]") {
  const Fixture fixture = read(
      "format: 1\n"
      "gsl:\n  tags:\n  - {id: 2, tag_name: 华东区, status: 0}\n  - {status: 1, tag_name: 12, id: "
      "1}\n"
      "vms:\n  number_pools: [{NumberPoolNo: NP1, Name: a, ServiceType: 100, SubServiceType: "
      "101}]\n");
  CHECK(fixture.accounts.empty());
  REQUIRE(fixture.documents.size() == 3);
  const auto& [kind, first] = fixture.documents[0];
  CHECK(kind == catalog().kind("gsl", "tags"));
  CHECK(first == Json{{"id", 2}, {"tag_name", "华东区"}, {"status", 0}});
  // Digits without quotes are text where a text is declared.
  CHECK(fixture.documents[1].second == Json{{"status", 1}, {"tag_name", "12"}, {"id", 1}});
  CHECK(fixture.documents[2].first == catalog().kind("vms", "number_pools"));
}

TEST_CASE("A fixture may be JSON", "[world]") {
  CHECK(read(R"({"format": 1, "gsl": {"tags": [{"id": 1, "tag_name": "a", "status": 0}]}})")
            .documents.size() == 1);
}

TEST_CASE("A fixture declares its format", "[world]") {
  CHECK(mistakes_in("gsl: {tags: []}\n") == "f.yaml:1:1: format: 1 is missing\n");
  for (const std::string format : {"2", "'1'", "one", "1.0", "[1]"})
    CHECK(mistakes_in("format: " + format + "\n") == "f.yaml:1:9: format has to be 1\n");
  CHECK(mistakes_in("format: 1\n") == "");
}

TEST_CASE("A fixture is a mapping of mappings of lists", "[world]") {
  CHECK(mistakes_in("") == "f.yaml:1:1: a fixture has to be a mapping\n");
  CHECK(mistakes_in("[]") == "f.yaml:1:1: a fixture has to be a mapping\n");
  CHECK(mistakes_in("format: 1\ngsl: [tags]\n") == "f.yaml:2:6: gsl has to be a mapping\n");
  CHECK(mistakes_in("format: 1\ngsl:\n  tags: {id: 1}\n") == "f.yaml:3:9: tags has to be a list\n");
  CHECK(mistakes_in(tags("  - just text\n")) == "f.yaml:4:5: tags has to be a mapping\n");
}

TEST_CASE("An unknown section, kind or member is told the nearest known one", "[world]") {
  CHECK(mistakes_in("format: 1\nglsl: {}\n") ==
        "f.yaml:2:1: unknown key \"glsl\" in a fixture (did you mean \"gsl\"?)\n");
  CHECK(mistakes_in("format: 1\ngsl: {sim_card: []}\n") ==
        "f.yaml:2:7: unknown key \"sim_card\" in gsl (did you mean \"sim_cards\"?)\n");
  CHECK(tag_mistakes("id: 1, tagname: a, status: 0") ==
        "f.yaml:4:13: unknown key \"tagname\" in tags (did you mean \"tag_name\"?)\n");
  CHECK(mistakes_in("format: 1\nbananas: {}\n") ==
        "f.yaml:2:1: unknown key \"bananas\" in a fixture\n");
}

TEST_CASE("What Virga keeps for itself is not in fixtures", "[world]") {
  for (const Kind* kind : catalog().kinds()) {
    const std::string service(kind->service), name(kind->name);
    const std::string mistakes = mistakes_in("format: 1\n" + service + ": {" + name + ": []}\n");
    INFO(name << " " << mistakes);
    CHECK(mistakes.empty() == !kind->internal);
  }
}

TEST_CASE("A value of another type is a mistake at its place", "[world]") {
  CHECK(tag_mistakes("id: one, tag_name: a, status: 0") == "f.yaml:4:10: id: int64 expected\n");
  CHECK(tag_mistakes("id: '1', tag_name: a, status: 0") == "f.yaml:4:10: id: int64 expected\n");
  CHECK(tag_mistakes("id: 1.5, tag_name: a, status: 0") == "f.yaml:4:10: id: int64 expected\n");
  CHECK(tag_mistakes("id: 1, tag_name: [a], status: 0") ==
        "f.yaml:4:23: tag_name: string expected\n");
  CHECK(tag_mistakes("id: 1, tag_name: a, status: 2147483648") ==
        "f.yaml:4:34: status: int32 expected\n");
  CHECK(tag_mistakes("id: 9223372036854775808, tag_name: a, status: 0") ==
        "f.yaml:4:10: id: int64 expected\n");
  CHECK(mistakes_in("format: 1\ngsl:\n  sim_cards:\n  - {real_named: 1, flow_used: much, act_date: "
                    "today, tag_ids: 5}\n") ==
        "f.yaml:4:18: real_named: boolean expected\n"
        "f.yaml:4:32: flow_used: double expected\n"
        "f.yaml:4:48: act_date: date-time expected\n"
        "f.yaml:4:64: tag_ids: array expected\n");
  CHECK(mistakes_in("format: 1\ngsl: {sim_cards: [{tag_ids: [1, x]}]}\n") ==
        "f.yaml:2:33: tag_ids: int64 expected\n");
}

TEST_CASE("A member that has to be there is missed at its document", "[world]") {
  CHECK(tag_mistakes("id: 1") ==
        "f.yaml:4:5: tags needs tag_name\nf.yaml:4:5: tags needs status\n");
  CHECK(tag_mistakes("tag_name: a, status: 0") == "f.yaml:4:5: tags needs id\n");
}

TEST_CASE("A document without its id is told so, whatever the kind makes up for it", "[world]") {
  for (const Kind* kind : catalog().kinds()) {
    if (kind->internal || kind->service == "iam") continue;
    INFO(kind->service << " " << kind->name);
    const std::string head = "format: 1\n" + std::string(kind->service) + ":\n  " +
                             std::string(kind->name) + ":\n    - {";
    std::string other;
    for (const Member& member : kind->members)
      if (member.name != kind->id && member.nullable) other = std::string(member.name) + ": null";
    CHECK(mistakes_in(head + other + "}\n")
              .find(std::string(kind->name) + " needs " + std::string(kind->id)) !=
          std::string::npos);
  }
}

TEST_CASE("A member that has to be there cannot be empty", "[world]") {
  CHECK(tag_mistakes("id: 1, tag_name: , status: ~") ==
        "f.yaml:4:5: tags needs tag_name\nf.yaml:4:5: tags needs status\n");
  CHECK(tag_mistakes("id: null, tag_name: a, status: 0") == "f.yaml:4:5: tags needs id\n");
  CHECK(read(tags("  - {id: 1, tag_name: '', status: 0}\n")).documents[0].second.at("tag_name") ==
        Json(""));
}

TEST_CASE("An element of a list cannot be empty", "[world]") {
  CHECK(mistakes_in("format: 1\ngsl: {sim_cards: [{tag_ids: [1, ~]}]}\n") ==
        "f.yaml:2:33: tag_ids: int64 expected\n");
}

TEST_CASE("An id that is given twice is a mistake at its second place", "[world]") {
  CHECK(mistakes_in(
            tags("  - {id: 1, tag_name: a, status: 0}\n  - {id: 2, tag_name: b, status: 0}\n"
                 "  - {id: 1, tag_name: c, status: 0}\n")) == "f.yaml:6:5: id 1 is given twice\n");
  CHECK(mistakes_in("format: 1\nvms:\n  number_pools:\n"
                    "  - {NumberPoolNo: 7, Name: a, ServiceType: 100, SubServiceType: 101}\n"
                    "  - {NumberPoolNo: '7', Name: b, ServiceType: 100, SubServiceType: 101}\n") ==
        "f.yaml:5:5: NumberPoolNo \"7\" is given twice\n");
}

TEST_CASE("Kinds do not share their ids", "[world]") {
  CHECK(mistakes_in("format: 1\ngsl:\n  tags: [{id: 1, tag_name: a, status: 0}]\n"
                    "  sim_pools: [{id: 1, pool_name: a, status: 0, carrier: 1}]\n") == "");
}

TEST_CASE("All mistakes are told at once, in file order", "[world]") {
  CHECK(mistakes_in("gsl:\n  tags:\n  - {id: x, tag_name: a, status: 0}\n  - {id: 1, nam: b}\n"
                    "accounts: 5\n") ==
        "f.yaml:1:1: format: 1 is missing\n"
        "f.yaml:3:10: id: int64 expected\n"
        "f.yaml:4:13: unknown key \"nam\" in tags\n"
        "f.yaml:5:11: accounts has to be a list\n");
}

TEST_CASE("A moment of a fixture is kept as the cloud writes it", "[world]") {
  const Fixture fixture = read(
      "format: 1\ngsl:\n  sim_pools:\n"
      "  - {id: 1, pool_name: a, status: 0, carrier: 1, modify_time: 2025-06-05T15:27:35+08:00}\n");
  CHECK(fixture.documents[0].second.at("modify_time") == Json("2025-06-05T07:27:35.000+00:00"));
}

TEST_CASE("Text that is not YAML or not UTF-8 is no fixture", "[world]") {
  CHECK_FALSE(mistakes_in("format: [1\n").empty());
  CHECK(mistakes_in("format: 1\nvms: {numbers: [{Number: \"\xFF\"}]}\n") ==
        "f.yaml:2:1: not UTF-8\n");
}

TEST_CASE("The demo fixture inside the program is the file, node by node", "[world]") {
  CHECK(printed(demo_fixture()) == printed(demo_file()));
}

TEST_CASE("The demo fixture loads, with documents of every kind", "[world]") {
  const Fixture fixture = demo();
  CHECK_FALSE(fixture.accounts.empty());
  Database database(":memory:");
  Store::prepare(database, catalog().kinds());
  Store store(database, "default");
  load(fixture, store);
  std::int64_t count = 0;
  for (const Kind* kind : catalog().kinds()) {
    if (kind->internal) continue;
    INFO(kind->service << " " << kind->name);
    // Projects of IAM are those that clients made; the fixture's stand with its accounts.
    if (kind->service != "iam") CHECK(store.count(*kind) > 0);
    count += store.count(*kind);
  }
  CHECK(count == static_cast<std::int64_t>(fixture.documents.size()));
}

TEST_CASE("Every document of the demo fixture is as its kind declares", "[world]") {
  for (const auto& [kind, document] : demo().documents) {
    INFO(kind->name << " " << print_json(document));
    CHECK(mismatch(kind->members, document) == "");
  }
}

}  // namespace
}  // namespace virga
