// Which calls a rule is about: the operation, and what its parameters and headers have to be.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/yaml.h"
#include "catalog/catalog.h"
#include "catalog/exchange.h"
#include "scenario/condition.h"

namespace virga {

// The value that a request gave a parameter; nullptr: it did not say it, whatever the operation
// takes it for then.
const Json* param_value(const Exchange& exchange, const std::vector<std::string>& path);

struct Target {
  const Service* service;
  const Operation* operation;
};

// Points into the catalogue. Safe for any number of threads.
class When {
 public:
  // Nothing when it cannot be told which operations are meant. Other mistakes are left out of what
  // is returned, so that the rest of the rule can be checked against it; it is not for use then.
  static std::optional<When> read(const Yaml& from, const Catalog& catalog, Mistakes& mistakes);

  const std::vector<Target>& targets() const { return targets_; }  // each operation once
  bool names_operations() const { return names_operations_; }      // otherwise: all of the services
  bool conditional() const { return conditional_; }  // asks for more than an operation

  // A dotted name of a parameter, as its parts; complains when none of the operations declares it.
  std::vector<std::string> read_param_name(const Yaml& name, Mistakes& mistakes) const;

  // Do parameters, headers and account fit? The caller has seen to it that the operation is one of
  // the targets.
  bool holds(const Exchange& exchange) const;

 private:
  struct Param {
    std::vector<std::string> path;  // a declared field, then members of objects
    Condition condition;
  };
  struct Header {
    std::string name;
    Condition condition;
  };

  void read_params(const Yaml& from, Mistakes& mistakes);
  void read_headers(const Yaml& from, Mistakes& mistakes);

  std::vector<Target> targets_;
  bool names_operations_ = false;
  bool conditional_ = false;
  std::vector<Param> params_;
  std::vector<Header> headers_;
  std::optional<Condition> account_;
};

}  // namespace virga
