#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "base/file.h"
#include "base/time.h"
#include "gateway/gateway.h"
#include "services/huawei_gsl/service.h"
#include "support/cloud.h"

namespace virga {
namespace {

Json variants(const std::string& file) {
  const auto text = read_file(std::string(VIRGA_TEST_DATA) + "/signatures/" + file);
  REQUIRE(text);
  const Json all = parse_json(*text).value();
  REQUIRE(all.at("variants").size() == all.at("count"));
  return all.at("variants");
}

// The demo fixture knows keys that begin with AKVIRGA by another secret; this one is exact, so it
// wins.
class VectorFixture {
 public:
  VectorFixture()
      : file_(
            "format: 1\naccounts:\n  - {id: vectors, access_keys: [{id: AKVIRGATEST, secret: "
            "SKvirgatest}]}\n") {}
  const std::string& path() const { return file_.path(); }

 private:
  ScenarioFile file_;
};

Options strict_at(const std::string& time, const VectorFixture& fixture) {
  Options options = Cloud::usual();
  options.fixtures = {fixture.path()};
  options.auth = Auth::kStrict;
  options.frozen_at = parse_basic_time(time);
  return options;
}

Answer replay(Cloud& cloud, const Json& request) {
  Headers headers;
  for (const auto& [name, value] : request.at("headers").items()) headers.emplace_back(name, value);
  return cloud.send(request.at("method"), request.at("target"), request.at("body"), headers);
}

// The documented text, up to the first placeholder or asterisk.
std::string fixed_part(const std::string& pattern) {
  return pattern.substr(0, pattern.find_first_of("%*"));
}

Json names_of(const Json& object) {
  Json names = Json::array();
  for (const auto& [name, value] : object.items()) names.push_back(name);
  return names;
}

TEST_CASE("every way to sign wrongly gets the answer of Volcengine's gateway", "[gateway]") {
  // Names an action that the service does not have, which the gateway answers before it looks at
  // the signature; that the signature is wrong is shown beside the other vectors.
  const std::string elsewhere = "v_signed_header_changed";
  const VectorFixture fixture;
  const Json all = variants("volcengine_negative.json");
  CHECK(all.size() == 15);
  for (const Json& variant : all) {
    if (variant.at("id") == elsewhere) continue;
    DYNAMIC_SECTION(variant.at("id").get<std::string>()) {
      Cloud cloud(strict_at(variant.at("server_time"), fixture));
      const Answer answer = replay(cloud, variant.at("request"));
      const Json& expected = variant.at("expected");
      INFO(answer.reply.body);
      CHECK(answer.status == expected.at("http_status"));
      const Json& metadata = answer.json.at("ResponseMetadata");
      CHECK(names_of(metadata) == expected.at("metadata_fields"));
      const Json& error = metadata.at("Error");
      CHECK(error.at("Code") == expected.at("code"));
      CHECK(error.at("CodeN") == expected.at("code_n"));
      const std::string message = error.at("Message"), pattern = fixed_part(expected.at("message"));
      CHECK(message.substr(0, pattern.size()) == pattern);
      CHECK_FALSE(answer.json.contains("Result"));
    }
  }
}

TEST_CASE("every way to sign wrongly gets the answer of Huawei's gateway", "[gateway]") {
  // These need issued tokens, call limits, a lock, or a wire that counts bytes.
  const std::set<std::string> elsewhere{"h_expired_token", "h_throttled", "h_locked",
                                        "h_body_too_large"};
  const VectorFixture fixture;
  int held = 0;
  const Json all = variants("huawei_negative.json");
  for (const Json& variant : all) {
    const std::string id = variant.at("id");
    if (elsewhere.contains(id)) continue;
    ++held;
    Cloud cloud(strict_at(variant.at("server_time"), fixture));
    const Answer answer = replay(cloud, variant.at("request"));
    const Json& expected = variant.at("expected");
    INFO(id << " " << answer.reply.body);
    CHECK(answer.status == expected.at("http_status"));
    CHECK(names_of(answer.json) == expected.at("body_fields_in_order"));
    CHECK(answer.json.at("error_code") == expected.at("error_code"));
    CHECK(answer.json.at("error_msg") == expected.at("error_msg"));
    bool same_id = false;
    for (const auto& [name, value] : answer.reply.headers)
      same_id = same_id || (name == "X-Request-Id" && Json(value) == answer.json.at("request_id"));
    CHECK(same_id);
  }
  CHECK(held == 8);
}

TEST_CASE("well signed requests of both clouds pass in strict mode", "[gateway]") {
  const VectorFixture fixture;
  int passed = 0;
  for (const char* file : {"volcengine.json", "huawei.json"}) {
    const Json all =
        parse_json(read_file(std::string(VIRGA_TEST_DATA) + "/signatures/" + file).value()).value();
    for (const Json& vector : all.at("vectors")) {
      const Json& credentials = vector.at("credentials");
      const bool temporary = !credentials.value("session_token", Json()).is_null() ||
                             !credentials.value("security_token", Json()).is_null();
      if (temporary) continue;  // the fixture's key is permanent
      Cloud cloud(strict_at("20250605T072735Z", fixture));
      Json request = vector.at("request");
      if (vector.at("expected").contains("authorization"))
        request["headers"]["Authorization"] = vector.at("expected").at("authorization");
      const Answer answer = replay(cloud, request);
      const Entry entry = cloud.emulator.requests({}, "vectors").at(0);
      // Most vectors name routes that no service has; those that do reach the operation.
      if (entry.operation.empty()) continue;
      ++passed;
      INFO(vector.at("id") << " " << answer.reply.body);
      CHECK(entry.proof == "signature");
      CHECK(entry.account == "vectors");
      CHECK(entry.error.find("APIGW") == std::string::npos);
      CHECK(entry.error.find("Signature") == std::string::npos);
    }
  }
  CHECK(passed >= 12);
}

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
  CHECK(cloud.emulator.requests().back().proof == "token");
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
  Database database(":memory:");
  Store::prepare(database, catalog.kinds());
  const Credentials nobody;
  Worlds worlds(catalog, database, {}, 1, std::nullopt);
  Gateway gateway(catalog, nobody, worlds, {});
  const auto reply = std::get<http::Departure>(gateway.serve({"GET", "/v1/fall", {}, ""})).reply;
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
