// What the layers of an answer cost, in this process and without any socket.
#include <benchmark/benchmark.h>
#include <virga/emulator.h>

#include <chrono>
#include <stdexcept>
#include <string>

#include "auth/credentials.h"
#include "auth/volcengine.h"
#include "base/json.h"
#include "base/time.h"
#include "catalog/catalog.h"
#include "http/head.h"
#include "in_memory.h"
#include "scenario/engine.h"
#include "services/huawei_gsl/kinds.h"
#include "services/huawei_gsl/ledger.h"
#include "services/huawei_gsl/midnight.h"
#include "services/services.h"
#include "services/volcengine_vms/kinds.h"
#include "store/store.h"
#include "worlds.h"

namespace virga::bench {
namespace {

using benchmark::DoNotOptimize;
using benchmark::State;

constexpr const char* kSignedAt = "2025-06-05T07:27:35Z";
constexpr const char* kSecret = "SKVIRGA";

Request show_real_named() {
  return {"GET", "/v1/sim-cards/158123456/real-named", {{"Host", "localhost"}}, {}};
}

// Signed by kSecret at kSignedAt, as the vendor documents it.
Request update_number_pool() {
  return {
      "POST",
      "/?Action=UpdateNumberPoolV2&Version=2022-01-01",
      {{"Host", "localhost"},
       {"Content-Type", "application/json"},
       {"X-Date", "20250605T072735Z"},
       {"X-Content-Sha256", "a39450fb45697a4ab12043e0510edd25f3213307eb267cbb39bb0c17cbe9b8db"},
       {"Authorization",
        "HMAC-SHA256 Credential=AKVIRGA-bench/20250605/cn-beijing/vms/request, "
        "SignedHeaders=host;x-content-sha256;x-date, "
        "Signature=50c046306a459eb0e9162465c42d1ad842373aa45b94fad5fe9400ec78ae4e2e"}},
      R"({"NumberPoolNo":"NP1234","Name":"营销专用号码池","ServiceType":100,"SubServiceType":101})"};
}

std::string bytes_of(const Request& request) {
  std::string bytes = request.method + " " + request.target + " HTTP/1.1\r\n";
  for (const auto& [name, value] : request.headers) bytes += name + ": " + value + "\r\n";
  if (!request.body.empty())
    bytes += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
  return bytes + "\r\n" + request.body;
}

// A figure about a refusal would be a figure about nothing.
void require(bool held, const char* what) {
  if (!held) throw std::runtime_error(what);
}

Options at_signing(Auth auth) {
  Options options;
  options.auth = auth;
  options.frozen_at = parse_time(kSignedAt);
  return options;
}

void construct_answer_destroy(State& state) {
  for (auto _ : state) {
    Emulator emulator;
    require(emulator.handle(show_real_named()).status == 200, "ShowRealNamed is refused");
  }
}

void handle(State& state, const Options& options, const Request& request) {
  Emulator emulator(options);
  require(emulator.handle(request).status == 200, "the request is refused");
  for (auto _ : state) DoNotOptimize(emulator.handle(request));
}

void read_by_gate(State& state, const Request& request) {
  const std::string bytes = bytes_of(request);
  require(http::read_head(bytes.substr(0, http::head_length(bytes).value_or(0))).refusal.empty(),
          "the gate refuses the request");
  for (auto _ : state) {
    const auto length = http::head_length(bytes);
    DoNotOptimize(http::read_head(std::string_view(bytes).substr(0, *length)));
  }
}

void read_by_library(State& state, const Request& request) {
  const std::string bytes = bytes_of(request);
  LeanServer server;
  require(server.serve(bytes).starts_with("HTTP/1.1 200"), "the library refuses the request");
  for (auto _ : state) DoNotOptimize(server.serve(bytes));
}

void route(State& state, const Request& request) {
  const Catalog catalog(all_services());
  require(catalog.resolve(request).operation != nullptr, "the request has no operation");
  for (auto _ : state) DoNotOptimize(catalog.resolve(request));
}

void verify_signature(State& state) {
  const Request request = update_number_pool();
  require(volcengine::prove(volcengine::read_claim(request), request, kSecret).matches,
          "the signature does not match");
  for (auto _ : state)
    DoNotOptimize(volcengine::prove(volcengine::read_claim(request), request, kSecret));
}

void verify_signature_of_known_key(State& state) {
  const Request request = update_number_pool();
  SigningKeys keys;
  for (auto _ : state)
    DoNotOptimize(volcengine::prove(volcengine::read_claim(request), request, kSecret, &keys));
}

void parse(State& state) {
  const std::string body = update_number_pool().body;
  for (auto _ : state) DoNotOptimize(parse_json(body));
}

// One pool in a database of the demo's tables.
struct Pool {
  Pool() { Store::prepare(database, catalog.kinds()), store.put(vms::kNumberPool, document); }

