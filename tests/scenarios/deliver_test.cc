// What rules do to callbacks.
#include <catch2/catch.hpp>

#include "base/text.h"
#include "support/told.h"
#include "support/vms.h"

namespace virga {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

std::string scenario(const std::string& rule) {
  return "format: 1\nname: callbacks\nrules:\n  - id: it\n    when: {service: vms, callback: "
         "number_status}\n" +
         rule;
}

class Told {
 public:
  explicit Told(const std::string& rule) : cloud(everything_to(receiver.url())) {
    const ScenarioFile file(scenario(rule));
    cloud.emulator.play(file.path());
  }

  void disable(const char* number) {
    result_of(cloud, "EnableOrDisableNumber",
              {{"EnableCode", 2}, {"NumberList", Json::array({number})}});
  }

  // The numbers that were told of, with the seconds after the beginning.
  std::vector<std::string> told() const {
    std::vector<std::string> told;
    for (const Request& each : receiver.received()) {
      const auto time = find_in_query(http::query_of(each.target), "timestamp").value_or("0");
      told.push_back(parse_json(each.body).value().at("number").get<std::string>() + "@" +
                     std::to_string(std::stoll(time) - 1749108455));
    }
    return told;
  }

  Receiver receiver;
  TellingCloud cloud;
};

using Texts = std::vector<std::string>;

TEST_CASE("deliver: drop loses an attempt, and the schedule makes up for it",
          "[scenarios][callbacks]") {
  Told told("    at: {calls: first 1}\n    do: [{deliver: drop}]\n    expect: {hits: 1}\n");
  told.disable("17000000002");
  told.cloud.advance(seconds(9));
  CHECK(told.told().empty());
  told.cloud.advance(hours(1));
  CHECK(told.told() == Texts{"17000000002@10"});
  const auto entries = told.cloud.emulator.requests({.callback = "number_status"});
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].rule == "it");
  CHECK(entries[0].why == "a rule lost it on its way");
  CHECK(told.cloud.emulator.report("callbacks").rules.at(0).hits == 1);
}

TEST_CASE("deliver: duplicate makes an attempt twice", "[scenarios][callbacks]") {
  Told told("    do: [{deliver: duplicate}]\n");
  told.disable("17000000002");
  told.cloud.advance(hours(1));
  CHECK(told.told() == Texts{"17000000002@0", "17000000002@0"});
}

TEST_CASE("deliver: delay makes it later, once", "[scenarios][callbacks]") {
  Told told("    do: [{deliver: {delay: 90s}}]\n");
  told.disable("17000000002");
  told.cloud.advance(hours(1));
  CHECK(told.told() == Texts{"17000000002@90"});
}

TEST_CASE("deliver: reorder lets the next one pass", "[scenarios][callbacks]") {
  Told told("    at: {calls: 1}\n    do: [{deliver: reorder}]\n");
  told.disable("17000000001");
  told.cloud.advance(seconds(30));
  CHECK(told.told().empty());
  CHECK(told.cloud.get("/_virga/callbacks?state=held").json.at("callbacks").size() == 1);
  told.disable("17000000002");
  told.disable("17000000003");
  told.cloud.advance(seconds(0));
  CHECK(told.told() == Texts{"17000000002@30", "17000000001@30", "17000000003@30"});
}

TEST_CASE("deliver: wrong_signature is not the right one", "[scenarios][callbacks]") {
  Told told("    do: [{deliver: wrong_signature}]\n");
  Told right("    at: {calls: 2}\n    do: [{deliver: drop}]\n    expect: {hits: any}\n");
  for (Told* each : {&told, &right}) {
    each->disable("17000000002");
    each->cloud.advance(seconds(0));
  }
  const auto code = [](const Told& of) {
    return find_in_query(http::query_of(of.receiver.received().at(0).target), "authCode").value();
  };
  CHECK(code(told).size() == 64);
  CHECK(code(told) != code(right));
  CHECK(code(told).substr(1) == code(right).substr(1));
}

TEST_CASE("a rule asks for what the body says", "[scenarios][callbacks]") {
  Told told("    at: {max_hits: 1}\n    do: [{deliver: {delay: 5s}}]\n");
  const ScenarioFile file(
      "format: 1\nname: callbacks\nrules:\n  - id: it\n    when: {service: vms, callback: "
      "number_status, params: {number: \"17000000002\"}}\n    do: [{deliver: {delay: 5s}}]\n");
  told.cloud.emulator.play(file.path());
  told.disable("17000000001");
  told.disable("17000000002");
  told.cloud.advance(hours(1));
  CHECK(told.told() == Texts{"17000000001@0", "17000000002@5"});
}

TEST_CASE("what is for requests is refused for callbacks, and the other way round",
          "[scenarios][callbacks]") {
  Cloud cloud;
  const auto complaint = [&](const std::string& text) {
    const ScenarioFile file(text);
    try {
      cloud.emulator.play(file.path());
    } catch (const InvalidInput& wrong) {
      const std::string all = wrong.what();
      return all.substr(all.find(": ") + 2, all.find('\n') - all.find(": ") - 2);
    }
    return std::string("none");
  };
  const auto rule = [&](const std::string& when, const std::string& effect) {
    return complaint("format: 1\nname: n\nrules:\n  - id: it\n    when: {service: vms, " + when +
                     "}\n    do: [{" + effect + "}]\n");
  };
  CHECK(rule("callback: call_record", "deliver: drop") == "none");
  CHECK(rule("callback: [call_record, recording]", "deliver: drop") == "none");
  CHECK(rule("callback: call_recrd", "deliver: drop") ==
        "vms makes no callback \"call_recrd\" (did you mean \"call_record\"?)");
  CHECK(rule("callback: call_record", "status: 500") ==
        "\"status\" is for requests; a callback takes deliver");
  CHECK(rule("operation: Click2Call", "deliver: drop") ==
        "deliver is for callbacks: when has to name one");
  CHECK(rule("operation: Click2Call, callback: call_record", "deliver: drop") ==
        "\"operation\" is about requests, not about callbacks");
  CHECK(rule("callback: call_record", "deliver: dorp") ==
        "unknown deliver \"dorp\" (did you mean \"drop\"?)");
  CHECK(rule("callback: call_record", "deliver: {delay: 5}").find("5") != std::string::npos);
  CHECK(rule("callback: call_record, params: {callID: x}", "deliver: drop") ==
        "unknown parameter \"callID\" (did you mean \"callId\"?)");
}

}  // namespace
}  // namespace virga
