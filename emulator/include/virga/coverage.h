// How much of the clouds' APIs was called, and which of their documented errors were answered.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace virga {

struct ErrorCoverage {
  std::string code;
  std::int64_t by_itself = 0;  // how often the cloud answered it
  std::int64_t by_rule = 0;    // and how often because a scenario's rule wanted it

  bool seen() const { return by_itself + by_rule > 0; }
};

struct OperationCoverage {
  std::string name;
  std::string route;  // tells versions of one name apart
  std::int64_t calls = 0;
  std::vector<std::string> used = {};      // the declared parameters that some call has given
  std::vector<std::string> unused = {};    // and those that none has
  std::vector<ErrorCoverage> errors = {};  // that are documented for it
  std::int64_t undocumented = 0;           // answers with an error that nobody documents
};

struct ServiceCoverage {
  std::string name;
  std::vector<OperationCoverage> operations = {};
  std::vector<ErrorCoverage> gateway = {};  // errors of what stands before every operation
  std::int64_t unknown = 0;                 // calls that named no operation

  std::size_t called() const;             // operations
  std::size_t documented_errors() const;  // of all operations, the gateway's not among them
  std::size_t seen_errors() const;
};

struct Coverage {
  std::string world;  // empty: all of them together
  std::vector<ServiceCoverage> services = {};

  std::size_t operations() const;
  std::size_t called() const;
  double percent() const;    // of the operations, how many were called
  std::string text() const;  // for people: figures, then what is missing
};

}  // namespace virga
