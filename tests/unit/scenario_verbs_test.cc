// Names that every service understands, answers with another's body or another's time, and requests
// that are read slowly.
#include "scenario/engine.h"
#include "support/tiny_catalog.h"

namespace virga {
namespace {

using tiny::call;
using tiny::mistakes_in;
using tiny::read;

std::string rule(const std::string& when, const std::string& effects) {
  return "format: 1\nname: t\nrules:\n  - id: a\n    when: {" + when + "}\n    do: " + effects +
         "\n";
}

const std::string kPlace = "service: shop, operation: PlaceOrder";

Plan plan_of(const std::string& text, const std::string& operation = "PlaceOrder") {
  Rules rules(1);
  rules.load(read(text));
  return rules.decide(call(operation));
}

// ---- names

TEST_CASE("A name that every service understands means the error that each documents",
          "[scenario]") {
  const auto meant = [](const std::string& when, const std::string& name,
                        const std::string& operation) {
    return plan_of(rule(when, "[{error: " + name + "}]"), operation).error.value().error;
  };
  CHECK(meant(kPlace, "quota_exceeded", "PlaceOrder") == &tiny::kOutOfStock);
  CHECK(meant(kPlace, "internal", "PlaceOrder") == &tiny::kShopBusy);
  CHECK(meant(kPlace, "unavailable", "PlaceOrder") == &tiny::kGatewayBusy);
  const std::string both = "service: [shop, post], operation: [PlaceOrder, SendParcel]";
  CHECK(meant(both, "internal", "PlaceOrder") == &tiny::kShopBusy);
  CHECK(meant(both, "internal", "SendParcel") == &tiny::kPostBusy);
  CHECK(plan_of(rule(kPlace, "[{error: quota_exceeded, with: {what: Tea}}]")).error->text() ==
        "Tea is sold out.");
}

TEST_CASE("A name that an operation has no error for is refused", "[scenario]") {
  const auto refused = [](const std::string& when, const std::string& entry) {
    return mistakes_in(rule(when, "[" + entry + "]"));
  };
  CHECK(refused(kPlace, "{error: timeout}") == "6:18: PlaceOrder does not document \"timeout\"\n");
  CHECK(refused("service: shop, operation: CancelOrder", "{error: quota_exceeded}") ==
        "6:18: CancelOrder does not document \"quota_exceeded\"; undocumented: true allows it\n");
  CHECK(refused("service: shop, operation: CancelOrder",
                "{error: quota_exceeded, undocumented: true}") == "");
  CHECK(refused("service: post", "{error: throttled}") ==
        "6:18: no operation of post documents \"throttled\"\n");
  CHECK(refused(kPlace, "{error: quota_exeeded}") ==
        "6:18: PlaceOrder does not document \"quota_exeeded\" (did you mean "
        "\"quota_exceeded\"?)\n");
  CHECK(refused(kPlace, "{error: internal, with: {wat: x}}") ==
        "6:35: the text of internal has no part \"wat\"\n");
}

// ---- retry_after, body_from, clock_skew

TEST_CASE("What goes with an answer is set in the plan", "[scenario]") {
  const Plan plan = plan_of(rule(
      kPlace, "[{error: OutOfStock, retry_after: 2s}, {body_from: Busy}, {clock_skew: -20m}]"));
  CHECK(plan.error->error == &tiny::kOutOfStock);
  CHECK(plan.retry_after == std::chrono::seconds(2));
  CHECK(plan.body_from.value().error == &tiny::kShopBusy);
  CHECK(plan.clock_skew == -std::chrono::minutes(20));
  CHECK(plan_of(rule(kPlace, "[{clock_skew: 1h}]")).clock_skew == std::chrono::hours(1));
}

TEST_CASE("What goes with an answer is held against its grammar", "[scenario]") {
  const auto refused = [](const std::string& effects) {
    return mistakes_in(rule(kPlace, effects));
  };
  CHECK(refused("[{error: OutOfStock, retry_after: 1500ms}]") ==
        "6:43: retry_after has to be whole seconds\n");
  CHECK(refused("[{error: OutOfStock, retry_after: 2}]") ==
        "6:43: 2 lacks its unit: ms, s, m or h\n");
  CHECK(refused("[{status: 503, retry_after: 2s}]") ==
        "6:24: \"retry_after\" goes with \"error\", not with \"status\"\n");
  CHECK(refused("[{body_from: Closed}]") ==
        "6:22: PlaceOrder does not document \"Closed\"; "
        "undocumented: true allows it\n");
  CHECK(refused("[{body_from: Busy}, {status: 500}]") ==
        "6:29: \"status\" does not go with body_from\n");
  for (const char* ending : {"empty_reply: true", "reset: rst", "stall: {until: client_abort}"}) {
    const std::string word(ending, std::string(ending).find(':'));
    for (const char* change : {"body_from: Busy", "error: Busy", "status: 500", "corrupt: nan",
                               "clock_skew: 1m", "slow_body: {rate: 20B/s}"})
      CHECK_THAT(
          refused("[{" + std::string(change) + "}, {" + ending + "}]"),
          Catch::Matchers::Contains("does not go with \"" + word + "\", which leaves no answer"));
  }
  CHECK(refused("[{phase: mid_body}, {corrupt: bom}, {reset: rst}]") == "");
  CHECK(
      refused("[{body_from: Busy}, {body_from: OutOfStock}]") ==
      "6:30: \"body_from\" is a second effect for the source of the body: \"body_from\" on line 6 "
      "is the first\n");
  CHECK(refused("[{clock_skew: 20}]") == "6:23: 20 lacks its unit: ms, s, m or h\n");
  CHECK(refused("[{clock_skew: 10ms}]") == "6:23: clock_skew has to be a second or more\n");
  CHECK(refused("[{clock_skew: [1s]}]") ==
        "6:23: a duration is a number with a unit, such as 80ms\n");
}

// ---- slow_request

TEST_CASE("A request's body is read slowly when its head fits, and only then", "[scenario]") {
  Rules rules(1);
  CHECK_FALSE(rules.read_slowly());
  rules.load(read("format: 1\nname: t\nrules:\n  - id: a\n    when: {" + kPlace +
                  ", headers: {X-Slow: 'yes'}}\n    at: {calls: every 2}\n"
                  "    do: [{slow_request: {rate: 40B/s}}]\n"));
  CHECK(rules.read_slowly());
  const Exchange slow = call("PlaceOrder", {}, "", {{"X-Slow", "yes"}});
  CHECK_FALSE(rules.reading(call("PlaceOrder")));
  CHECK_FALSE(rules.reading(slow));
  const auto pace = rules.reading(slow);
  REQUIRE(pace);
  CHECK(pace->bytes == 2);
  CHECK(pace->every == std::chrono::milliseconds(50));
  // The whole request is not counted again, and meets nothing.
  const Plan plan = rules.decide(slow);
  CHECK(plan.rule.empty());
  CHECK(plan.verdicts.empty());
  const RuleReport report = rules.report("t").value().rules.at(0);
  CHECK(report.called == 3);
  CHECK(report.matched == 2);
  CHECK(report.hits == 1);
  CHECK(report.nearest.at(0).why == "calls: this is the 1st, the rule takes every 2");
}

TEST_CASE("A rule that reads slowly asks for nothing but a head", "[scenario]") {
  const std::string slow = "[{slow_request: {rate: 20B/s}}]";
  const std::string why =
      "4:5: slow_request is decided on the head of a request: the rule can ask for operation and "
      "headers, and count for the world or global\n";
  CHECK(mistakes_in(rule(kPlace, slow)) == "");
  CHECK(mistakes_in(rule(kPlace + ", params: {Item: tea}", slow)) == why);
  CHECK(mistakes_in(rule(kPlace + ", account: x", slow)) == why);
  CHECK(mistakes_in(rule("service: shop, state: {order: {Open: true}}", slow)) == why);
  CHECK(mistakes_in(rule(kPlace, slow + "\n    count_by: access_key")) == why);
  CHECK(mistakes_in(rule(kPlace, slow + "\n    count_by: global")) == "");
  CHECK(mistakes_in(rule(kPlace, slow + "\n    expect: {retries: {max: 1}}")) ==
        "7:23: slow_request knows nothing of retries\n");
  CHECK(mistakes_in(rule(kPlace, "[{slow_request: {rate: 20B/s}}, {latency: 1s}]")) ==
        "6:10: slow_request stands alone: give the other effects a rule of their own\n");
  CHECK(mistakes_in(rule(kPlace, "[{slow_request: {rte: 20B/s}}]")).find("6:25: ") !=
        std::string::npos);
  CHECK(mistakes_in("format: 1\nname: t\nrules:\n  - id: a\n    when: {" + kPlace +
                    "}\n    sequence: [{do: " + slow + "}]\n") ==
        "6:15: slow_request goes with do alone\n");
}

TEST_CASE("A rule that reads slowly leaves calls to the rules behind it", "[scenario]") {
  CHECK(mistakes_in("format: 1\nname: t\nrules:\n  - {id: a, when: {" + kPlace +
                    "}, do: [{slow_request: {rate: 20B/s}}]}\n  - {id: b, when: {" + kPlace +
                    "}, do: [{reset: rst}]}\n") == "");
}

// ---- the order of effects

// The plan is carried out in one order, whatever the order of the entries: see
// docs/architecture.md.
TEST_CASE("Effects make the same plan in whatever order they stand", "[scenario]") {
  std::vector<std::string> entries{"{error: OutOfStock, retry_after: 1s}",
                                   "{body_from: Busy}",
                                   "{corrupt: bom}",
                                   "{wrong_content_type: text/html}",
                                   "{clock_skew: 1m}",
                                   "{duplicate_header: Date}",
                                   "{truncate: {after: 50%}}",
                                   "{latency: 5ms}",
                                   "{phase: after_commit}"};
  for (std::size_t turn = 0; turn < entries.size(); ++turn) {
    std::rotate(entries.begin(), entries.begin() + 1, entries.end());
    std::string all;
    for (const std::string& entry : entries) all += (all.empty() ? "[" : ", ") + entry;
    const Plan plan = plan_of(rule(kPlace, all + "]"));
    CHECK(plan.error->error == &tiny::kOutOfStock);
    CHECK(plan.body_from->error == &tiny::kShopBusy);
    CHECK(plan.corruption == Corruption::kBom);
    CHECK(plan.content_type == "text/html");
    CHECK(plan.clock_skew == std::chrono::minutes(1));
    CHECK(plan.repeated_header == "Date");
    CHECK(plan.cut->percent == 50);
    CHECK(plan.latency == std::chrono::milliseconds(5));
    CHECK(plan.phase == Plan::Phase::kAfterCommit);
  }
}

}  // namespace
}  // namespace virga
