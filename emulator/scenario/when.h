// Which calls a rule is about: the operation, and what its parameters, its headers, its caller and
// the resource that it names have to be.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/yaml.h"
#include "catalog/catalog.h"
#include "catalog/exchange.h"
#include "scenario/clause.h"
#include "scenario/condition.h"

namespace virga {

// The value that a request gave a parameter; nullptr: it did not say it, whatever the operation
// takes it for then.
const Json* param_value(const Exchange& exchange, const std::vector<std::string>& path);

// The resource of that kind that the call names, as it is before the call; nullptr: there is none.
using Resource = std::function<Document(const Kind& kind)>;

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
  bool about_callbacks() const { return about_callbacks_; }        // not about requests
  bool conditional() const { return conditional_; }                // asks for more than one

  bool head_is_enough() const { return !asks_for_more_than_a_head_; }

  // A dotted name of a parameter, as its parts; complains when none of the operations declares it.
  std::vector<std::string> read_param_name(const Yaml& name, Mistakes& mistakes) const;

  // What is asked for first, when that is a parameter with one value. A text that is another fails
  // there; of a number, the conditions themselves have to tell.
  struct FirstValue {
    const std::vector<std::string>& path;
    const std::string& text;
  };
  std::optional<FirstValue> first_value() const;
  static constexpr Depth kFirst{Clause::kParams, 0};  // where it fails then

  // The first clause that does not hold for the call, nothing when all do. The caller has seen to
  // it that the operation is one of the targets.
  std::optional<Depth> failure(const Exchange& exchange, const Resource& resource) const;
  bool holds(const Exchange& exchange, const Resource& resource = {}) const {
    return !failure(exchange, resource);
  }

  // What was there and what is wanted, of such a failure; `wants` says who wants it.
  std::string why(Depth failure, const Exchange& exchange, const Resource& resource,
                  std::string_view wants = "the rule takes") const;

 private:
  struct Param {
    std::vector<std::string> path;  // a declared field, then members of objects
    Condition condition;
  };
  struct Fact {
    Clause clause;
    std::string name;            // of a header, or of a resource's member
    const Kind* kind = nullptr;  // of a resource
    Condition condition;
  };

  static std::optional<Json> value_of(const Fact& fact, const Exchange& exchange,
                                      const Resource& resource);
  void read_kind(const Yaml& from, const Catalog& catalog, Mistakes& mistakes);
  void read_callback(const Yaml& from, const Yaml& when, Mistakes& mistakes);
  void read_params(const Yaml& from, Mistakes& mistakes);
  void read_headers(const Yaml& from, Mistakes& mistakes);
  void read_state(const Yaml& from, const Catalog& catalog, Mistakes& mistakes);
  const Kind* find_kind(const Yaml& name, const Catalog& catalog, Mistakes& mistakes) const;
  void keep_addressing(const Kind& kind, const Yaml& place, Mistakes& mistakes);

  std::vector<Target> targets_;
  bool names_operations_ = false;
  bool about_callbacks_ = false;
  bool conditional_ = false;
  bool asks_for_more_than_a_head_ = false;
  std::vector<Param> params_;
  std::vector<Fact> facts_;  // in the order of their clauses: what costs most comes last
};

}  // namespace virga
