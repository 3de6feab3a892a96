// Coverage as an XML of JUnit's kind, which continuous integration shows: a suite a service, a case
// an operation; one that was never called is skipped.
#pragma once

#include <virga/coverage.h>

#include <string>

namespace virga {

std::string to_junit(const Coverage& coverage);

}  // namespace virga
