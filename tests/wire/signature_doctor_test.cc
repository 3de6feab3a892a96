// What users see of a signature that does not match: in the answer, the journal, the log, and from
// virga explain-signature.
#include <catch2/catch.hpp>

#include "base/text.h"
#include "support/folder.h"
#include "support/mistaken_client.h"
#include "support/program.h"
#include "support/raw_client.h"
#include "support/signer.h"
#include "support/thinned.h"
#include "support/vectors.h"
#include "wire/served.h"

namespace virga {
namespace {

constexpr auto kFixture = R"(format: 1
accounts:
  - id: vectors
    access_keys:
      - {id: AKVIRGATEST, secret: SKvirgatest}
      - {id: AKVIRGATEMP, secret: SKvirgatest, session_token: STSvirga/token+==}
)";

// A request in a file, written anew for each.
class RequestFile {
 public:
  std::string holding(const std::string& text) const { return folder_.write("request", text); }

 private:
  const Folder folder_;
};

Finished explain_file(const std::string& file, std::vector<std::string> flags = {},
                      const std::string& secret = "SKvirgatest", const std::string& token = "") {
  flags.insert(flags.begin(), {"explain-signature", file});
  return run_program(flags, {{"VIRGA_SECRET", secret}, {"VIRGA_TOKEN", token}});
}

void check_free_of(const std::vector<std::string>& secrets, const std::string& text) {
  for (const std::string& secret : secrets) CHECK(text.find(secret) == std::string::npos);
}

std::string text_of(const RawAnswer& answer) {
  std::string text;
  for (const auto& [name, value] : answer.headers) text += name + ": " + value + "\r\n";
  return text + "\r\n" + answer.body;
}

std::vector<std::string> lines_of(const std::string& text) {
  const auto views = split(text, '\n');
  return {views.begin(), views.end()};
}

TEST_CASE("a refused signature is explained wherever one looks, and nothing secret is told",
          "[wire][doctor]") {
  const ScenarioFile fixture(kFixture);
  Program program({"serve", "--port", "0", "--auth", "strict", "--clock",
                   "frozen@2025-06-05T07:27:35Z", "--fixture", fixture.path(), "--log", "json",
                   "--explain"});
  const std::string url = program.url();
  const auto mistakes = thinned(mistaken_requests());
  std::vector<std::string> answers;
  for (const Mistaken& mistaken : mistakes) {
    const RawAnswer answer = ask_once(url, raw_text(mistaken.arrival.request));
    answers.push_back(text_of(answer));
    // Its log is read as it comes: the program would wait for room otherwise.
    REQUIRE(program.says(answer.header("X-Tt-Logid") + answer.header("X-Request-Id")));
  }
  const RawAnswer journal =
      ask_once(url, raw_request("GET", "/_virga/requests?world=vectors&limit=100000"));
  program.signal(15);
  REQUIRE(program.exit_code() == 0);
  const Json entries = journal.json().at("requests");
  const auto log = lines_of(program.err());
  REQUIRE(entries.size() == mistakes.size());
  REQUIRE(log.size() > mistakes.size());

  std::size_t explained = 0;
  for (std::size_t i = 0; i < mistakes.size(); ++i) {
    const auto secrets = mistakes[i].arrival.right.secret_texts();
    INFO(mistakes[i].arrival.form << ": " << mistakes[i].mistake << "\n" << answers[i]);
    check_free_of(secrets, answers[i]);
    check_free_of(secrets, entries[i].dump());
    check_free_of(secrets, log[i]);
    CHECK(entries[i].at("status").get<int>() >= 400);
    if (entries[i].at("status") != 401) continue;  // refused before anybody looked
    ++explained;
    const std::string why = entries[i].at("why");
    CHECK(why.find("the server's canonical request is\n") != std::string::npos);
    CHECK(why.find("and its string to sign\n") != std::string::npos);
    CHECK(answers[i].find("X-Virga-Why: " + why.substr(0, why.find('\n'))) != std::string::npos);
    CHECK(parse_json(log[i]).value().at("why") == why);
  }
  CHECK(explained * kThinning >= 950);
}

TEST_CASE("virga explain-signature names the component and shows what the server built",
          "[wire][doctor]") {
  const RequestFile file;
  int right = 0, all = 0;
  for (const Mistaken& mistaken : thinned(mistaken_requests())) {
    const std::string& request_form = mistaken.arrival.form;
    // Three forms stand for all: starting a program takes its time.
    if (request_form != "core_post_json" && request_form != "go2_presign_host" &&
        request_form != "node_derived_v11")
      continue;
    INFO(request_form << ": " << mistaken.mistake);
    const Finished told = explain_file(file.holding(raw_text(mistaken.arrival.request)));
    INFO(told.out);
    CHECK(told.code == 3);
    CHECK(told.err.empty());
    CHECK_THAT(told.out, Catch::StartsWith("mismatch: "));
    CHECK(told.out.find("\ncanonical request:\n") != std::string::npos);
    CHECK(told.out.find("\nstring to sign:\n") != std::string::npos);
    check_free_of(mistaken.arrival.right.secret_texts(), told.out);
    ++all;
    if (told.out.starts_with("mismatch: " + mistaken.component + "\n")) ++right;
  }
  CHECK(all * static_cast<int>(kThinning) >= 150);
  CHECK(right * 100 >= all * 95);
}

TEST_CASE("virga explain-signature says match for every form of an official signer",
          "[wire][doctor]") {
  const RequestFile file;
  for (const char* cloud : {"volcengine", "huawei"})
    for (const Json& vector : signed_vectors(cloud)) {
      INFO(id_of(vector));
      const std::string raw = raw_text(request_of(vector));
      const Finished told = explain_file(file.holding(raw));
      CHECK(told.out == "match\n");
      CHECK(told.code == 0);
    }
}

const std::string kSigned = [] {
  const Request request{"GET",
                        "/v1/sim-cards?limit=10",
                        {{"Host", "127.0.0.1:4610"}, {"Content-Type", "application/json"}},
                        ""};
  Request with = request;
  with.headers =
      sign_huawei(request, "AKVIRGATEST", "SKvirgatest", parse_basic_time(kSignedAt).value());
  return raw_text(with);
}();

std::string with_line_feeds(std::string text) {
  std::erase(text, '\r');
  return text;
}

TEST_CASE("virga explain-signature reads a request with line feeds alone", "[wire][doctor]") {
  const RequestFile file;
  CHECK(explain_file(file.holding(with_line_feeds(kSigned))).out == "match\n");
  CHECK(explain_file(file.holding("\n" + with_line_feeds(kSigned) + "\n\n")).out == "match\n");
  const auto head = with_line_feeds(kSigned).find("\n\n");
  CHECK(explain_file(file.holding(with_line_feeds(kSigned).substr(0, head))).out == "match\n");
}

TEST_CASE("virga explain-signature reads counted, chunked and uncounted bodies", "[wire][doctor]") {
  const RequestFile file;
  Request request{"POST", "/v1/tags", {{"Host", "h"}}, R"({"tag_name":"x"})"};
  request.headers = sign_huawei(request, "AK", "SKvirgatest", parse_basic_time(kSignedAt).value());
  const std::string counted = raw_text(request);
  CHECK(explain_file(file.holding(counted)).out == "match\n");
  CHECK(explain_file(file.holding(with_line_feeds(counted))).out == "match\n");
  CHECK(explain_file(file.holding(counted + "\r\n")).out ==
        "match\n");  // an editor's last line end
  Request bare = request;
  bare.body.clear();
  CHECK(explain_file(file.holding(raw_text(bare) + request.body)).out == "match\n");
  bare.headers.emplace_back("Transfer-Encoding", "chunked");
  CHECK(
      explain_file(file.holding(raw_text(bare) + "10\r\n" + request.body + "\r\n0\r\n\r\n")).out ==
      "match\n");
  CHECK_THAT(explain_file(file.holding(raw_text(bare) + "10\r\n{}\r\n0\r\n\r\n")).err,
             Catch::Contains("no HTTP/1.1 request"));
  const Finished one_more = explain_file(file.holding(raw_text(request) + "x"));
  CHECK(one_more.code == 1);
  const Finished too_few = explain_file(file.holding(counted.substr(0, counted.size() - 1)));
  CHECK(too_few.code == 1);
  CHECK(too_few.err.ends_with(
      ": no HTTP/1.1 request: the body has 15 bytes, not the 16 that Content-Length says\n"));
}

TEST_CASE("virga explain-signature judges the age of a request when it is given a clock",
          "[wire][doctor]") {
  const RequestFile file;
  const std::string path = file.holding(kSigned);
  CHECK(explain_file(path, {"--clock", "2025-06-05T07:42:35Z"}).out == "match\n");
  CHECK(explain_file(path, {"--clock", "frozen@20250605T072735Z"}).out == "match\n");
  const Finished late = explain_file(path, {"--clock", "2025-06-05T07:42:36Z"});
  CHECK(late.code == 3);
  CHECK_THAT(late.out, Catch::StartsWith("mismatch: clock\nthe request was signed at "
                                         "20250605T072735Z, and the clock says "
                                         "20250605T074236Z\ncanonical request:\nGET\n"));
  CHECK_THAT(explain_file(path, {"--clock", "real"}).out, Catch::StartsWith("mismatch: clock\n"));
}

TEST_CASE("virga explain-signature asks for the session token it is given", "[wire][doctor]") {
  const RequestFile file;
  Request request{"GET", "/v1/tags", {{"Host", "h"}, {"X-Security-Token", "STSone"}}, ""};
  request.headers = sign_huawei(request, "AK", "SKvirgatest", parse_basic_time(kSignedAt).value());
  const std::string path = file.holding(raw_text(request));
  CHECK(explain_file(path).out == "match\n");
  CHECK(explain_file(path, {}, "SKvirgatest", "STSone").out == "match\n");
  const Finished other = explain_file(path, {}, "SKvirgatest", "STStwo");
  CHECK(other.code == 3);
  CHECK_THAT(other.out, Catch::StartsWith("mismatch: session token\nX-Security-Token is not the "
                                          "token of the key\n"));
  CHECK(other.out.find("STStwo") == std::string::npos);
}

TEST_CASE("virga explain-signature tells which part of a signature is missing", "[wire][doctor]") {
  const RequestFile file;
  const auto told = [&](const std::string& raw) { return explain_file(file.holding(raw)); };
  CHECK_THAT(told("GET /v1/tags HTTP/1.1\nHost: h\n\n").out,
             Catch::StartsWith("mismatch: authorization\nneither an Authorization header nor a "
                               "signed query\n"));
  CHECK_THAT(told("GET /v1/tags HTTP/1.1\nHost: h\nX-Sdk-Date: x\n\n").out,
             Catch::StartsWith("mismatch: authorization\nno Authorization header\n"));
  const Finished unsigned_part = told(
      "GET / HTTP/1.1\nHost: h\nX-Date: 20250605T072735Z\nAuthorization: HMAC-SHA256 "
      "Credential=A/20250605/r/s/request, SignedHeaders=x-date\n\n");
  CHECK(unsigned_part.code == 3);
  CHECK_THAT(unsigned_part.out,
             Catch::StartsWith("mismatch: authorization\nSignature is missing\ncanonical"));
}

TEST_CASE("virga explain-signature tells misuse from a file without a request", "[wire][doctor]") {
  const RequestFile file;
  const std::string path = file.holding(kSigned);
  const Finished no_secret = run_program({"explain-signature", path});
  CHECK(no_secret.code == 2);
  CHECK(no_secret.err == "virga: the secret is to be given in the environment, as VIRGA_SECRET\n");
  CHECK(explain_file(path, {"--clock", "noon"}).code == 2);
  CHECK(explain_file(path, {"--clok", "real"}).err ==
        "virga: unknown flag --clok (did you mean \"--clock\"?)\n");
  CHECK(run_program({"explain-signature"}, {{"VIRGA_SECRET", "x"}}).code == 2);

  const Finished nowhere = explain_file("/nowhere/request");
  CHECK(nowhere.code == 1);
  CHECK(nowhere.err == "virga: /nowhere/request: cannot be read\n");
  for (const char* text :
       {"", "\n\n", "hello\n", "GET / HTTP/1.1\n\n", "GET / HTTP/2\nHost: h\n\n"}) {
    const Finished told = explain_file(file.holding(text));
    INFO(text);
    CHECK(told.code == 1);
    CHECK(told.out.empty());
    CHECK(told.err.find(": no HTTP/1.1 request: ") != std::string::npos);
  }
}

// Signs as both clouds' clients do, on a clock that is 16 minutes ahead of the world's.
TEST_CASE("a client's clock that is 16 minutes off is refused until the world's is moved as far",
          "[doctor]") {
  Options options = Served::quiet();
  options.auth = Auth::kStrict;
  Served cloud(options);
  const auto off = std::chrono::minutes(16);
  const Time at = parse_basic_time(kSignedAt).value() + off;
  Request vms{"POST", kListPools, {{"Host", "h"}, {"Content-Type", "application/json"}}, "{}"};
  vms.headers = sign_volcengine(vms, "AKVIRGA-clock", "SKVIRGA", "cn-beijing", "vms", at);
  Request gsl{"GET", "/v1/tags", {{"Host", "h"}}, ""};
  gsl.headers = sign_huawei(gsl, "AKVIRGA-clock", "SKVIRGA", at);

  const Reply early = cloud.emulator.handle(vms);
  CHECK(early.status == 400);
  const Json error = parse_json(early.body).value().at("ResponseMetadata").at("Error");
  CHECK(error.at("CodeN") == 100006);
  CHECK(error.at("Code") == "InvalidTimestamp");
  CHECK(error.at("Message") == "The Signature of the request is expired");
  const Reply refused = cloud.emulator.handle(gsl);
  CHECK(refused.status == 401);
  CHECK(parse_json(refused.body).value().at("error_msg") ==
        "Incorrect IAM authentication information: signature expired, signature "
        "time:20250605T074335Z,server time:20250605T072735Z");

  cloud.emulator.clock("AKVIRGA-clock").advance(off);
  CHECK(cloud.emulator.handle(vms).status == 200);
  CHECK(cloud.emulator.handle(gsl).status == 200);
  cloud.emulator.clock("AKVIRGA-clock").advance(off);
  CHECK(cloud.emulator.handle(vms).status == 400);
  CHECK(cloud.emulator.handle(gsl).status == 401);
}

}  // namespace
}  // namespace virga
