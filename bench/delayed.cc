#include <algorithm>
#include <atomic>
#include <chrono>
#include <future>

#include "child.h"
#include "client.h"
#include "figures.h"
#include "measures.h"
#include "operations.h"

namespace virga::bench {
namespace {

constexpr const char* kScenario = R"(format: 1
name: late
rules:
  - id: late
    when: {service: gsl, operation: ShowRealNamed}
    do: [{latency: 1s}]
)";

}  // namespace

void measure_delayed(const Command& virga, std::size_t size) {
  using namespace std::chrono_literals;
  using Clock = std::chrono::steady_clock;
  // Not without rest: it is to see what the others do to it, not to take the machine from them.
  constexpr std::chrono::milliseconds kPause = 1ms;
  const std::string request = get(kShowRealNamed);
  Child server(virga);
  // The scenario is played in one world; calls in another are not delayed.
  Client(server.port()).ask(put("/_virga/scenarios/late?world=late", kScenario));
  Client active(server.port());
  const auto alone = latencies(active, request, 500ms, kPause);

  Crowd crowd(server.port(), size);
  auto undelayed =
      std::async(std::launch::async, [&] { return latencies(active, request, 1s, kPause); });
  const auto begin = Clock::now();
  crowd.send(get(kShowRealNamed, "X-Virga-World: late"));
  const double threads = server.threads();
  crowd.await();
  const std::chrono::duration<double, std::milli> taken = Clock::now() - begin;

  const auto meanwhile = undelayed.get();
  print("delayed.calls", "count", {static_cast<double>(size)});
  print("delayed.all", "ms", {taken.count()});
  print("delayed.threads", "count", {std::max(threads, server.threads())});
  print("delayed.latency.alone", "us", alone);
  print("delayed.latency.meanwhile", "us", meanwhile);
}

}  // namespace virga::bench
