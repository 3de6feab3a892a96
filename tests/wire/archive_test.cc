// What leaves the journal for other tools: HTTP archives and calls of curl.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <string>

#include "support/cloud.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/told.h"
#include "wire/served.h"

namespace virga {
namespace {

using Catch::Matchers::Contains;

TEST_CASE("The archive tells requests and answers in the words of HAR 1.2", "[control][journal]") {
  Cloud cloud;
  cloud.send("POST", kRename, R"({"NumberPoolNo": "NP1234", "Name": "archived"})",
             {{"Host", "vms.example"}, {"Content-Type", "application/json"}});
  const Json log = cloud.get("/_virga/requests.har").json.at("log");
  CHECK(log.at("version") == "1.2");
  CHECK(log.at("creator") == Json{{"name", "virga"}, {"version", VIRGA_VERSION}});
  REQUIRE(log.at("entries").size() == 1);
  const Json& entry = log.at("entries")[0];
  CHECK(entry.at("startedDateTime") == "2025-06-05T07:27:35.000Z");
  const Json& timings = entry.at("timings");
  CHECK(entry.at("time").get<double>() ==
        Approx(timings.at("blocked").get<double>() + timings.at("wait").get<double>()));
  CHECK(entry.at("_operation") == "UpdateNumberPoolV2");
  const Json& request = entry.at("request");
  CHECK(request.at("method") == "POST");
  CHECK(request.at("url") == "http://vms.example" + kRename);
  CHECK(request.at("queryString") ==
        Json::array({{{"name", "Action"}, {"value", "UpdateNumberPoolV2"}},
                     {{"name", "Version"}, {"value", "2022-01-01"}}}));
  CHECK(request.at("postData") ==
        Json{{"mimeType", "application/json"},
             {"text", R"({"NumberPoolNo": "NP1234", "Name": "archived"})"}});
  const Json& response = entry.at("response");
  CHECK(response.at("status") == 200);
  CHECK_THAT(response.at("content").at("text").get<std::string>(), Contains("\"Success\":true"));
  CHECK(response.at("content").at("size") == response.at("bodySize"));
}

TEST_CASE("The archive takes the filters of the journal and refuses others", "[control][journal]") {
  Cloud cloud;
  cloud.get("/v1/tags");
  cloud.get("/v1/attributes");
  const Answer chosen = cloud.get("/_virga/requests.har?operation=ListTags");
  REQUIRE(chosen.json.at("log").at("entries").size() == 1);
  CHECK(chosen.json.at("log").at("entries")[0].at("_operation") == "ListTags");
  CHECK(cloud.get("/_virga/requests.har?after=2").json.at("log").at("entries").empty());
  CHECK(cloud.get("/_virga/requests.har?oparation=ListTags").status == 400);
}

TEST_CASE("Callbacks stand in the archive with the address that they went to",
          "[control][journal][callbacks]") {
  const Receiver receiver;
  TellingCloud cloud(everything_to(receiver.url()));
  cloud.act("EnableOrDisableNumber",
            {{"EnableCode", 2}, {"NumberList", Json::array({"17000000002"})}});
  cloud.advance(std::chrono::seconds(0));
  const Json archive = cloud.get("/_virga/requests.har?callback=number_status").json.at("log");
  REQUIRE(archive.at("entries").size() == 1);
  const Json& entry = archive.at("entries")[0];
  CHECK(entry.at("_callback") == "number_status");
  CHECK_THAT(entry.at("request").at("url").get<std::string>(),
             Catch::Matchers::StartsWith(receiver.url() + "?timestamp="));
}

TEST_CASE("No archive holds a signature or a token", "[control][journal]") {
  Cloud cloud;
  cloud.send("GET", "/v1/tags", "",
             {{"Authorization", "some-signature"}, {"X-Auth-Token", "some-token"}});
  const Answer archive = cloud.get("/_virga/requests.har");
  CHECK(archive.json.at("log").at("entries").size() == 1);
  CHECK(archive.reply.body.find("some-signature") == std::string::npos);
  CHECK(archive.reply.body.find("some-token") == std::string::npos);
}

TEST_CASE("The program prints the archive of a running emulator", "[program]") {
  Served cloud;
  cloud.get("/v1/tags");
  const Finished printed = run_program({"requests", "--url", cloud.url, "--har"});
  CHECK(printed.code == 0);
  const auto archive = parse_json(printed.out);
  REQUIRE(archive);
  CHECK(archive->at("log").at("entries").size() == 1);
  CHECK(run_program({"requests", "--url", cloud.url, "--har", "--curl"}).code == 2);
}

TEST_CASE("A printed call of curl asks the same again, whatever it holds", "[program]") {
  Served cloud;
  cloud.send("POST", kRename, R"({"NumberPoolNo":"NP1234","Name":"it's $(x) `y`"})",
             {{"Content-Type", "application/json"}, {"Authorization", "HMAC-SHA256 nonsense"}});
  cloud.send("GET", "/v1/tags?tag_name=a%20b[1-2]{x}", "", {{"X-Virga-World", "other"}});
  std::string script;
  for (const char* world : {"default", "other"}) {
    const Finished printed =
        run_program({"requests", "--url", cloud.url, "--world", world, "--curl"});
    REQUIRE(printed.code == 0);
    script += printed.out;
  }
  CHECK_THAT(script, Contains("# Authorization is left out"));
  CHECK(script.find("nonsense") == std::string::npos);

  const Folder folder;
  const std::string file = folder.write("calls.sh", script);
  REQUIRE(std::system(("sh -e " + file + " > /dev/null").c_str()) == 0);
  for (const char* world : {"default", "other"}) {
    const auto entries = cloud.emulator.requests({}, world);
    REQUIRE(entries.size() == 2);
    CHECK(entries[0].request.method == entries[1].request.method);
    CHECK(entries[0].request.target == entries[1].request.target);
    CHECK(entries[0].request.body == entries[1].request.body);
  }
  CHECK(cloud.pool_name("NP1234") == "it's $(x) `y`");
}

}  // namespace
}  // namespace virga
