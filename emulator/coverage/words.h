// What is said of coverage, to people and to tools alike.
#pragma once

#include <virga/coverage.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace virga {

std::string counted(std::int64_t count, std::string_view thing);  // "1 call", "2 calls"

// Its name, with the route behind it where the service has another of that name.
std::string name_in(const ServiceCoverage& service, const OperationCoverage& operation);

std::string use_of(const OperationCoverage& operation);  // "3 calls, 2 of 5 parameters"

// The codes of those that were not seen; of none, `otherwise`.
std::vector<std::string> unseen_codes(const std::vector<ErrorCoverage>& errors,
                                      std::string_view otherwise);

std::string joined(const std::vector<std::string>& words);  // "a, b"

// The same behind `head`, in indented lines of a width to read.
std::string wrapped(const std::string& head, const std::vector<std::string>& words);

}  // namespace virga
