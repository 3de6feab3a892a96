// Holds the two signature checks against requests that the vendors' own signers made, and against
// tampered variants of them.
#include <algorithm>
#include <catch2/catch.hpp>

#include "auth/huawei.h"
#include "auth/volcengine.h"
#include "base/json.h"
#include "support/vectors.h"

namespace virga {
namespace {

Request volcengine_variant(const std::string& id) {
  return request_of(tampered_variant("volcengine", id));
}

Request huawei_variant(const std::string& id) { return request_of(tampered_variant("huawei", id)); }

constexpr auto kSecret = "SKvirgatest";

bool holds(const Proof& proof, std::string_view text) {
  return (proof.canonical_request + proof.string_to_sign + proof.why).find(text) !=
         std::string::npos;
}

}  // namespace

TEST_CASE("every request that an official Volcengine signer made is proven", "[auth]") {
  const auto vectors = signed_vectors("volcengine");
  REQUIRE(vectors.size() == 30);
  for (const Json& vector : vectors) {
    DYNAMIC_SECTION(id_of(vector)) {
      const Request request = request_of(vector);
      const Json& keys = vector.at("credentials");
      const Json& expected = vector.at("expected");

      const auto claim = volcengine::read_claim(request);
      CHECK(claim.flaw == volcengine::Flaw::kNone);
      CHECK(claim.presigned == !expected.contains("authorization"));
      CHECK(claim.scope_readable);
      CHECK(claim.access_key == text_of(keys, "access_key_id"));
      CHECK(claim.date == "20250605");
      CHECK(claim.region == text_of(vector, "region"));
      CHECK(claim.service == text_of(vector, "service"));
      CHECK(claim.timestamp == text_of(vector, "date"));
      CHECK(claim.signed_at == parse_basic_time("20250605T072735Z"));
      CHECK(claim.lifetime == std::chrono::seconds(900));
      CHECK(claim.session_token == token_of(vector));
      CHECK(claim.signature == text_of(expected, "signature"));

      const Proof proof = volcengine::prove(claim, request, secret_of(vector));
      CHECK(proof.matches);
      CHECK(proof.canonical_request == text_of(expected, "canonical_request"));
      CHECK(proof.string_to_sign == text_of(expected, "string_to_sign"));
      CHECK(proof.why.empty());

      CHECK_FALSE(volcengine::prove(claim, request, "SKvirgatesT").matches);
      CHECK_FALSE(volcengine::prove(claim, request, "").matches);
    }
  }
}

TEST_CASE("every request that an official Huawei Cloud signer made is proven", "[auth]") {
  const auto vectors = signed_vectors("huawei");
  REQUIRE(vectors.size() == 27);
  for (const Json& vector : vectors) {
    DYNAMIC_SECTION(id_of(vector)) {
      const Request request = request_of(vector);
      const Json& keys = vector.at("credentials");
      const Json& expected = vector.at("expected");

      const auto claim = huawei::read_claim(request);
      CHECK(claim.flaw == huawei::Flaw::kNone);
      CHECK(claim.access_key == text_of(keys, "access_key_id"));
      CHECK(claim.timestamp == text_of(vector, "date"));
      CHECK(claim.signed_at == parse_basic_time("20250605T072735Z"));
      CHECK(claim.session_token == token_of(vector));
      CHECK(claim.signature == text_of(expected, "signature"));

      const Proof proof = huawei::prove(claim, request, secret_of(vector));
      CHECK(proof.matches);
      CHECK(proof.canonical_request == text_of(expected, "canonical_request"));
      CHECK(proof.string_to_sign == text_of(expected, "string_to_sign"));
      CHECK(proof.why.empty());

      CHECK_FALSE(huawei::prove(claim, request, "SKvirgatesT").matches);
      CHECK_FALSE(huawei::prove(claim, request, "").matches);
    }
  }
}

TEST_CASE("a tampered Volcengine request is not proven, and nothing secret is told", "[auth]") {
  const auto id = GENERATE("v_bad_signature", "v_body_changed", "v_hash_header_changed",
                           "v_signed_header_changed", "v_unknown_service", "v_no_action");
  INFO(id);
  const Request request = volcengine_variant(id);
  const auto claim = volcengine::read_claim(request);
  CHECK(claim.flaw == volcengine::Flaw::kNone);
  const Proof proof = volcengine::prove(claim, request, kSecret);
  CHECK_FALSE(proof.matches);
  CHECK_FALSE(holds(proof, kSecret));
  CHECK_FALSE(holds(proof, "c3519d77c43f8e5e"));  // the signing key
  CHECK_FALSE(holds(proof, "4287498448bd9c82"));  // the valid signature of the untampered requests
  CHECK_FALSE(holds(proof, "e9b110488a2ee4c0"));
}

TEST_CASE("a Volcengine request whose body was changed is answered with the hash received",
          "[auth]") {
  const Request request = volcengine_variant("v_body_changed");
  const Proof proof = volcengine::prove(volcengine::read_claim(request), request, kSecret);
  CHECK_THAT(proof.canonical_request, Catch::EndsWith(hash_hex(Hash::kSha256, request.body)));
  CHECK_THAT(proof.why, Catch::StartsWith("X-Content-Sha256 is not the hash"));
}

TEST_CASE("each missing part of a Volcengine signature is told apart", "[auth]") {
  using volcengine::Flaw;
  const auto flaw = [](const char* id) {
    const Request request = volcengine_variant(id);
    const auto claim = volcengine::read_claim(request);
    CHECK_FALSE(volcengine::prove(claim, request, kSecret).matches);
    return claim.flaw;
  };
  CHECK(flaw("v_no_auth") == Flaw::kAbsent);
  CHECK(flaw("v_bad_scheme") == Flaw::kUnreadable);
  CHECK(flaw("v_no_x_date") == Flaw::kNoTimestamp);
  CHECK(flaw("v_presigned_no_signature") == Flaw::kNoSignature);
}

TEST_CASE("a Volcengine request is proven whatever its session token and action are worth",
          "[auth]") {
  const auto id = GENERATE("v_bad_session_token", "v_unknown_action", "v_expired");
  const Request request = volcengine_variant(id);
  const auto claim = volcengine::read_claim(request);
  CHECK(volcengine::prove(claim, request, kSecret).matches);
}

TEST_CASE("a tampered Huawei Cloud request gets the gateway's own canonical request", "[auth]") {
  const auto id = GENERATE("h_bad_signature", "h_body_changed");
  INFO(id);
  const Json tampered = tampered_variant("huawei", id);
  const Request request = request_of(tampered);
  const auto claim = huawei::read_claim(request);
  CHECK(claim.flaw == huawei::Flaw::kNone);

  const Proof proof = huawei::prove(claim, request, kSecret);
  CHECK_FALSE(proof.matches);
  std::string echo = proof.canonical_request;
  std::replace(echo.begin(), echo.end(), '\n', '|');
  CHECK(text_of(tampered.at("expected"), "error_msg") ==
        "Incorrect IAM authentication information: verify aksk signature fail, canonicalRequest:" +
            echo);
  CHECK_FALSE(holds(proof, kSecret));
  CHECK_FALSE(holds(proof, "b129b4d063b3cab8"));  // the valid signature of the untampered request
}

TEST_CASE("a Huawei Cloud request without a signature claims none", "[auth]") {
  const auto id = GENERATE("h_no_auth", "h_bad_token", "h_expired_token");
  CHECK(huawei::read_claim(huawei_variant(id)).flaw == huawei::Flaw::kAbsent);
}

}  // namespace virga
