// How often each operation was called, what its calls gave, and which errors were answered: counted
// with each call, for the journal forgets.
#pragma once

#include <virga/coverage.h>

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/exchange.h"
#include "coverage/roll.h"

namespace virga {

// The parameters that a request gives, a bit each, in the order of their declarations.
std::uint64_t parameters_given(const Operation& operation, const RawInput& raw);

// Safe to use from several threads; what is locked takes some nanoseconds.
class Census {
 public:
  struct Call {
    const Match& match;
    std::uint64_t given = 0;       // parameters_given
    const Error* error = nullptr;  // that was answered
    bool by_rule = false;          // because a scenario wanted it
  };

  // Every call is counted in `whole`, too, and stays there when this one begins anew. Both outlive
  // it.
  explicit Census(const Roll& roll, Census* whole = nullptr) : roll_(roll), whole_(whole) {}

  void count(const Call& call);
  void clear();

  // `world` is what it is told of; of one service, or of all when its name is empty.
  Coverage coverage(std::string world, std::string_view service = {}) const;

 private:
  struct Times {
    std::int64_t by_itself = 0;
    std::int64_t by_rule = 0;
  };
  struct Row {
    std::int64_t calls = 0;
    std::int64_t undocumented = 0;
    std::uint64_t given = 0;
    std::vector<Times> errors = {};  // none before the first
  };

  bool count_error_locked(std::size_t line, const Call& call);
  static OperationCoverage covered(const Roll::Line& line, const Row& row);
  static std::vector<ErrorCoverage> errors_of(const Roll::Line& line, const Row& row);

  const Roll& roll_;
  Census* whole_;
  mutable std::mutex mutex_;
  std::vector<Row> rows_;  // a row for a line of the roll; none before the first call
};

}  // namespace virga
