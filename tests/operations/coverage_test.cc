// What of the clouds' APIs was called, and which documented errors were answered.
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <thread>
#include <vector>

#include "support/cloud.h"
#include "support/refused.h"

namespace virga {
namespace {

using Catch::Matchers::Contains;
using Names = std::vector<std::string>;

const ServiceCoverage& service_of(const Coverage& coverage, const std::string& name) {
  const auto found = std::find_if(coverage.services.begin(), coverage.services.end(),
                                  [&](const auto& service) { return service.name == name; });
  REQUIRE(found != coverage.services.end());
  return *found;
}

OperationCoverage operation_of(const Coverage& coverage, const std::string& service,
                               const std::string& name) {
  const auto& operations = service_of(coverage, service).operations;
  const auto found = std::find_if(operations.begin(), operations.end(),
                                  [&](const auto& operation) { return operation.name == name; });
  REQUIRE(found != operations.end());
  return *found;
}

ErrorCoverage error_of(const std::vector<ErrorCoverage>& errors, const std::string& code) {
  const auto found = std::find_if(errors.begin(), errors.end(),
                                  [&](const auto& error) { return error.code == code; });
  REQUIRE(found != errors.end());
  return *found;
}

Answer rename_pool(Cloud& cloud, const std::string& number, const std::string& name) {
  return cloud.act("UpdateNumberPoolV2", {{"NumberPoolNo", number}, {"Name", name}});
}

const std::string kRenameRefused = R"(
format: 1
name: quota
rules:
  - id: second
    when: {service: vms, operation: UpdateNumberPoolV2}
    at: {calls: 2}
    do: [{error: QuotaExceeded}]
)";

// ---- what is counted

TEST_CASE("Coverage counts the calls of each operation, refused ones as well", "[coverage]") {
  Cloud cloud;
  rename_pool(cloud, "NP1234", "one");
  rename_pool(cloud, "NP1234", "a name that is far longer than what is documented");
  cloud.get("/v1/sim-cards/158123456/real-named");
  const Coverage coverage = cloud.emulator.coverage();
  CHECK(coverage.world == "default");
  CHECK(operation_of(coverage, "vms", "UpdateNumberPoolV2").calls == 2);
  CHECK(operation_of(coverage, "gsl", "ShowRealNamed").calls == 1);
  CHECK(operation_of(coverage, "gsl", "ListTags").calls == 0);
  CHECK(service_of(coverage, "vms").called() == 1);
  CHECK(service_of(coverage, "vms").operations.size() == 90);
  CHECK(coverage.called() == 2);
  CHECK(coverage.operations() == 138);
  CHECK(coverage.percent() == Approx(100.0 * 2 / 138));
}

TEST_CASE("Coverage tells the declared parameters that were given", "[coverage]") {
  Cloud cloud;
  rename_pool(cloud, "NP1234", "one");
  auto rename = operation_of(cloud.emulator.coverage(), "vms", "UpdateNumberPoolV2");
  CHECK(rename.used == Names{"NumberPoolNo", "Name"});
  CHECK(rename.unused == Names{"ServiceType", "SubServiceType", "Remark", "QualificationId",
                               "ClientToken", "DryRun"});
  cloud.act("UpdateNumberPoolV2", {{"ServiceType", 100}, {"Nonsense", 1}});
  rename = operation_of(cloud.emulator.coverage(), "vms", "UpdateNumberPoolV2");
  CHECK(rename.used == Names{"NumberPoolNo", "Name", "ServiceType"});

  cloud.get("/v1/sim-cards/158123456/real-named");
  CHECK(operation_of(cloud.emulator.coverage(), "gsl", "ShowRealNamed").used ==
        Names{"sim_card_id"});
}

TEST_CASE("An empty parameter of a query is not used", "[coverage]") {
  Cloud cloud;
  cloud.get("/v1/tags?limit=10&offset=");
  const auto tags = operation_of(cloud.emulator.coverage(), "gsl", "ListTags");
  CHECK(tags.used == Names{"limit"});
  CHECK_FALSE(tags.unused.empty());
}

TEST_CASE("Coverage tells errors of the cloud itself from those of rules", "[coverage]") {
  Cloud cloud;
  const ScenarioFile scenario(kRenameRefused);
  cloud.emulator.play(scenario.path());
  rename_pool(cloud, "NP1234", "one");
  CHECK(rename_pool(cloud, "NP1234", "two").status == 400);
  rename_pool(cloud, "NP-none", "three");
  const auto rename = operation_of(cloud.emulator.coverage(), "vms", "UpdateNumberPoolV2");
  CHECK(rename.calls == 3);
  const auto injected = error_of(rename.errors, "QuotaExceeded");
  CHECK(injected.by_itself == 0);
  CHECK(injected.by_rule == 1);
  std::int64_t by_itself = 0;
  std::size_t seen = 0;
  for (const ErrorCoverage& error : rename.errors) {
    by_itself += error.by_itself;
    seen += error.seen() ? 1 : 0;
  }
  CHECK(by_itself == 1);
  CHECK(seen == 2);
  CHECK(rename.undocumented == 0);
  CHECK(service_of(cloud.emulator.coverage(), "vms").seen_errors() == 2);
}

TEST_CASE("An error that an operation does not document is counted as that", "[coverage]") {
  Cloud cloud;
  const ScenarioFile scenario(
      "format: 1\nname: t\nrules:\n  - {id: odd, when: {service: gsl, operation: ListTags}, do: "
      "[{error: GSL.00010003, undocumented: true}]}\n");
  cloud.emulator.play(scenario.path());
  cloud.get("/v1/tags");
  const Coverage coverage = cloud.emulator.coverage();
  CHECK(operation_of(coverage, "gsl", "ListTags").undocumented == 1);
  CHECK(service_of(coverage, "gsl").seen_errors() == 0);
}

TEST_CASE("Errors of the gateway are counted once for all operations of a service", "[coverage]") {
  Cloud cloud;
  cloud.get("/?Action=NoSuchThing&Version=2022-01-01");
  cloud.send("PUT", "/?Action=NumberPoolList&Version=2022-01-01");
  const Coverage coverage = cloud.emulator.coverage();
  const auto& vms = service_of(coverage, "vms");
  CHECK(vms.unknown == 1);
  CHECK(error_of(vms.gateway, "InvalidActionOrVersion").by_itself == 1);
  std::int64_t all = 0;
  for (const ErrorCoverage& error : vms.gateway) all += error.by_itself;
  CHECK(all + static_cast<std::int64_t>(vms.seen_errors()) == 2);
  CHECK(operation_of(coverage, "vms", "NumberPoolList").calls == 1);
}

TEST_CASE("Versions of one operation are told apart", "[coverage]") {
  Cloud cloud;
  cloud.get("/?Action=QueryCallRecordMsg&Version=2021-01-01");
  const Coverage coverage = cloud.emulator.coverage();
  Names called;
  for (const auto& operation : service_of(coverage, "vms").operations)
    if (operation.calls > 0) called.push_back(operation.route);
  REQUIRE(called.size() == 1);
  CHECK_THAT(called.front(), Contains("2021-01-01"));
  CHECK_THAT(coverage.text(), Contains("QueryCallRecordMsg (" + called.front() + ") (1 call, "));
}

// ---- what it is told of

TEST_CASE("Each world has a coverage of its own, and the process that of all", "[coverage]") {
  Cloud cloud;
  cloud.send("GET", "/v1/tags", "", {{"X-Virga-World", "one"}});
  cloud.send("GET", "/v1/sim-cards", "", {{"X-Virga-World", "two"}});
  CHECK(cloud.emulator.coverage("one").called() == 1);
  CHECK(operation_of(cloud.emulator.coverage("one"), "gsl", "ListTags").calls == 1);
  CHECK(operation_of(cloud.emulator.coverage("two"), "gsl", "ListTags").calls == 0);
  CHECK(cloud.emulator.coverage().called() == 0);
  CHECK(cloud.emulator.coverage_of_all_worlds().called() == 2);
  CHECK(cloud.emulator.coverage_of_all_worlds().world.empty());
}

TEST_CASE("A reset begins the coverage of its world anew, that of the process goes on",
          "[coverage]") {
  Cloud cloud;
  cloud.get("/v1/tags");
  cloud.emulator.reset();
  CHECK(cloud.emulator.coverage().called() == 0);
  CHECK(cloud.emulator.coverage_of_all_worlds().called() == 1);
  cloud.send("GET", "/v1/tags", "", {{"X-Virga-World", "one"}});
  REQUIRE(cloud.send("DELETE", "/_virga/worlds/one").status == 200);
  CHECK(cloud.emulator.coverage("one").called() == 0);
  CHECK(operation_of(cloud.emulator.coverage_of_all_worlds(), "gsl", "ListTags").calls == 2);
}

TEST_CASE("Clearing the journal and going back to a snapshot leave the coverage", "[coverage]") {
  Cloud cloud;
  cloud.emulator.snapshot("before");
  cloud.get("/v1/tags");
  REQUIRE(cloud.send("DELETE", "/_virga/requests").status == 200);
  cloud.emulator.restore("before");
  CHECK(cloud.emulator.coverage().called() == 1);
  REQUIRE(cloud.send("PUT", "/_virga/worlds/copy?from=default").status == 201);
  CHECK(cloud.emulator.coverage("copy").called() == 0);
}

TEST_CASE("Calls of several threads are all counted", "[coverage]") {
  Options options = Cloud::usual();
  options.observe = {};  // answers are held against declarations on the test's thread alone
  Emulator emulator(options);
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&, world = "w" + std::to_string(i % 2)] {
      for (int call = 0; call < 200; ++call)
        emulator.handle({"GET", "/v1/tags", {{"X-Virga-World", world}}, ""});
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(operation_of(emulator.coverage("w0"), "gsl", "ListTags").calls == 400);
  CHECK(operation_of(emulator.coverage_of_all_worlds(), "gsl", "ListTags").calls == 800);
}

// ---- the control API

TEST_CASE("The control API tells coverage as JSON", "[coverage][control]") {
  Cloud cloud;
  rename_pool(cloud, "NP1234", "one");
  const Json json = cloud.get("/_virga/coverage").json;
  CHECK(json.at("scope") == "world");
  CHECK(json.at("world") == "default");
  CHECK(json.at("called") == 1);
  CHECK(json.at("operations") == 138);
  CHECK(json.at("services").size() == 4);
  const Json vms = cloud.get("/_virga/coverage?service=vms").json;
  REQUIRE(vms.at("services").size() == 1);
  const Json& service = vms.at("services")[0];
  CHECK(service.at("service") == "vms");
  CHECK(service.at("called") == 1);
  CHECK(service.at("operations")[1].at("name") == "UpdateNumberPoolV2");
  CHECK(service.at("operations")[1].at("calls") == 1);
  const Json& parameters = service.at("operations")[1].at("parameters");
  CHECK(parameters.at("used") == Json{"NumberPoolNo", "Name"});
  CHECK(parameters.at("unused").size() == 6);
  CHECK(service.at("operations")[1].at("errors")[0].at("by_rule") == 0);
  const Json whole = cloud.get("/_virga/coverage?scope=process").json;
  CHECK(whole.at("scope") == "process");
  CHECK_FALSE(whole.contains("world"));
  CHECK(whole.at("called") == 1);
}

TEST_CASE("The control API refuses words of coverage that it does not know",
          "[coverage][control]") {
  Cloud cloud;
  check_refused(cloud.get("/_virga/coverage?format=xml"), 400, "invalid_parameter",
                "one of json, text, junit");
  check_refused(cloud.get("/_virga/coverage?format=junits"), 400, "invalid_parameter",
                "did you mean \"junit\"?");
  check_refused(cloud.get("/_virga/coverage?scope=worlds"), 400, "invalid_parameter",
                "did you mean \"world\"?");
  check_refused(cloud.get("/_virga/coverage?service=vmss"), 404, "not_found",
                "did you mean \"vms\"?");
  check_refused(cloud.get("/_virga/coverage?scope=process&world=one"), 400, "invalid_parameter",
                "leave world out");
  check_refused(cloud.get("/_virga/coverage?services=vms"), 400, "unknown_parameter",
                "did you mean \"service\"?");
}

TEST_CASE("Coverage as text begins with figures and ends with what is missing", "[coverage]") {
  Cloud cloud;
  rename_pool(cloud, "NP1234", "one");
  const Answer answer = cloud.get("/_virga/coverage?format=text&service=vms");
  CHECK(answer.reply.headers[0].second == "text/plain; charset=utf-8");
  const std::string& text = answer.reply.body;
  CHECK(text == [&] {
    Coverage vms = cloud.emulator.coverage();
    std::erase_if(vms.services, [](const auto& service) { return service.name != "vms"; });
    return vms.text();
  }());
  CHECK_THAT(text, Catch::Matchers::StartsWith("world default: 1.1%, 1 of 90 operations, 0 of "));
  CHECK_THAT(text, Contains("\nvms  1 of 90 operations, 0 of "));
  CHECK_THAT(text, Contains("\nvms, never called:\n  CreateNumberPool, UpdateNumberPool, "));
  CHECK_THAT(text, Contains("\nvms, called, and these documented errors never seen:\n"
                            "  UpdateNumberPoolV2 (1 call, 2 of 8 parameters): "));
  CHECK_THAT(text, Contains("\nvms, errors of the gateway never seen:\n"));
}

TEST_CASE("Coverage for JUnit has a suite a service and skips what was never called",
          "[coverage]") {
  Cloud cloud;
  cloud.send("GET", "/v1/tags", "", {{"X-Virga-World", "<a&\"b\">"}});
  const Answer answer = cloud.get("/_virga/coverage?format=junit&world=%3Ca%26%22b%22%3E");
  CHECK(answer.reply.headers[0].second == "application/xml");
  const std::string& xml = answer.reply.body;
  CHECK_THAT(xml, Catch::Matchers::StartsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
  CHECK_THAT(xml, Contains("<testsuites name=\"&lt;a&amp;&quot;b&quot;&gt;\" tests=\"138\" "
                           "failures=\"0\" errors=\"0\" skipped=\"137\">"));
  CHECK_THAT(xml, Contains("<testsuite name=\"gsl\" tests=\"39\" failures=\"0\" errors=\"0\" "
                           "skipped=\"38\">"));
  CHECK_THAT(xml, Contains("<testcase classname=\"gsl\" name=\"CreateTag\">\n"
                           "      <skipped message=\"never called\"/>"));
  CHECK_THAT(xml, Contains("<testcase classname=\"gsl\" name=\"ListTags\">\n"
                           "      <system-out>1 call, 0 of "));
  // A bare ampersand would end the reading of any parser.
  for (std::size_t at = xml.find('&'); at != std::string::npos; at = xml.find('&', at + 1))
    if (xml.compare(at, 5, "&amp;") != 0 && xml.compare(at, 4, "&lt;") != 0 &&
        xml.compare(at, 4, "&gt;") != 0 && xml.compare(at, 6, "&quot;") != 0)
      FAIL_CHECK("a bare ampersand at " << at);
}

}  // namespace
}  // namespace virga
