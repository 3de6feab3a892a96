#include "catalog/validate.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/text.h"
#include "base/time.h"

namespace virga {
namespace {

std::string limits_text(std::int64_t min, std::int64_t max) {
  if (max == kNoLimit) return "at least " + std::to_string(min);
  return (min == kNoLimit ? "at most " : std::to_string(min) + "..") + std::to_string(max);
}

bool outside(std::int64_t value, std::int64_t min, std::int64_t max) {
  return (min != kNoLimit && value < min) || (max != kNoLimit && value > max);
}

std::string shown(const Json& value) {
  const std::string text = print_json(value);
  if (text.size() <= 60) return text;
  std::size_t end = 57;
  while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;  // at a whole character
  return text.substr(0, end) + "...";
}

std::optional<Json> integer_of(const Json& value, Type type) {
  std::optional<std::int64_t> number;
  if (value.is_number_unsigned() && value.get<std::uint64_t>() > INT64_MAX) return std::nullopt;
  if (value.is_number_integer()) number = value.get<std::int64_t>();
  if (value.is_number_float() && value.get<double>() == std::floor(value.get<double>()) &&
      std::abs(value.get<double>()) < 9e15)
    number = static_cast<std::int64_t>(value.get<double>());
  if (value.is_string()) number = parse_integer(trim(value.get_ref<const std::string&>()));
  if (!number || (type == Type::kInt32 && (*number < INT32_MIN || *number > INT32_MAX)))
    return std::nullopt;
  return Json(*number);
}

// The value in the declared type; both clouds take "12" for 12 and 12 for "12" [inferred].
std::optional<Json> converted(Type type, const Json& value) {
  switch (type) {
    case Type::kString:
      if (value.is_string()) return value;
      if (value.is_number() || value.is_boolean()) return Json(value.dump());
      return std::nullopt;
    case Type::kInt32:
    case Type::kInt64: return integer_of(value, type);
    case Type::kDouble:
      if (value.is_number()) return value;
      if (value.is_string())
        if (const auto number = parse_number(value.get_ref<const std::string&>()))
          return Json(*number);
      return std::nullopt;
    case Type::kBool:
      if (value.is_boolean()) return value;
      if (value == "true") return Json(true);
      if (value == "false") return Json(false);
      return std::nullopt;
    case Type::kDateTime:
      if (value.is_string() && parse_time(value.get_ref<const std::string&>())) return value;
      return std::nullopt;
    case Type::kObject:
      if (value.is_object()) return value;
      return std::nullopt;
    case Type::kArray: return std::nullopt;  // its elements are converted one by one
  }
  return std::nullopt;
}

class Checker {
 public:
  Checker(const Field& field, std::vector<Complaint>& complaints)
      : field_(field), complaints_(complaints) {}

  // The value to keep; nothing when it broke a limit.
  std::optional<Json> check(const Json& value) {
    if (field_.type != Type::kArray) return check_scalar(field_.type, value);
    if (!value.is_array()) return complain(Wrong::kType, "array expected, got " + shown(value));
    if (field_.max_items != kNoLimit && static_cast<std::int64_t>(value.size()) > field_.max_items)
      return complain(Wrong::kCount, std::to_string(value.size()) +
                                         " elements, documented at most " +
                                         std::to_string(field_.max_items));
    Json kept = Json::array();
    for (std::size_t i = 0; i < value.size(); ++i) {
      element_ = i;
      auto item = check_scalar(field_.items, value[i]);
      if (!item) return std::nullopt;
      kept.push_back(std::move(*item));
    }
    return kept;
  }

 private:
  std::optional<Json> check_scalar(Type type, const Json& value) {
    auto kept = converted(type, value);
    if (!kept)
      return complain(Wrong::kType,
                      std::string(type_name(type)) + " expected, got " + shown(value));
    if (kept->is_string()) return check_text(*kept);
    if (type == Type::kDouble) return check_number(*kept);
    if (kept->is_number_integer()) return check_integer(*kept);
    return kept;
  }

