// Holds JSON values against a JSON Schema: as much of draft 2020-12 as Virga's own schema uses.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/json.h"

namespace virga {

class SchemaValidator {
 public:
  explicit SchemaValidator(Json schema) : schema_(std::move(schema)) {}

  // What is wrong, "path: reason" each; empty: nothing.
  std::vector<std::string> wrong_with(const Json& value);

  // The properties that valid values had so far: the schema's own path to each.
  const std::set<std::string>& used() const { return used_; }
  // All that the schema declares.
  std::set<std::string> declared() const;

 private:
  bool valid(const Json& value, const Json& schema, const std::string& at, const std::string& place,
             std::vector<std::string>& wrong);
  bool members_valid(const Json& value, const Json& schema, const std::string& at,
                     const std::string& place, std::vector<std::string>& wrong);
  void collect(const Json& schema, const std::string& place, std::set<std::string>& all) const;

  const Json schema_;
  std::set<std::string> used_;
};

}  // namespace virga
