// Of many rules about one operation, those to which a call can make a difference.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "catalog/exchange.h"
#include "scenario/when.h"

namespace virga {

// Most of many rules ask first for one value of one parameter, each for another: they are found by
// the value, and the rest is not looked at. Numbers rules in the order in which they were added.
class Shortlist {
 public:
  using Number = std::uint32_t;

  void add(const When& when);

  // The rules that the call's values may concern, in order, and those of `others` with them.
  std::vector<Number> of(const Exchange& exchange, const std::vector<Number>& others) const;

  const std::vector<Number>& keyed() const { return keyed_; }  // those that are found by a value

 private:
  struct Key {
    std::vector<std::string> path;
    std::unordered_map<std::string, std::vector<Number>> by_text;
    std::vector<Number> all;
  };

  Number next_ = 0;
  std::vector<Key> keys_;
  std::vector<Number> keyed_;
  std::vector<Number> unkeyed_;
};

}  // namespace virga
