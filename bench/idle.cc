#include <chrono>
#include <thread>

#include "child.h"
#include "client.h"
#include "figures.h"
#include "measures.h"
#include "operations.h"

namespace virga::bench {

void measure_idle(const Command& virga, std::size_t size) {
  using namespace std::chrono_literals;
  constexpr std::chrono::seconds kWatched = 5s;
  const std::string request = get(kShowRealNamed);
  Child server(virga);
  Client active(server.port());
  latencies(active, request, 200ms);  // everything is warm
  const auto alone = latencies(active, request, 1s);

  Crowd crowd(server.port(), size);
  crowd.ask(request);
  std::this_thread::sleep_for(200ms);
  const double before = server.processor();
  std::this_thread::sleep_for(kWatched);
  const double spent = server.processor() - before;
  const double resident = server.resident();
  const auto crowded = latencies(active, request, 1s);

  print("idle.connections", "count", {static_cast<double>(size)});
  print("idle.processor", "%", {100 * spent / std::chrono::duration<double>(kWatched).count()});
  print("idle.memory", "MiB", {resident});
  print("idle.threads", "count", {server.threads()});
  print("idle.latency.alone", "us", alone);
  print("idle.latency.crowded", "us", crowded);
  print("idle.latency.ratio", "x", {median(crowded) / median(alone)});
}

}  // namespace virga::bench
