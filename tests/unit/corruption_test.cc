#include "scenario/corruption.h"

#include <catch2/catch.hpp>

#include "base/json.h"

namespace virga {
namespace {

constexpr Corruption kAll[] = {Corruption::kUnclosed, Corruption::kNan, Corruption::kDuplicateKey,
                               Corruption::kBadUtf8,  Corruption::kBom, Corruption::kWrongType};

TEST_CASE("The last value is what is corrupted, for that is the operation's own", "[scenario]") {
  const std::string body = R"({"Meta":{"Id":"1"},"Result":{"List":[{"A":"x"},{"A":"y","B":7}]}})";
  const std::string head = R"({"Meta":{"Id":"1"},"Result":{"List":[{"A":"x"},{"A":)";
  CHECK(corrupted(body, Corruption::kNan) == head + R"("y","B":NaN}]}})");
  CHECK(corrupted(body, Corruption::kWrongType) == head + R"("y","B":"7"}]}})");
  CHECK(corrupted(body, Corruption::kDuplicateKey) == head + R"("y","B":7,"B":7}]}})");
  CHECK(corrupted(body, Corruption::kBadUtf8) == head + "\"\xFFy\"" + R"(,"B":7}]}})");
  CHECK(corrupted(body, Corruption::kUnclosed) == head + R"("y","B":7}]})");
}

TEST_CASE("A text of the wrong type is its length", "[scenario]") {
  CHECK(corrupted(R"({"a":"abc"})", Corruption::kWrongType) == R"({"a":3})");
  CHECK(corrupted(R"({"a":null})", Corruption::kWrongType) == R"({"a":"null"})");
}

TEST_CASE("A bare answer is corrupted as far as that can be", "[scenario]") {
  CHECK(corrupted("true", Corruption::kNan) == "NaN");
  CHECK(corrupted("true", Corruption::kWrongType) == "\"true\"");
  CHECK(corrupted("\"Ok\"", Corruption::kBadUtf8) == "\"\xFFOk\"");
  for (const auto what : {Corruption::kUnclosed, Corruption::kDuplicateKey, Corruption::kBadUtf8})
    CHECK_FALSE(corrupted("true", what));
  CHECK_FALSE(corrupted("\"a}\"", Corruption::kUnclosed));
}

TEST_CASE("An answer without values has only its brackets and members to lose", "[scenario]") {
  const std::string body = R"({"a":{},"b":[]})";
  for (const auto what : {Corruption::kNan, Corruption::kWrongType, Corruption::kBadUtf8})
    CHECK_FALSE(corrupted(body, what));
  CHECK(corrupted(body, Corruption::kUnclosed) == R"({"a":{},"b":[])");
  CHECK(corrupted(body, Corruption::kDuplicateKey) == R"({"a":{},"b":[],"b":[]})");
}

TEST_CASE("What is no JSON cannot be corrupted", "[scenario]") {
  for (const Corruption what : kAll)
    for (const char* body : {"", "upstream connect error", "{", "<html>"})
      CHECK_FALSE(corrupted(body, what));
}

TEST_CASE("Each corruption makes other bytes, and all but two are no JSON any more", "[scenario]") {
  const std::string body = R"({"a":["x",{"b":1}]})";
  for (const Corruption what : kAll) {
    const auto changed = corrupted(body, what);
    REQUIRE(changed);
    CHECK(*changed != body);
    const bool still = what == Corruption::kDuplicateKey || what == Corruption::kWrongType ||
                       what == Corruption::kBom;
    CHECK(parse_json(*changed).has_value() == still);
  }
}

}  // namespace
}  // namespace virga
