#include <catch2/catch.hpp>
#include <string>

#include "gateway/gateway.h"
#include "services/huawei_gsl/service.h"
#include "support/cloud.h"

namespace virga {
namespace {

TEST_CASE(
    "lenient takes no credentials and unknown keys, and refuses a known key with a wrong signature",
    "[gateway]") {
  Cloud cloud;
  CHECK(cloud.get("/v1/tags").status == 200);
  const auto signed_by = [](const std::string& key) {
    return Headers{
        {"X-Sdk-Date", "20250605T072735Z"},
        {"Authorization", "SDK-HMAC-SHA256 Access=" + key +
                              ", SignedHeaders=x-sdk-date, Signature=" + std::string(64, '0')}};
  };
  CHECK(cloud.send("GET", "/v1/tags", "", signed_by("SOMEBODY")).status == 200);
  CHECK(cloud.emulator.requests().back().proof == "unverified");
  const Answer refused = cloud.send("GET", "/v1/tags", "", signed_by("AKVIRGA-x"));
  CHECK(refused.status == 401);
  CHECK(refused.json.at("error_code") == "APIGW.0301");
  CHECK(cloud.send("GET", "/v1/tags", "", {{"X-Auth-Token", "any"}}).status == 200);
  CHECK(cloud.emulator.requests().back().proof == "unverified");
}

TEST_CASE("with authentication off nobody is asked, and a key still chooses its world",
          "[gateway]") {
  Options options = Cloud::usual();
  options.auth = Auth::kOff;
  Cloud cloud(options);
  const Headers wrong{{"X-Sdk-Date", "20250605T072735Z"},
                      {"Authorization",
                       "SDK-HMAC-SHA256 Access=AKVIRGA-x, SignedHeaders=x-sdk-date, Signature=00"}};
  CHECK(cloud.send("GET", "/v1/tags", "", wrong).status == 200);
  CHECK(cloud.emulator.requests({}, "AKVIRGA-x").size() == 1);
  CHECK(cloud.emulator.requests().empty());
}

TEST_CASE("an error says why when it is asked to, and not otherwise", "[gateway]") {
  Cloud cloud;
  const auto why = [](const Answer& answer) -> std::string {
    for (const auto& [name, value] : answer.reply.headers)
      if (name == "X-Virga-Why") return value;
    return "";
  };
  const std::string target = "/v1/sim-cards/0/real-named?iccid=898600";
  CHECK(why(cloud.get(target)).empty());
  CHECK(why(cloud.send("GET", target, "", {{"X-Virga-Explain", "1"}})) ==
        "iccid: 6 characters, documented 19..20");
  CHECK(cloud.emulator.requests().front().why == "iccid: 6 characters, documented 19..20");
}

TEST_CASE("an answer explains itself at no greater length than clients read", "[gateway]") {
  Cloud cloud;
  const Answer refused = cloud.send(
      "GET", "/v1/tags", "",
      {{"X-Virga-Explain", "1"},
       {"X-Sdk-Date", "20250605T072735Z"},
       {"X-Long", std::string(20'000, 'x')},
       {"Authorization",
        "SDK-HMAC-SHA256 Access=AKVIRGA-x, SignedHeaders=x-long;x-sdk-date, Signature=00"}});
  CHECK(refused.status == 401);
  const std::string why(http::header(refused.reply.headers, "X-Virga-Why"));
  CHECK(why.size() == (8 << 10) + 3);
  CHECK(why.ends_with("xxx..."));
  const Entry entry = cloud.emulator.requests({}, "AKVIRGA-x").at(0);
  CHECK(entry.why.size() > 20'000);
  CHECK(entry.why.substr(0, 100) == why.substr(0, 100));
}

TEST_CASE("what belongs to no cloud is answered loudly in the dialect it looks like", "[gateway]") {
  Cloud cloud;
  CHECK(cloud.get("/v1/sim-card").json.at("error_code") == "APIGW.0101");
  CHECK(cloud.emulator.requests().back().why == "the nearest known route is GET /v1/sim-cards");
  CHECK(cloud.get("/").json.at("ResponseMetadata").at("Error").at("Code") == "MissingParameter");
  CHECK(cloud.get("/nothing/here").status == 404);
  CHECK(cloud.send("PUT", "/?Action=NumberPoolList&Version=2022-01-01")
            .json.at("ResponseMetadata")
            .at("Error")
            .at("Code") == "MethodNotAllowed");
}

TEST_CASE("the same calls give the same bytes in every run", "[gateway]") {
  const auto run = [] {
    Cloud cloud;
    std::string all;
    for (const Answer& answer :
         {cloud.act("CreateNumberPool",
                    {{"Name", "x"}, {"ServiceType", 100}, {"SubServiceType", 101}}),
          cloud.send("POST", "/v1/sim-cards/158123456/clear-real-name"),
          cloud.get("/v1/work-orders"), cloud.post("/v1/tags", R"({"tag_name": "x"})"),
          cloud.get("/v1/nope")}) {
      all += answer.reply.body;
      for (const auto& [name, value] : answer.reply.headers) all += name + value;
    }
    return all;
  };
  CHECK(run() == run());
}

Result<Json> fall_over(Call&) { throw std::runtime_error("/home/somebody/secret.db is broken"); }

TEST_CASE("a bug inside is the cloud's internal error without its text, and is journaled",
          "[gateway]") {
  static constexpr Operation kOperations[] = {
      {.name = "FallOver", .route = Rest{"GET", "/v1/fall"}, .handler = fall_over}};
  Service service = gsl::service();
  service.operations = {kOperations};
  const Catalog catalog({service});
  Storage storage(catalog.kinds());
  const Credentials nobody;
  Worlds worlds(catalog, storage, {}, 1, std::nullopt, {});
  Sender sender(catalog, {});
  Gateway gateway(catalog, nobody, worlds, sender, {});
  const auto reply = std::get<http::Departure>(gateway.serve({"GET", "/v1/fall", {}, ""},
                                                             std::chrono::steady_clock::now()))
                         .reply;
  CHECK(reply.status == 500);
  CHECK(reply.body.find("APIGW.0601") != std::string::npos);
  CHECK(reply.body.find("secret") == std::string::npos);
  const auto entries = worlds.of("default").journal.list({});
  REQUIRE(entries.size() == 1);
  CHECK(entries[0].error == "APIGW.0601");
  CHECK(entries[0].why == "/home/somebody/secret.db is broken");
}

}  // namespace
}  // namespace virga
