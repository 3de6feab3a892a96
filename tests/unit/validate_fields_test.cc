// Fields that are absent, lists, standard values, and the order of complaints.
#include <catch2/catch.hpp>

#include "catalog/validate.h"

namespace virga {
namespace {

constexpr std::int64_t kSorts[] = {1, 2};
constexpr std::int64_t kLevels[] = {0, 1};
constexpr Field kFields[] = {
    {.name = "limit", .type = Type::kInt32, .min = 1, .max = 100, .standard = "10"},
    {.name = "name", .required = true, .max = 5},
    {.name = "sort", .type = Type::kInt32, .among = kSorts},
    {.name = "level", .type = Type::kInt32, .among = kLevels},
    {.name = "ids", .type = Type::kArray, .items = Type::kInt64, .min = 1, .max_items = 3},
    {.name = "names", .type = Type::kArray, .min = 2, .max = 3},
    {.name = "code", .required = true},
    {.name = "all", .type = Type::kBool, .standard = "false"},
};

const Field& field(std::string_view name) {
  for (const Field& each : kFields)
    if (each.name == name) return each;
  throw std::logic_error("no such field");
}

struct Values {
  std::string name;
  Json value;
};

struct Judgement {
  Json values;
  std::vector<std::string> reasons;
};

Judgement judge(const std::vector<Values>& given, bool typed = true) {
  RawInput raw;
  for (const auto& [name, value] : given) raw.given.push_back({&field(name), value, typed});
  std::vector<Complaint> complaints;
  Judgement judgement{validate(kFields, raw, complaints).values(), {}};
  for (const Complaint& each : complaints) judgement.reasons.push_back(each.reason);
  return judgement;
}

// With the two required fields as they should be.
Judgement judge_besides(const std::string& name, const Json& value, bool typed = true) {
  return judge({{"name", "n"}, {"code", "c"}, {name, value}}, typed);
}

std::string reason_of(const std::string& name, const Json& value, bool typed = true) {
  const Judgement judgement = judge_besides(name, value, typed);
  return judgement.reasons.size() == 1 ? judgement.reasons[0] : "";
}

bool is_kept(const std::string& name, const Json& value, bool typed = true) {
  const Judgement judgement = judge_besides(name, value, typed);
  CHECK(judgement.reasons.empty());
  return judgement.values.contains(name);
}

TEST_CASE("What was not given takes its standard value, or is not there", "[catalog]") {
  const Judgement judgement = judge({{"code", "c"}, {"name", "n"}});
  CHECK(judgement.reasons.empty());
  CHECK(judgement.values == Json{{"limit", 10}, {"name", "n"}, {"code", "c"}, {"all", false}});
}

TEST_CASE("What was given replaces the standard value", "[catalog]") {
  CHECK(judge_besides("limit", 20).values.at("limit") == Json(20));
  CHECK(judge_besides("all", true).values.at("all") == Json(true));
}

TEST_CASE("A value out of its limits does not fall back to the standard one", "[catalog]") {
  const Judgement judgement = judge_besides("limit", 0);
  CHECK(judgement.reasons == std::vector<std::string>{"limit: 0, documented 1..100"});
  CHECK_FALSE(judgement.values.contains("limit"));
}

TEST_CASE("Missing fields are complained about before wrong ones", "[catalog]") {
  CHECK(judge({{"sort", 3}, {"limit", 0}}).reasons ==
        std::vector<std::string>{"name: required, not given", "code: required, not given",
                                 "limit: 0, documented 1..100",
                                 "sort: 3 is not a documented value"});
}

TEST_CASE("Each complaint names its field and its kind", "[catalog]") {
  RawInput raw;
  raw.given.push_back({&field("sort"), 3, true});
  std::vector<Complaint> complaints;
  validate(kFields, raw, complaints);
  REQUIRE(complaints.size() == 3);
  CHECK((complaints[0].field == &field("name") && complaints[0].wrong == Wrong::kMissing));
  CHECK((complaints[1].field == &field("code") && complaints[1].wrong == Wrong::kMissing));
  CHECK((complaints[2].field == &field("sort") && complaints[2].wrong == Wrong::kChoice));
}

TEST_CASE("Null is as if it were not given", "[catalog]") {
  CHECK_FALSE(is_kept("sort", nullptr));
  CHECK(judge({{"name", nullptr}, {"code", "c"}}).reasons ==
        std::vector<std::string>{"name: required, not given"});
  CHECK(judge_besides("limit", nullptr).values.at("limit") == Json(10));
}

TEST_CASE("An empty value of a form is as if it were not given", "[catalog]") {
  CHECK_FALSE(is_kept("sort", "", false));
  CHECK(judge({{"name", ""}, {"code", "c"}}, false).reasons ==
        std::vector<std::string>{"name: required, not given"});
}

TEST_CASE("An empty text in JSON is a value", "[catalog]") {
  CHECK(judge({{"name", ""}, {"code", ""}}).values.at("name") == Json(""));
  CHECK(reason_of("sort", "") == "sort: int32 expected, got \"\"");
}

TEST_CASE("A zero of a form that cannot be meant is as if it were not given", "[catalog]") {
  CHECK_FALSE(is_kept("sort", "0", false));
  CHECK(reason_of("sort", 0) == "sort: 0 is not a documented value");
  CHECK(reason_of("sort", "0") == "sort: 0 is not a documented value");
  CHECK(judge_besides("level", "0", false).values.at("level") == Json(0));
  CHECK(reason_of("limit", "0", false) == "limit: 0, documented 1..100");
}

TEST_CASE("Of a field given twice the first value that is there counts", "[catalog]") {
  CHECK(judge({{"name", "a"}, {"code", "c"}, {"name", "b"}}).values.at("name") == Json("a"));
  CHECK(judge({{"name", ""}, {"code", "c"}, {"name", "b"}}, false).values.at("name") == Json("b"));
}

TEST_CASE("The elements of a list are converted one by one", "[catalog]") {
  CHECK(judge_besides("ids", {1, "2", 3.0}).values.at("ids") == Json({1, 2, 3}));
  CHECK(judge_besides("ids", Json::array()).values.at("ids") == Json::array());
  CHECK(judge_besides("names", {"ab", 123}).values.at("names") == Json({"ab", "123"}));
}

TEST_CASE("The limits of a list are those of its elements", "[catalog]") {
  CHECK(reason_of("ids", {1, 0}) == "ids[1]: 0, documented at least 1");
  CHECK(reason_of("names", {"ab", "abc", "a"}) == "names[2]: 1 characters, documented 2..3");
  CHECK(reason_of("ids", {1, "x"}) == "ids[1]: int64 expected, got \"x\"");
  CHECK(reason_of("ids", {nullptr}) == "ids[0]: int64 expected, got null");
  CHECK(reason_of("ids", Json::array({Json::array({1})})) == "ids[0]: int64 expected, got [1]");
}

TEST_CASE("A list may have so many elements and no more", "[catalog]") {
  CHECK(judge_besides("ids", {1, 2, 3}).reasons.empty());
  CHECK(reason_of("ids", {1, 2, 3, 4}) == "ids: 4 elements, documented at most 3");
}

TEST_CASE("One value is no list of one", "[catalog]") {
  CHECK(reason_of("ids", 1) == "ids: array expected, got 1");
  CHECK(reason_of("ids", "1,2") == "ids: array expected, got \"1,2\"");
  CHECK(reason_of("ids", {{"a", 1}}) == "ids: array expected, got {\"a\":1}");
}

TEST_CASE("Validated values are read under their names", "[catalog]") {
  const Input input(Json{{"name", "n"}, {"limit", 10}, {"all", true}});
  CHECK(input.text("name") == "n");
  CHECK(input.integer("limit") == 10);
  CHECK(input.flag("all"));
  CHECK(input.flag_or("none", true));
  CHECK(input.integer_or("none", 5) == 5);
  CHECK(input.integer_or("limit", 5) == 10);
  CHECK(input.pick({"limit", "none", "name"}) == Json{{"limit", 10}, {"name", "n"}});
  CHECK_THROWS(input.text("limit"));
  CHECK_THROWS(input.text("none"));
}

}  // namespace
}  // namespace virga
