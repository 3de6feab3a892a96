#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "catalog/catalog.h"
#include "services/services.h"
#include "support/cloud.h"
#include "support/iam.h"

namespace virga {
namespace {

std::string rule_text(const std::string& name, const std::string& service,
                      std::string_view operation, const std::string& rest) {
  return "format: 1\nname: " + name +
         "\nseed: 7\nrules:\n  - id: it\n    when: {service: " + service +
         ", operation: " + std::string(operation) + "}\n" + rest;
}

// A value within the limits that a field declares.
Json legal_value(const Field& field) {
  if (!field.words.empty()) return std::string(field.words.front());
  if (!field.among.empty()) return field.among.front();
  switch (field.type) {
    case Type::kInt32:
    case Type::kInt64: return field.min == kNoLimit ? 1 : field.min;
    case Type::kDouble: return 1.5;
    case Type::kBool: return true;
    case Type::kArray: return Json::array({field.items == Type::kObject ? Json::object() : "x"});
    case Type::kObject: return Json::object();
    default:
      return std::string(field.min == kNoLimit ? 1 : static_cast<std::size_t>(field.min), 'x');
  }
}

// What the operation has to be given, in JSON.
std::string least_body(const Operation& operation) {
  Json body = Json::object();
  for (const Field& field : operation.input)
    if (field.required) body[std::string(field.name)] = legal_value(field);
  return body.dump();
}

// A request that passes validation, from the documented facts of each operation.
Request valid_request(const Service& service, const Operation& operation) {
  const std::string name(operation.name);
  if (service.name == "vms") {
    const auto& action = std::get<Action>(operation.route);
    return {
        "POST",
        std::string(action.path) + "?Action=" + name + "&Version=" + std::string(action.version),
        {{"Content-Type", "application/json"}},
        least_body(operation)};
  }
  if (service.name == "sts")
    return {
        "GET",
        "/?Action=AssumeRole&Version=2018-01-01&RoleTrn=trn:iam::AKVIRGA:role/x&RoleSessionName=s",
        {},
        ""};
  const auto& rest = std::get<Rest>(operation.route);
  Request request{std::string(rest.method), std::string(rest.path), {}, ""};
  if (const auto open = request.target.find('{'); open != std::string::npos)
    request.target.replace(open, request.target.find('}') - open + 1, "158123456");
  if (name == "ListSimPoolMembers" || name == "ListBackPoolMembers")
    request.target += "?billing_cycle=2025-06";
  if (name == "KeystoneValidateToken") request.headers.emplace_back("X-Subject-Token", "t");
  if (name == "ListSimPricePlans") request.target += "?sim_card_id=158123456";
  static const std::map<std::string, std::string> bodies{
      {"AddNetworkSwitchPolicy", R"({"policy_name": "x", "version": 2})"},
      {"BatchSetTags", R"({"sim_card_ids": [123456], "tag_ids": [123]})"},
      {"KeystoneCreateUserTokenByPassword", login_body("AKVIRGA-a")},
      {"KeystoneCreateProject", R"({"project": {"name": "cn-north-4_x"}})"},
      {"CreateTemporaryAccessKeyByToken", R"({"auth": {"identity": {"methods": ["token"]}}})"},
      {"CreateAttribute", R"({"cust_attr_name": "x"})"},
      {"CreateTag", R"({"tag_name": "x"})"},
      {"RegisterImei", R"({"bind_type": 1})"},
      {"SendSms", R"({"sms_content": "x", "cids": ["89860622330010641805"]})"},
      {"SetExceedCutNet", R"({"action": 2})"},
      {"SetNetworkSwitchPolicy", R"({"network_switch_policy_id": 1})"},
      {"SetSpeedValue", R"({"speed_value": 1024})"},
      {"ShowMonthUsages", R"({"billing_cycles": ["2025-06"]})"},
      {"StartStopNet", R"({"action": "ADD"})"},
      {"SwitchNetwork", R"({"carrier_type": 1})"},
      {"UpdateAttribute", R"({"cust_attr_name": "x"})"}};
  if (const auto body = bodies.find(name); body != bodies.end()) request.body = body->second;
  return request;
}

// Code and text of an error, from the envelope of its cloud.
std::pair<std::string, std::string> said_by(const Json& answer) {
  if (answer.contains("ResponseMetadata")) {
    const Json& error = answer.at("ResponseMetadata").at("Error");
    return {error.at("Code"), error.at("Message")};
  }
  if (answer.contains("error"))  // as OpenStack does: the code is the number of the status
    return {answer.at("error").at("code").dump(), answer.at("error").at("message")};
  return {answer.at("error_code"), answer.at("error_msg")};
}

TEST_CASE("a scenario can inject every documented error of every emulated operation by its name",
          "[scenario]") {
  const Catalog catalog(all_services());
  int pairs = 0;
  for (const Service& service : catalog.services())
    for (const auto& group : service.operations)
      for (const Operation& operation : group) {
        if (operation.handler == nullptr) continue;
        Cloud cloud;
        for (const Error* error : operation.errors) {
          const ScenarioFile file(
              rule_text("inject", std::string(service.name), operation.name,
                        "    do: [{error: " + std::string(error->code) + "}]\n"));
          cloud.emulator.play(file.path());
          const Request request = valid_request(service, operation);
          const Answer answer =
              cloud.send(request.method, request.target, request.body, request.headers);
          INFO(operation.name << " " << error->code << " " << answer.reply.body);
          CHECK(answer.status == error->status);
          const auto [code, text] = said_by(answer.json);
          CHECK(code == error->code);
          CHECK(text == Fault(*error).text());
          ++pairs;
        }
      }
  CHECK(pairs > 70);
  WARN(pairs << " pairs of operation and documented error were injected");
}

TEST_CASE("ten thousand calls from one thread and from eight draw the same verdicts",
          "[scenario][threads]") {
  const ScenarioFile file(
      rule_text("draws", "gsl", "ShowRealNamed",
                "    at: {probability: 0.2}\n    do: [{error: GSL.00010003}]\n"));
  const auto run = [&](int threads) {
    Options options = Cloud::usual();
    options.observe = nullptr;  // assertions are for one thread
    Cloud cloud(options);
    cloud.emulator.play(file.path());
    std::vector<std::thread> callers;
    for (int i = 0; i < threads; ++i)
      callers.emplace_back([&] {
        for (int call = 0; call < 10'000 / threads; ++call)
          cloud.emulator.handle({"GET", "/v1/sim-cards/158123456/real-named", {}, ""});
      });
    for (auto& caller : callers) caller.join();
    std::vector<std::pair<std::int64_t, bool>> verdicts;
    for (const Entry& entry : cloud.emulator.requests({.operation = "ShowRealNamed"})) {
      const Verdict& verdict = entry.verdicts.at(0);
      verdicts.emplace_back(verdict.ordinal, verdict.acted);
    }
    std::sort(verdicts.begin(), verdicts.end());
    return verdicts;
  };
  const auto alone = run(1), together = run(8);
  REQUIRE(alone.size() == 10'000);
  CHECK(alone == together);
  CHECK(alone.front().first == 1);
  CHECK(alone.back().first == 10'000);
}

TEST_CASE("an answer of a rule's own leaves as it was written", "[scenario]") {
  Cloud cloud;
  const ScenarioFile file(
      rule_text("own", "gsl", "ListTags",
                "    do: [{status: 503, body: upstream connect error, type: text/plain, "
                "headers: {Retry-After: \"7\"}}]\n"));
  cloud.emulator.play(file.path());
  const Answer answer = cloud.get("/v1/tags");
  CHECK(answer.status == 503);
  CHECK(answer.reply.body == "upstream connect error");
  CHECK(answer.reply.headers == Headers{{"Retry-After", "7"}, {"Content-Type", "text/plain"}});
}

TEST_CASE("latency is told in process and waited for by nobody, before the call or after it",
          "[scenario]") {
  Cloud cloud;
  const ScenarioFile slow(rule_text("slow", "gsl", "CreateTag", "    do: [{latency: 30s}]\n"));
  cloud.emulator.play(slow.path());
  const Answer before = cloud.post("/v1/tags", R"({"tag_name": "a"})");
  CHECK(before.status == 200);
  CHECK(before.reply.delivery.delay == std::chrono::seconds(30));
  const ScenarioFile after(
      rule_text("slow", "gsl", "CreateTag", "    do: [{latency: 10s}, {phase: after_commit}]\n"));
  cloud.emulator.play(after.path());
  CHECK(cloud.post("/v1/tags", R"({"tag_name": "b"})").reply.delivery.delay ==
        std::chrono::seconds(10));
  CHECK(cloud.emulator.requests().back().reply.delivery.delay == std::chrono::seconds(10));
}

TEST_CASE("a uniform latency stays within its bounds and is the same in every run", "[scenario]") {
  const ScenarioFile file(rule_text("u", "gsl", "ListTags",
                                    "    do: [{latency: {uniform: {min: 10ms, max: 50ms}}}]\n"));
  const auto run = [&] {
    Cloud cloud;
    cloud.emulator.play(file.path());
    std::vector<std::chrono::milliseconds> delays;
    for (int i = 0; i < 50; ++i) delays.push_back(cloud.get("/v1/tags").reply.delivery.delay);
    return delays;
  };
  const auto delays = run();
  CHECK(delays == run());
  CHECK(*std::min_element(delays.begin(), delays.end()) >= std::chrono::milliseconds(10));
  CHECK(*std::max_element(delays.begin(), delays.end()) <= std::chrono::milliseconds(50));
  CHECK(*std::min_element(delays.begin(), delays.end()) <
        *std::max_element(delays.begin(), delays.end()));
}

TEST_CASE("a latency that is normal or lognormal has the middle and the spread it says",
          "[scenario]") {
  const auto drawn = [](const std::string& latency) {
    Cloud cloud;
    const ScenarioFile file(
        rule_text("d", "gsl", "ListTags", "    do: [{latency: " + latency + "}]\n"));
    cloud.emulator.play(file.path());
    std::vector<std::int64_t> delays;
    for (int i = 0; i < 2'000; ++i)
      delays.push_back(cloud.get("/v1/tags").reply.delivery.delay.count());
    std::sort(delays.begin(), delays.end());
    return delays;
  };
  const auto near = [](std::int64_t value, std::int64_t wanted, std::int64_t apart) {
    return std::abs(value - wanted) <= apart;
  };
  const auto normal = drawn("{normal: {mean: 200ms, sd: 50ms}}");
  CHECK(near(normal[1'000], 200, 5));
  CHECK(near(normal[1'683], 250, 8));  // one deviation above: 84.1 %
  CHECK(near(normal[317], 150, 8));
  const auto clamped = drawn("{normal: {mean: 10ms, sd: 50ms}}");
  CHECK(clamped.front() == 0);
  const auto lognormal = drawn("{lognormal: {p50: 120ms, p99: 900ms, max: 1s}}");
  CHECK(near(lognormal[1'000], 120, 10));
  CHECK(near(lognormal[1'980], 900, 120));
  CHECK(lognormal.back() == 1'000);
  CHECK(lognormal == drawn("{lognormal: {p50: 120ms, p99: 900ms, max: 1s}}"));
}

TEST_CASE("a window opens and closes on the world's clock, counted from when it was loaded",
          "[scenario]") {
  Cloud cloud;
  cloud.advance(std::chrono::minutes(7));
  const ScenarioFile file(rule_text(
      "outage", "gsl", "ListTags",
      "    at: {window: {from: 10m, for: 90s, every: 1h}}\n    do: [{error: GSL.00010003, "
      "undocumented: true}]\n"));
  cloud.emulator.play(file.path());
  std::string seen;
  for (int minute = 0; minute < 75; ++minute) {
    seen += cloud.get("/v1/tags").status == 200 ? '.' : 'x';
    cloud.advance(std::chrono::minutes(1));
  }
  std::string expected(75, '.');
  expected[10] = expected[11] = expected[70] = expected[71] = 'x';
  CHECK(seen == expected);
  cloud.emulator.reset();
  CHECK(cloud.get("/v1/tags").status == 200);
  cloud.advance(std::chrono::minutes(10));
  CHECK(cloud.get("/v1/tags").status != 200);
}

TEST_CASE("a corrupt answer is one that JSON readers stumble over, and nothing else has changed",
          "[scenario]") {
  const auto body = [](const std::string& effect) {
    Options options = Cloud::usual();
    options.observe = {};  // what is corrupt keeps no declaration
    Cloud cloud(options);
    if (!effect.empty()) {
      const ScenarioFile file(rule_text("c", "gsl", "ShowRealNamed", "    do: [" + effect + "]\n"));
      cloud.emulator.play(file.path());
    }
    return cloud.emulator.handle({"GET", "/v1/sim-cards/158123456/real-named", {}, ""}).body;
  };
  REQUIRE(body("") == R"({"iccid":"89860622330010641805","real_named":true})");
  CHECK(body("{corrupt: unclosed}") == R"({"iccid":"89860622330010641805","real_named":true)");
  CHECK(body("{corrupt: nan}") == R"({"iccid":"89860622330010641805","real_named":NaN})");
  CHECK(body("{corrupt: duplicate_key}") ==
        R"({"iccid":"89860622330010641805","real_named":true,"real_named":true})");
  CHECK(body("{corrupt: bad_utf8}") ==
        "{\"iccid\":\"\xFF"
        R"(89860622330010641805","real_named":true})");
  CHECK(body("{corrupt: bom}") ==
        "\xEF\xBB\xBF"
        R"({"iccid":"89860622330010641805","real_named":true})");
  CHECK(body("{corrupt: wrong_type}") == R"({"iccid":"89860622330010641805","real_named":"true"})");
}

TEST_CASE("an answer may call itself something else, or say a header twice", "[scenario]") {
  Cloud cloud;
  const ScenarioFile file(
      rule_text("h", "gsl", "ListTags",
                "    do: [{wrong_content_type: text/html}, {duplicate_header: x-request-id}]\n"));
  cloud.emulator.play(file.path());
  const Headers headers = cloud.get("/v1/tags").reply.headers;
  std::vector<std::string> types, ids;
  for (const auto& [name, value] : headers) {
    if (name == "Content-Type") types.push_back(value);
    if (name == "X-Request-Id" || name == "x-request-id") ids.push_back(value);
  }
  CHECK(types == std::vector<std::string>{"text/html"});
  REQUIRE(ids.size() == 2);
  CHECK(ids[0] == ids[1]);
}

TEST_CASE("what could not be spoiled is told in the journal", "[scenario]") {
  Cloud cloud;
  const ScenarioFile file(rule_text("n", "gsl", "ListTags",
                                    "    do: [{status: 500, body: no JSON}, {corrupt: nan}, "
                                    "{duplicate_header: X-None}]\n"));
  cloud.emulator.play(file.path());
  CHECK(cloud.get("/v1/tags").reply.body == "no JSON");
  CHECK(cloud.emulator.requests().back().notes ==
        std::vector<std::string>{"corrupt: the body has nothing to corrupt in this way",
                                 "duplicate_header: the answer has no X-None"});
}

TEST_CASE("a request that is refused for its input does not count for a rule", "[scenario]") {
  Cloud cloud;
  cloud.emulator.play(std::string(VIRGA_SOURCE_DIR) + "/scenarios/quota-exceeded.yaml");
  for (int i = 0; i < 3; ++i) cloud.act("UpdateNumberPoolV2", Json::object());
  const Json rename{{"NumberPoolNo", "NP1234"}, {"Name", "x"}};
  CHECK(cloud.act("UpdateNumberPoolV2", rename).status == 200);
  CHECK(cloud.act("UpdateNumberPoolV2", rename).status == 200);
  CHECK(cloud.act("UpdateNumberPoolV2", rename).status == 400);
}

TEST_CASE("a parameter that the request leaves to its standard value is absent to a rule",
          "[scenario]") {
  Cloud cloud;
  const ScenarioFile file(
      "format: 1\nname: p\nrules:\n  - id: it\n    when: {service: gsl, operation: ListTags, "
      "params: "
      "{limit: {absent: true}}}\n    do: [{error: GSL.00020003}]\n");
  cloud.emulator.play(file.path());
  CHECK(cloud.get("/v1/tags").status == 500);
  CHECK(cloud.get("/v1/tags?limit=10").status == 200);
}

}  // namespace
}  // namespace virga
