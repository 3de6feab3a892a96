#include "scenario/condition.h"

#include <algorithm>
#include <functional>

#include "base/text.h"
#include "scenario/expression.h"
#include "scenario/words.h"

namespace virga {
namespace {

// A parameter from a query is a text and one from a body may be a number: 12 and "12" are the same
// value. What a plain scalar of the file looks like counts, not what it was read as: ICCIDs have
// more digits than a number keeps.
bool equal(const Yaml& wanted, const Json& value) {
  if (wanted.is_list())
    return value.is_array() &&
           std::equal(wanted.items.begin(), wanted.items.end(), value.begin(), value.end(), equal);
  if (value.is_string()) return value.get_ref<const std::string&>() == wanted.text;
  if (value.is_number() && !wanted.plain) return print_json(value) == wanted.text;
  return value == wanted.json();
}

bool expect_value(const Yaml& from, Mistakes& mistakes) {
  if (from.is_scalar()) return true;
  mistakes.add(from, from.kind == Yaml::Kind::kNull
                         ? "a value is missing; {absent: true} asks for one that is not there"
                         : "a plain value belongs here");
  return false;
}

bool expect_values(const Yaml& list, Mistakes& mistakes) {
  bool good = true;
  for (const Yaml& item : list.items) good = expect_value(item, mistakes) && good;
  return good;
}

std::optional<double> number_of(const Json& value) {
  if (value.is_number()) return value.get<double>();
  if (value.is_string()) return parse_number(value.get_ref<const std::string&>());
  return std::nullopt;
}

}  // namespace

std::optional<Condition::Test> Condition::read_in(const Yaml& operand, Mistakes& mistakes) {
  if (!expect_items(operand, "in", mistakes) || !expect_values(operand, mistakes))
    return std::nullopt;
  return [wanted = operand.items](const Json* value) {
    return value != nullptr && std::any_of(wanted.begin(), wanted.end(),
                                           [&](const Yaml& each) { return equal(each, *value); });
  };
}

std::optional<Condition::Test> Condition::read_not(const Yaml& operand, Mistakes& mistakes) {
  if (!expect_value(operand, mistakes)) return std::nullopt;
  return [unwanted = operand](const Json* value) {
    return value == nullptr || !equal(unwanted, *value);
  };
}

std::optional<Condition::Test> Condition::read_absent(const Yaml& operand, Mistakes& mistakes) {
  if (!read_true(operand, "absent", mistakes)) return std::nullopt;
  return [](const Json* value) { return value == nullptr; };
}

std::optional<Condition::Test> Condition::read_matches(const Yaml& operand, Mistakes& mistakes) {
  auto expression = Expression::read(operand, mistakes);
  if (!expression) return std::nullopt;
  return [expression = std::move(*expression)](const Json* value) {
    if (value == nullptr || value->is_structured()) return false;
    return expression.found_in(value->is_string() ? value->get_ref<const std::string&>()
                                                  : print_json(*value));
  };
}

template <typename Compare>
std::optional<Condition::Test> Condition::read_order(const Yaml& operand, Mistakes& mistakes) {
  const auto limit = operand.number();
  if (!limit) {
    mistakes.add(operand, "gt, ge, lt and le compare with a number");
    return std::nullopt;
  }
  return [limit = *limit](const Json* value) {
    const auto number = value == nullptr ? std::nullopt : number_of(*value);
    return number && Compare{}(*number, limit);
  };
}

std::optional<Condition::Test> Condition::read_any_of(const Yaml& operand, Mistakes& mistakes) {
  if (!expect_items(operand, "any_of", mistakes)) return std::nullopt;
  std::vector<Condition> choices;
  for (const Yaml& item : operand.items)
    if (auto choice = Condition::read(item, mistakes)) choices.push_back(std::move(*choice));
  if (choices.size() < operand.items.size()) return std::nullopt;
  return [choices = std::move(choices)](const Json* value) {
    return std::any_of(choices.begin(), choices.end(),
                       [&](const Condition& choice) { return choice.holds(value); });
  };
}

const Condition::Operator Condition::kOperators[] = {
    {"in", read_in},
    {"not", read_not},
    {"absent", read_absent},
    {"matches", read_matches},
    {"ge", read_order<std::greater_equal<>>},  // before gt: a slip like "gte" means this one
    {"gt", read_order<std::greater<>>},
    {"le", read_order<std::less_equal<>>},
    {"lt", read_order<std::less<>>},
    {"any_of", read_any_of},
};

std::optional<Condition> Condition::read(const Yaml& from, Mistakes& mistakes) {
  Condition condition;
  condition.text_ = from.is_scalar() && from.plain ? from.text : print_json(from.json());
  if (from.is_scalar()) condition.plain_ = from.text;
  if (!from.is_map()) {
    if (!(from.is_list() ? expect_values(from, mistakes) : expect_value(from, mistakes)))
      return std::nullopt;
    condition.tests_.push_back(
        [wanted = from](const Json* value) { return value != nullptr && equal(wanted, *value); });
    return condition;
  }
  Words names;
  for (const Operator& each : kOperators) names.push_back(each.name);
  expect_keys(from, "a condition", names, {}, mistakes);
  if (from.members.empty()) mistakes.add(from, "an empty condition says nothing");
  for (const Operator& each : kOperators) {
    const Yaml* operand = from.find(each.name);
    if (operand == nullptr) continue;
    if (auto test = each.read(*operand, mistakes)) condition.tests_.push_back(std::move(*test));
  }
  if (condition.tests_.empty() || condition.tests_.size() < from.members.size())
    return std::nullopt;
  return condition;
}

bool Condition::all_hold(const Json* value) const {
  return std::all_of(tests_.begin(), tests_.end(), [&](const Test& test) { return test(value); });
}

}  // namespace virga
