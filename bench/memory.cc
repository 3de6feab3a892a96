#include "child.h"
#include "client.h"
#include "figures.h"
#include "measures.h"
#include "operations.h"

namespace virga::bench {
namespace {

constexpr std::size_t kClients = 50;
constexpr std::size_t kStep = 25'000;  // requests; the journal is full after two steps
constexpr std::size_t kSteps = 6;

}  // namespace

void measure_memory(const Command& virga) {
  Child server(virga);
  Crowd crowd(server.port(), kClients);
  const std::string request = get(kShowRealNamed);
  std::vector<double> resident;
  for (std::size_t step = 1; step <= kSteps; ++step) {
    for (std::size_t asked = 0; asked < kStep; asked += kClients) crowd.ask(request);
    resident.push_back(server.resident());
    print("memory.after." + std::to_string(step * kStep), "MiB", {resident.back()});
  }
  print("memory.growth", "x", {resident.back() / resident[kSteps / 2 - 1]});
}

}  // namespace virga::bench
