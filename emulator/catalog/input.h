// What a request gives for the declared fields: as received, and once validated.
#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "catalog/field.h"

namespace virga {

// One field as received. Text from a path, query or form is not typed: "12" may be a number.
struct Given {
  const Field* field = nullptr;
  Json value;
  bool typed = false;  // from a JSON body
};

struct RawInput {
  std::vector<Given> given;
  std::vector<std::string> notes;  // what was ignored: unknown names, and what they resemble
};

// Validated values under their declared names. Asking for a field of another type is a bug and
// throws.
class Input {
 public:
  Input() : values_(Json::object()) {}
  // `standards` names the fields that were not given and have their standard value.
  explicit Input(Json values, std::vector<std::string_view> standards = {})
      : values_(std::move(values)), standards_(std::move(standards)) {}

  bool has(std::string_view name) const { return values_.contains(name); }
  const std::string& text(std::string_view name) const {
    return at(name).get_ref<const std::string&>();
  }
  std::int64_t integer(std::string_view name) const { return at(name).get<std::int64_t>(); }
  bool flag(std::string_view name) const { return at(name).get<bool>(); }
  const Json& list(std::string_view name) const { return at(name); }
  const Json& at(std::string_view name) const { return values_.at(std::string(name)); }

  bool flag_or(std::string_view name, bool standard) const {
    return has(name) ? flag(name) : standard;
  }
  std::int64_t integer_or(std::string_view name, std::int64_t standard) const {
    return has(name) ? integer(name) : standard;
  }

  Json pick(std::initializer_list<std::string_view> names) const;  // those that are there
  const Json& values() const { return values_; }
  bool is_standard(std::string_view name) const;  // not given: the declaration's own value

 private:
  Json values_;
  std::vector<std::string_view> standards_;
};

}  // namespace virga
