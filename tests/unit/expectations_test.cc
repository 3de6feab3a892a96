// Files of expectations: what they may say, and what is said of what they may not.
#include "verify/expectations.h"

#include <catch2/catch.hpp>
#include <string>

#include "services/services.h"

namespace virga {
namespace {

const Catalog& catalog() {
  static const Catalog all(all_services());
  return all;
}

std::shared_ptr<const Expectations> read(const std::string& text) {
  Mistakes mistakes("e.yaml");
  auto expectations = parse_expectations(text, catalog(), mistakes);
  INFO(mistakes.text());
  REQUIRE(expectations != nullptr);
  return expectations;
}

// One expectation, whose further clauses are given.
std::string with(const std::string& clauses,
                 const std::string& when = "operation: NumberPoolList") {
  return "format: 1\nexpectations:\n  - {id: a, when: {service: vms, " + when + "}" + clauses +
         "}\n";
}

std::string wrong(const std::string& text) {
  Mistakes mistakes("e.yaml");
  CHECK(parse_expectations(text, catalog(), mistakes) == nullptr);
  return mistakes.text();
}

TEST_CASE("a file of expectations is read, as YAML or as JSON", "[verify]") {
  const auto yaml = read(R"(
format: 1
name: renames
order: true
expectations:
  - id: renamed
    when: {service: vms, operation: UpdateNumberPoolV2, params: {NumberPoolNo: NP1234}}
    answered: {status: {ge: 200, lt: 300}, error: {absent: true}}
    between: {since: 2025-06-05T07:27:35Z, until: "2025-06-05T08:00:00Z"}
    count: 2..5
  - id: never
    when: {service: [vms, gsl]}
    count: none
)");
  CHECK(yaml->name == "renames");
  CHECK(yaml->order);
  REQUIRE(yaml->list.size() == 2);
  CHECK(yaml->list[0].id == "renamed");
  CHECK(yaml->list[0].count.least == 2);
  CHECK(yaml->list[0].count.most == 5);
  CHECK_FALSE(yaml->list[0].whole_service);
  CHECK(yaml->list[0].between.text() ==
        "since 2025-06-05T07:27:35.000Z until 2025-06-05T08:00:00.000Z");
  CHECK(yaml->list[1].forbids());
  CHECK(yaml->list[1].whole_service);
  const auto json = read(R"({"format": 1, "expectations": [
      {"id": "a", "when": {"service": "gsl", "operation": "ListTags"}, "count": 3}]})");
  CHECK(json->name.empty());
  CHECK_FALSE(json->order);
  CHECK(json->list[0].count.text == "3");
}

TEST_CASE("a count is a number, a range, a bound or none; at least one when nothing is said",
          "[verify]") {
  const auto count = [](const std::string& said) {
    const auto file = read(with(said));
    const auto& calls = file->list[0].count;
    return std::tuple(calls.least, calls.most, calls.text);
  };
  constexpr auto kMany = std::numeric_limits<std::int64_t>::max();
  CHECK(count("") == std::tuple(1, kMany, "at least 1"));
  CHECK(count(", count: 3") == std::tuple(3, 3, "3"));
  CHECK(count(", count: 0") == std::tuple(0, 0, "none"));
  CHECK(count(", count: none") == std::tuple(0, 0, "none"));
  CHECK(count(", count: 2..5") == std::tuple(2, 5, "2..5"));
  CHECK(count(", count: at least 2") == std::tuple(2, kMany, "at least 2"));
  CHECK(count(", count: at most 2") == std::tuple(0, 2, "at most 2"));
  for (const char* bad : {"-1", "5..2", "some", "at least", "at least x", "at most -1", "1.5",
                          "any", "[1]", "", "at least 99999999999999999999"})
    CHECK_THAT(wrong(with(std::string(", count: ") + bad)), Catch::Matchers::Contains("count has"));
}

TEST_CASE("every mistake in a file of expectations is named with its place", "[verify]") {
  using Catch::Matchers::Contains;
  CHECK(wrong(with(", cuont: 3")) ==
        "e.yaml:3:62: unknown key \"cuont\" in an expectation (did you mean \"count\"?)\n");
  CHECK_THAT(wrong(with("", "operation: NumberPoolLists")),
             Contains("e.yaml:3:45: unknown operation \"NumberPoolLists\" in vms (did you mean "
                      "\"NumberPoolList\"?)"));
  CHECK_THAT(wrong(with("", "operation: NumberPoolList, params: {NumberPoolNos: 1}")),
             Contains("did you mean \"NumberPoolNo\"?"));
  CHECK_THAT(wrong(with(", answered: {}")), Contains("answered has to expect something"));
  CHECK_THAT(wrong(with(", answered: {stauts: 200}")), Contains("did you mean \"status\"?"));
  CHECK_THAT(wrong(with(", answered: {status: OK}")), Contains("\"OK\" is no HTTP status"));
  CHECK_THAT(wrong(with(", answered: {status: {in: [200, 999]}}")),
             Contains("\"999\" is no HTTP status"));
  CHECK_THAT(wrong(with(", answered: {error: QuotaExceded}")),
             Contains("documents \"QuotaExceded\" (did you mean \"QuotaExceeded\"?)"));
  CHECK_THAT(wrong(with(", answered: {error: {not: GSL.00010003}}")),
             Contains("documents \"GSL.00010003\""));
  CHECK_THAT(wrong(with(", between: {since: yesterday}")),
             Contains("since has to be an ISO 8601 time"));
  CHECK_THAT(wrong(with(", between: {}")), Contains("between needs"));
  CHECK_THAT(wrong(with(", between: {since: 2025-01-02T00:00:00Z, until: 2025-01-01T00:00:00Z}")),
             Contains("since is later than until"));
  CHECK_THAT(wrong(with("", "callback: call_record, headers: {A: b}")),
             Contains("about requests, not about callbacks"));
  CHECK_THAT(wrong(with(", answered: {error: QuotaExceeded}", "callback: call_record")),
             Contains("\"error\" is about requests"));
  CHECK_THAT(wrong(with("", "operation: UpdateNumberPoolV2, state: {number_pool: {Name: a}}")),
             Contains("the journal does not tell in which state"));
}

TEST_CASE("what a file of expectations lacks or has twice is named, all of it at once",
          "[verify]") {
  using Catch::Matchers::Contains;
  CHECK(wrong("{}") ==
        "e.yaml:1:1: a file of expectations needs \"format\"\n"
        "e.yaml:1:1: a file of expectations needs \"expectations\"\n");
  CHECK_THAT(wrong("format: 2\nexpectations: []\n"),
             Contains("format has to be 1") && Contains("a list with something in it"));
  CHECK_THAT(wrong("format: 1\nexpectations:\n  - {count: 1}\n"),
             Contains("needs \"id\"") && Contains("needs \"when\""));
  CHECK_THAT(wrong("format: 1\nexpectations:\n  - {id: a, when: {service: vms}}\n"
                   "  - {id: a, when: {service: gsl}}\n"),
             Contains("e.yaml:4:10: another expectation has the id \"a\", on line 3"));
  CHECK_THAT(wrong("format: 1\norder: maybe\nrules: []\nexpectations: 3\n"),
             Contains("order has to be true or false") && Contains("unknown key \"rules\""));
  CHECK_THAT(wrong("expectations: ["), Contains("e.yaml:1:"));
  CHECK_THAT(wrong(""), Contains("e.yaml:1:1"));
}

}  // namespace
}  // namespace virga
