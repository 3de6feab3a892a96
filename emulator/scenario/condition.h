// What one parameter or header has to be.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "base/json.h"
#include "base/yaml.h"

namespace virga {

// Safe for any number of threads.
class Condition {
 public:
  // A bare value or list: equality. A mapping: operators that all have to hold. Nothing, and
  // mistakes, otherwise.
  static std::optional<Condition> read(const Yaml& from, Mistakes& mistakes);

  // nullptr: the value is not there. Then only `absent` and `not` hold.
  bool holds(const Json* value) const {
    // What most conditions ask of most values, without a call.
    if (plain_ && value != nullptr && value->is_string())
      return value->get_ref<const std::string&>() == *plain_;
    return all_hold(value);
  }

  // The only text that it takes; nothing when it may take others.
  const std::optional<std::string>& only_text() const { return plain_; }
  const std::string& text() const { return text_; }  // as JSON: "NP1234", {"in":[1,2]}

 private:
  using Test = std::function<bool(const Json* value)>;
  struct Operator {
    std::string_view name;
    std::optional<Test> (*read)(const Yaml& operand, Mistakes& mistakes);
  };

  static const Operator kOperators[];
  static std::optional<Test> read_in(const Yaml& operand, Mistakes& mistakes);
  static std::optional<Test> read_not(const Yaml& operand, Mistakes& mistakes);
  static std::optional<Test> read_absent(const Yaml& operand, Mistakes& mistakes);
  static std::optional<Test> read_matches(const Yaml& operand, Mistakes& mistakes);
  template <typename Compare>
  static std::optional<Test> read_order(const Yaml& operand, Mistakes& mistakes);
  static std::optional<Test> read_any_of(const Yaml& operand, Mistakes& mistakes);

  bool all_hold(const Json* value) const;

  std::string text_;
  std::optional<std::string> plain_;  // of a single value
  std::vector<Test> tests_;
};

}  // namespace virga
