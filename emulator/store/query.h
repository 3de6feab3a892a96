// Which documents of a kind, in which order, which page. Only indexed members can be asked for.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"

namespace virga {

class Query {
 public:
  enum class Test {
    kEquals,
    kNotEquals,
    kAtLeast,
    kAtMost,
    kContains,
    kStartsWith,
    kAmong,
    kHoldsAny
  };

  struct Condition {
    std::string member;
    Test test;
    Json value;
  };

  // Every condition has to hold.
  Query& equals(std::string_view member, Json value) {
    return add(member, Test::kEquals, std::move(value));
  }
  Query& differs(std::string_view member, Json value) {
    return add(member, Test::kNotEquals, std::move(value));
  }
  Query& at_least(std::string_view member, Json value) {
    return add(member, Test::kAtLeast, std::move(value));
  }
  Query& at_most(std::string_view member, Json value) {
    return add(member, Test::kAtMost, std::move(value));
  }
  Query& contains(std::string_view member, Json text) {
    return add(member, Test::kContains, std::move(text));
  }
  Query& starts_with(std::string_view member, Json text) {
    return add(member, Test::kStartsWith, std::move(text));
  }
  Query& among(std::string_view member, Json values) {
    return add(member, Test::kAmong, std::move(values));
  }
  // The member is an array that holds at least one of the values.
  Query& holds_any(std::string_view member, Json values) {
    return add(member, Test::kHoldsAny, std::move(values));
  }

  Query& newest_first() {
    return descending_ = true, *this;
  }  // by creation; oldest first otherwise
  Query& ordered_by(std::string_view member, bool descending) {  // nulls last, ties by creation
    return order_ = member, order_descending_ = descending, *this;
  }
  Query& page(std::int64_t limit, std::int64_t offset) {
    return limit_ = limit, offset_ = offset, *this;
  }

  const std::vector<Condition>& conditions() const { return conditions_; }
  const std::string& order() const { return order_; }
  bool order_descending() const { return order_descending_; }
  bool descending() const { return descending_; }
  std::int64_t limit() const { return limit_; }  // -1: all
  std::int64_t offset() const { return offset_; }

 private:
  Query& add(std::string_view member, Test test, Json value) {
    conditions_.push_back({std::string(member), test, std::move(value)});
    return *this;
  }

  std::vector<Condition> conditions_;
  std::string order_;
  bool order_descending_ = false;
  bool descending_ = false;
  std::int64_t limit_ = -1;
  std::int64_t offset_ = 0;
};

}  // namespace virga
