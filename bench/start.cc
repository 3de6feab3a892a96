#include <chrono>

#include "child.h"
#include "client.h"
#include "figures.h"
#include "measures.h"
#include "operations.h"

namespace virga::bench {
namespace {

constexpr int kStarts = 10;

struct Starts {
  std::vector<double> taken;     // ms
  std::vector<double> resident;  // MiB
};

void start(const Command& command, Starts& starts) {
  const auto begin = std::chrono::steady_clock::now();
  Child server(command);
  Client(server.port()).ask(get(kShowRealNamed));
  const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - begin;
  starts.taken.push_back(taken.count());
  starts.resident.push_back(server.resident());
}

}  // namespace

void measure_start(const Command& virga, const Command& bare) {
  Starts of_virga, of_bare;
  std::vector<double> ratios;
  for (int i = 0; i < kStarts; ++i) {
    start(virga, of_virga);
    start(bare, of_bare);
    ratios.push_back(of_virga.taken.back() / of_bare.taken.back());
  }
  print("start.virga", "ms", of_virga.taken);
  print("start.bare", "ms", of_bare.taken);
  print("start.ratio", "x", ratios);
  print("memory.start.virga", "MiB", of_virga.resident);
  print("memory.start.bare", "MiB", of_bare.resident);
}

}  // namespace virga::bench