  const Catalog catalog{all_services()};
  const Json document = *parse_json(update_number_pool().body);
  const Json id = document.at("NumberPoolNo");
  Database database{":memory:"};
  Store store{database, "bench"};
};

void find(State& state) {
  const Pool pool;
  require(pool.store.find(vms::kNumberPool, pool.id).has_value(), "the pool is not found");
  for (auto _ : state) DoNotOptimize(pool.store.find(vms::kNumberPool, pool.id));
}

void put(State& state) {
  Pool pool;
  for (auto _ : state)
    DoNotOptimize(pool.store.transact<bool>([&]() -> Result<bool> {
      pool.store.put(vms::kNumberPool, pool.document);
      return true;
    }));
}

// A great many SIM cards, in batches of a thousand.
struct Cards {
  static constexpr int kCount = 100'000;

  Cards() {
    Store::prepare(database, catalog.kinds());
    const auto filled = store.transact<bool>([&]() -> Result<bool> {
      for (int i = 0; i < kCount; ++i) store.put(gsl::kSimCards, card(i));
      return true;
    });
    require(static_cast<bool>(filled), "the cards are refused");
  }

  static std::string iccid(int number) {
    return std::to_string(8'986'000'000'000'000'000 + number);
  }

  static Json card(int number) {
    Json card{{"sim_card_id", 1'000'000 + number},
              {"iccid", iccid(number)},
              {"sim_type", 3},
              {"sim_status", 20},
              {"act_date", "2025-01-01T00:00:00.000+00:00"},
              {"order_id", number / 1000},
              {"flow_used", number % 10},
              {"flow_left", 10}};
    gsl::complete_sim_card(card);
    return card;
  }

