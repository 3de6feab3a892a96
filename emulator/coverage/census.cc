#include "coverage/census.h"

#include <algorithm>

namespace virga {

// An empty value of a query or form is none, as operations take it.
std::uint64_t parameters_given(const Operation& operation, const RawInput& raw) {
  std::uint64_t bits = 0;
  for (const Given& each : raw.given)
    if (!each.value.is_null() && (each.typed || each.value != ""))
      bits |= std::uint64_t{1} << (each.field - operation.input.data());
  return bits;
}

void Census::count(const Call& call) {
  if (whole_ != nullptr) whole_->count(call);
  const Operation* operation = call.match.operation;
  const std::size_t gateway = roll_.gateway_of(*call.match.service);
  const std::size_t line = operation == nullptr ? gateway : roll_.number_of(*operation);
  const std::lock_guard lock(mutex_);
  if (rows_.empty()) rows_.resize(roll_.lines().size());
  ++rows_[line].calls;
  rows_[line].given |= call.given;
  if (call.error == nullptr || count_error_locked(line, call) || count_error_locked(gateway, call))
    return;
  ++rows_[line].undocumented;
}

// False: the line does not document it.
bool Census::count_error_locked(std::size_t line, const Call& call) {
  const Errors documented = roll_.lines()[line].errors();
  const auto found = std::find(documented.begin(), documented.end(), call.error);
  if (found == documented.end()) return false;
  auto& errors = rows_[line].errors;
  if (errors.empty()) errors.resize(documented.size());
  Times& times = errors[static_cast<std::size_t>(found - documented.begin())];
  ++(call.by_rule ? times.by_rule : times.by_itself);
  return true;
}

void Census::clear() {
  const std::lock_guard lock(mutex_);
  rows_.clear();
}

std::vector<ErrorCoverage> Census::errors_of(const Roll::Line& line, const Row& row) {
  std::vector<ErrorCoverage> errors;
  for (std::size_t i = 0; i < line.errors().size(); ++i) {
    const Times times = row.errors.empty() ? Times() : row.errors[i];
    errors.push_back({std::string(line.errors()[i]->code), times.by_itself, times.by_rule});
  }
  return errors;
}

OperationCoverage Census::covered(const Roll::Line& line, const Row& row) {
  OperationCoverage covered{.name = std::string(line.operation->name),
                            .route = route_text(line.operation->route),
                            .calls = row.calls,
                            .errors = errors_of(line, row),
                            .undocumented = row.undocumented};
  std::uint64_t given = row.given;
  for (const Field& field : line.operation->input) {
    ((given & 1) != 0 ? covered.used : covered.unused).emplace_back(field.name);
    given >>= 1;
  }
  return covered;
}

Coverage Census::coverage(std::string world, std::string_view service) const {
  Coverage coverage{.world = std::move(world)};
  const std::lock_guard lock(mutex_);
  for (std::size_t i = 0; i < roll_.lines().size(); ++i) {
    const Roll::Line& line = roll_.lines()[i];
    if (!service.empty() && line.service->name != service) continue;
    const Row row = rows_.empty() ? Row() : rows_[i];
    if (line.operation == nullptr)
      coverage.services.push_back({.name = std::string(line.service->name),
                                   .gateway = errors_of(line, row),
                                   .unknown = row.calls});
    else
      coverage.services.back().operations.push_back(covered(line, row));
  }
  return coverage;
}

}  // namespace virga
