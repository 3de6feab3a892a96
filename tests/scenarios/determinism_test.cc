// A verdict is a function of seed, rule, count key and ordinal: not of threads, of the way in which
// calls come, or of other rules.
#include <atomic>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "http/client.h"
#include "wire/served.h"

namespace virga {
namespace {

constexpr int kCalls = 10'000;
constexpr int kKeys = 64;
constexpr double kProbability = 0.2;

const std::string kOneInFive = R"(format: 1
name: one-in-five
seed: 20261121
rules:
)";

const std::string kRule = R"(  - id: busy
    when: {service: gsl, operation: ListTags}
    count_by: access_key
    at: {probability: 0.2}
    do: [{error: GSL.00020003}]
)";

// Stands before the other one and takes calls away from it, yet changes no verdict of it.
const std::string kEarlierRule = R"(  - id: another
    when: {service: gsl}
    at: {probability: 0.3}
    do: [{status: 503}]
)";

using Acted = std::set<std::pair<std::string, std::int64_t>>;  // key and ordinal
using Draws = std::map<std::pair<std::string, std::int64_t>, double>;

Headers signed_by(int key) {
  return {{"Authorization", "SDK-HMAC-SHA256 Access=AK" + std::to_string(key) +
                                ", SignedHeaders=x-sdk-date, Signature=00"},
          {"X-Virga-World", "w"}};
}

struct Seen {
  Acted acted;
  Draws draws;
};

Seen seen(const Emulator& emulator) {
  Seen seen;
  for (const Entry& entry : emulator.requests({}, "w"))
    for (const Verdict& verdict : entry.verdicts) {
      if (verdict.rule != "busy") continue;
      const auto key = std::pair(verdict.count_key, verdict.ordinal);
      seen.draws[key] = verdict.draw.value();
      if (*verdict.draw < kProbability) seen.acted.insert(key);
    }
  return seen;
}

Options unwatched() {
  Options options = Served::quiet();
  options.auth = Auth::kOff;
  return options;
}

Seen in_process(int threads, const std::string& rules) {
  Served cloud(unwatched());
  cloud.play(kOneInFive + rules);
  std::atomic<int> next{0};
  std::vector<std::thread> workers;
  for (int i = 0; i < threads; ++i)
    workers.emplace_back([&] {
      for (int call = next++; call < kCalls; call = next++) {
        Request request{.target = "/v1/tags", .headers = signed_by(call % kKeys), .body = {}};
        cloud.emulator.handle(std::move(request));
      }
    });
  for (std::thread& worker : workers) worker.join();
  return seen(cloud.emulator);
}

Seen over_http(int connections, const std::string& rules) {
  Served cloud(unwatched());
  cloud.play(kOneInFive + rules);
  std::vector<std::thread> workers;
  for (int i = 0; i < connections; ++i)
    workers.emplace_back([&, i] {
      http::Session session(http::Terms{});  // asserts nothing: that is for the test's own thread
      for (int call = i; call < kCalls; call += connections)
        static_cast<void>(session.ask(cloud.url, {"GET", "/v1/tags", signed_by(call % kKeys), ""}));
    });
  for (std::thread& worker : workers) worker.join();
  return seen(cloud.emulator);
}

TEST_CASE("10,000 calls on 64 keys meet the same faults on 1, 4 and 32 threads, and over HTTP",
          "[scenario][threads]") {
  const Seen alone = in_process(1, kRule);
  REQUIRE(alone.draws.size() == kCalls);
  for (const int threads : {4, 32}) {
    const Seen together = in_process(threads, kRule);
    CHECK((together.acted == alone.acted));
    CHECK((together.draws == alone.draws));
  }
  CHECK((over_http(8, kRule).draws == alone.draws));
}

TEST_CASE("Another rule changes no draw of a rule", "[scenario][threads]") {
  const Seen alone = in_process(4, kRule), behind = in_process(4, kEarlierRule + kRule);
  CHECK((behind.draws == alone.draws));
}

TEST_CASE("Faults are as frequent as their probability says, within a binomial bound",
          "[scenario]") {
  const Seen seen = in_process(1, kRule);
  const double mean = kCalls * kProbability;
  const double deviation = std::sqrt(kCalls * kProbability * (1 - kProbability));
  // Four standard deviations: one seed in 16,000 would fail, and this one is always the same.
  CHECK(std::abs(static_cast<double>(seen.acted.size()) - mean) < 4 * deviation);
  std::map<std::string, int> by_key;
  for (const auto& [key, ordinal] : seen.acted) ++by_key[key];
  const double per_key = mean / kKeys, key_deviation = deviation / std::sqrt(kKeys);
  CHECK(by_key.size() == kKeys);
  for (const auto& [key, count] : by_key) CHECK(std::abs(count - per_key) < 4.5 * key_deviation);
}

}  // namespace
}  // namespace virga
