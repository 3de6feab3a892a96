// The requests that the documentation of VMS prints, against the demo world. tests/data/vms holds
// them with their answers: pools, bindings and times stand there as the demo's own.
#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <string>

#include "base/file.h"
#include "base/text.h"
#include "catalog/catalog.h"
#include "services/services.h"
#include "support/cloud.h"

namespace virga {
namespace {

Json examples() { return Json::parse(read_file(VIRGA_TEST_DATA "/vms/examples.json").value()); }

std::string text_of(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

std::string form_of(const Json& values) {
  std::string form;
  for (const auto& [name, value] : values.items())
    form += (form.empty() ? "" : "&") + name + "=" + percent_encode(text_of(value));
  return form;
}

std::string target_of(const Json& example) {
  const std::string query = form_of(example.at("query"));
  const std::string path = example.at("action") == "QuerySipRecord" ? "/SipRecord/Search" : "/";
  return path + "?Action=" + example.at("action").get<std::string>() + "&Version=2022-01-01" +
         (query.empty() ? "" : "&" + query);
}

Answer send(Cloud& cloud, const Json& example) {
  if (!example.contains("body")) return cloud.send(example.at("method"), target_of(example));
  const std::string type = example.at("type");
  const Json& body = example.at("body");
  return cloud.send(example.at("method"), target_of(example),
                    type == "application/json" ? body.dump() : form_of(body),
                    {{"Content-Type", type}});
}

// Everything that `shown` has is in `whole`, of the same type: values are those of the vendor's
// account, ids and times those of its day. "" when all is there.
std::string lacks(const Json& whole, const Json& shown, const std::string& place) {
  if (shown.is_object()) {
    for (const auto& [name, value] : shown.items()) {
      if (!whole.is_object() || !whole.contains(name)) return place + "." + name;
      if (auto lack = lacks(whole.at(name), value, place + "." + name); !lack.empty()) return lack;
    }
    return {};
  }
  if (shown.is_array()) {
    if (!whole.is_array()) return place;
    return shown.empty() || whole.empty() ? "" : lacks(whole[0], shown[0], place + "[0]");
  }
  if (shown.is_number()) return whole.is_number() ? "" : place;
  return whole.type() == shown.type() ? "" : place;
}

// As clients of the first generation spell it.
std::string camel(std::string_view name) {
  std::string spelled(name);
  spelled.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(spelled.front())));
  return spelled;
}

bool has_error(const Answer& answer) {
  return answer.json.at("ResponseMetadata").contains("Error");
}

TEST_CASE("The documented examples of VMS work as printed", "[vms]") {
  for (const Json& example : examples()) {
    Cloud cloud;
    const Answer answer = send(cloud, example);
    CAPTURE(example.at("action"), example.dump(), answer.reply.body);
    CHECK(answer.status == 200);
    CHECK_FALSE(has_error(answer));
    CHECK(cloud.emulator.requests().back().operation == example.at("action").get<std::string>());
    const Json result = answer.json.value("Result", Json());
    CHECK(lacks(result, example.at("result"), "Result") == "");
  }
}

TEST_CASE("Every operation of VMS has a documented example", "[vms]") {
  std::set<std::string> shown;
  for (const Json& example : examples()) shown.insert(example.at("action"));
  const Catalog catalog(all_services());
  for (const auto& group : catalog.service("vms")->operations)
    for (const Operation& operation : group) {
      INFO(operation.name);
      CHECK(operation.handler != nullptr);
      CHECK(shown.contains(std::string(operation.name)));
    }
}

TEST_CASE("The examples of VMS work as JSON, as a form and in the query alike", "[vms]") {
  for (Json example : examples()) {
    const Json given = example.contains("body") ? example.at("body") : example.at("query");
    bool flat = true;  // objects and lists of them are JSON alone
    for (const auto& [name, value] : given.items())
      flat = flat && !value.is_object() &&
             !(value.is_array() && !value.empty() && value[0].is_object());
    if (!flat) continue;
    Json joined = Json::object(), spelled = Json::object();
    for (const auto& [name, value] : given.items()) {
      std::string text = value.is_array() ? "" : text_of(value);
      if (value.is_array())
        for (const Json& item : value) text += (text.empty() ? "" : ",") + text_of(item);
      joined[name] = text;
      spelled[camel(name)] = text;
    }
    struct Way {
      const char *name, *type;
      Json query, body;
    };
    for (const Way& way : {Way{"JSON", "application/json", Json::object(), spelled},
                           Way{"form", "application/x-www-form-urlencoded", Json::object(), joined},
                           Way{"query", "application/json", spelled, Json::object()}}) {
      example["method"] = "POST";
      example["query"] = way.query;
      example["type"] = way.type;
      example["body"] = way.body;
      Cloud cloud;
      const Answer answer = send(cloud, example);
      CAPTURE(way.name, example.dump(), answer.reply.body);
      CHECK(answer.status == 200);
      CHECK_FALSE(has_error(answer));
    }
  }
}

// What the operation says when one of its required parameters is not there.
TEST_CASE("Every operation of VMS refuses a call without what it requires, and changes nothing",
          "[vms]") {
  const Catalog catalog(all_services());
  std::map<std::string, Json> first;
  for (const Json& example : examples())
    first.emplace(example.at("action").get<std::string>(), example);
  for (const auto& group : catalog.service("vms")->operations)
    for (const Operation& operation : group) {
      Cloud cloud;
      const std::string before = cloud.get("/_virga/state?service=vms").reply.body;
      for (const Field& field : operation.input) {
        if (!field.required) continue;
        Json example = first.at(std::string(operation.name));
        for (const char* part : {"query", "body"})
          if (example.contains(part))
            for (const std::string& name : {std::string(field.name), camel(field.name)})
              example[part].erase(name);
        const Answer answer = send(cloud, example);
        CAPTURE(operation.name, field.name, answer.reply.body);
        const Error& expected =
            operation.missing != nullptr ? *operation.missing : *operation.invalid;
        CHECK(answer.status == expected.status);
        REQUIRE(has_error(answer));
        CHECK(answer.json.at("ResponseMetadata").at("Error").at("Code") == expected.code);
      }
      INFO(operation.name);
      CHECK(cloud.get("/_virga/state?service=vms").reply.body == before);
    }
}

TEST_CASE("Every operation of VMS refuses values beyond a limit, and changes nothing", "[vms]") {
  const Catalog catalog(all_services());
  std::map<std::string, Json> first;
  for (const Json& example : examples())
    first.emplace(example.at("action").get<std::string>(), example);
  for (const auto& group : catalog.service("vms")->operations)
    for (const Operation& operation : group) {
      Cloud cloud;
      const std::string before = cloud.get("/_virga/state?service=vms").reply.body;
      for (const Field& field : operation.input) {
        Json wrong;
        if (field.type == Type::kInt32 || field.type == Type::kInt64) wrong = "FsJqx1Iszb";
        if (!field.among.empty()) wrong = 424242;
        if (!field.words.empty()) wrong = "nothing documented";
        if (field.type == Type::kString && field.max != kNoLimit)
          wrong = std::string(static_cast<std::size_t>(field.max) + 1, 'x');
        if (field.type == Type::kArray && field.items == Type::kObject) wrong = "no list";
        if (field.type == Type::kObject) wrong = "no object";
        if (wrong.is_null()) continue;
        Json example = first.at(std::string(operation.name));
        Json body = example.contains("body") ? example.at("body") : example.at("query");
        body[std::string(field.name)] = wrong;
        example["method"] = "POST";
        example["query"] = Json::object();
        example["type"] = "application/json";
        example["body"] = body;
        const Answer answer = send(cloud, example);
        CAPTURE(operation.name, field.name, answer.reply.body);
        CHECK(answer.status == operation.invalid->status);
        REQUIRE(has_error(answer));
        CHECK(answer.json.at("ResponseMetadata").at("Error").at("Code") == operation.invalid->code);
      }
      INFO(operation.name);
      CHECK(cloud.get("/_virga/state?service=vms").reply.body == before);
    }
}

}  // namespace
}  // namespace virga
