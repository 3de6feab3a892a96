// What a report tells of calls that a rule let by, of clients that try again, and of rules that are
// armed and disarmed.
#include <thread>

#include "scenario/engine.h"
#include "support/tiny_catalog.h"

namespace virga {
namespace {

using std::chrono::seconds;
using tiny::call;
using tiny::read;

const std::string kHead = "format: 1\nname: t\nseed: 7\nrules:\n";
const std::string kReset = ", do: [{reset: rst}]";

// A rule about PlaceOrder.
std::string rule(const std::string& id, const std::string& rest) {
  return "  - {id: " + id + ", when: {service: shop, operation: PlaceOrder}" + rest + "}\n";
}

Exchange order(const Json& input, const std::string& id, seconds at = seconds(0),
               const std::string& authorization = "") {
  Exchange exchange = call("PlaceOrder", input, "AK");
  exchange.request_id = id;
  exchange.now = Time(at);
  if (!authorization.empty()) exchange.request.headers.emplace_back("Authorization", authorization);
  return exchange;
}

RuleReport report_of(const Rules& rules, std::size_t number = 0) {
  return rules.report("t").value().rules.at(number);
}

using Misses = std::vector<std::pair<std::string, std::int64_t>>;

TEST_CASE("A report counts the calls that a rule let by under the first clause that failed",
          "[scenario]") {
  Rules rules(1);
  rules.load(read(kHead +
                  "  - {id: a, when: {service: shop, operation: PlaceOrder, params: {Item: tea, "
                  "Amount: {gt: 2}}}, at: {calls: 2}" +
                  kReset + "}\n"));
  rules.decide(order({{"Item", "milk"}}, "one"));
  rules.decide(order({{"Item", "tea"}, {"Amount", 1}}, "two"));
  rules.decide(order({{"Item", "tea"}, {"Amount", 3}}, "three"));
  rules.decide(order({{"Item", "tea"}}, "four"));
  rules.decide(call("CancelOrder"));
  const RuleReport report = report_of(rules);
  CHECK(report.called == 4);
  CHECK(report.matched == 1);
  CHECK(report.hits == 0);
  CHECK(report.misses == Misses{{"calls", 1}, {"params", 3}});
  REQUIRE(report.nearest.size() == 4);
  CHECK(report.nearest[0].request_id == "three");
  CHECK(report.nearest[0].clause == "calls");
  CHECK(report.nearest[0].why == "calls: this is the 1st, the rule takes 2");
  CHECK(report.nearest[1].request_id == "two");
  CHECK(report.nearest[1].why == "params.Amount: 1, the rule takes {\"gt\":2}");
  CHECK(report.nearest[2].request_id == "four");
  CHECK(report.nearest[2].why == "params.Amount: not there, the rule takes {\"gt\":2}");
  CHECK(report.nearest[3].why == "params.Item: \"milk\", the rule takes tea");
  CHECK(report.diagnosis == Diagnosis::kClause);
  CHECK(report.unmet == std::vector<std::string>{"never acted, expected at least 1"});
}

TEST_CASE("Of many misses the nearest are told, of equal ones the first", "[scenario]") {
  Rules rules(1);
  rules.load(read(kHead + rule("a", ", at: {calls: every 8}" + kReset)));
  for (int i = 1; i <= 20; ++i) rules.decide(order({}, std::to_string(i)));
  const RuleReport report = report_of(rules);
  CHECK(report.misses == Misses{{"calls", 18}});
  REQUIRE(report.nearest.size() == 5);
  CHECK(report.nearest.front().request_id == "1");
  CHECK(report.nearest.back().request_id == "5");
}

TEST_CASE("Of hundreds of rules for one value each, every one is counted and the right one acts",
          "[scenario]") {
  std::string text = kHead;
  for (int i = 0; i < 300; ++i)
    text += "  - {id: r" + std::to_string(i) +
            ", when: {service: shop, operation: PlaceOrder, params: {Item: i" + std::to_string(i) +
            "}}, expect: {hits: any}" + kReset + "}\n";
  text += rule("rest", ", expect: {hits: any}" + kReset);
  Rules rules(1);
  rules.load(read(text));
  for (int i = 0; i < 100; ++i)
    CHECK(rules.decide(order({{"Item", "i7"}}, std::to_string(i))).rule == "r7");
  CHECK(rules.decide(order({{"Item", "other"}}, "other")).rule == "rest");
  CHECK(rules.decide(order({}, "none")).rule == "rest");
  CHECK(rules.decide(order({{"Item", 7}}, "number")).rule == "rest");
  const RuleReport seventh = report_of(rules, 7), eighth = report_of(rules, 8);
  CHECK(seventh.called == 103);
  CHECK(seventh.hits == 100);
  CHECK(seventh.misses == Misses{{"params", 3}});
  REQUIRE(seventh.nearest.size() == 3);
  CHECK(seventh.nearest[0].request_id == "other");
  CHECK(eighth.called == 103);
  CHECK(eighth.misses == Misses{{"params", 103}});
  CHECK(eighth.nearest.size() == 5);
  CHECK(report_of(rules, 300).misses == Misses{{"earlier rule", 100}});
  rules.load(read("format: 1\nname: other\nrules:\n" + rule("x", kReset)));
  CHECK(report_of(rules, 8).called == 103);  // what was not looked at is not forgotten
  rules.restart();
  CHECK(report_of(rules, 8).called == 0);
}

TEST_CASE("A rule that never acted is told apart: never called, clause, window or cap, shadowed",
          "[scenario]") {
  const auto diagnosis = [](const std::string& rules_text, std::size_t number) {
    Rules rules(1);
    rules.load(read(kHead + rules_text));
    if (number != 9) rules.decide(order({{"Item", "tea"}}, "one"));
    return report_of(rules, number % 9).diagnosis;
  };
  CHECK(diagnosis(rule("a", kReset), 0) == Diagnosis::kNone);
  CHECK(diagnosis(rule("a", kReset), 9) == Diagnosis::kNeverCalled);
  CHECK(diagnosis(rule("a", ", at: {calls: 2}" + kReset), 0) == Diagnosis::kClause);
  CHECK(diagnosis(rule("a", ", at: {window: {from: 1m, for: 1m}}" + kReset), 0) ==
        Diagnosis::kWindowOrCap);
  CHECK(diagnosis(rule("a", ", at: {calls: first 1}" + kReset) + rule("b", kReset), 1) ==
        Diagnosis::kShadowed);
}

TEST_CASE("A rule is expected to act at least once unless it says otherwise or need not be armed",
          "[scenario]") {
  Rules rules(1);
  rules.load(read(kHead + rule("a", ", at: {calls: 2}" + kReset) +
                  rule("b", ", at: {calls: 2}, expect: {hits: any}" + kReset) +
                  rule("c", ", at: {calls: first 1}, expect: {hits: 0}" + kReset) +
                  rule("d", ", armed: false" + kReset) +
                  rule("e", ", activate: {by: header}" + kReset)));
  rules.decide(order({}, "one"));
  const Report report = rules.report("t").value();
  CHECK_FALSE(report.held());
  CHECK_FALSE(report.rules[0].held());
  CHECK(report.rules[1].held());
  CHECK(report.rules[2].unmet == std::vector<std::string>{"acted once, expected 0"});
  CHECK(report.rules[3].held());
  CHECK(report.rules[4].held());
}

// ---- arming

TEST_CASE("A rule is armed and disarmed while it is played", "[scenario]") {
  Rules rules(1);
  rules.load(read(kHead + rule("a", kReset)));
  const auto acts = [&] { return !rules.decide(order({}, "x", seconds(100))).rule.empty(); };
  CHECK(acts());
  CHECK_FALSE(rules.set_armed("t", "a", std::nullopt, Time(seconds(100))));
  CHECK_FALSE(acts());
  CHECK(report_of(rules).matched == 1);
  CHECK(report_of(rules).misses == Misses{{"armed", 1}});
  CHECK_FALSE(report_of(rules).armed);
  CHECK_FALSE(rules.set_armed("t", "a", Arming{.max_hits = 2}, Time(seconds(100))));
  CHECK((acts() && acts() && !acts()));
  CHECK_FALSE(rules.set_armed("t", "a", Arming{.ttl = seconds(1)}, Time(seconds(99))));
  CHECK_FALSE(acts());
  CHECK_FALSE(rules.set_armed("t", "a", Arming{.ttl = seconds(2)}, Time(seconds(99))));
  CHECK(acts());
  rules.restart();
  CHECK(acts());
}

TEST_CASE("Arming what is not there is refused with the nearest word", "[scenario]") {
  Rules rules(1);
  CHECK(rules.set_armed("t", "a", Arming{}, {}) == "no scenario \"t\" is loaded");
  rules.load(read(kHead + rule("slow-day", kReset)));
  CHECK(rules.set_armed("t", "slowday", Arming{}, {}) ==
        "scenario \"t\" has no rule \"slowday\" (did you mean \"slow-day\"?)");
  CHECK(rules.set_armed("tt", "slow-day", Arming{}, {}) ==
        "no scenario \"tt\" is loaded (did you mean \"t\"?)");
}

Exchange naming(const std::string& rules, seconds at = seconds(0)) {
  Exchange exchange = order({}, "x", at);
  if (!rules.empty()) exchange.request.headers.emplace_back("x-virga-activate", rules);
  return exchange;
}

TEST_CASE("A request activates the rules it names, for itself alone", "[scenario]") {
  Rules rules(1);
  rules.load(read(kHead + rule("a", ", activate: {by: header}, do: [{status: 501}]") +
                  rule("b", ", activate: {by: header}, do: [{status: 502}]")));
  const auto acting = [&](const std::string& names) {
    CHECK_FALSE(rules.activate(naming(names)));
    return rules.decide(naming(names)).rule;
  };
  CHECK(acting("") == "");
  CHECK(acting("b") == "b");
  CHECK(acting("") == "");
  CHECK(acting(" b , a") == "a");
  CHECK(report_of(rules).nearest.at(0).why == "the rule waits to be activated");
}

TEST_CASE("An activated rule stays so for its time and its number of hits", "[scenario]") {
  Rules rules(1);
  rules.load(read(kHead + rule("a", ", activate: {by: header, ttl: 10s, max_hits: 2}" + kReset)));
  const auto acts = [&](const std::string& names, int at) {
    CHECK_FALSE(rules.activate(naming(names, seconds(at))));
    return !rules.decide(naming(names, seconds(at))).rule.empty();
  };
  CHECK_FALSE(acts("", 0));
  CHECK(acts("a", 0));
  CHECK(acts("", 9));
  CHECK_FALSE(acts("", 9));  // two hits
  CHECK(acts("a", 20));
  CHECK_FALSE(acts("", 30));  // ten seconds
}

TEST_CASE("A request cannot activate what the file does not declare", "[scenario]") {
  Rules rules(1);
  rules.load(read(kHead + rule("a", ", activate: {by: header, ttl: 1h}, do: [{status: 501}]") +
                  rule("plain", kReset)));
  const std::string head = "X-Virga-Activate: no rule ";
  const std::string tail = " is loaded that a request can activate";
  CHECK(rules.activate(naming("aa")) == head + "\"aa\"" + tail + " (did you mean \"a\"?)");
  CHECK(rules.activate(naming("plain")) == head + "\"plain\"" + tail);
  CHECK(rules.activate(naming("a, nobody")) == head + "\"nobody\"" + tail);
  CHECK_FALSE(report_of(rules).armed);  // nor the other one of the list
}

// ---- counting over worlds

TEST_CASE("A global count runs over all worlds that play the same scenario", "[scenario]") {
  GlobalTallies global;
  Rules one(1, global), other(1, global);
  const auto scenario =
      read(kHead + rule("a", ", count_by: global, at: {calls: every 3}" + kReset));
  one.load(scenario);
  other.load(scenario);
  std::string acted;
  for (int i = 0; i < 6; ++i)
    acted += (i % 2 == 0 ? one : other).decide(order({}, "x")).rule.empty() ? '.' : 'x';
  CHECK(acted == "..x..x");
  CHECK(report_of(other).hits == 2);
  one.restart();
  CHECK(report_of(one).called == 6);
  const auto changed = read(kHead + rule("a", ", count_by: global, at: {calls: every 4}" + kReset));
  one.load(changed);
  CHECK(report_of(one).called == 0);
}

TEST_CASE("A global count loses no call between threads of different worlds", "[scenario]") {
  GlobalTallies global;
  Rules one(1, global), other(1, global);
  const auto scenario =
      read(kHead + rule("a", ", count_by: global, at: {calls: every 2}" + kReset));
  one.load(scenario);
  other.load(scenario);
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&rules = i % 2 == 0 ? one : other] {
      for (int k = 0; k < 500; ++k) rules.decide(order({}, "x"));
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(report_of(one).called == 2000);
  CHECK(report_of(one).hits == 1000);
}

// ---- retries

const std::string kTwoFail = ", at: {calls: first 2}";

RuleReport after(const std::string& retries, const std::vector<Exchange>& calls,
                 const std::string& at = kTwoFail) {
  Rules rules(1);
  rules.load(
      read(kHead + rule("a", at + ", expect: {hits: any, retries: " + retries + "}" + kReset)));
  for (const Exchange& each : calls) rules.decide(each);
  return report_of(rules);
}

using Unmet = std::vector<std::string>;

TEST_CASE("The attempts of one call are told from calls of others", "[scenario]") {
  const Json tea{{"Item", "tea"}}, milk{{"Item", "milk"}};
  const RuleReport report = after(
      "{max: 2}", {order(tea, "t1"), order(milk, "m1", seconds(1)), order(tea, "t2", seconds(2)),
                   order(milk, "m2", seconds(5)), order(tea, "t3", seconds(6))});
  REQUIRE(report.retried.size() == 2);
  const auto& attempts = report.retried[0].attempts;
  REQUIRE(attempts.size() == 2);
  CHECK(attempts[0].request_id == "t1");
  CHECK(attempts[0].failed);
  CHECK(attempts[1].request_id == "t2");
  CHECK_FALSE(attempts[1].failed);
  CHECK(attempts[1].gap == seconds(2));
  CHECK(report.retried[1].attempts[1].gap == seconds(4));
  CHECK(report.held());  // t3 is a new call: t2 succeeded
}

TEST_CASE("Too many, too few, too early and too late retries are told", "[scenario]") {
  const std::vector<Exchange> calls{order({}, "1"), order({}, "2", seconds(1)),
                                    order({}, "3", seconds(9))};
  CHECK(after("{max: 2, min: 2, gap: {min: 1s, max: 8s}}", calls).unmet.empty());
  CHECK(after("{max: 1}", calls).unmet == Unmet{"call 1: tried again 2 times, at most 1"});
  CHECK(after("{min: 3}", calls).unmet == Unmet{"call 1: tried again 2 times, at least 3"});
  CHECK(after("{gap: {min: 2s}}", calls).unmet ==
        Unmet{"call 1: attempt 2 came after 1s, not before 2s"});
  CHECK(after("{gap: {max: 5s}}", calls).unmet ==
        Unmet{"call 1: attempt 3 came after 8s, not later than 5s"});
}

TEST_CASE("A client that changes what has to stay the same is found out", "[scenario]") {
  const auto with_id = [](const char* id, const char* request) {
    return order({{"Item", "tea"}, {"Buyer", {{"Token", id}}}}, request);
  };
  const auto keeps = after("{same: [Buyer.Token]}", {with_id("x", "1"), with_id("x", "2")});
  CHECK(keeps.retried.at(0).attempts.size() == 2);
  CHECK(keeps.held());
  const auto changes = after("{same: [Buyer.Token]}", {with_id("x", "1"), with_id("y", "2")});
  CHECK(changes.retried.at(0).attempts.size() == 2);
  CHECK(changes.unmet == Unmet{"call 1: attempt 2 has other values in what is to stay the same"});
}

TEST_CASE("A retry is told whether it was signed anew", "[scenario]") {
  const auto signed_as = [](const char* signature) {
    return order({}, "1", seconds(0), signature);
  };
  CHECK(after("{signed_anew: true}", {signed_as("a"), signed_as("b")}).held());
  CHECK(after("{signed_anew: true}", {signed_as("a"), signed_as("a")}).unmet ==
        Unmet{"call 1: attempt 2 is not signed anew"});
  CHECK(after("{signed_anew: true}", {signed_as(""), signed_as("")}).unmet ==
        Unmet{"call 1: attempt 2 is not signed anew"});
  CHECK(after("{signed_anew: false}", {signed_as("a"), signed_as("b")}).unmet ==
        Unmet{"call 1: attempt 2 is signed anew"});
  Exchange one = order({}, "1"), other = order({}, "2");
  one.request.target = "/?X-Signature=1", other.request.target = "/?X-Signature=2";
  CHECK(after("{signed_anew: true}", {one, other}).held());
}

TEST_CASE("What comes more than a minute later is another call", "[scenario]") {
  const auto report = after(
      "{max: 0}", {order({}, "1"), order({}, "2", seconds(61)), order({}, "3", seconds(122))});
  CHECK(report.retried.size() == 2);
  CHECK(report.held());
}

TEST_CASE("A client that gives up has not tried often enough", "[scenario]") {
  CHECK(after("{min: 1}", {order({}, "1")}).unmet ==
        Unmet{"call 1: tried again 0 times, at least 1"});
  CHECK(after("{min: 1}", {}).held());  // nothing was to be tried again
}

}  // namespace
}  // namespace virga
