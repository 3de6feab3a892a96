// A regular expression from a scenario that neither a long text nor a sly pattern can make hang or
// overrun the stack.
#pragma once

#include <optional>
#include <regex>
#include <string_view>

#include "base/yaml.h"

namespace virga {

// ECMAScript without back references. Compiled once; safe for any number of threads.
class Expression {
 public:
  // Nothing, and a mistake, for a pattern that is no expression, is longer than 1,000 characters or
  // repeats too much.
  static std::optional<Expression> read(const Yaml& from, Mistakes& mistakes);

  // Is there a match anywhere in the first 8 KiB of the text?
  bool found_in(std::string_view text) const;

 private:
  explicit Expression(std::regex regex) : regex_(std::move(regex)) {}

  std::regex regex_;
};

}  // namespace virga
