// Many worlds at once in one process: none notices the others.
#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "base/time.h"
#include "support/cloud.h"
#include "support/lived.h"
#include "support/thinned.h"

namespace virga {
namespace {

constexpr int kWorlds = 200 / static_cast<int>(kThinning);
constexpr int kThreads = 16;
constexpr int kCalls = 12;

// Each world arms one of the two, which are each other's opposite.
const std::string kOpposites = R"(
format: 1
name: opposites
rules:
  - id: first-fails
    armed: false
    when: {service: vms, operation: UpdateNumberPoolV2}
    at: {calls: first 6}
    do: [{error: QuotaExceeded, with: {what: pools}}]
  - id: last-fails
    armed: false
    when: {service: vms, operation: UpdateNumberPoolV2}
    at: {calls: after 6}
    do: [{error: FlowLimitExceeded}]
)";

std::string name_of(int world) { return "w" + std::to_string(world); }

std::string armed_in(int world) { return world % 2 == 0 ? "first-fails" : "last-fails"; }

// Requests of other threads come in between, so nothing here may assert.
void arm(Cloud& cloud, int world) {
  cloud.emulator.arm("opposites", armed_in(world), {}, name_of(world));
}

Request rename_in(int world, int call) {
  const Json body{{"NumberPoolNo", "NP1234"},
                  {"Name", name_of(world) + "." + std::to_string(call)}};
  return {"POST",
          "/?Action=UpdateNumberPoolV2&Version=2022-01-01",
          {{"Content-Type", "application/json"}, {"X-Virga-World", name_of(world)}},
          body.dump()};
}

// As many worlds' as there are threads, in turn: every world meets every thread.
void call(Cloud& cloud, int world, int call) {
  cloud.emulator.handle(rename_in(world, call));
  cloud.emulator.clock(name_of(world)).advance(std::chrono::seconds(world + 1));
}

std::string journal_of(Cloud& cloud, int world) {
  std::string journal;
  for (const Entry& entry : cloud.emulator.requests({}, name_of(world)))
    journal += std::to_string(entry.id) + " " + plain_time(entry.time) + " " + entry.world + " " +
               entry.request.body + " " + std::to_string(entry.reply.status) + " " + entry.rule +
               " " + entry.reply.body + "\n";
  return journal;
}

Options unwatched() {
  Options options = Cloud::usual();
  options.observe = {};  // it asserts, on whichever thread answers
  return options;
}

struct Told {
  std::string journal;
  std::string dump;
};

Told told_by(Cloud& cloud, int world) {
  return {journal_of(cloud, world), dump_of(cloud, name_of(world))};
}

// Alone in its process.
Told alone(int world) {
  Cloud cloud(unwatched());
  cloud.emulator.play(ScenarioFile(kOpposites).path());
  arm(cloud, world);
  for (int i = 0; i < kCalls; ++i) call(cloud, world, i);
  return told_by(cloud, world);
}

TEST_CASE("Two hundred worlds that sixteen threads use never meet", "[worlds]") {
  Cloud cloud(unwatched());
  cloud.emulator.play(ScenarioFile(kOpposites).path());
  // A world's calls come one after the other, each from another thread.
  std::vector<std::atomic<int>> next(kWorlds);
  std::vector<std::atomic<bool>> busy(kWorlds);
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t)
    threads.emplace_back([&, t] {
      for (bool left = true; left;) {
        left = false;
        for (int i = 0; i < kWorlds; ++i) {
          const int world = (i + t * kWorlds / kThreads) % kWorlds;
          if (next[world] == kCalls) continue;
          left = true;
          if (busy[world].exchange(true)) continue;
          if (next[world] == 0) arm(cloud, world);
          if (next[world] < kCalls) call(cloud, world, next[world]++);
          busy[world] = false;
        }
      }
    });
  for (std::thread& thread : threads) thread.join();

  for (int world = 0; world < kWorlds; ++world) {
    INFO(name_of(world));
    const bool first = world % 2 == 0;
    CHECK(cloud.emulator.clock(name_of(world)).now() ==
          *parse_time("2025-06-05T07:27:35Z") + std::chrono::seconds((world + 1) * kCalls));
    CHECK(cloud.state("vms", "number_pools", name_of(world))[0].at("Name") ==
          name_of(world) + (first ? ".11" : ".5"));
    const Report report = cloud.emulator.report("opposites", name_of(world));
    REQUIRE(report.rules.size() == 2);
    CHECK(report.rules[0].hits == (first ? 6 : 0));
    CHECK(report.rules[1].hits == (first ? 0 : 6));
    CHECK(cloud.emulator.requests({}, name_of(world)).size() == kCalls);
  }
  for (const int world : {0, 1, kWorlds / 2, kWorlds - 1}) {
    const Told told = told_by(cloud, world), expected = alone(world);
    CHECK((told.journal == expected.journal));
    CHECK((told.dump == expected.dump));
  }
}

}  // namespace
}  // namespace virga
