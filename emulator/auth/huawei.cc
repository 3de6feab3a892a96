#include "auth/huawei.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/digest.h"
#include "base/text.h"

namespace virga::huawei {
namespace {

using canonical::PathReading;
using canonical::Readings;

constexpr std::string_view kUnsigned = "UNSIGNED-PAYLOAD";

struct Scheme {
  Algorithm algorithm;
  std::string_view name;
  std::string_view identity;  // the part of the Authorization header that holds the access key
  Hash hash;
  std::string_view content_header;  // where the client declares the hash of the body
};

// SDK-ECDSA-P256-SHA256 and SDK-SM2-SM3 exist, too; no client uses them unasked.
constexpr Scheme kSchemes[] = {
    {Algorithm::kSdkSha256, "SDK-HMAC-SHA256", "Access", Hash::kSha256, "X-Sdk-Content-Sha256"},
    {Algorithm::kSdkSm3, "SDK-HMAC-SM3", "Access", Hash::kSm3, "X-Sdk-Content-Sm3"},
    {Algorithm::kDerived, "V11-HMAC-SHA256", "Credential", Hash::kSha256, "X-Sdk-Content-Sha256"},
};

const Scheme& scheme_of(Algorithm algorithm) {
  return *std::find_if(std::begin(kSchemes), std::end(kSchemes),
                       [&](const Scheme& scheme) { return scheme.algorithm == algorithm; });
}

// {AK}/{YYYYMMDD}/{region}/{service}, without a terminator
bool read_credential(std::string_view credential, Claim& claim) {
  const auto parts = split(credential, '/');
  claim.access_key = parts[0];
  if (parts.size() != 4) return false;
  claim.date = parts[1];
  claim.region = parts[2];
  claim.service = parts[3];
  return claim.date.size() == 8 && is_digits(claim.date) && !claim.region.empty() &&
         !claim.service.empty();
}

// Whether the Authorization header could be read.
bool read_authorization(std::string_view header, Claim& claim) {
  const auto parsed = canonical::parse_authorization(
      header, {"Access", "Credential", "SignedHeaders", "Signature"});
  if (!parsed) return false;
  const auto scheme =
      std::find_if(std::begin(kSchemes), std::end(kSchemes),
                   [&](const Scheme& each) { return each.name == parsed->algorithm; });
  if (scheme == std::end(kSchemes)) return false;
  claim.algorithm = scheme->algorithm;
  claim.signature = parsed->find("Signature").value_or("");
  const auto names = parsed->find("SignedHeaders");
  if (names) claim.signed_headers = canonical::header_names(*names);

  const bool derived = scheme->algorithm == Algorithm::kDerived;
  const auto identity = parsed->find(scheme->identity);
  if (!identity || parsed->find(derived ? "Access" : "Credential")) return false;
  if (derived) {
    if (!read_credential(*identity, claim)) return false;
  } else {
    claim.access_key = *identity;
  }
  return names && !claim.access_key.empty();
}

// Day, region and service, as a derived key is made for them.
std::string scope_of(const Claim& claim) {
  return claim.date + "/" + claim.region + "/" + claim.service;
}

// Only the derived form does not sign with the secret itself, and signs with hex text, not bytes.
std::string signing_key(const Claim& claim, std::string_view secret) {
  if (claim.algorithm != Algorithm::kDerived) return std::string(secret);
  const std::string pseudorandom = hmac(Hash::kSha256, claim.access_key, secret);
  return to_hex(hmac(Hash::kSha256, pseudorandom, scope_of(claim) + '\x01'));
}

// The slash at the end is signed whether it is on the wire or not.
std::string slashed_path(std::string_view raw, PathReading reading) {
  std::string path = canonical::path(raw, reading);
  if (!path.ends_with('/')) path += '/';
  return path;
}

// The older Go SDK signs the names of parameters in lower case.
canonical::Parameters with_lower_names(canonical::Parameters parameters) {
  for (auto& [name, value] : parameters) name = lower(name);
  return parameters;
}

std::string obstacle(const Claim& claim, const Scheme& scheme, std::string_view declared,
                     std::string_view body_hash) {
  const auto& names = claim.signed_headers;
  if (claim.flaw != Flaw::kNone) return "the request claims no complete signature";
  if (std::find(names.begin(), names.end(), "x-sdk-date") == names.end())
    return "x-sdk-date is not among the signed headers";
  if (claim.algorithm == Algorithm::kDerived &&
      !std::string_view(claim.timestamp).starts_with(claim.date))
    return "the date of the credential, " + claim.date + ", is not the day of X-Sdk-Date, " +
           claim.timestamp;
  if (!declared.empty() && declared != kUnsigned && !same_letters(declared, body_hash))
    return std::string(scheme.content_header) + " is not the hash of the body received, " +
           std::string(body_hash);
  return {};
}

}  // namespace

Claim read_claim(const Request& request) {
  Claim claim;
  claim.timestamp = http::header(request.headers, "X-Sdk-Date");
  claim.signed_at = parse_basic_time(claim.timestamp);
  claim.session_token = http::header(request.headers, "X-Security-Token");
  const std::string_view authorization = trim(http::header(request.headers, "Authorization"));
  if (authorization.empty()) return claim;
  if (!read_authorization(authorization, claim))
    claim.flaw = Flaw::kUnreadable;
  else if (claim.timestamp.empty())
    claim.flaw = Flaw::kNoTimestamp;
  else
    claim.flaw = claim.signature.empty() ? Flaw::kNoSignature : Flaw::kNone;
  return claim;
}

Proof prove(const Claim& claim, const Request& request, std::string_view secret) {
  const Scheme& scheme = scheme_of(claim.algorithm);
  const std::string_view raw_path = http::path_of(request.target);
  const canonical::Parameters query = parse_query(http::query_of(request.target));
  const auto lines = canonical::pick(request.headers, claim.signed_headers);
  const std::string_view declared = trim(http::header(request.headers, scheme.content_header));
  const std::string body_hash = hash_hex(scheme.hash, request.body);

  Readings plain{
      .method = request.method,
      .paths = {slashed_path(raw_path, PathReading::kDecodeEncode)},
      .queries = {canonical::query(query, canonical::ValueOrder::kByValue)},
      .header_lines = {canonical::header_lines(lines, canonical::InnerSpaces::kKept)},
      .signed_headers = canonical::join(claim.signed_headers, ';'),
      .payloads = {declared == kUnsigned ? std::string(kUnsigned) : body_hash},
  };
  canonical::Seal seal{.hash = scheme.hash, .head = std::string(scheme.name), .key = {}};
  seal.head += "\n" + claim.timestamp + "\n";
  if (claim.algorithm == Algorithm::kDerived) seal.head += scope_of(claim) + "\n";
  if (std::string why = obstacle(claim, scheme, declared, body_hash); !why.empty())
    return canonical::refuse(plain, seal, std::move(why));

  const auto widen = [&](Readings& readings) {
    // The Node and C++ SDKs encode the path they were given, escapes and all.
    canonical::add_reading(readings.paths, slashed_path(raw_path, PathReading::kEncodeAsReceived));
    canonical::add_reading(readings.queries, canonical::query(with_lower_names(query),
                                                              canonical::ValueOrder::kByValue));
    // A declared hash is signed in the letters it is sent in. The Python SDK signs the hash of an
    // empty body even when it declares the body unsigned.
    if (!declared.empty()) canonical::add_reading(readings.payloads, std::string(declared));
    canonical::add_reading(readings.payloads, body_hash);
  };
  seal.key = signing_key(claim, secret);
  return canonical::first_match(std::move(plain), widen, seal, claim.signature);
}

}  // namespace virga::huawei
