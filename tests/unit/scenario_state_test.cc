// Rules about the resource that a call names, about a kind of resource, and about callbacks.
#include "scenario/engine.h"
#include "support/tiny_catalog.h"

namespace virga {
namespace {

using tiny::call;
using tiny::mistakes_in;
using tiny::read;

std::string text(const std::string& when, const std::string& rest = "do: [{reset: rst}]") {
  return "format: 1\nname: t\nrules:\n  - id: a\n    when: " + when + "\n    " + rest + "\n";
}

// Knows the order A1, which is open, and no other.
Document order(const Kind& kind) {
  CHECK(kind.name == "orders");
  return std::make_shared<const Json>(Json{{"OrderNo", "A1"}, {"Open", true}, {"Item", "tea"}});
}

Document nothing(const Kind&) { return nullptr; }

bool acts(const std::string& state, const Resource& resource) {
  Rules rules(1);
  rules.load(read(text("{service: shop, operation: CancelOrder, state: {order: " + state + "}}")));
  return !rules.decide(call("CancelOrder", {{"OrderNo", "A1"}}), resource).rule.empty();
}

TEST_CASE("A rule acts on calls whose resource is in a state", "[scenario]") {
  CHECK(acts("{Open: true}", order));
  CHECK(acts("{Open: true, Item: {in: [tea, milk]}}", order));
  CHECK_FALSE(acts("{Open: false}", order));
  CHECK_FALSE(acts("{Open: true, Item: milk}", order));
  CHECK_FALSE(acts("{Open: true}", nothing));
  CHECK(acts("{Open: {absent: true}}", nothing));
}

TEST_CASE("The state is looked at last, and only for rules that ask", "[scenario]") {
  Rules rules(1);
  rules.load(
      read(text("{service: shop, operation: CancelOrder, headers: {X-A: b}, "
                "state: {order: {Open: true}}}")));
  int looked = 0;
  const Resource counting = [&](const Kind& kind) {
    ++looked;
    return order(kind);
  };
  CHECK(rules.decide(call("CancelOrder"), counting).rule.empty());
  CHECK(looked == 0);
  CHECK(rules.decide(call("CancelOrder", {}, "", {{"x-a", "b"}}), counting).rule == "a");
  CHECK(looked == 1);
}

TEST_CASE("A kind of resource stands for the operations that name one", "[scenario]") {
  Rules rules(1);
  rules.load(read(text("{service: shop, kind: order}")));
  CHECK(rules.decide(call("CancelOrder")).rule == "a");
  CHECK(rules.decide(call("PlaceOrder")).rule.empty());
  CHECK(rules.report("t")->rules[0].called == 1);
  // So does a state, for the rest can never have one.
  rules.load(read(text("{service: shop, state: {order: {Open: {absent: true}}}}")));
  CHECK(rules.decide(call("CancelOrder"), nothing).rule == "a");
  CHECK(rules.decide(call("PlaceOrder"), nothing).rule.empty());
}

TEST_CASE("States, kinds and callbacks are held against the catalogue", "[scenario]") {
  const auto refused = [](const std::string& when) { return mistakes_in(text(when)); };
  CHECK(refused("{service: shop, kind: ordr}") ==
        "5:33: unknown kind of resource \"ordr\" (did you mean \"order\"?)\n");
  CHECK(refused("{service: post, kind: order}") == "5:33: unknown kind of resource \"order\"\n");
  CHECK(refused("{service: shop, kind: [order]}") == "5:33: kind has to be a text\n");
  CHECK(refused("{service: shop, operation: PlaceOrder, kind: order}") ==
        "5:56: PlaceOrder is about no order\n");
  CHECK(refused("{service: shop, operation: [CancelOrder, PlaceOrder], state: {order: {Open: "
                "true}}}") == "5:73: PlaceOrder is about no order\n");
  CHECK(refused("{service: shop, state: order}") ==
        "5:34: state has to be a mapping of a resource to what it has to be\n");
  CHECK(refused("{service: shop, state: {order: true}}") ==
        "5:42: \"order\" has to be a mapping of members to conditions\n");
  CHECK(refused("{service: shop, state: {order: {Opn: true}}}") ==
        "5:43: order has no \"Opn\" (did you mean \"Open\"?)\n");
  CHECK(refused("{service: shop, state: {order: {Open: {inn: [1]}}}}").find("5:50: unknown key") ==
        0);
  CHECK(refused("{service: shop, callback: paid}") == "5:37: shop makes no callback \"paid\"\n");
}

}  // namespace
}  // namespace virga
