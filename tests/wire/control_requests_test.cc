// /_virga/requests: the journal, as tests see it.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "support/cloud.h"
#include "support/raw_client.h"
#include "support/refused.h"
#include "support/signer.h"
#include "wire/second_rename.h"
#include "wire/served.h"

namespace virga {
namespace {

std::vector<std::int64_t> ids(const Answer& answer) {
  std::vector<std::int64_t> found;
  for (const Json& entry : answer.json.at("requests")) found.push_back(entry.at("id"));
  return found;
}

// Five calls: two renames, a refusal, a list of tags, an unknown action.
void make_calls(Cloud& cloud) {
  rename_pool(cloud, "first name");
  cloud.advance(std::chrono::minutes(1));
  const Request rename{"POST",
                       kRename,
                       {{"Host", "h"}, {"X-Virga-World", "default"}},
                       "NumberPoolNo=NP1234&Name=second"};
  cloud.emulator.handle({rename.method, rename.target,
                         sign_volcengine(rename, "AKVIRGA-k", "SKVIRGA", "cn-beijing", "vms",
                                         cloud.emulator.clock().now()),
                         rename.body});
  cloud.advance(std::chrono::minutes(1));
  cloud.act("UpdateNumberPoolV2", {{"NumberPoolNo", "NP-none"}, {"Name", "x"}});
  cloud.get("/v1/tags");
  cloud.advance(std::chrono::minutes(1));
  cloud.get("/?Action=UpdateNumberPoolV3&Version=2022-01-01");
}

TEST_CASE("The journal shows what was asked, what was answered, and why", "[control]") {
  Cloud cloud;
  make_calls(cloud);
  const Json answer = cloud.get("/_virga/requests").json;
  CHECK(answer.at("world") == "default");
  CHECK(answer.at("total") == 5);
  CHECK(answer.at("dropped") == 0);
  const Json& refused = answer.at("requests")[2];
  CHECK(refused.at("id") == 3);
  CHECK(refused.at("time") == "2025-06-05T07:29:35.000Z");
  CHECK(refused.at("service") == "vms");
  CHECK(refused.at("operation") == "UpdateNumberPoolV2");
  CHECK(refused.at("status") == 400);
  CHECK(refused.at("error") == "InvalidParameter");
  CHECK(refused.at("why") == "there is no such pool");
  CHECK(refused.at("request").at("method") == "POST");
  CHECK(refused.at("request").at("target") == kRename);
  CHECK(parse_json(refused.at("request").at("body").get<std::string>())->at("Name") == "x");
  const Json body = *parse_json(refused.at("reply").at("body").get<std::string>());
  CHECK(body.at("ResponseMetadata").at("RequestId") == refused.at("request_id"));
  CHECK(refused.at("reply").at("ending") == "whole");
  const Json& signed_call = answer.at("requests")[1];
  CHECK(signed_call.at("access_key") == "AKVIRGA-k");
  CHECK(signed_call.at("account") == "AKVIRGA-k");
  CHECK(signed_call.at("proof") == "signature");
}

TEST_CASE("The journal is filtered by each of its filters, and by all together", "[control]") {
  Cloud cloud;
  make_calls(cloud);
  REQUIRE(cloud
              .send("PUT", "/_virga/scenarios/second", R"(
format: 1
name: second
rules:
  - {id: out, when: {service: gsl, operation: ListTags}, do: [{status: 503}]}
)")
              .status == 200);
  cloud.get("/v1/tags");
  const auto found = [&](const std::string& query) {
    const Answer answer = cloud.get("/_virga/requests?" + query);
    CAPTURE(query);
    REQUIRE(answer.status == 200);
    CHECK(answer.json.at("total") == answer.json.at("requests").size());
    return ids(answer);
  };
  using Ids = std::vector<std::int64_t>;
  CHECK(found("") == Ids{1, 2, 3, 4, 5, 6});
  CHECK(found("service=gsl") == Ids{4, 6});
  CHECK(found("operation=UpdateNumberPoolV2") == Ids{1, 2, 3});
  CHECK(found("status=503") == Ids{6});
  CHECK(found("error=InvalidActionOrVersion") == Ids{5});
  CHECK(found("rule=out") == Ids{6});
  CHECK(found("access_key=AKVIRGA-k") == Ids{2});
  CHECK(found("text=first%20name") == Ids{1});
  CHECK(found("text=UpdateNumberPoolV3") == Ids{5});
  CHECK(found("since=2025-06-05T07:29:35Z") == Ids{3, 4, 5, 6});
  CHECK(found("until=2025-06-05T07:28:35Z") == Ids{1, 2});
  CHECK(found("since=2025-06-05T07:28:35Z&until=2025-06-05T07:28:35Z") == Ids{2});
  CHECK(found("service=vms&status=200&text=second") == Ids{2});
  CHECK(found("service=gsl&operation=UpdateNumberPoolV2").empty());
}

TEST_CASE("What a rule adds before anything has happened is no time that was spent", "[control]") {
  Served cloud;
  cloud.play(
      "{format: 1, name: late, rules: [{id: late, when: {service: gsl}, do: [{latency: 400ms}]}]}");
  CHECK(ask_once(cloud.url, raw_request("GET", "/v1/tags")).status == 200);
  const Entry entry = cloud.emulator.requests().at(0);
  CHECK(entry.reply.delivery.delay == std::chrono::milliseconds(400));
  CHECK(entry.took < std::chrono::milliseconds(400));
}

TEST_CASE("A filter for what there is not is refused with the nearest word", "[control]") {
  Cloud cloud;
  for (const std::string path : {"requests", "requests.har", "events"}) {
    const std::string call = "/_virga/" + path;
    check_refused(cloud.get(call + "?operation=ListTag"), 400, "invalid_parameter",
                  "operation: \"ListTag\" is none (did you mean \"ListTags\"?)");
    check_refused(cloud.get(call + "?callback=call_recor"), 400, "invalid_parameter",
                  "did you mean \"call_record\"?");
    check_refused(cloud.get(call + "?service=gls"), 404, "not_found", "did you mean \"gsl\"?");
  }
}

TEST_CASE("The journal is paged by limit and after", "[control]") {
  Cloud cloud;
  make_calls(cloud);
  const Answer page = cloud.get("/_virga/requests?limit=2&after=1");
  CHECK(ids(page) == std::vector<std::int64_t>{2, 3});
  CHECK(page.json.at("total") == 5);
  check_refused(cloud.get("/_virga/requests?limit=0"), 400, "invalid_parameter", "limit");
  check_refused(cloud.get("/_virga/requests?status=ok"), 400, "invalid_parameter", "status");
  check_refused(cloud.get("/_virga/requests?since=yesterday"), 400, "invalid_parameter", "since");
}

TEST_CASE("One request of the journal is found by its number", "[control]") {
  Cloud cloud;
  make_calls(cloud);
  CHECK(cloud.get("/_virga/requests/4").json.at("operation") == "ListTags");
  CHECK(cloud.get("/_virga/requests/4").json == cloud.get("/_virga/requests").json["requests"][3]);
  for (const char* id : {"0", "6", "-1", "four", "99999999999999999999"})
    check_refused(cloud.get("/_virga/requests/" + std::string(id)), 404, "not_found", id);
}

TEST_CASE("DELETE empties the journal and leaves the state", "[control]") {
  Cloud cloud;
  make_calls(cloud);
  CHECK(cloud.send("DELETE", "/_virga/requests").status == 200);
  CHECK(cloud.get("/_virga/requests").json.at("total") == 0);
  CHECK(cloud.get("/_virga/state/vms/number_pools/NP1234").json.at("Name") == "second");
  cloud.get("/v1/tags");
  CHECK(cloud.get("/_virga/requests/1").json.at("operation") == "ListTags");
}

TEST_CASE("The journal takes bytes that are no text", "[control]") {
  Cloud cloud;
  cloud.post("/v1/tags", "\xff\xfe{");
  const Answer answer = cloud.get("/_virga/requests");
  CHECK(answer.status == 200);
  CHECK(answer.json.at("total") == 1);
}

}  // namespace
}  // namespace virga
