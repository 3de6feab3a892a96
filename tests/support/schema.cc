#include "support/schema.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <regex>

#include "base/text.h"

namespace virga {
namespace {

bool has_type(const Json& value, const std::string& type) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "boolean") return value.is_boolean();
  if (type == "integer") return value.is_number_integer();
  REQUIRE(type == "number");
  return value.is_number();
}

bool has_one_type(const Json& value, const Json& types) {
  if (types.is_string()) return has_type(value, types);
  return std::any_of(types.begin(), types.end(),
                     [&](const Json& type) { return has_type(value, type); });
}

std::string name_of(const std::string& ref) {
  REQUIRE(ref.starts_with("#/$defs/"));
  return ref.substr(8);
}

// Words that the validator obeys: another one would pass for obeyed.
void check_words(const Json& schema) {
  static const std::set<std::string> kKnown = {"$schema",
                                               "$defs",
                                               "$ref",
                                               "title",
                                               "type",
                                               "enum",
                                               "const",
                                               "pattern",
                                               "properties",
                                               "required",
                                               "additionalProperties",
                                               "propertyNames",
                                               "items",
                                               "minItems",
                                               "anyOf",
                                               "minimum",
                                               "maximum",
                                               "minProperties",
                                               "maxProperties"};
  for (const auto& [word, value] : schema.items()) {
    INFO(word);
    REQUIRE(kKnown.contains(word));
  }
}

}  // namespace

std::vector<std::string> SchemaValidator::wrong_with(const Json& value) {
  std::vector<std::string> wrong;
  const auto before = used_;
  if (!valid(value, schema_, "", "", wrong)) used_ = before;
  return wrong;
}

bool SchemaValidator::valid(const Json& value, const Json& schema, const std::string& at,
                            const std::string& place, std::vector<std::string>& wrong) {
  check_words(schema);
  const std::size_t before = wrong.size();
  const auto refuse = [&](const std::string& why) { wrong.push_back(at + ": " + why); };
  if (const auto ref = schema.find("$ref"); ref != schema.end()) {
    const std::string name = name_of(*ref);
    valid(value, schema_.at("$defs").at(name), at, "$" + name, wrong);
  }
  if (const auto type = schema.find("type"); type != schema.end() && !has_one_type(value, *type))
    refuse("is no " + type->dump());
  if (const auto only = schema.find("const"); only != schema.end() && value != *only)
    refuse("is not " + only->dump());
  if (const auto words = schema.find("enum"); words != schema.end())
    if (std::find(words->begin(), words->end(), value) == words->end()) refuse("is no known word");
  if (const auto pattern = schema.find("pattern"); pattern != schema.end() && value.is_string())
    if (!std::regex_search(value.get<std::string>(), std::regex(pattern->get<std::string>())))
      refuse("does not match " + pattern->dump());
  if (value.is_number() && schema.contains("minimum") && value < schema.at("minimum"))
    refuse("is too small");
  if (value.is_number() && schema.contains("maximum") && value > schema.at("maximum"))
    refuse("is too large");
  if (value.is_array() && schema.contains("minItems") && value.size() < schema.at("minItems"))
    refuse("has too few items");
  if (value.is_array() && schema.contains("items"))
    for (std::size_t i = 0; i < value.size(); ++i)
      valid(value[i], schema.at("items"), at + "/" + std::to_string(i), place + "[]", wrong);
  if (value.is_object()) members_valid(value, schema, at, place, wrong);
  if (const auto choices = schema.find("anyOf"); choices != schema.end()) {
    std::vector<std::string> all;
    bool one = false;
    for (std::size_t i = 0; i < choices->size() && !one; ++i) {
      const auto used = used_;
      one = valid(value, (*choices)[i], at, place + "|" + std::to_string(i), all);
      if (!one) used_ = used;
    }
    if (!one) wrong.insert(wrong.end(), all.begin(), all.end());
  }
  return wrong.size() == before;
}

bool SchemaValidator::members_valid(const Json& value, const Json& schema, const std::string& at,
                                    const std::string& place, std::vector<std::string>& wrong) {
  const std::size_t before = wrong.size();
  if (schema.contains("minProperties") && value.size() < schema.at("minProperties"))
    wrong.push_back(at + ": has too few members");
  if (schema.contains("maxProperties") && value.size() > schema.at("maxProperties"))
    wrong.push_back(at + ": has too many members");
  for (const Json& name : schema.value("required", Json::array()))
    if (!value.contains(name.get<std::string>()))
      wrong.push_back(at + ": lacks " + name.get<std::string>());
  const Json known = schema.value("properties", Json::object());
  for (const auto& [name, member] : value.items()) {
    const std::string path = at + "/" + name;
    if (schema.contains("propertyNames"))
      valid(name, schema.at("propertyNames"), path, place + "#", wrong);
    if (known.contains(name)) {
      used_.insert(place + "." + name);
      valid(member, known.at(name), path, place + "." + name, wrong);
    } else if (const auto others = schema.find("additionalProperties"); others != schema.end()) {
      if (others->is_boolean() && !others->get<bool>()) wrong.push_back(path + ": is not known");
      if (others->is_object()) valid(member, *others, path, place + ".*", wrong);
    }
  }
  return wrong.size() == before;
}

std::set<std::string> SchemaValidator::declared() const {
  std::set<std::string> all;
  collect(schema_, "", all);
  for (const auto& [name, part] : schema_.at("$defs").items()) collect(part, "$" + name, all);
  return all;
}

void SchemaValidator::collect(const Json& schema, const std::string& place,
                              std::set<std::string>& all) const {
  if (const auto members = schema.find("properties"); members != schema.end())
    for (const auto& [name, member] : members->items()) {
      all.insert(place + "." + name);
      collect(member, place + "." + name, all);
    }
  if (const auto items = schema.find("items"); items != schema.end())
    collect(*items, place + "[]", all);
  if (const auto others = schema.find("additionalProperties");
      others != schema.end() && others->is_object())
    collect(*others, place + ".*", all);
  if (const auto choices = schema.find("anyOf"); choices != schema.end())
    for (std::size_t i = 0; i < choices->size(); ++i)
      collect((*choices)[i], place + "|" + std::to_string(i), all);
}

}  // namespace virga