  std::optional<Json> check_text(const Json& value) {
    const auto& text = value.get_ref<const std::string&>();
    const auto length = utf8_length(text);
    if (!length) return complain(Wrong::kType, "not UTF-8");
    if (outside(static_cast<std::int64_t>(*length), field_.min, field_.max))
      return complain(Wrong::kLength, std::to_string(*length) + " characters, documented " +
                                          limits_text(field_.min, field_.max));
    if (!field_.words.empty() &&
        std::find(field_.words.begin(), field_.words.end(), text) == field_.words.end())
      return complain(Wrong::kChoice, shown(value) + " is not a documented value");
    if (field_.pattern != nullptr && !field_.pattern->matches(text))
      return complain(Wrong::kPattern,
                      shown(value) + " does not match " + std::string(field_.pattern->text));
    return value;
  }

  std::optional<Json> check_integer(const Json& value) {
    const auto number = value.get<std::int64_t>();
    if (outside(number, field_.min, field_.max))
      return complain(Wrong::kRange, std::to_string(number) + ", documented " +
                                         limits_text(field_.min, field_.max));
    if (!field_.among.empty() &&
        std::find(field_.among.begin(), field_.among.end(), number) == field_.among.end())
      return complain(Wrong::kChoice, std::to_string(number) + " is not a documented value");
    return value;
  }

  std::optional<Json> check_number(const Json& value) {
    const auto number = value.get<double>();
    if ((field_.min != kNoLimit && number < static_cast<double>(field_.min)) ||
        (field_.max != kNoLimit && number > static_cast<double>(field_.max)))
      return complain(Wrong::kRange,
                      shown(value) + ", documented " + limits_text(field_.min, field_.max));
    return value;
  }

  std::nullopt_t complain(Wrong wrong, const std::string& reason) {
    std::string place(field_.name);
    if (element_) place += "[" + std::to_string(*element_) + "]";
    complaints_.push_back({&field_, wrong, place + ": " + reason});
    return std::nullopt;
  }

  const Field& field_;
  std::vector<Complaint>& complaints_;
  std::optional<std::size_t> element_;  // of an array, the one that is looked at
};

// Clients of the first generation write 0 for every integer they leave unset in a form; where the
// field has a list of legal values without 0 that can only mean "not given" [inferred].
bool is_unset_zero(const Given& given) {
  const auto& among = given.field->among;
  return !given.typed && given.value == "0" && !among.empty() &&
         std::find(among.begin(), among.end(), 0) == among.end();
}

// Empty values of a query or form count as absent [inferred]; an empty text in JSON is a value.
bool is_absent(const Given& given) {
  return given.value.is_null() || (!given.typed && given.value == "") || is_unset_zero(given);
}

}  // namespace

Input validate(std::span<const Field> fields, const RawInput& raw,
               std::vector<Complaint>& complaints) {
  Json values = Json::object();
  std::vector<std::string_view> standards;
  std::vector<Complaint> wrong;
  for (const Field& field : fields) {
    const auto given = std::find_if(raw.given.begin(), raw.given.end(), [&](const Given& each) {
      return each.field == &field && !is_absent(each);
    });
    if (given != raw.given.end()) {
      if (auto kept = Checker(field, wrong).check(given->value))
        values[std::string(field.name)] = std::move(*kept);
    } else if (field.required) {
      complaints.push_back(
          {&field, Wrong::kMissing, std::string(field.name) + ": required, not given"});
    } else if (!field.standard.empty()) {
      values[std::string(field.name)] = *converted(field.type, std::string(field.standard));
      standards.push_back(field.name);
    }
  }
  complaints.insert(complaints.end(), wrong.begin(), wrong.end());
  return Input(std::move(values), std::move(standards));
}

}  // namespace virga
