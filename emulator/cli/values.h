// What the value of a flag may be.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>
#include <vector>

namespace virga::cli {

// One of these words; another one is refused with the nearest of them.
CLI::Validator among(std::vector<std::string> words);

CLI::Validator whole_number(std::uint64_t most);  // from 0 on
CLI::Validator span();                            // of time, with its unit: 80ms, 10s, 2m, 1h

std::vector<std::string> service_names();
std::vector<std::string> operation_names();  // of all services, none twice
std::vector<std::string> callback_names();

}  // namespace virga::cli