  const Catalog catalog{all_services()};
  Database database{":memory:"};
  Store store{database, "bench"};
};

// An operation of GSL among so many cards, from its input to its answer.
void ask_many_cards(State& state, std::string_view operation, const Json& input) {
  static Cards cards;  // made once: that takes seconds
  const Operation& asked = *cards.catalog.operation(*cards.catalog.service("gsl"), operation);
  const Input values(input);
  const Principal nobody;
  const Credentials credentials;
  const std::string id = "bench";
  Headers headers;
  Call call{asked,       values, cards.store, *parse_time(kSignedAt), 1, nobody,
            credentials, id,     headers};
  require(static_cast<bool>(asked.handler(call)), "the request is refused");
  for (auto _ : state) DoNotOptimize(asked.handler(call));
}

// What is asked for and, as validation adds it, the third page.
Json page_of_cards(Json input) {
  input.update({{"limit", 10}, {"offset", 3}, {"order", "asc"}, {"filter_downtime_period", false}});
  return input;
}

// Every figure that is stored moves on, so this is as much as a midnight ever has to do but for the
// first of a month.
void pass_midnight_of_many_cards(State& state) {
  Cards cards;
  Time due = *parse_time("2025-06-05T16:00:00Z");
  const auto pass = [&] {
    const auto done = cards.store.transact<bool>([&]() -> Result<bool> {
      const auto next = cards.store.agenda().take(due);
      gsl::pass_midnight(cards.store, due, next->subject);
      return true;
    });
    require(static_cast<bool>(done), "the midnight is refused");
    due += std::chrono::days(1);
  };
  gsl::begin_world(cards.store, due - std::chrono::hours(1), 1);
  pass();  // looks at all cards for the first time
  for (auto _ : state) pass();
}

// Rules about the very operation that is asked for, and about another pool each.
std::string rules_text(int count) {
  std::string text = "format: 1\nname: many\nrules:\n";
  for (int i = 0; i < count; ++i)
    text += "  - {id: r" + std::to_string(i) +
            ", when: {service: vms, operation: UpdateNumberPoolV2, params: {NumberPoolNo: NP-" +
            std::to_string(i) + "}}, do: [{reset: rst}]}\n";
  return text;
}

void decide(State& state, int count) {
  const Catalog catalog(all_services());
  Rules rules(1);
  if (count > 0) {
    Mistakes mistakes("many");
    rules.load(parse_scenario(rules_text(count), catalog, mistakes));
    require(rules.report("many")->rules.size() == static_cast<std::size_t>(count),
            "rules are missing");
  }
  Exchange exchange;
  exchange.request = update_number_pool();
  exchange.match = catalog.resolve(exchange.request);
  exchange.input = Input(*parse_json(exchange.request.body));
  require(rules.decide(exchange).rule.empty(), "a rule acts");
  for (auto _ : state) DoNotOptimize(rules.decide(exchange));
}

void register_all() {
  using benchmark::RegisterBenchmark;
  const Request get = show_real_named(), post = update_number_pool();
  RegisterBenchmark("construct-answer-destroy", construct_answer_destroy);
  RegisterBenchmark("answer-get-lenient", [=](State& s) { handle(s, {}, get); });
  RegisterBenchmark("answer-post-signed-strict",
                    [=](State& s) { handle(s, at_signing(Auth::kStrict), post); });
  RegisterBenchmark("answer-post-signed-off",
                    [=](State& s) { handle(s, at_signing(Auth::kOff), post); });
  RegisterBenchmark("read-get-by-gate", [=](State& s) { read_by_gate(s, get); });
  RegisterBenchmark("read-get-by-library", [=](State& s) { read_by_library(s, get); });
  RegisterBenchmark("read-post-by-gate", [=](State& s) { read_by_gate(s, post); });
  RegisterBenchmark("read-post-by-library", [=](State& s) { read_by_library(s, post); });
  RegisterBenchmark("route-get", [=](State& s) { route(s, get); });
  RegisterBenchmark("route-post", [=](State& s) { route(s, post); });
  RegisterBenchmark("verify-signature", verify_signature);
  RegisterBenchmark("verify-signature-of-known-key", verify_signature_of_known_key);
  RegisterBenchmark("parse-json", parse);
  RegisterBenchmark("store-find", find);
  RegisterBenchmark("store-put", put);
  RegisterBenchmark("list-10-of-100000-cards", [](State& s) {
    ask_many_cards(s, "ListSimCards", page_of_cards({{"order_id", 50}}));
  });
  RegisterBenchmark("list-all-100000-cards",
                    [](State& s) { ask_many_cards(s, "ListSimCards", page_of_cards({})); });
  RegisterBenchmark("sort-100000-cards", [](State& s) {
    ask_many_cards(s, "ListSimCards", page_of_cards({{"sort", "flow_used"}}));
  });
  RegisterBenchmark("midnight-of-100000-cards", pass_midnight_of_many_cards);
  RegisterBenchmark("show-1-of-100000-cards", [](State& s) {
    ask_many_cards(s, "ShowSimCard", {{"sim_card_id", 0}, {"iccid", Cards::iccid(54'321)}});
  });
  RegisterBenchmark("decide-no-rules", [](State& s) { decide(s, 0); });
  RegisterBenchmark("decide-1000-rules", [](State& s) { decide(s, 1'000); });
}

}  // namespace
}  // namespace virga::bench

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  virga::bench::register_all();
  virga::bench::register_worlds();
  benchmark::RunSpecifiedBenchmarks();
}
