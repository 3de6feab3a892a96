#include "figures.h"

#include <algorithm>
#include <iomanip>
#include <iostream>

namespace virga::bench {

double median(std::vector<double> figures) {
  std::sort(figures.begin(), figures.end());
  const std::size_t half = figures.size() / 2;
  return figures.size() % 2 == 1 ? figures[half] : (figures[half - 1] + figures[half]) / 2;
}

void print(std::string_view name, std::string_view unit, const std::vector<double>& figures) {
  const auto [low, high] = std::minmax_element(figures.begin(), figures.end());
  std::cout << name << ' ' << unit << std::fixed << std::setprecision(3) << ' ' << *low << ' '
            << median(figures) << ' ' << *high << std::endl;
}

}  // namespace virga::bench
