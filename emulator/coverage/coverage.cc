#include <virga/coverage.h>

#include <algorithm>

#include "coverage/words.h"

namespace virga {
namespace {

std::string percentage(double percent) {
  const auto tenths = static_cast<std::int64_t>(percent * 10);  // never more than there is
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + "%";
}

std::string figures(std::size_t called, std::size_t operations, std::size_t seen,
                    std::size_t documented) {
  return std::to_string(called) + " of " + std::to_string(operations) + " operations, " +
         std::to_string(seen) + " of " + std::to_string(documented) + " documented errors";
}

std::string row(const ServiceCoverage& service) {
  return service.name + "  " +
         figures(service.called(), service.operations.size(), service.seen_errors(),
                 service.documented_errors()) +
         (service.unknown == 0
              ? ""
              : ", " + counted(service.unknown, "call") + " of no operation that there is") +
         "\n";
}

// What nobody has called, and of what somebody has, the errors that nobody has met.
std::string missing(const ServiceCoverage& service) {
  std::vector<std::string> uncalled;
  std::string unseen;
  for (const OperationCoverage& operation : service.operations) {
    const std::string name = name_in(service, operation);
    if (operation.calls == 0)
      uncalled.push_back(name);
    else
      unseen += wrapped(name + " (" + use_of(operation) + "): ",
                        unseen_codes(operation.errors, "every documented error was seen"));
  }
  const auto titled = [&](const std::string& title, const std::string& lines) {
    return lines.empty() ? std::string() : "\n" + service.name + ", " + title + ":\n" + lines;
  };
  return titled("never called", uncalled.empty() ? "" : wrapped("", uncalled)) +
         titled("called, and these documented errors never seen", unseen) +
         titled("errors of the gateway never seen",
                wrapped("", unseen_codes(service.gateway, "none")));
}

}  // namespace

std::size_t ServiceCoverage::called() const {
  return static_cast<std::size_t>(
      std::count_if(operations.begin(), operations.end(),
                    [](const OperationCoverage& operation) { return operation.calls > 0; }));
}

std::size_t ServiceCoverage::documented_errors() const {
  std::size_t count = 0;
  for (const OperationCoverage& operation : operations) count += operation.errors.size();
  return count;
}

std::size_t ServiceCoverage::seen_errors() const {
  std::size_t count = 0;
  for (const OperationCoverage& operation : operations)
    for (const ErrorCoverage& error : operation.errors) count += error.seen() ? 1 : 0;
  return count;
}

std::size_t Coverage::operations() const {
  std::size_t count = 0;
  for (const ServiceCoverage& service : services) count += service.operations.size();
  return count;
}

std::size_t Coverage::called() const {
  std::size_t count = 0;
  for (const ServiceCoverage& service : services) count += service.called();
  return count;
}

double Coverage::percent() const {
  return operations() == 0
             ? 0
             : 100.0 * static_cast<double>(called()) / static_cast<double>(operations());
}

std::string Coverage::text() const {
  std::size_t seen = 0, documented = 0;
  std::string rows, rest;
  for (const ServiceCoverage& service : services) {
    seen += service.seen_errors();
    documented += service.documented_errors();
    rows += row(service);
    rest += missing(service);
  }
  return (world.empty() ? "all worlds" : "world " + world) + ": " + percentage(percent()) + ", " +
         figures(called(), operations(), seen, documented) + "\n" + rows + rest;
}

}  // namespace virga
