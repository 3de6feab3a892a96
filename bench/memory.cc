#include "child.h"
#include "client.h"
#include "figures.h"
#include "measures.h"
#include "operations.h"

namespace virga::bench {
namespace {

constexpr std::size_t kClients = 50;
constexpr std::size_t kFirst = 100'000;  // requests; the journal is full long before
constexpr std::size_t kSteps = 10;

}  // namespace

void measure_memory(const Command& virga, std::size_t size) {
  Child server(virga);
  Crowd crowd(server.port(), kClients);
  const std::string request = get(kShowRealNamed);
  std::size_t asked = 0;
  const auto after = [&](std::size_t requests) {
    for (; asked < requests; asked += kClients) crowd.ask(request);
    const double resident = server.resident();
    print("memory.after." + std::to_string(requests), "MiB", {resident});
    return resident;
  };
  const double first = after(kFirst);
  double last = first;
  for (std::size_t step = 1; step <= kSteps; ++step)
    if (const std::size_t requests = size / kSteps * step; requests > kFirst)
      last = after(requests);
  print("memory.growth", "MiB", {last - first});
}

}  // namespace virga::bench
