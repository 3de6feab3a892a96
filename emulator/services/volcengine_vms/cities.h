// Cities by their dialling codes, and which of them a number is at home in.
#pragma once

#include <string>
#include <string_view>

namespace virga::vms {

// "010" of "01080000001". Mobile numbers have no table of prefixes here: all are at home in 010
// [inferred].
std::string home_city(std::string_view number);

// The code of the capital of the city's province; a city that is not in the table is its own
// [inferred].
std::string provincial_capital(std::string_view code);

std::string city_name(std::string_view code);  // "北京"; the code itself when it is not known

}  // namespace virga::vms
