#include "scenario/when.h"

#include "support/tiny_catalog.h"

namespace virga {
namespace {

using tiny::call;
using tiny::mistakes_in;

// The `when` stands on line 5 from column 11 on.
std::string scenario_with(const std::string& when) {
  return "format: 1\nname: t\nrules:\n  - id: a\n    when: " + when + "\n    do: [{reset: rst}]\n";
}

std::string refusal(const std::string& when) { return mistakes_in(scenario_with(when)); }

When read(const std::string& text) {
  Mistakes mistakes("");
  const auto when = When::read(*parse_yaml(text, mistakes), tiny::catalog(), mistakes);
  INFO(text << "\n" << mistakes.text());
  REQUIRE(mistakes.empty());
  return *when;
}

// Does a call of PlaceOrder with this input fulfil the condition on the parameter?
bool holds(const std::string& param, const Json& input) {
  return read("{service: shop, operation: PlaceOrder, params: {" + param + "}}")
      .holds(call("PlaceOrder", input));
}

std::vector<std::string_view> targets(const std::string& text) {
  std::vector<std::string_view> names;
  const When when = read(text);
  for (const Target& target : when.targets()) names.push_back(target.operation->name);
  return names;
}

using Names = std::vector<std::string_view>;

TEST_CASE("A when names services and operations, alone or in lists", "[scenario]") {
  CHECK(targets("{service: shop, operation: PlaceOrder}") == Names{"PlaceOrder"});
  CHECK(targets("{service: [shop, post], operation: [SendParcel, PlaceOrder]}") ==
        Names{"SendParcel", "PlaceOrder"});
  CHECK(targets("{service: shop}") == Names{"PlaceOrder", "CancelOrder"});
  CHECK(targets("{service: [shop, post, shop]}") ==
        Names{"PlaceOrder", "CancelOrder", "SendParcel", "TrackParcel"});
}

TEST_CASE("A bare value asks for equality", "[scenario]") {
  CHECK(holds("Item: tea", {{"Item", "tea"}}));
  CHECK_FALSE(holds("Item: tea", {{"Item", "Tea"}}));
  CHECK_FALSE(holds("Item: tea", Json::object()));
  CHECK(holds("Tags: [a, 2]", {{"Tags", {"a", 2}}}));
  CHECK_FALSE(holds("Tags: [a]", {{"Tags", {"a", 2}}}));
}

TEST_CASE("A number and a text of the same digits are equal", "[scenario]") {
  CHECK(holds("Amount: 12", {{"Amount", 12}}));
  CHECK(holds("Amount: '12'", {{"Amount", 12}}));
  CHECK(holds("Amount: 12", {{"Amount", "12"}}));
  CHECK(holds("Amount: 12.0", {{"Amount", 12}}));
  CHECK_FALSE(holds("Amount: 12", {{"Amount", "012"}}));
  CHECK(holds("Item: 012", {{"Item", "012"}}));
  CHECK(holds("Item: 89860012345678901234", {{"Item", "89860012345678901234"}}));
  CHECK_FALSE(holds("Item: 89860012345678901234", {{"Item", "89860012345678901235"}}));
}

TEST_CASE("Truth is not a text and not a number", "[scenario]") {
  CHECK(holds("Amount: true", {{"Amount", true}}));
  CHECK_FALSE(holds("Amount: 'true'", {{"Amount", true}}));
  CHECK_FALSE(holds("Amount: 1", {{"Amount", true}}));
}

TEST_CASE("Operators of one condition all have to hold", "[scenario]") {
  CHECK(holds("Item: {in: [tea, 3]}", {{"Item", "3"}}));
  CHECK_FALSE(holds("Item: {in: [tea, 3]}", {{"Item", "coffee"}}));
  CHECK_FALSE(holds("Item: {in: [tea]}", Json::object()));
  CHECK(holds("Item: {not: tea}", {{"Item", "coffee"}}));
  CHECK_FALSE(holds("Item: {not: tea}", {{"Item", "tea"}}));
  CHECK(holds("Amount: {gt: 2, le: 4}", {{"Amount", 4}}));
  CHECK_FALSE(holds("Amount: {gt: 2, le: 4}", {{"Amount", 2}}));
  CHECK_FALSE(holds("Amount: {gt: 2, le: 4}", {{"Amount", 5}}));
  CHECK(holds("Amount: {ge: 2.5, lt: 3}", {{"Amount", "2.5"}}));
  CHECK_FALSE(holds("Amount: {lt: 3}", {{"Amount", "few"}}));
  CHECK_FALSE(holds("Amount: {lt: 3}", Json::object()));
}

TEST_CASE("What is not there is absent, and is not any value either", "[scenario]") {
  CHECK(holds("Item: {absent: true}", Json::object()));
  CHECK_FALSE(holds("Item: {absent: true}", {{"Item", ""}}));
  CHECK(holds("Item: {not: tea}", Json::object()));
}

TEST_CASE("any_of holds when one of its conditions or values does", "[scenario]") {
  const std::string few_or_many = "Amount: {any_of: [{lt: 2}, 7, {gt: 90, not: 99}]}";
  CHECK(holds(few_or_many, {{"Amount", 1}}));
  CHECK(holds(few_or_many, {{"Amount", 7}}));
  CHECK(holds(few_or_many, {{"Amount", 91}}));
  CHECK_FALSE(holds(few_or_many, {{"Amount", 99}}));
  CHECK_FALSE(holds(few_or_many, {{"Amount", 50}}));
}

TEST_CASE("matches looks for a regular expression anywhere in the text", "[scenario]") {
  CHECK(holds("Item: {matches: ^t.a$}", {{"Item", "tea"}}));
  CHECK(holds("Item: {matches: ea}", {{"Item", "tea"}}));
  CHECK_FALSE(holds("Item: {matches: ^ea}", {{"Item", "tea"}}));
  CHECK(holds("Item: {matches: '^b|\\d+$'}", {{"Item", "a\n12"}}));
  CHECK(holds("Amount: {matches: ^1\\d$}", {{"Amount", 12}}));
  CHECK_FALSE(holds("Buyer: {matches: .}", {{"Buyer", {{"Name", "x"}}}}));
}

TEST_CASE("A long text and a sly expression end soon and within the stack", "[scenario]") {
  const Json letters{{"Item", std::string(100'000, 'a')}};
  CHECK_FALSE(holds("Item: {matches: (a*)*b}", letters));
  CHECK(holds("Item: {matches: '^((a|b|.)(a|.)?)*$'}", letters));
  CHECK(holds("Item: {matches: '^(a?){3000}'}", letters));
}

TEST_CASE("Only the first 8 KiB of a text are matched", "[scenario]") {
  CHECK(holds("Item: {matches: b}", {{"Item", std::string(8'191, 'a') + "b"}}));
  CHECK_FALSE(holds("Item: {matches: b}", {{"Item", std::string(8'192, 'a') + "b"}}));
}

TEST_CASE("Dotted names reach into objects", "[scenario]") {
  const Json input{{"Buyer", {{"Home", {{"City", "Xi'an"}}}}}};
  CHECK(holds("Buyer.Home.City: Xi'an", input));
  CHECK_FALSE(holds("Buyer.Home.Street: Xi'an", input));
  CHECK(holds("Buyer.Home.City.Part: {absent: true}", input));
}

TEST_CASE("Headers are found without regard to letter case", "[scenario]") {
  const When when =
      read("{service: shop, headers: {user-agent: {matches: ^huaweicloud-}, X-Try: 2}}");
  CHECK(when.holds(call("PlaceOrder", {}, "", {{"User-Agent", "huaweicloud-go"}, {"x-try", "2"}})));
  CHECK_FALSE(when.holds(call("PlaceOrder", {}, "", {{"User-Agent", "huaweicloud-go"}})));
  CHECK(read("{service: shop, headers: {X-Try: {absent: true}}}").holds(call("PlaceOrder")));
}

TEST_CASE("A when with unknown names is refused with the nearest ones", "[scenario]") {
  CHECK(refusal("{service: shpo}") == "5:21: unknown service \"shpo\" (did you mean \"shop\"?)\n");
  CHECK(refusal("{service: [shop, psot]}") ==
        "5:28: unknown service \"psot\" (did you mean \"post\"?)\n");
  CHECK(refusal("{service: shop, operation: PlaceOdrer}") ==
        "5:38: unknown operation \"PlaceOdrer\" in shop (did you mean \"PlaceOrder\"?)\n");
  CHECK(refusal("{service: [shop, post], operation: [PlaceOrder, SendPracel]}") ==
        "5:59: unknown operation \"SendPracel\" in shop, post (did you mean \"SendParcel\"?)\n");
  CHECK(refusal("{service: shop, oparation: PlaceOrder}") ==
        "5:27: unknown key \"oparation\" in when (did you mean \"operation\"?)\n");
  CHECK(refusal("{service: shop, operation: PlaceOrder, params: {Itm.x: 1}}") ==
        "5:59: unknown parameter \"Itm\" (did you mean \"Item\"?)\n");
  CHECK(refusal("{service: shop, params: {Item: {mtaches: a}}}") ==
        "5:43: unknown key \"mtaches\" in a condition (did you mean \"matches\"?)\n");
}

TEST_CASE("A parameter need only be one of some of the operations", "[scenario]") {
  CHECK(refusal("{service: [shop, post], params: {Weight: 3}}") == "");
  CHECK(refusal(
            "{service: [shop, post], operation: [PlaceOrder, SendParcel], params: {Weight: 3}}") ==
        "");
  CHECK(refusal("{service: shop, params: {Weight: 3}}") == "5:36: unknown parameter \"Weight\"\n");
}

TEST_CASE("A when that lacks something or holds the wrong thing is refused", "[scenario]") {
  CHECK(refusal("shop") == "5:11: when has to be a mapping\n");
  CHECK(refusal("{operation: PlaceOrder}") == "5:11: when needs \"service\"\n");
  CHECK(refusal("{service: bank}") == "5:21: the service has no operations\n");
  CHECK(refusal("{service: []}") == "5:21: service has to be a list with something in it\n");
  CHECK(refusal("{service: [[shop]]}") == "5:22: service has to be a text\n");
  CHECK(refusal("{service: {shop: 1}}") == "5:21: service has to be a text\n");
  CHECK(refusal("{service: shop, operation: []}") ==
        "5:38: operation has to be a list with something in it\n");
  CHECK(refusal("{service: shop, params: [Item]}") == "5:35: params has to be a mapping\n");
  CHECK(refusal("{service: shop, headers: X}") == "5:36: headers has to be a mapping\n");
  CHECK(refusal("{service: shop, headers: {a b: 1}}") == "5:37: no header has the name \"a b\"\n");
  CHECK(refusal("{service: shop, params: {Buyer..x: 1}}") ==
        "5:36: \"Buyer..x\" has an empty part\n");
}

TEST_CASE("A condition that says nothing sensible is refused", "[scenario]") {
  const auto condition = [](const std::string& text) {  // the condition stands at 5:42
    return refusal("{service: shop, params: {Item: " + text + "}}");
  };
  CHECK(condition("{}") == "5:42: an empty condition says nothing\n");
  CHECK(condition("~") ==
        "5:42: a value is missing; {absent: true} asks for one that is not there\n");
  CHECK(condition("[{a: 1}]") == "5:43: a plain value belongs here\n");
  CHECK(condition("{in: tea}") == "5:47: in has to be a list with something in it\n");
  CHECK(condition("{in: [[tea]]}") == "5:48: a plain value belongs here\n");
  CHECK(condition("{not: [tea]}") == "5:48: a plain value belongs here\n");
  CHECK(condition("{absent: false}") == "5:51: absent has to be true\n");
  CHECK(condition("{gt: '3'}") == "5:47: gt, ge, lt and le compare with a number\n");
  CHECK(condition("{any_of: []}") == "5:51: any_of has to be a list with something in it\n");
  CHECK(condition("{any_of: [tea, {lt: x}]}") == "5:62: gt, ge, lt and le compare with a number\n");
  CHECK(condition("{matches: (a}") == "5:52: \"(a\" is not a regular expression\n");
  CHECK(condition("{matches: a)(b}") == "5:52: \"a)(b\" is not a regular expression\n");
  CHECK(condition("{matches: '(a)\\1'}") == "5:52: \"(a)\\1\" refers back or is too large\n");
  for (const std::string many : {"((a{99}){99}){9}", "(a{2}){9223372036854775807}"})
    CHECK(condition("{matches: '" + many + "'}") ==
          "5:52: the counts of a regular expression multiply to at most 10,000\n");
  CHECK(condition("{matches: " + std::string(1'001, 'a') + "}") ==
        "5:52: a regular expression is at most 1,000 characters long\n");
}

}  // namespace
}  // namespace virga
