#include "auth/huawei.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

#include "auth/mistake/mistake.h"
#include "auth/signing_key.h"
#include "base/digest.h"
#include "base/text.h"

namespace virga::huawei {
namespace {

using canonical::PathReading;
using canonical::Readings;
using canonical::ValueOrder;

constexpr std::chrono::minutes kClockTolerance{15};  // [doc]
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

// Only the derived form has one.
std::vector<std::string> scope_of(const Claim& claim) {
  if (claim.algorithm != Algorithm::kDerived) return {};
  return {claim.date, claim.region, claim.service};
}

// Only the derived form does not sign with the secret itself.
std::string signing_key(const Claim& claim, std::string_view secret, SigningKeys* keys) {
  if (claim.algorithm != Algorithm::kDerived) return std::string(secret);
  const auto scope = scope_of(claim);
  const auto derive = [&] { return derived_key(claim.access_key, secret, scope); };
  return keys != nullptr ? keys->find(claim.access_key, secret, scope, derive) : derive();
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

std::optional<Examination> obstacle(const Claim& claim, const Scheme& scheme,
                                    std::string_view declared, std::string_view body_hash) {
  const auto& names = claim.signed_headers;
  if (claim.flaw != Flaw::kNone)
    return Examination{Component::kAuthorization, "the request claims no complete signature"};
  if (std::find(names.begin(), names.end(), "x-sdk-date") == names.end())
    return Examination{Component::kSignedHeaders, "x-sdk-date is not among the signed headers"};
  if (claim.algorithm == Algorithm::kDerived &&
      !std::string_view(claim.timestamp).starts_with(claim.date))
    return Examination{Component::kScopeDate, "the date of the credential, " + claim.date +
                                                  ", is not the day of X-Sdk-Date, " +
                                                  claim.timestamp};
  if (!declared.empty() && declared != kUnsigned && !same_letters(declared, body_hash))
    return Examination{Component::kBodyHash, std::string(scheme.content_header) +
                                                 " is not the hash of the body received, " +
                                                 std::string(body_hash)};
  return std::nullopt;
}

// Of one request, what its readings are made from.
class Material {
 public:
  Material(const Claim& claim, const Request& request)
      : claim_(claim),
        request_(request),
        scheme_(scheme_of(claim.algorithm)),
        query_(parse_query(http::query_of(request.target))),
        lines_(canonical::pick(request.headers, claim.signed_headers)),
        declared_(trim(http::header(request.headers, scheme_.content_header))),
        body_hash_(hash_hex(scheme_.hash, request.body)) {}

  const Scheme& scheme() const { return scheme_; }
  const canonical::Parameters& query() const { return query_; }
  std::optional<Examination> obstacle() const {
    return huawei::obstacle(claim_, scheme_, declared_, body_hash_);
  }

  Readings plain() const {
    return {
        .method = request_.method,
        .paths = {slashed_path(raw_path(), PathReading::kDecodeEncode)},
        .queries = {canonical::query(query_, ValueOrder::kByValue)},
        .header_lines = {canonical::header_lines(lines_, canonical::InnerSpaces::kKept)},
        .signed_headers = canonical::join(claim_.signed_headers, ';'),
        .payloads = {declared_ == kUnsigned ? std::string(kUnsigned) : body_hash_},
    };
  }

  void widen(Readings& readings) const {
    // The Node and C++ SDKs encode the path they were given, escapes and all.
    canonical::add_reading(readings.paths,
                           slashed_path(raw_path(), PathReading::kEncodeAsReceived));
    canonical::add_reading(readings.queries,
                           canonical::query(with_lower_names(query_), ValueOrder::kByValue));
    // A declared hash is signed in the letters it is sent in. The Python SDK signs the hash of an
    // empty body even when it declares the body unsigned.
    if (!declared_.empty()) canonical::add_reading(readings.payloads, std::string(declared_));
    canonical::add_reading(readings.payloads, body_hash_);
  }

 private:
  std::string_view raw_path() const { return http::path_of(request_.target); }

  const Claim& claim_;
  const Request& request_;
  const Scheme& scheme_;
  const canonical::Parameters query_;
  const std::vector<canonical::Line> lines_;
  const std::string_view declared_;
  const std::string body_hash_;
};

constexpr doctor::Mistake kMistakes[] = {
    doctor::wrong_signature, doctor::wrong_body_hash,    doctor::wrong_host,
    doctor::wrong_path,      doctor::wrong_header_value, doctor::wrong_signed_headers,
    doctor::wrong_query,     doctor::wrong_date,         doctor::wrong_scope,
    doctor::wrong_secret,    doctor::wrong_derived_key,  doctor::wrong_algorithm,
    doctor::wrong_layout,    doctor::wrong_method,       doctor::one_character_off,
};

}  // namespace

std::string_view words_for(Flaw flaw) {
  switch (flaw) {
    case Flaw::kNone: return "";
    case Flaw::kAbsent: return "no Authorization header";
    case Flaw::kUnreadable:
      return "Authorization is not `SDK-HMAC-SHA256 Access=…, SignedHeaders=…, Signature=…`";
    case Flaw::kNoTimestamp: return "X-Sdk-Date is missing";
    case Flaw::kNoSignature: return "Signature is missing";
  }
  return "";
}

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

bool is_timely(const Claim& claim, Time now) {
  const auto apart = claim.signed_at ? now - *claim.signed_at : now - Time();
  return apart <= kClockTolerance && apart >= -kClockTolerance;
}

Proof prove(const Claim& claim, const Request& request, std::string_view secret,
            SigningKeys* keys) {
  const Material material(claim, request);
  const Scheme& scheme = material.scheme();
  canonical::Seal seal{.hash = scheme.hash, .head = std::string(scheme.name), .key = {}};
  seal.head += "\n" + claim.timestamp + "\n";
  if (claim.algorithm == Algorithm::kDerived) seal.head += scope_text(scope_of(claim)) + "\n";
  if (auto wrong = material.obstacle())
    return canonical::refuse(material.plain(), seal, std::move(wrong->what));
  seal.key = signing_key(claim, secret, keys);
  return canonical::first_match(
      material.plain(), [&](Readings& readings) { material.widen(readings); }, seal,
      claim.signature);
}

Examination diagnose(const Claim& claim, const Request& request, std::string_view secret) {
  const Material material(claim, request);
  doctor::Case of{.request = request,
                  .signature = claim.signature,
                  .parameters = material.query(),
                  .listed = claim.signed_headers,
                  .date_name = "X-Sdk-Date",
                  .hash_name = material.scheme().content_header,
                  .habits = {},
                  .obstacle = material.obstacle()};
  if (claim.flaw != Flaw::kNone) return *of.obstacle;
  Readings readings = material.plain();
  material.widen(readings);
  doctor::Reading frame;
  frame.hash = material.scheme().hash;
  frame.algorithm = material.scheme().name;
  frame.timestamp = claim.timestamp;
  frame.key = claim.algorithm == Algorithm::kDerived ? doctor::Key::kDerived : doctor::Key::kSecret;
  frame.access_key = claim.access_key;
  frame.secret = secret;
  frame.scope = frame.key_scope = scope_of(claim);
  of.habits = doctor::combine(readings, frame);
  return doctor::examine(of, kMistakes);
}

}  // namespace virga::huawei
