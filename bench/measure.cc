// virga_measure start|memory|idle|delayed|stop: starts servers, lives through one situation, and
// prints what it cost. bench/run knows what to give each.
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>

#include "child.h"
#include "measures.h"

namespace virga::bench {
namespace {

constexpr const char* kUsage =
    "usage: virga_measure start VIRGA BARE GET_ANSWER POST_ANSWER\n"
    "       virga_measure stop VIRGA\n"
    "       virga_measure memory VIRGA REQUESTS\n"
    "       virga_measure idle|delayed VIRGA CONNECTIONS\n";

bool measure(const std::vector<std::string>& words) {
  if (words.size() < 2) return false;
  const Command virga{words[1], "serve", "--port", "0", "--log", "off"};
  const std::string& what = words[0];
  const std::size_t size = words.size() == 3 ? std::strtoul(words[2].c_str(), nullptr, 10) : 0;
  if (what == "start" && words.size() == 5)
    measure_start(virga, {words[2], words[3], words[4]});
  else if (what == "memory" && size > 0)
    measure_memory(virga, size);
  else if (what == "stop" && words.size() == 2)
    measure_stop(virga);
  else if (what == "idle" && size > 0)
    measure_idle(virga, size);
  else if (what == "delayed" && size > 0)
    measure_delayed(virga, size);
  else
    return false;
  return true;
}

}  // namespace
}  // namespace virga::bench

int main(int argc, char** argv) {
  virga::bench::raise_descriptors();
  try {
    if (virga::bench::measure({argv + 1, argv + argc})) return 0;
    std::cerr << virga::bench::kUsage;
    return 2;
  } catch (const std::exception& failure) {
    std::cerr << "virga_measure: " << failure.what() << "\n";
    return 1;
  }
}
