#include "scenario/schema.h"

#include <set>
#include <string>

#include "scenario/verb/verb.h"

namespace virga {
namespace {

// Everything but the verbs, which describe themselves, and what the catalogue knows. A plain scalar
// of YAML may be a number where the grammar has a text.
constexpr std::string_view kGrammar = R"({
"$schema": "https://json-schema.org/draft/2020-12/schema",
"title": "A scenario of Virga: when calls fail, and how",
"type": "object", "additionalProperties": false, "required": ["format", "name", "rules"],
"properties": {
  "format": {"const": 1},
  "name": {"$ref": "#/$defs/name"},
  "description": {"$ref": "#/$defs/text"},
  "seed": {"type": "integer", "minimum": 0},
  "defaults": {"type": "object", "additionalProperties": false, "properties": {
    "count_by": {"$ref": "#/$defs/count_by"}, "armed": {"type": "boolean"}}},
  "rules": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/rule"}}
},
"$defs": {
  "text": {"type": ["string", "number", "boolean"]},
  "name": {"anyOf": [{"type": "string", "pattern": "^[A-Za-z0-9._-]{1,100}$"},
                     {"type": ["number", "boolean"]}]},
  "header_name": {"type": ["string", "number", "boolean"],
                  "pattern": "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"},
  "duration": {"type": "string", "pattern": "^[0-9]{1,10}([.][0-9]+)?(ms|s|m|h)$"},
  "speed": {"type": "object", "additionalProperties": false, "required": ["rate"], "properties": {
    "rate": {"type": "string", "pattern": "^[0-9]{1,10}(B|KB|KiB|MB|MiB)/s$"}}},
  "count": {"type": "integer", "minimum": 1},
  "rule": {"type": "object", "additionalProperties": false, "required": ["id", "when"],
    "anyOf": [{"required": ["do"]}, {"required": ["sequence"]}, {"required": ["limit"]}],
    "properties": {
      "id": {"$ref": "#/$defs/name"},
      "when": {"$ref": "#/$defs/when"},
      "at": {"$ref": "#/$defs/at"},
      "count_by": {"$ref": "#/$defs/count_by"},
      "armed": {"type": "boolean"},
      "activate": {"type": "object", "additionalProperties": false, "required": ["by"],
        "properties": {"by": {"const": "header"}, "ttl": {"$ref": "#/$defs/duration"},
                       "max_hits": {"$ref": "#/$defs/count"}}},
      "do": {"$ref": "#/$defs/effects"},
      "sequence": {"type": "array", "minItems": 1, "items": {"anyOf": [
        {"type": "object", "additionalProperties": false, "required": ["pass"],
         "properties": {"pass": {"type": "integer", "minimum": 1, "maximum": 1000000}}},
        {"type": "object", "additionalProperties": false, "required": ["do"],
         "properties": {"do": {"$ref": "#/$defs/effects"}}}]}},
      "after": {"enum": ["pass", "last", "cycle"]},
      "limit": {"type": "object", "additionalProperties": false, "required": ["on_empty"],
        "anyOf": [{"required": ["bucket"]}, {"required": ["quota"]}],
        "properties": {
          "bucket": {"type": "object", "additionalProperties": false, "required": ["rate"],
            "properties": {
              "rate": {"type": "string", "pattern": "^[0-9]{1,6}/[smh]$"},
              "burst": {"type": "integer", "minimum": 1, "maximum": 100000},
              "key": {"$ref": "#/$defs/count_by"}}},
          "quota": {"type": "object", "additionalProperties": false, "required": ["calls", "per"],
            "properties": {
              "calls": {"type": "integer", "minimum": 1, "maximum": 100000},
              "per": {"$ref": "#/$defs/duration"},
              "window": {"enum": ["fixed", "rolling"]},
              "key": {"$ref": "#/$defs/count_by"}}},
          "on_empty": {"anyOf": [{"$ref": "#/$defs/effects"}, {"$ref": "#/$defs/effect"}]}}},
      "expect": {"type": "object", "additionalProperties": false, "minProperties": 1,
        "properties": {
          "hits": {"anyOf": [{"type": "integer", "minimum": 0},
                             {"type": "string", "pattern": "^([0-9]+[.][.][0-9]+|any)$"}]},
          "retries": {"type": "object", "additionalProperties": false, "minProperties": 1,
            "properties": {
              "max": {"type": "integer", "minimum": 0},
              "min": {"type": "integer", "minimum": 0},
              "same": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/text"}},
              "signed_anew": {"type": "boolean"},
              "gap": {"type": "object", "additionalProperties": false, "minProperties": 1,
                "properties": {"min": {"$ref": "#/$defs/duration"},
                               "max": {"$ref": "#/$defs/duration"}}}}}}}}},
  "when": {"type": "object", "additionalProperties": false, "required": ["service"],
    "properties": {
      "service": {"anyOf": [{"$ref": "#/$defs/service"},
        {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/service"}}]},
      "operation": {"anyOf": [{"$ref": "#/$defs/operation"},
        {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/operation"}}]},
      "kind": {"$ref": "#/$defs/kind"},
      "callback": {"anyOf": [{"$ref": "#/$defs/callback"},
        {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/callback"}}]},
      "params": {"type": "object", "additionalProperties": {"$ref": "#/$defs/condition"}},
      "headers": {"type": "object", "propertyNames": {"$ref": "#/$defs/header_name"},
                  "additionalProperties": {"$ref": "#/$defs/condition"}},
      "account": {"$ref": "#/$defs/condition"},
      "state": {"$ref": "#/$defs/state"}}},
  "at": {"type": "object", "additionalProperties": false, "properties": {
    "calls": {"anyOf": [{"$ref": "#/$defs/count"},
      {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/count"}},
      {"type": "string", "pattern": "^((every|first|after) [0-9]+|[0-9]+[.][.][0-9]+|[0-9]+)$"}]},
    "probability": {"type": "number", "minimum": 0, "maximum": 1},
    "max_hits": {"$ref": "#/$defs/count"},
    "window": {"type": "object", "additionalProperties": false, "required": ["for"],
      "properties": {"from": {"$ref": "#/$defs/duration"}, "for": {"$ref": "#/$defs/duration"},
                     "every": {"$ref": "#/$defs/duration"}}}}},
  "count_by": {"anyOf": [{"enum": ["world", "global", "access_key", "account"]},
    {"type": "object", "additionalProperties": false, "required": ["param"],
     "properties": {"param": {"$ref": "#/$defs/text"}}}]},
  "condition": {"anyOf": [{"$ref": "#/$defs/text"},
    {"type": "array", "items": {"$ref": "#/$defs/text"}},
    {"type": "object", "additionalProperties": false, "minProperties": 1, "properties": {
      "in": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/text"}},
      "not": {"$ref": "#/$defs/text"},
      "absent": {"const": true},
      "matches": {"$ref": "#/$defs/text"},
      "gt": {"type": "number"}, "ge": {"type": "number"},
      "lt": {"type": "number"}, "le": {"type": "number"},
      "any_of": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/condition"}}}}]},
  "effects": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/effect"}}
}})";

Json words(const std::set<std::string>& known) {
  Json list = Json::array();
  for (const std::string& word : known) list.push_back(word);
  return {{"enum", std::move(list)}};
}

Json effect_of(const Verb& verb) {
  return {{"type", "object"},
          {"additionalProperties", false},
          {"required", Json::array({std::string(verb.key)})},
          {"properties", parse_json(verb.schema).value()}};
}

Json state_of(const Catalog& catalog) {
  Json kinds = Json::object();
  for (const Kind* kind : catalog.kinds()) {
    if (kind->handles.empty()) continue;
    Json members = Json::object();
    for (const Member& member : kind->members)
      members[std::string(member.name)] = {{"$ref", "#/$defs/condition"}};
    kinds[std::string(kind->one)] = {{"type", "object"},
                                     {"additionalProperties", false},
                                     {"minProperties", 1},
                                     {"properties", std::move(members)}};
  }
  return {{"type", "object"},
          {"additionalProperties", false},
          {"minProperties", 1},
          {"properties", std::move(kinds)}};
}

}  // namespace

Json scenario_schema(const Catalog& catalog) {
  Json schema = parse_json(kGrammar).value();
  std::set<std::string> services, operations, kinds, callbacks;
  std::set<std::string> errors(std::begin(kSymbolNames), std::end(kSymbolNames));
  for (const Service& service : catalog.services()) {
    services.emplace(service.name);
    for (const Callback& callback : service.callbacks) callbacks.emplace(callback.message.name);
    for (const Error* error : service.gateway_errors) errors.emplace(error->code);
    for (const auto& group : service.operations)
      for (const Operation& operation : group) {
        operations.emplace(operation.name);
        for (const Error* error : operation.errors) errors.emplace(error->code);
      }
  }
  for (const Kind* kind : catalog.kinds())
    if (!kind->handles.empty()) kinds.emplace(kind->one);
  Json& parts = schema["$defs"];
  parts["service"] = words(services);
  parts["operation"] = words(operations);
  parts["kind"] = words(kinds);
  parts["callback"] = words(callbacks);
  parts["error"] = words(errors);
  parts["state"] = state_of(catalog);
  Json effects = Json::array();
  for (const Verb* verb : verbs()) effects.push_back(effect_of(*verb));
  parts["effect"] = {{"anyOf", std::move(effects)}};
  return schema;
}

}  // namespace virga
