// What is read from malformed signatures, and the readings of a canonical request that no recorded
// request covers.
#include <catch2/catch.hpp>

#include "auth/huawei.h"
#include "auth/volcengine.h"
#include "base/text.h"

namespace virga {
namespace {

constexpr auto kEmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
constexpr auto kScope = "20250605/cn-beijing/vms/request";
constexpr auto kDate = "20250605T072735Z";

Request signed_by(std::string_view authorization, std::string_view date_header = "X-Date") {
  return {"GET",
          "/?Action=QueryA&Version=2022-01-01",
          {{"Host", "h"},
           {std::string(date_header), kDate},
           {"Authorization", std::string(authorization)}},
          ""};
}

// Signs as a Volcengine client does that writes this canonical request.
std::string sign_volcengine(const std::string& canonical_request) {
  std::string key = "SK";
  for (const auto step : {"20250605", "cn-beijing", "vms", "request"})
    key = hmac(Hash::kSha256, key, step);
  return to_hex(hmac(Hash::kSha256, key,
                     std::string("HMAC-SHA256\n") + kDate + "\n" + kScope + "\n" +
                         hash_hex(Hash::kSha256, canonical_request)));
}

std::string sign_huawei(const std::string& canonical_request) {
  return to_hex(hmac(Hash::kSha256, "SK",
                     std::string("SDK-HMAC-SHA256\n") + kDate + "\n" +
                         hash_hex(Hash::kSha256, canonical_request)));
}

Proof prove_volcengine(Request request, const std::string& signed_headers,
                       const std::string& canonical_request) {
  request.headers.emplace_back("X-Date", kDate);
  request.headers.emplace_back(
      "Authorization", std::string("HMAC-SHA256 Credential=AK/") + kScope + ", SignedHeaders=" +
                           signed_headers + ", Signature=" + sign_volcengine(canonical_request));
  return volcengine::prove(volcengine::read_claim(request), request, "SK");
}

Proof prove_presigned(const std::string& query, const std::string& canonical_request) {
  const Request request{
      "GET", "/?" + query + "&X-Signature=" + sign_volcengine(canonical_request), {}, ""};
  return volcengine::prove(volcengine::read_claim(request), request, "SK");
}

Proof prove_huawei(Request request, const std::string& signed_headers,
                   const std::string& canonical_request) {
  request.headers.emplace_back("X-Sdk-Date", kDate);
  request.headers.emplace_back("Authorization",
                               "SDK-HMAC-SHA256 Access=AK, SignedHeaders=" + signed_headers +
                                   ", Signature=" + sign_huawei(canonical_request));
  return huawei::prove(huawei::read_claim(request), request, "SK");
}

const std::string kPresigned =
    "Action=A&X-Algorithm=HMAC-SHA256&X-Credential=AK%2F20250605%2Fcn-beijing%2Fvms%2Frequest&X-"
    "Date=20250605T072735Z&X-NotSignBody=&X-SignedHeaders=";

}  // namespace

TEST_CASE("a malformed Volcengine Authorization header names its first flaw", "[auth]") {
  using volcengine::Flaw;
  struct Row {
    std::string authorization;
    Flaw flaw;
  };
  const std::string good = "Credential=AK/20250605/r/s/request";
  const std::string rest = ", SignedHeaders=x-date, Signature=ab";
  const Row rows[] = {
      {"HMAC-SHA256 " + good + rest, Flaw::kNone},
      {"  HMAC-SHA256   " + good + ",SignedHeaders=x-date ,  Signature=ab  ", Flaw::kNone},
      {"HMAC-SHA256 Signature=ab, SignedHeaders=x-date, " + good, Flaw::kNone},
      {"", Flaw::kAbsent},
      {" \t ", Flaw::kAbsent},
      {"HMAC-SHA256", Flaw::kUnreadable},
      {"HMAC-SHA256 ", Flaw::kUnreadable},
      {"HMAC-SHA256 ,", Flaw::kUnreadable},
      {"HMAC-SHA256 abc", Flaw::kUnreadable},
      {"HMAC-SHA256," + good + rest, Flaw::kUnreadable},
      {"hmac-sha256 " + good + rest, Flaw::kUnreadable},
      {"HMAC-SHA1 " + good + rest, Flaw::kUnreadable},
      {"Bearer abc", Flaw::kUnreadable},
      {"Basic QUs6U0s=", Flaw::kUnreadable},
      {"\xff\xfe \x80=\xff", Flaw::kUnreadable},
      {"HMAC-SHA256 " + good + rest + ",", Flaw::kUnreadable},
      {"HMAC-SHA256 " + good + ", " + good + rest, Flaw::kUnreadable},
      {"HMAC-SHA256 " + good + ", Color=red" + rest, Flaw::kUnreadable},
      {"HMAC-SHA256 Credential = AK/20250605/r/s/request" + rest, Flaw::kUnreadable},
      {"HMAC-SHA256 SignedHeaders=x-date, Signature=ab", Flaw::kUnreadable},
      {"HMAC-SHA256 " + good + ", Signature=ab", Flaw::kNoSignedHeaders},
      {"HMAC-SHA256 " + good + ", SignedHeaders=, Signature=ab", Flaw::kNoSignedHeaders},
      {"HMAC-SHA256 " + good + ", SignedHeaders=;;, Signature=ab", Flaw::kNoSignedHeaders},
      {"HMAC-SHA256 Credential=" + rest, Flaw::kBadCredential},
      {"HMAC-SHA256 Credential=AK" + rest, Flaw::kBadCredential},
      {"HMAC-SHA256 Credential=AK/20250605/r/request" + rest, Flaw::kBadCredential},
      {"HMAC-SHA256 Credential=AK/20250605/r/s/request/x" + rest, Flaw::kBadCredential},
      {"HMAC-SHA256 Credential=AK/20250605/r/s/aws4_request" + rest, Flaw::kBadCredential},
      {"HMAC-SHA256 Credential=AK/2025060/r/s/request" + rest, Flaw::kBadCredential},
      {"HMAC-SHA256 Credential=AK/2025-6-5/r/s/request" + rest, Flaw::kBadCredential},
      {"HMAC-SHA256 Credential=/20250605/r/s/request" + rest, Flaw::kNoAccessKey},
      {"HMAC-SHA256 Credential=AK/20250605//s/request" + rest, Flaw::kNoRegion},
      {"HMAC-SHA256 Credential=AK/20250605/r//request" + rest, Flaw::kNoService},
      {"HMAC-SHA256 " + good + ", SignedHeaders=x-date", Flaw::kNoSignature},
      {"HMAC-SHA256 " + good + ", SignedHeaders=x-date, Signature=", Flaw::kNoSignature},
  };
  for (const Row& row : rows) {
    INFO(row.authorization);
    const Request request = signed_by(row.authorization);
    const auto claim = volcengine::read_claim(request);
    CHECK(claim.flaw == row.flaw);
    CHECK_FALSE(claim.presigned);
    CHECK_FALSE(volcengine::prove(claim, request, "SK").matches);
  }
}

TEST_CASE("a malformed Huawei Cloud Authorization header names its first flaw", "[auth]") {
  using huawei::Flaw;
  struct Row {
    std::string authorization;
    Flaw flaw;
  };
  const std::string rest = ", SignedHeaders=x-sdk-date, Signature=ab";
  const Row rows[] = {
      {"SDK-HMAC-SHA256 Access=AK" + rest, Flaw::kNone},
      {"SDK-HMAC-SHA256 Access=AK,SignedHeaders=x-sdk-date,Signature=ab", Flaw::kNone},
      {"SDK-HMAC-SM3 Access=AK" + rest, Flaw::kNone},
      {"V11-HMAC-SHA256 Credential=AK/20250605/cn-north-4/gsl" + rest, Flaw::kNone},
      {"", Flaw::kAbsent},
      {" ", Flaw::kAbsent},
      {"SDK-HMAC-SHA256", Flaw::kUnreadable},
      {"SDK-HMAC-SHA256 Access", Flaw::kUnreadable},
      {"SDK-HMAC-SHA256, Access=AK" + rest, Flaw::kUnreadable},
      {"Bearer abc", Flaw::kUnreadable},
      {"SDK-ECDSA-P256-SHA256 Access=AK" + rest, Flaw::kUnreadable},
      {"SDK-HMAC-SHA256 Access=" + rest, Flaw::kUnreadable},
      {"SDK-HMAC-SHA256 Credential=AK/20250605/cn-north-4/gsl" + rest, Flaw::kUnreadable},
      {"SDK-HMAC-SHA256 Access=AK, Signature=ab", Flaw::kUnreadable},
      {"SDK-HMAC-SHA256 Access=AK, Access=AK" + rest, Flaw::kUnreadable},
      {"V11-HMAC-SHA256 Access=AK" + rest, Flaw::kUnreadable},
      {"V11-HMAC-SHA256 Credential=AK/20250605/cn-north-4/gsl, Access=AK" + rest,
       Flaw::kUnreadable},
      {"V11-HMAC-SHA256 Credential=AK/20250605/cn-north-4" + rest, Flaw::kUnreadable},
      {"V11-HMAC-SHA256 Credential=AK/20250605/cn-north-4/gsl/request" + rest, Flaw::kUnreadable},
      {"V11-HMAC-SHA256 Credential=AK/today/cn-north-4/gsl" + rest, Flaw::kUnreadable},
      {"V11-HMAC-SHA256 Credential=/20250605/cn-north-4/gsl" + rest, Flaw::kUnreadable},
      {"SDK-HMAC-SHA256 Access=AK, SignedHeaders=x-sdk-date", Flaw::kNoSignature},
      {"SDK-HMAC-SHA256 Access=AK, SignedHeaders=x-sdk-date, Signature=", Flaw::kNoSignature},
  };
  for (const Row& row : rows) {
    INFO(row.authorization);
    const Request request = signed_by(row.authorization, "x-sdk-date");
    const auto claim = huawei::read_claim(request);
    CHECK(claim.flaw == row.flaw);
    CHECK_FALSE(huawei::prove(claim, request, "SK").matches);
  }
  const auto undated = signed_by("SDK-HMAC-SHA256 Access=AK" + rest, "X-Date");
  CHECK(huawei::read_claim(undated).flaw == Flaw::kNoTimestamp);
}

TEST_CASE("a malformed presigned Volcengine URL names its first flaw", "[auth]") {
  using volcengine::Flaw;
  struct Row {
    std::string query;
    Flaw flaw;
  };
  const std::string scope = "&X-Credential=AK/20250605/r/s/request";
  const std::string rest = "&X-Date=20250605T072735Z&X-SignedHeaders=&X-Signature=ab";
  const Row rows[] = {
      {"X-Algorithm=HMAC-SHA256" + scope + rest, Flaw::kNone},
      {"Action=A&Version=V&X-Date=20250605T072735Z", Flaw::kAbsent},
      {"x-algorithm=HMAC-SHA256", Flaw::kAbsent},
      {"", Flaw::kAbsent},
      {"X-Signature=ab", Flaw::kUnreadable},
      {"X-Signature", Flaw::kUnreadable},
      {"X-Algorithm=HMAC-SHA256", Flaw::kUnreadable},
      {scope + rest, Flaw::kUnreadable},
      {"X-Algorithm=AWS4" + scope + rest, Flaw::kUnreadable},
      {"X-Algorithm=HMAC-SHA256" + scope + "&X-Signature=ab", Flaw::kNoSignedHeaders},
      {"X-Algorithm=HMAC-SHA256&X-Credential=%FF%00" + rest, Flaw::kBadCredential},
      {"X-Algorithm=HMAC-SHA256" + scope + "&X-SignedHeaders=&X-Signature=ab", Flaw::kNoTimestamp},
      {"X-Algorithm=HMAC-SHA256" + scope + "&X-SignedHeaders=&X-Date=1", Flaw::kNoSignature},
  };
  for (const Row& row : rows) {
    INFO(row.query);
    const Request request{"GET", "/?" + row.query, {}, ""};
    const auto claim = volcengine::read_claim(request);
    CHECK(claim.flaw == row.flaw);
    CHECK(claim.presigned == (row.flaw != Flaw::kAbsent));
    CHECK_FALSE(volcengine::prove(claim, request, "SK").matches);
  }
}

TEST_CASE("an unreadable credential still names its access key, but no region or service",
          "[auth]") {
  const auto claim = volcengine::read_claim(
      signed_by("HMAC-SHA256 Credential=AK/20250605, SignedHeaders=x-date, Signature=ab"));
  CHECK(claim.access_key == "AK");
  CHECK_FALSE(claim.scope_readable);
  CHECK(claim.region.empty());
  CHECK(claim.service.empty());
}

TEST_CASE("an Authorization header wins over a signature in the query", "[auth]") {
  Request request = signed_by(
      "HMAC-SHA256 Credential=AK/20250605/r/s/request, SignedHeaders=x-date, Signature=ab");
  request.target = "/?" + kPresigned + "&X-Signature=cd";
  const auto claim = volcengine::read_claim(request);
  CHECK_FALSE(claim.presigned);
  CHECK(claim.signature == "ab");
}

TEST_CASE("X-Expires sets how long a Volcengine signature is good for", "[auth]") {
  const auto lifetime = [](const std::string& expires) {
    const Request request{"GET", "/?" + kPresigned + "&X-Expires=" + expires, {}, ""};
    return volcengine::read_claim(request).lifetime.count();
  };
  CHECK(lifetime("60") == 60);
  CHECK(lifetime("0") == 0);
  CHECK(lifetime("") == 900);
  CHECK(lifetime("-1") == 900);
  CHECK(lifetime("soon") == 900);
  CHECK(lifetime("999999999999") == 3'153'600'000);
  CHECK(lifetime("99999999999999999999999999") == 3'153'600'000);

  Request request = signed_by("HMAC-SHA256 Credential=AK");
  request.headers.emplace_back("x-expires", "30");
  CHECK(volcengine::read_claim(request).lifetime.count() == 30);
}

TEST_CASE("an X-Date in another form is a claim without a time", "[auth]") {
  Request request = signed_by(
      "HMAC-SHA256 Credential=AK/20250605/r/s/request, SignedHeaders=x-date, Signature=ab");
  request.headers[1].second = "Thu, 05 Jun 2025 07:27:35 GMT";
  const auto claim = volcengine::read_claim(request);
  CHECK(claim.flaw == volcengine::Flaw::kNone);
  CHECK(claim.timestamp == "Thu, 05 Jun 2025 07:27:35 GMT");
  CHECK_FALSE(claim.signed_at);
}

TEST_CASE("repeated Volcengine parameters may be signed sorted or in wire order", "[auth]") {
  const Request request{"GET", "/?b=2&a=z&a=%2B&a=A&b=1", {}, ""};
  const std::string tail = std::string("\nx-date:") + kDate + "\n\nx-date\n" + kEmptyHash;
  CHECK(prove_volcengine(request, "x-date", "GET\n/\na=%2B&a=A&a=z&b=1&b=2" + tail).matches);
  CHECK(prove_volcengine(request, "x-date", "GET\n/\na=z&a=%2B&a=A&b=2&b=1" + tail).matches);
  CHECK_FALSE(prove_volcengine(request, "x-date", "GET\n/\nb=2&a=z&a=%2B&a=A&b=1" + tail).matches);
}

TEST_CASE("Volcengine parameters may be signed in the order of their encoded names", "[auth]") {
  const std::string tail = std::string("\nx-date:") + kDate + "\n\nx-date\n" + kEmptyHash;
  const Request other{"GET", "/?a~=1&a%C3%A9=2", {}, ""};  // ~ is behind %, and before a byte of é
  CHECK(prove_volcengine(other, "x-date", "GET\n/\na~=1&a%C3%A9=2" + tail).matches);
  CHECK(prove_volcengine(other, "x-date", "GET\n/\na%C3%A9=2&a~=1" + tail).matches);
}

TEST_CASE("names of Huawei Cloud parameters may be signed in lower case", "[auth]") {
  const Request request{"GET", "/v1/x?Limit=1&b=2", {}, ""};
  const std::string tail = std::string("\nx-sdk-date:") + kDate + "\n\nx-sdk-date\n" + kEmptyHash;
  CHECK(prove_huawei(request, "x-sdk-date", "GET\n/v1/x/\nLimit=1&b=2" + tail).matches);
  CHECK(prove_huawei(request, "x-sdk-date", "GET\n/v1/x/\nb=2&limit=1" + tail).matches);
  CHECK_FALSE(prove_huawei(request, "x-sdk-date", "GET\n/v1/x/\nb=2&Limit=1" + tail).matches);
}

TEST_CASE("a Volcengine client may drop only a default port from the host it signs", "[auth]") {
  const auto matches = [](const std::string& sent, const std::string& signed_as) {
    const Request request{"GET", "", {{"HOST", sent}}, ""};
    return prove_volcengine(request, "host;x-date",
                            "GET\n/\n\nhost:" + signed_as + "\nx-date:" + kDate +
                                "\n\nhost;x-date\n" + kEmptyHash)
        .matches;
  };
  CHECK(matches("h:443", "h"));
  CHECK(matches("h:443", "h:443"));
  CHECK(matches("h:80", "h"));
  CHECK_FALSE(matches("h:8080", "h"));
  CHECK_FALSE(matches("h", "h:80"));
}

TEST_CASE("the quirks of several Volcengine clients may come together", "[auth]") {
  const Request request{"GET", "/a%20b?i=2&i=1", {{"Host", "h:80"}, {"X-Extra", "a \t b"}}, ""};
  const Proof proof =
      prove_volcengine(request, "host;x-date;x-extra",
                       std::string("GET\n/a%2520b\ni=2&i=1\nhost:h\nx-date:") + kDate +
                           "\nx-extra:a \t b\n\nhost;x-date;x-extra\n" + kEmptyHash);
  CHECK(proof.matches);
  CHECK_THAT(proof.canonical_request, Catch::StartsWith("GET\n/a%2520b\ni=2&i=1\nhost:h\n"));
}

TEST_CASE("when nothing matches, the plain Volcengine reading is told", "[auth]") {
  const Request request{"GET", "/a%20b?i=2&i=1", {{"Host", "h:80"}, {"X-Extra", "a \t b"}}, ""};
  const Proof proof = prove_volcengine(request, "host;x-date;x-extra", "something else");
  CHECK_FALSE(proof.matches);
  CHECK(proof.canonical_request == std::string("GET\n/a%20b\ni=1&i=2\nhost:h:80\nx-date:") + kDate +
                                       "\nx-extra:a b\n\nhost;x-date;x-extra\n" + kEmptyHash);
  CHECK(proof.why.empty());
}

TEST_CASE("a signed header that was not sent is an empty line, one sent twice is its first value",
          "[auth]") {
  const Request request{"GET", "/", {{"X-Twice", "1"}, {"x-twice", "2"}}, ""};
  CHECK(prove_volcengine(request, "X-Twice;x-gone;x-date",
                         std::string("GET\n/\n\nx-twice:1\nx-gone:\nx-date:") + kDate +
                             "\n\nx-twice;x-gone;x-date\n" + kEmptyHash)
            .matches);
}

TEST_CASE("the date of a Volcengine credential has to be the day of X-Date", "[auth]") {
  Request request{"GET", "/", {}, ""};
  request.headers = {{"X-Date", "20250606T072735Z"},
                     {"Authorization", std::string("HMAC-SHA256 Credential=AK/") + kScope +
                                           ", SignedHeaders=x-date, Signature=ab"}};
  const Proof proof = volcengine::prove(volcengine::read_claim(request), request, "SK");
  CHECK_FALSE(proof.matches);
  CHECK(proof.why ==
        "the date of the credential, 20250605, is not the day of X-Date, 20250606T072735Z");
}

TEST_CASE("a presigned URL signs what X-SignedQueries lists, and a token even unlisted", "[auth]") {
  const std::string end = std::string("\n\n\n\n") + kEmptyHash;
  const std::string listed =
      "&X-SignedQueries=Action;X-Algorithm;X-Credential;X-Date;X-NotSignBody;X-SignedHeaders";
  const std::string with_token =
      std::string(kPresigned)
          .replace(kPresigned.find("&X-SignedHeaders"), 0, "&X-Security-Token=STS%2B");
  const std::string sent = kPresigned + listed + "&X-Security-Token=STS%2B&Late=1";
  CHECK(prove_presigned(sent, "GET\n/\n" + kPresigned + end).matches);
  CHECK(prove_presigned(sent, "GET\n/\n" + with_token + end).matches);
  CHECK_FALSE(prove_presigned(sent, "GET\n/\nLate=1&" + kPresigned + end).matches);
}

TEST_CASE("a presigned URL without X-SignedQueries signs all but the signature", "[auth]") {
  const std::string end = std::string("\n\n\n\n") + kEmptyHash;
  CHECK(prove_presigned("Z=1&" + kPresigned, "GET\n/\n" + kPresigned + "&Z=1" + end).matches);
  CHECK_FALSE(prove_presigned("Z=1&" + kPresigned, "GET\n/\n" + kPresigned + end).matches);
}

TEST_CASE("without X-NotSignBody a presigned URL signs the body", "[auth]") {
  std::string query = kPresigned;
  query.erase(query.find("&X-NotSignBody="), std::string("&X-NotSignBody=").size());
  const std::string signature =
      sign_volcengine("GET\n/\n" + query + "\n\n\n\n" + hash_hex(Hash::kSha256, "body"));
  Request request{"GET", "/?" + query + "&X-Signature=" + signature, {}, "body"};
  CHECK(volcengine::prove(volcengine::read_claim(request), request, "SK").matches);
  request.body = "ydob";
  CHECK_FALSE(volcengine::prove(volcengine::read_claim(request), request, "SK").matches);
}

TEST_CASE("X-Sdk-Date has to be among the headers that a Huawei Cloud request signs", "[auth]") {
  const Request request{"GET", "/v1/x", {{"Host", "h"}}, ""};
  const Proof proof =
      prove_huawei(request, "host", std::string("GET\n/v1/x/\n\nhost:h\n\nhost\n") + kEmptyHash);
  CHECK_FALSE(proof.matches);
  CHECK(proof.why == "x-sdk-date is not among the signed headers");
}

TEST_CASE("a hash that a Huawei Cloud request declares has to be that of the body", "[auth]") {
  const auto prove = [](const std::string& declared, const std::string& signed_hash) {
    const Request request{"POST", "/", {{"X-Sdk-Content-Sha256", declared}}, ""};
    return prove_huawei(
        request, "x-sdk-date",
        std::string("POST\n/\n\nx-sdk-date:") + kDate + "\n\nx-sdk-date\n" + signed_hash);
  };
  const std::string other = hash_hex(Hash::kSha256, "other");
  std::string capitals = kEmptyHash;
  for (char& c : capitals)
    if (c >= 'a') c = static_cast<char>(c - 'a' + 'A');
  CHECK(prove(kEmptyHash, kEmptyHash).matches);
  CHECK(prove(capitals, capitals).matches);
  CHECK(prove("UNSIGNED-PAYLOAD", "UNSIGNED-PAYLOAD").matches);
  CHECK(prove("UNSIGNED-PAYLOAD", kEmptyHash).matches);
  CHECK(prove("", kEmptyHash).matches);

  const Proof wrong = prove(other, other);
  CHECK_FALSE(wrong.matches);
  CHECK_THAT(wrong.canonical_request, Catch::EndsWith(kEmptyHash));
  CHECK_THAT(wrong.why, Catch::StartsWith("X-Sdk-Content-Sha256 is not the hash"));
  CHECK_FALSE(prove("STREAMING", "STREAMING").matches);
}

TEST_CASE("a derived Huawei Cloud key is good for one day only", "[auth]") {
  const Request request = signed_by(
      "V11-HMAC-SHA256 Credential=AK/20250604/cn-north-4/gsl, SignedHeaders=x-sdk-date, "
      "Signature=ab",
      "X-Sdk-Date");
  const Proof proof = huawei::prove(huawei::read_claim(request), request, "SK");
  CHECK_FALSE(proof.matches);
  CHECK_THAT(proof.why, Catch::StartsWith("the date of the credential, 20250604,"));
}

TEST_CASE("huge and hostile requests are judged in the end", "[auth]") {
  std::string list = "x-date;x-sdk-date";
  Headers headers = {{"X-Big", std::string(100'000, ' ') + "x"}, {"X-Date", kDate}};
  for (int i = 0; i < 20'000; ++i) {
    list += ";x-big;a" + std::to_string(i);
    headers.emplace_back("a" + std::to_string(i), "\xff  \x01");
  }
  headers.emplace_back("X-Sdk-Date", kDate);
  headers.emplace_back("X-Content-Sha256", kEmptyHash);
  std::string query;
  for (int i = 0; i < 5'000; ++i) query += "&=%&%zz=\xc3&a";
  Request request{"GET", std::string(10'000, '/') + "%?" + query, headers, ""};

  request.headers.emplace_back("Authorization", std::string("HMAC-SHA256 Credential=AK/") + kScope +
                                                    ", SignedHeaders=" + list + ", Signature=ab");
  const auto first = volcengine::read_claim(request);
  CHECK(first.flaw == volcengine::Flaw::kNone);
  CHECK(first.signed_headers.size() == 20'003);
  const Proof proof = volcengine::prove(first, request, "SK");
  CHECK_FALSE(proof.matches);
  CHECK(proof.why.empty());

  request.headers.back().second =
      "SDK-HMAC-SHA256 Access=AK, SignedHeaders=" + list + ", Signature=ab";
  CHECK_FALSE(huawei::prove(huawei::read_claim(request), request, "SK").matches);

  for (const std::string& rubbish :
       {std::string(200'000, ','), std::string(200'000, '='), std::string(200'000, '/'),
        "HMAC-SHA256 Credential=" + std::string(200'000, '/'),
        "SDK-HMAC-SHA256 " + std::string(200'000, ';'), std::string("\0 \0=\0", 5)}) {
    request.headers.back().second = rubbish;
    CHECK(volcengine::read_claim(request).flaw != volcengine::Flaw::kNone);
    CHECK(huawei::read_claim(request).flaw != huawei::Flaw::kNone);
  }
}

TEST_CASE("a claim read from an empty request is absent and proves nothing", "[auth]") {
  const Request empty{"", "", {}, ""};
  CHECK(volcengine::read_claim(empty).flaw == volcengine::Flaw::kAbsent);
  CHECK(huawei::read_claim(empty).flaw == huawei::Flaw::kAbsent);
  CHECK_FALSE(volcengine::prove({}, empty, "").matches);
  CHECK_FALSE(huawei::prove({}, empty, "").matches);
}

}  // namespace virga
