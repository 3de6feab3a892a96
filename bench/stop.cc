#include "child.h"
#include "client.h"
#include "figures.h"
#include "measures.h"
#include "operations.h"

namespace virga::bench {

void measure_stop(const Command& virga) {
  constexpr std::size_t kConnections = 1'000;
  constexpr int kStops = 5;
  std::vector<double> taken;
  for (int i = 0; i < kStops; ++i) {
    Child server(virga);
    Crowd crowd(server.port(), kConnections);
    crowd.ask(get(kShowRealNamed));
    taken.push_back(server.stop().count());
  }
  print("stop", "ms", taken);
}

}  // namespace virga::bench
