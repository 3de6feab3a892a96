// What was measured, a line each: `NAME UNIT MIN MEDIAN MAX`.
#pragma once

#include <string_view>
#include <vector>

namespace virga::bench {

double median(std::vector<double> figures);
void print(std::string_view name, std::string_view unit, const std::vector<double>& figures);

}  // namespace virga::bench
