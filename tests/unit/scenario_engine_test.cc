#include "scenario/engine.h"

#include <algorithm>
#include <set>
#include <thread>
#include <tuple>

#include "support/tiny_catalog.h"

namespace virga {
namespace {

using tiny::call;
using tiny::read;

const std::string kHead = "format: 1\nname: t\nseed: 7\nrules:\n";

// A rule about PlaceOrder.
std::string rule(const std::string& id, const std::string& rest) {
  return "  - {id: " + id + ", when: {service: shop, operation: PlaceOrder}, " + rest + "}\n";
}

std::vector<std::int64_t> acting(Rules& rules, int calls,
                                 const Exchange& exchange = call("PlaceOrder")) {
  std::vector<std::int64_t> ordinals;
  for (int i = 1; i <= calls; ++i)
    if (!rules.decide(exchange).rule.empty()) ordinals.push_back(i);
  return ordinals;
}

using Ordinals = std::vector<std::int64_t>;

TEST_CASE("Without a rule for the operation nothing is planned", "[scenario]") {
  Rules rules(1);
  CHECK_FALSE(rules.decide(call("PlaceOrder")).replaces_answer());
  rules.load(read(kHead + rule("a", "do: [{reset: rst}]")));
  const Plan plan = rules.decide(call("CancelOrder"));
  CHECK(plan.rule == "");
  CHECK(plan.verdicts.empty());
  Exchange unknown;
  CHECK(rules.decide(unknown).rule == "");
}

TEST_CASE("The third call gets the error with its text filled, the others nothing", "[scenario]") {
  Rules rules(1);
  rules.load(
      read(kHead + rule("third", "at: {calls: 3}, do: [{error: OutOfStock, with: {what: Tea}}]")));
  CHECK(rules.decide(call("PlaceOrder")).verdicts[0].missed ==
        "calls: this is the 1st, the rule takes 3");
  CHECK_FALSE(rules.decide(call("PlaceOrder")).error);
  const Plan plan = rules.decide(call("PlaceOrder"));
  REQUIRE(plan.error);
  CHECK(plan.error->error == &tiny::kOutOfStock);
  CHECK(plan.error->text() == "Tea is sold out.");
  CHECK(plan.error->why == "rule third of scenario t");
  CHECK(plan.rule == "third");
  CHECK(plan.phase == Plan::Phase::kBefore);
  CHECK_FALSE(rules.decide(call("PlaceOrder")).error);
}

TEST_CASE("A verdict tells rule, key, ordinal and draw", "[scenario]") {
  Rules rules(1);
  rules.load(
      read(kHead + rule("a", "count_by: access_key, at: {probability: 1}, do: [{reset: rst}]")));
  const Verdict verdict = rules.decide(call("PlaceOrder", {}, "AK1")).verdicts.at(0);
  CHECK(verdict.scenario == "t");
  CHECK(verdict.rule == "a");
  CHECK(verdict.count_key == "AK1");
  CHECK(verdict.ordinal == 1);
  REQUIRE(verdict.draw);
  CHECK((*verdict.draw >= 0 && *verdict.draw < 1));
  CHECK(verdict.acted);
  CHECK(verdict.missed == "");
}

TEST_CASE("The first rule that fits acts, and the rest is told which one did", "[scenario]") {
  Rules rules(1);
  rules.load(read(kHead + rule("second", "at: {calls: 2}, do: [{status: 503}]") +
                  rule("always", "do: [{reset: rst}]")));
  const Plan first = rules.decide(call("PlaceOrder"));
  CHECK(first.rule == "always");
  CHECK(first.ending == Ending::kReset);
  const Plan second = rules.decide(call("PlaceOrder"));
  CHECK(second.rule == "second");
  CHECK(second.ending == Ending::kWhole);
  REQUIRE(second.verdicts.size() == 2);
  CHECK(second.verdicts[1].ordinal == 2);
  CHECK_FALSE(second.verdicts[1].acted);
  CHECK(second.verdicts[1].missed == "an earlier rule acted: second");
}

TEST_CASE("A rule that does not match neither counts nor speaks", "[scenario]") {
  Rules rules(1);
  rules.load(read(
      kHead + "  - {id: tea, when: {service: shop, params: {Item: tea}}, do: [{reset: rst}]}\n"));
  CHECK(rules.decide(call("PlaceOrder", {{"Item", "coffee"}})).verdicts.empty());
  CHECK(rules.decide(call("PlaceOrder", {{"Item", "tea"}})).verdicts.at(0).ordinal == 1);
}

TEST_CASE("A disarmed rule neither counts nor acts", "[scenario]") {
  Rules rules(1);
  rules.load(read(kHead + rule("off", "armed: false, do: [{reset: rst}]") +
                  rule("on", "do: [{status: 500}]")));
  const Plan plan = rules.decide(call("PlaceOrder"));
  CHECK(plan.rule == "on");
  CHECK(plan.verdicts.size() == 1);
  CHECK(rules.report("t")->rules[0].matched == 0);
}

// What each of `calls` calls meets: r reset, e empty reply, . nothing.
std::string met(Rules& rules, int calls, const Exchange& exchange = call("PlaceOrder")) {
  std::string all;
  for (int i = 0; i < calls; ++i) {
    const Plan plan = rules.decide(exchange);
    all += plan.ending == Ending::kReset ? 'r' : plan.ending == Ending::kClose ? 'e' : '.';
  }
  return all;
}

const std::string kSteps =
    "sequence: [{pass: 2}, {do: [{reset: rst}]}, {do: [{empty_reply: true}]}]";

TEST_CASE("A sequence does one thing after another, and then what after says", "[scenario]") {
  for (const auto& [after, expected] :
       {std::pair("", "..re......"), std::pair(", after: pass", "..re......"),
        std::pair(", after: last", "..reeeeeee"), std::pair(", after: cycle", "..re..re..")}) {
    Rules rules(1);
    rules.load(read(kHead + rule("a", kSteps + after)));
    CHECK(met(rules, 10) == expected);
    rules.restart();
    CHECK(met(rules, 4) == "..re");
  }
}

TEST_CASE("A call that a sequence lets pass is told so, and goes to the next rule", "[scenario]") {
  Rules rules(1);
  rules.load(read(kHead + rule("a", kSteps) + rule("b", "at: {calls: 2}, do: [{status: 500}]")));
  CHECK(rules.decide(call("PlaceOrder")).verdicts.at(0).missed == "sequence: call 1 of it passes");
  const Plan second = rules.decide(call("PlaceOrder"));
  CHECK(second.rule == "b");
  CHECK(rules.decide(call("PlaceOrder")).rule == "a");
  CHECK(rules.report("t")->rules[0].hits == 1);
}

TEST_CASE("A sequence steps on with the calls that its rule takes, of each key by itself",
          "[scenario]") {
  Rules rules(1);
  rules.load(read(kHead + rule("a", "count_by: access_key, at: {calls: every 2}, " + kSteps)));
  const Exchange one = call("PlaceOrder", Json::object(), "AKone");
  const Exchange other = call("PlaceOrder", Json::object(), "AKother");
  CHECK(met(rules, 5, one) == ".....");
  CHECK(met(rules, 6, other) == ".....r");
  CHECK(met(rules, 3, one) == "r.e");
}

TEST_CASE("A sequence steps on also when an earlier rule acts", "[scenario]") {
  Rules alone(1), behind(1);
  alone.load(read(kHead + rule("a", kSteps)));
  behind.load(
      read(kHead + rule("first", "at: {calls: 3}, do: [{status: 500}]") + rule("a", kSteps)));
  CHECK(met(alone, 5) == "..re.");
  CHECK(met(behind, 5) == "...e.");  // what adding a rule leaves of it
}

TEST_CASE("Calls are counted apart by account or by a parameter, in objects, too", "[scenario]") {
  const auto acts = [](Rules& rules, const Exchange& exchange) {
    return !rules.decide(exchange).rule.empty();
  };
  Rules by_item(1);
  by_item.load(
      read(kHead + rule("a", "count_by: {param: Item}, at: {calls: 2}, do: [{reset: rst}]")));
  CHECK_FALSE(acts(by_item, call("PlaceOrder", {{"Item", "tea"}})));
  CHECK_FALSE(acts(by_item, call("PlaceOrder", {{"Item", "milk"}})));
  CHECK_FALSE(acts(by_item, call("PlaceOrder")));
  CHECK(acts(by_item, call("PlaceOrder", {{"Item", "tea"}})));
  CHECK(acts(by_item, call("PlaceOrder")));

  Rules by_name(1);
  by_name.load(
      read(kHead + rule("a", "count_by: {param: Buyer.Name}, at: {calls: 2}, do: [{reset: rst}]")));
  CHECK_FALSE(acts(by_name, call("PlaceOrder", {{"Buyer", {{"Name", "Li"}}}})));
  CHECK_FALSE(acts(by_name, call("PlaceOrder", {{"Buyer", {{"Name", 7}}}})));
  const Plan plan = by_name.decide(call("PlaceOrder", {{"Buyer", {{"Name", 7}}}}));
  CHECK(plan.verdicts.at(0).count_key == "7");
  CHECK(plan.rule == "a");

  Rules by_account(1);
  by_account.load(read(kHead + rule("a", "count_by: account, at: {calls: 2}, do: [{reset: rst}]")));
  Exchange one = call("PlaceOrder"), other = call("PlaceOrder");
  one.principal.account = "1";
  other.principal.account = "2";
  CHECK_FALSE(acts(by_account, one));
  CHECK_FALSE(acts(by_account, other));
  CHECK(acts(by_account, one));
}

TEST_CASE("A rule may be about an account", "[scenario]") {
  Rules rules(1);
  rules.load(read(kHead + "  - {id: a, when: {service: shop, account: {in: [\"1\", \"2\"]}}, do: "
                          "[{reset: rst}]}\n"));
  Exchange exchange = call("PlaceOrder");
  CHECK(rules.decide(exchange).rule == "");  // nobody in particular
  exchange.principal.account = "2";
  CHECK(rules.decide(exchange).rule == "a");
  exchange.principal.account = "3";
  CHECK(rules.decide(exchange).rule == "");
}

// Which of the calls, at these milliseconds, a limit refuses: x, and . for the others.
std::string limited(const std::string& limit, const std::vector<int>& times,
                    const std::vector<std::string>& keys = {""}) {
  Rules rules(1);
  const Time start(std::chrono::hours(1000));
  rules.load(read(kHead + rule("a", "limit: {" + limit + ", on_empty: {error: Busy}}")), start);
  std::string all;
  for (std::size_t i = 0; i < times.size(); ++i) {
    Exchange exchange = call("PlaceOrder", Json::object(), keys[i % keys.size()]);
    exchange.now = start + std::chrono::milliseconds(times[i]);
    all += rules.decide(exchange).error ? 'x' : '.';
  }
  return all;
}

TEST_CASE("A bucket lets a burst through, then as many as its rate fills in", "[scenario]") {
  const std::string bucket = "bucket: {rate: 5/s, burst: 3}";
  CHECK(limited(bucket, {0, 0, 0, 0, 0}) == "...xx");
  CHECK(limited(bucket, {0, 0, 0, 199, 200, 200, 400}) == "...x.x.");
  CHECK(limited(bucket, {0, 0, 0, 10'000, 10'000, 10'000, 10'000}) == "......x");
  CHECK(limited("bucket: {rate: 3/s}", {0, 333, 334, 667, 668}) == ".x.x.");  // a third of 1 s
  CHECK(limited("bucket: {rate: 5/s, key: access_key}", {0, 0, 0, 0}, {"one", "two"}) == "..xx");
}

TEST_CASE("A fixed quota begins anew when its time is over, a rolling one call by call",
          "[scenario]") {
  const std::vector<int> times{0, 900, 950, 999, 1000, 1001, 1899, 1900, 2000};
  CHECK(limited("quota: {calls: 2, per: 1s}", times) == "..xx..xx.");
  CHECK(limited("quota: {calls: 2, per: 1s, window: rolling}", times) == "..xx.xx..");
}

TEST_CASE("A call within a limit goes to the next rule and is told so", "[scenario]") {
  Rules rules(1);
  rules.load(read(kHead + rule("a", "limit: {bucket: {rate: 1/h}, on_empty: {error: Busy}}") +
                  rule("b", "do: [{status: 500}]")));
  const Plan first = rules.decide(call("PlaceOrder"));
  CHECK(first.rule == "b");
  CHECK(first.verdicts.at(0).missed == "limit: within 1/h");
  CHECK(rules.decide(call("PlaceOrder")).rule == "a");
  rules.restart();
  CHECK(rules.decide(call("PlaceOrder")).rule == "b");
}

TEST_CASE("Every verb sets its part of the plan", "[scenario]") {
  Rules rules(1);
  rules.load(
      read(kHead + rule("a",
                        "do: [{status: 503, body: {a: [1]}, headers: {Retry-After: 1}}, "
                        "{latency: 80ms}, {phase: after_commit}, {truncate: {after: 50%}}]")));
  const Plan plan = rules.decide(call("PlaceOrder"));
  REQUIRE(plan.answer);
  CHECK(plan.answer->status == 503);
  CHECK(plan.answer->body == R"({"a":[1]})");
  CHECK(plan.answer->headers ==
        Headers{{"Retry-After", "1"}, {"Content-Type", "application/json"}});
  CHECK(plan.latency == std::chrono::milliseconds(80));
  CHECK(plan.phase == Plan::Phase::kAfterCommit);
  CHECK(plan.ending == Ending::kClose);
  CHECK(plan.replaces_answer());
}

TEST_CASE("An answer of text is text/plain unless it says otherwise", "[scenario]") {
  const auto headers = [](const std::string& effect) {
    Rules rules(1);
    rules.load(read(kHead + rule("a", "do: [" + effect + "]")));
    return rules.decide(call("PlaceOrder")).answer->headers;
  };
  CHECK(headers("{status: 503, body: down}") == Headers{{"Content-Type", "text/plain"}});
  CHECK(headers("{status: 503, body: down, type: text/html}") ==
        Headers{{"Content-Type", "text/html"}});
  CHECK(headers("{status: 503, body: down, headers: {content-type: a/b}}") ==
        Headers{{"content-type", "a/b"}});
  CHECK(headers("{status: 503}") == Headers{});
}

TEST_CASE("An operation's own error goes before its gateway's and another service's",
          "[scenario]") {
  Rules rules(1);
  rules.load(
      read(kHead +
           "  - {id: a, when: {service: [shop, post]}, do: [{error: Busy, with: {who: sir}}]}\n"));
  CHECK(rules.decide(call("PlaceOrder")).error->error == &tiny::kShopBusy);
  CHECK(rules.decide(call("CancelOrder")).error->error == &tiny::kGatewayBusy);
  CHECK(rules.decide(call("SendParcel")).error->text() == "The post is busy, sir.");
  CHECK(rules.decide(call("TrackParcel")).error->error == &tiny::kPostBusy);
}

TEST_CASE("undocumented lets an operation answer an error that another documents", "[scenario]") {
  Rules rules(1);
  rules.load(read(kHead + rule("a", "do: [{error: Closed, undocumented: true}]")));
  CHECK(rules.decide(call("PlaceOrder")).error->error == &tiny::kClosed);
}

TEST_CASE("A uniform latency stays in its bounds, varies, and is the same in every run",
          "[scenario]") {
  const auto latencies = [] {
    Rules rules(1);
    rules.load(read(kHead + rule("a", "do: [{latency: {uniform: {min: 10ms, max: 14ms}}}]")));
    std::vector<std::int64_t> drawn;
    for (int i = 0; i < 200; ++i) drawn.push_back(rules.decide(call("PlaceOrder")).latency.count());
    return drawn;
  };
  const auto drawn = latencies();
  CHECK(std::set<std::int64_t>(drawn.begin(), drawn.end()) ==
        std::set<std::int64_t>{10, 11, 12, 13, 14});
  CHECK(latencies() == drawn);
}

TEST_CASE("max_hits ends a rule, restart begins it anew", "[scenario]") {
  Rules rules(1);
  rules.load(
      read(kHead +
           rule("a", "at: {calls: every 2, max_hits: 2}, do: [{reset: rst}], expect: {hits: 2}")));
  CHECK(acting(rules, 10) == Ordinals{2, 4});
  CHECK(rules.decide(call("PlaceOrder")).verdicts[0].missed ==
        "calls: this is the 11th, the rule takes every 2");
  CHECK(rules.decide(call("PlaceOrder")).verdicts[0].missed == "max_hits: 2 reached");
  const auto report = rules.report("t");
  REQUIRE(report);
  CHECK(report->rules[0].id == "a");
  CHECK(report->rules[0].matched == 12);
  CHECK(report->rules[0].hits == 2);
  CHECK(report->rules[0].held());
  rules.restart();
  CHECK(rules.report("t")->rules[0].matched == 0);
  CHECK_FALSE(rules.report("t")->rules[0].held());
  CHECK(acting(rules, 10) == Ordinals{2, 4});
}

TEST_CASE("Each access key counts for itself when the rule says so", "[scenario]") {
  Rules rules(1);
  rules.load(read("format: 1\nname: t\ndefaults: {count_by: access_key}\nrules:\n" +
                  rule("a", "at: {calls: 2}, do: [{reset: rst}]")));
  CHECK(acting(rules, 3, call("PlaceOrder", {}, "AK1")) == Ordinals{2});
  CHECK(acting(rules, 3, call("PlaceOrder", {}, "AK2")) == Ordinals{2});
  CHECK(rules.report("t")->rules[0].hits == 2);
}

TEST_CASE("Loading a scenario of the same name replaces it in its place", "[scenario]") {
  const auto named = [](const std::string& name, const std::string& status) {
    return read("format: 1\nname: " + name + "\nrules:\n" +
                rule(name, "do: [{status: " + status + "}]"));
  };
  Rules rules(1);
  rules.load(named("one", "501"));
  rules.load(named("two", "502"));
  rules.load(named("one", "503"));
  CHECK(rules.loaded().size() == 2);
  CHECK(rules.decide(call("PlaceOrder")).answer->status == 503);
  CHECK(rules.report("one")->rules[0].matched == 1);
  CHECK(rules.drop("one"));
  CHECK_FALSE(rules.drop("one"));
  CHECK_FALSE(rules.report("one"));
  CHECK(rules.decide(call("PlaceOrder")).answer->status == 502);
  CHECK(rules.drop("two"));
  CHECK(rules.decide(call("PlaceOrder")).rule == "");
}

TEST_CASE("Two worlds count apart", "[scenario]") {
  const auto scenario = read(kHead + rule("a", "at: {calls: 2}, do: [{reset: rst}]"));
  Rules one(1), other(1);
  one.load(scenario);
  other.load(scenario);
  CHECK(acting(one, 1) == Ordinals{});
  CHECK(acting(other, 3) == Ordinals{2});
  CHECK(acting(one, 1) == Ordinals{1});
}

TEST_CASE("A scenario without a seed draws by the seed of its world", "[scenario]") {
  const auto scenario = read("format: 1\nname: t\nrules:\n" +
                             rule("a", "at: {probability: 0.5}, do: [{reset: rst}]"));
  Rules one(1), same(1), other(2);
  one.load(scenario);
  same.load(scenario);
  other.load(scenario);
  const auto drawn = acting(one, 100);
  CHECK(acting(same, 100) == drawn);
  CHECK(acting(other, 100) != drawn);
}

constexpr const char* kOneInFive = "at: {probability: 0.2}, do: [{reset: rst}]";

TEST_CASE("A probability of one in five takes about one in five", "[scenario]") {
  Rules rules(1);
  rules.load(read(kHead + rule("a", kOneInFive)));
  // 2,000 of 10,000 are expected, with a standard deviation of 40.
  const auto hits = acting(rules, 10'000).size();
  CHECK(hits > 1'800);
  CHECK(hits < 2'200);
}

TEST_CASE("The draws of a seed are the same in every version", "[scenario]") {
  Rules rules(1);
  rules.load(read(kHead + rule("a", kOneInFive)));
  CHECK(acting(rules, 40) == Ordinals{5, 6, 7, 18, 31});
}

using Seen = std::tuple<std::string, std::string, std::int64_t, double, bool, std::string>;

std::multiset<Seen> all_verdicts(const std::string& text, int threads,
                                 const std::string& of_rule = "") {
  Rules rules(1);
  rules.load(read(text));
  std::vector<std::vector<Verdict>> seen(threads);
  std::vector<std::thread> callers;
  for (int t = 0; t < threads; ++t)
    callers.emplace_back([&, t] {
      const Exchange exchange = call("PlaceOrder", {{"Item", "tea"}});
      for (int i = 0; i < 10'000 / threads; ++i)
        for (Verdict& each : rules.decide(exchange).verdicts) seen[t].push_back(std::move(each));
    });
  for (std::thread& caller : callers) caller.join();
  std::multiset<Seen> verdicts;
  for (const auto& of_thread : seen)
    for (const Verdict& v : of_thread)
      if (of_rule.empty() || v.rule == of_rule)
        verdicts.emplace(v.rule, v.count_key, v.ordinal, v.draw.value_or(-1), v.acted, v.missed);
  return verdicts;
}

TEST_CASE("Eight threads get the verdicts that one gets", "[scenario][threads]") {
  const std::string text =
      kHead + rule("a", "at: {probability: 0.2, max_hits: 300}, do: [{reset: rst}]") +
      rule("b", "at: {calls: every 3}, do: [{latency: {uniform: {min: 1ms, max: 9ms}}}]") +
      rule("c", "at: {probability: 0.5}, do: [{status: 500}]");
  const auto alone = all_verdicts(text, 1);
  CHECK(alone.size() == 30'000);
  CHECK((all_verdicts(text, 8) == alone));
}

TEST_CASE("Another rule changes neither ordinals nor draws", "[scenario]") {
  const std::string rest = "at: {probability: 0.2}, do: [{reset: rst}]";
  const auto alone = all_verdicts(kHead + rule("a", rest), 1, "a");
  const std::string tea =
      "  - {id: tea, when: {service: shop, params: {Item: coffee}}, do: [{status: 500}]}\n";
  CHECK((all_verdicts(kHead + tea + rule("a", rest) + rule("z", rest), 1, "a") == alone));
  // One that acts before it takes calls away, and still changes no draw.
  const auto draws = [](const std::multiset<Seen>& verdicts) {
    std::vector<std::pair<std::int64_t, double>> drawn;
    for (const Seen& v : verdicts) drawn.emplace_back(std::get<2>(v), std::get<3>(v));
    return drawn;
  };
  const std::string before = rule("before", "at: {calls: every 2}, do: [{status: 500}]");
  CHECK((draws(all_verdicts(kHead + before + rule("a", rest), 1, "a")) == draws(alone)));
}

TEST_CASE("Scenarios may come and go while calls are decided", "[scenario][threads]") {
  Rules rules(1);
  const auto scenario = read(kHead + rule("a", kOneInFive));
  std::thread caller([&] {
    for (int i = 0; i < 2'000; ++i) rules.decide(call("PlaceOrder"));
  });
  for (int i = 0; i < 200; ++i) {
    rules.load(scenario);
    rules.restart();
    rules.report("t");
    rules.loaded();
    rules.drop("t");
  }
  caller.join();
  CHECK(rules.loaded().empty());
}

}  // namespace
}  // namespace virga
