// What the verbs of an answer's content do to real answers.
#include <catch2/catch.hpp>

#include "base/text.h"
#include "http/message.h"
#include "support/raw_client.h"
#include "wire/served.h"

namespace virga {
namespace {

std::string rule(const std::string& when, const std::string& effects) {
  return "format: 1\nname: t\nrules:\n  - id: a\n    when: {" + when + "}\n    do: " + effects +
         "\n";
}

const std::string kTags = "service: gsl, operation: ListTags";

Answer answer_to_tags(const std::string& effects) {
  Cloud cloud;
  const ScenarioFile file(rule(kTags, effects));
  cloud.emulator.play(file.path());
  return cloud.get("/v1/tags");
}

TEST_CASE("A name for an error is answered as each cloud words it", "[scenario]") {
  Cloud cloud;
  const auto met = [&](const std::string& name) {
    const ScenarioFile file(rule("service: [vms, gsl]", "[{error: " + name + "}]"));
    cloud.emulator.play(file.path());
    const Answer gsl = cloud.get("/v1/tags");
    const Answer vms = cloud.act("NumberPoolList", Json::object());
    return std::vector<std::string>{std::to_string(gsl.status), gsl.json.at("error_code"),
                                    std::to_string(vms.status),
                                    vms.json.at("ResponseMetadata").at("Error").at("Code")};
  };
  using Texts = std::vector<std::string>;
  CHECK(met("throttled") == Texts{"429", "APIGW.0308", "429", "FlowLimitExceeded"});
  CHECK(met("timeout") == Texts{"504", "APIGW.0201", "504", "InternalServiceTimeout"});
  CHECK(met("unavailable") == Texts{"502", "APIGW.0201", "503", "ServiceUnavailable"});
  CHECK(met("internal").at(1) == "GSL.00020003");
  CHECK(met("internal").at(3) == "InternalError");
}

TEST_CASE("retry_after says when to come again", "[scenario]") {
  const Answer answer = answer_to_tags("[{error: throttled, retry_after: 3s}]");
  CHECK(answer.status == 429);
  CHECK(http::header(answer.reply.headers, "Retry-After") == "3");
}

TEST_CASE("body_from puts an error into an answer that says all is well", "[scenario]") {
  const Answer answer = answer_to_tags("[{phase: after_commit}, {body_from: GSL.00020003}]");
  CHECK(answer.status == 200);
  CHECK(answer.json.at("error_code") == "GSL.00020003");
  const Answer mixed = answer_to_tags("[{error: throttled}, {body_from: GSL.00020003}]");
  CHECK(mixed.status == 429);
  CHECK(mixed.json.at("error_code") == "GSL.00020003");
}

TEST_CASE("body_from is corrupted after it has been put there", "[scenario]") {
  const Answer answer = answer_to_tags("[{corrupt: unclosed}, {body_from: GSL.00020003}]");
  CHECK(answer.reply.body.starts_with("{\"error_code\":\"GSL.00020003\""));
  CHECK_FALSE(answer.reply.body.ends_with("}"));
}

TEST_CASE("clock_skew puts the Date of an answer off", "[scenario]") {
  const auto dates = [](const std::string& effects) {
    const Answer answer = answer_to_tags(effects);
    std::vector<std::string> dates;
    for (const auto& [name, value] : answer.reply.headers)
      if (same_letters(name, "Date")) dates.push_back(value);
    return dates;
  };
  using Dates = std::vector<std::string>;
  CHECK(dates("[{latency: 0ms}]") == Dates{"Thu, 05 Jun 2025 07:27:35 GMT"});
  CHECK(dates("[{clock_skew: 20m}]") == Dates{"Thu, 05 Jun 2025 07:47:35 GMT"});
  CHECK(dates("[{clock_skew: -1h}]") == Dates{"Thu, 05 Jun 2025 06:27:35 GMT"});
  CHECK(dates("[{status: 503}, {clock_skew: 1s}]") == Dates{"Thu, 05 Jun 2025 07:27:36 GMT"});
}

TEST_CASE("slow_request reads a body no faster than it says, on the wire", "[scenario]") {
  Served cloud;
  cloud.play(rule("service: gsl, operation: CreateTag, headers: {X-Slow: '1'}",
                  "[{slow_request: {rate: 200B/s}}]"));
  const auto took = [&](const Headers& headers) {
    const auto begin = std::chrono::steady_clock::now();
    const std::string name = "t" + std::to_string(headers.size());
    const std::string body = Json{{"tag_name", name}}.dump() + std::string(80, ' ');
    CHECK(ask_once(cloud.url, raw_request("POST", "/v1/tags", body, headers)).status == 200);
    return std::chrono::steady_clock::now() - begin;
  };
  CHECK(took({{"X-Slow", "1"}}) >= std::chrono::milliseconds(450));
  took({});
  const RuleReport report = cloud.emulator.report("t").rules.at(0);
  CHECK(report.hits == 1);
  CHECK(report.called == 2);
}

}  // namespace
}  // namespace virga
