// How a call has to have been answered: status, error, and the rule that had its hand in it.
#pragma once

#include <virga/entry.h>

#include <optional>
#include <string>
#include <vector>

#include "scenario/clause.h"
#include "scenario/condition.h"
#include "scenario/when.h"

namespace virga {

// Safe for any number of threads.
class Answered {
 public:
  // {status: 200, error: QuotaExceeded, rule: busy}, each with the operators of a parameter. An
  // error has to be one that the services of the operations document.
  static Answered read(const Yaml& from, const When& when, Mistakes& mistakes);

  std::optional<Depth> failure(const Entry& entry) const;  // the first that does not hold
  std::string why(Depth failure, const Entry& entry) const;

 private:
  struct Part {
    Clause clause;
    Condition condition;
  };

  static std::optional<Json> value_of(Clause clause, const Entry& entry);
  void read_part(const Yaml& from, Clause clause, Mistakes& mistakes);

  std::vector<Part> parts_;
};

}  // namespace virga
