// The JSON Schema of scenario files says what the loader says, as far as a schema can.
#include <catch2/catch.hpp>
#include <filesystem>

#include "base/file.h"
#include "base/yaml.h"
#include "scenario/schema.h"
#include "scenario/verb/verb.h"
#include "scenarios/mutants.h"
#include "scenarios/shipped.h"
#include "services/services.h"
#include "support/program.h"
#include "support/schema.h"
#include "support/tiny_catalog.h"

namespace virga {
namespace {

std::optional<Json> document(const std::string& text) {
  Mistakes mistakes("f");
  const auto yaml = parse_yaml(text, mistakes);
  if (!yaml) return std::nullopt;
  return yaml->json();
}

std::string lines(const std::vector<std::string>& list) {
  std::string all;
  for (const std::string& each : list) all += each + "\n";
  return all;
}

// Together they have every key of the grammar.
const std::string kAllOfIt = R"(format: 1
name: all
description: Everything.
seed: 1
defaults: {count_by: {param: Item}, armed: true}
rules:
  - id: a
    when:
      service: shop
      operation: PlaceOrder
      params: {Item: {not: tea}, Buyer.Name: [a], Amount: {gt: 1, ge: 1, lt: 9, le: 9}}
      headers: {X-A: {in: [a, b]}, X-B: {absent: true}, X-C: {any_of: [a, {matches: ^b}]}}
      account: me
    at: {calls: 2..5, probability: 0.5, max_hits: 3, window: {from: 1m, for: 90s, every: 1h}}
    count_by: global
    armed: false
    activate: {by: header, ttl: 5m, max_hits: 3}
    do:
      - {error: Busy, undocumented: true, retry_after: 2s}
      - {latency: {lognormal: {p50: 1ms, p99: 2ms, max: 3ms}}}
      - {body_from: internal}
      - {corrupt: nan}
      - {wrong_content_type: text/html}
      - {clock_skew: -20m}
      - {duplicate_header: X-A}
      - {phase: after_commit}
      - {slow_headers: {rate: 20B/s}}
      - {slow_body: {rate: 2KiB/s}}
      - {truncate: {after: 60%}}
    expect:
      hits: 2..5
      retries: {max: 2, min: 1, same: [Item], signed_anew: true, gap: {min: 1ms, max: 5s}}
  - id: b
    when: {service: [shop], kind: order, state: {order: {OrderNo: A1, Open: true, Item: {not: tea}}}}
    count_by: account
    sequence:
      - {pass: 2}
      - {do: [{reset: rst}]}
      - {do: [{empty_reply: true}]}
      - {do: [{stall: {until: client_abort, cap: 30s}}]}
      - {do: [{status: 503, body: {a: 1}, type: text/plain, headers: {Retry-After: 1}}]}
      - {do: [{error: OutOfStock, with: {what: Tea}, undocumented: true}]}
      - {do: [{latency: {fixed: 1ms}}]}
      - {do: [{latency: {uniform: {min: 1ms, max: 2ms}}}]}
      - {do: [{latency: {normal: {mean: 1ms, sd: 2ms}}}]}
    after: cycle
  - id: c
    when: {service: post}
    limit: {bucket: {rate: 5/s, burst: 10, key: account}, on_empty: {error: Busy}}
  - id: d
    when: {service: post}
    limit:
      quota: {calls: 10, per: 1h, window: rolling, key: {param: Item}}
      on_empty: [{status: 429}]
  - id: e
    when: {service: post}
    do: [{slow_request: {rate: 20B/s}}]
    count_by: world
  - id: f
    when: {service: post, callback: parcel_sent}
    sequence:
      - {do: [{deliver: drop}]}
      - {do: [{deliver: {delay: 5s}}]}
)";

TEST_CASE("The loader takes every key that the schema declares", "[scenario]") {
  tiny::read(kAllOfIt);
  SchemaValidator schema(scenario_schema(tiny::catalog()));
  CHECK(lines(schema.wrong_with(document(kAllOfIt).value())) == "");
  std::set<std::string> unused = schema.declared();
  for (const std::string& key : schema.used()) unused.erase(key);
  CHECK(unused == std::set<std::string>{});
}

TEST_CASE("Every verb describes its key and its sides, and nothing else", "[scenario]") {
  for (const Verb* verb : verbs()) {
    INFO(verb->key);
    std::set<std::string> described;
    const Json properties = parse_json(verb->schema).value();
    for (const auto& [name, value] : properties.items()) described.insert(name);
    std::set<std::string> known(verb->sides.begin(), verb->sides.end());
    known.emplace(verb->key);
    CHECK(described == known);
  }
}

TEST_CASE("The schema takes every shipped scenario", "[scenario]") {
  SchemaValidator schema(scenario_schema(Catalog(all_services())));
  for (const auto& file : all_shipped()) {
    INFO(file);
    CHECK(lines(schema.wrong_with(document(read_file(file).value()).value())) == "");
  }
  for (const auto& file : std::filesystem::directory_iterator(VIRGA_TEST_DATA "/missed")) {
    INFO(file.path());
    CHECK(lines(schema.wrong_with(document(read_file(file.path()).value()).value())) == "");
  }
}

TEST_CASE("The schema refuses wrong keys, wrong types and wrong words", "[scenario]") {
  SchemaValidator schema(scenario_schema(Catalog(all_services())));
  std::size_t refused = 0, passed = 0;
  for (const auto& file : all_shipped())
    for (const Mutant& mutant : mutants_of(read_file(file).value())) {
      const auto changed = document(mutant.text);
      if (!changed) continue;  // no YAML
      const bool wrong = !schema.wrong_with(*changed).empty();
      wrong ? ++refused : ++passed;
      // Names of parameters and parts of texts depend on the operation, which a schema cannot say.
      const bool free_key = mutant.change.find(".params.") != std::string::npos ||
                            mutant.change.find(".with.") != std::string::npos;
      INFO(mutant.change);
      if (mutant.kind == Mutant::Kind::kKey && !free_key) CHECK(wrong);
      if (mutant.kind == Mutant::Kind::kType) CHECK(wrong);
      if (mutant.kind == Mutant::Kind::kNothing) CHECK(wrong);
    }
  CHECK(refused > 1000);
  CHECK(passed < refused / 20);
}

TEST_CASE("check --schema prints the schema, and takes no files", "[program]") {
  const Finished printed = run_program({"check", "--schema"});
  CHECK(printed.code == 0);
  CHECK(printed.err.empty());
  CHECK(parse_json(printed.out) == scenario_schema(Catalog(all_services())));
  CHECK(run_program({"check", "--schema", "a.yaml"}).code == 2);
  CHECK(run_program({"check"}).code == 2);
}

}  // namespace
}  // namespace virga
