// Answers, documents and fixtures against their declared members.
#include "base/shape.h"

#include <catch2/catch.hpp>

namespace virga {
namespace {

constexpr Member kCallMembers[] = {{.name = "number"},
                                   {.name = "seconds", .type = Type::kInt32, .nullable = true}};
constexpr Member kCard[] = {
    {.name = "id", .type = Type::kInt64},
    {.name = "name", .nullable = true},
    {.name = "used", .type = Type::kDouble, .nullable = true},
    {.name = "named", .type = Type::kBool, .nullable = true},
    {.name = "since", .type = Type::kDateTime, .nullable = true},
    {.name = "tags", .type = Type::kArray, .nullable = true, .items = Type::kInt64},
    {.name = "calls",
     .type = Type::kArray,
     .nullable = true,
     .items = Type::kObject,
     .members = kCallMembers},
    {.name = "last", .type = Type::kObject, .nullable = true, .members = kCallMembers},
    {.name = "carrier", .type = Type::kInt32, .nullable = true, .hidden = true},
};

std::string wrong(const std::string& json) { return mismatch(kCard, parse_json(json).value()); }

// What is wrong with a value of a type.
std::string wrong(Type type, const std::string& json) {
  return mismatch(type, Type::kString, Shape(), parse_json(json).value(), "x");
}

TEST_CASE("A row shows the visible members in declared order", "[base]") {
  const Json document{{"carrier", 2}, {"extra", 1}, {"name", "上海"}, {"id", 7}, {"used", 0.5}};
  CHECK(
      print_json(project(kCard, document)) ==
      R"({"id":7,"name":"上海","used":0.5,"named":null,"since":null,"tags":null,"calls":null,"last":null})");
}

TEST_CASE("An object as declared has no mismatch", "[base]") {
  CHECK(wrong(R"({"id": 1})") == "");
  CHECK(wrong(R"({"id": 1, "name": "n", "used": 1.5, "named": true, "tags": [1, 2],
                  "since": "2022-09-16T01:14:58.000+00:00",
                  "calls": [{"number": "1", "seconds": null}], "last": {"number": "2"}})") == "");
  CHECK(wrong(R"({"id": 1, "tags": [], "calls": []})") == "");
}

TEST_CASE("A member that was not declared is named", "[base]") {
  CHECK(wrong(R"({"id": 1, "nick": "n"})") == "nick: not declared");
  CHECK(wrong(R"({"id": 1, "last": {"number": "2", "x": 1}})") == "last.x: not declared");
}

TEST_CASE("A member that has to be there is missed", "[base]") {
  CHECK(wrong("{}") == "id: missing");
  CHECK(wrong(R"({"id": 1, "calls": [{"number": "1"}, {}]})") == "calls[1].number: missing");
}

TEST_CASE("Null is legal only where it is declared", "[base]") {
  CHECK(wrong(R"({"id": 1, "name": null})") == "");
  CHECK(wrong(R"({"id": null})") == "id: int64 expected");
  CHECK(wrong(R"({"id": 1, "tags": [1, null]})") == "tags[1]: int64 expected");
}

TEST_CASE("A wrong type is named with its path", "[base]") {
  CHECK(wrong(R"({"id": "1"})") == "id: int64 expected");
  CHECK(wrong(R"({"id": 1, "tags": [1, "2"]})") == "tags[1]: int64 expected");
  CHECK(wrong(R"({"id": 1, "tags": 5})") == "tags: array expected");
  CHECK(wrong(R"({"id": 1, "calls": [{"number": "1", "seconds": "9"}]})") ==
        "calls[0].seconds: int32 expected");
  CHECK(wrong(R"({"id": 1, "calls": ["1"]})") == "calls[0]: object expected");
  CHECK(wrong(R"({"id": 1, "since": "yesterday"})") == "since: date-time expected");
}

TEST_CASE("Each type accepts its own values", "[base]") {
  CHECK(wrong(Type::kString, "\"\"") == "");
  CHECK(wrong(Type::kString, "1") == "x: string expected");
  CHECK(wrong(Type::kBool, "false") == "");
  CHECK(wrong(Type::kBool, "0") == "x: boolean expected");
  CHECK(wrong(Type::kDouble, "1") == "");
  CHECK(wrong(Type::kDouble, "1.5") == "");
  CHECK(wrong(Type::kDouble, "\"1.5\"") == "x: double expected");
  CHECK(wrong(Type::kInt64, "1.0") == "x: int64 expected");
  CHECK(wrong(Type::kDateTime, "\"2025-06-05 07:27:35\"") == "");
  CHECK(wrong(Type::kDateTime, "0") == "x: date-time expected");
  CHECK(wrong(Type::kObject, "{\"any\": 1}") == "");  // without members: anything inside
  CHECK(wrong(Type::kObject, "[]") == "x: object expected");
}

TEST_CASE("An integer has to fit its width", "[base]") {
  CHECK(wrong(Type::kInt32, "2147483647") == "");
  CHECK(wrong(Type::kInt32, "-2147483648") == "");
  CHECK(wrong(Type::kInt32, "2147483648") == "x: int32 expected");
  CHECK(wrong(Type::kInt32, "-2147483649") == "x: int32 expected");
  CHECK(wrong(Type::kInt64, "9223372036854775807") == "");
}

TEST_CASE("An integer beyond sixty-three bits does not wrap around", "[base]") {
  CHECK(wrong(Type::kInt64, "9223372036854775808") == "x: int64 expected");
  CHECK(wrong(Type::kInt32, "18446744073709551615") == "x: int32 expected");
}

TEST_CASE("Types have the names that documentation gives them", "[base]") {
  std::string names;
  for (const Type type : {Type::kString, Type::kInt32, Type::kInt64, Type::kDouble, Type::kBool,
                          Type::kDateTime, Type::kArray, Type::kObject})
    names += std::string(type_name(type)) + " ";
  CHECK(names == "string int32 int64 double boolean date-time array object ");
}

}  // namespace
}  // namespace virga
