// The operations of a catalogue, numbered, so that counting them needs no names.
#pragma once

#include <cstddef>
#include <span>
#include <unordered_map>
#include <vector>

#include "catalog/catalog.h"

namespace virga {

// Made once, then only read: safe for any number of threads. Points into the catalogue.
class Roll {
 public:
  // Parameters that can be told apart by a bit each.
  static constexpr std::size_t kMostParameters = 64;

  // A service, which stands for the gateway before its operations, or one of them behind it.
  struct Line {
    const Service* service;
    const Operation* operation;  // nullptr: the gateway

    Errors errors() const {
      return operation == nullptr ? service->gateway_errors : operation->errors;
    }
  };

  explicit Roll(const Catalog& catalog);
  Roll(const Roll&) = delete;
  Roll& operator=(const Roll&) = delete;

  std::span<const Line> lines() const { return lines_; }
  std::size_t gateway_of(const Service& service) const { return services_.at(&service); }
  std::size_t number_of(const Operation& operation) const { return operations_.at(&operation); }

 private:
  std::vector<Line> lines_;
  std::unordered_map<const Service*, std::size_t> services_;
  std::unordered_map<const Operation*, std::size_t> operations_;
};

}  // namespace virga
