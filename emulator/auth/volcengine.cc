#include "auth/volcengine.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "auth/mistake/mistake.h"
#include "auth/signing_key.h"
#include "base/digest.h"
#include "base/text.h"

namespace virga::volcengine {
namespace {

using canonical::HostPort;
using canonical::InnerSpaces;
using canonical::Parameters;
using canonical::PathReading;
using canonical::Readings;
using canonical::ValueOrder;

constexpr std::string_view kAlgorithm = "HMAC-SHA256";
constexpr std::string_view kTerminator = "request";
constexpr std::string_view kToken = "X-Security-Token";
constexpr std::string_view kBodyHash = "X-Content-Sha256";

// Far beyond any use, and small enough to be added to a time.
constexpr std::chrono::seconds kLongestLifetime = std::chrono::hours(24 * 365 * 100);

const std::string* find(const Parameters& parameters, std::string_view name) {
  const auto found = std::find_if(parameters.begin(), parameters.end(),
                                  [&](const auto& pair) { return pair.first == name; });
  return found == parameters.end() ? nullptr : &found->second;
}

std::string text_of(const Parameters& parameters, std::string_view name) {
  const std::string* found = find(parameters, name);
  return found == nullptr ? std::string() : *found;
}

// {AK}/{YYYYMMDD}/{region}/{service}/request
void read_credential(std::string_view credential, Claim& claim) {
  const auto parts = split(credential, '/');
  claim.access_key = parts[0];
  if (parts.size() != 5) return;
  claim.date = parts[1];
  claim.region = parts[2];
  claim.service = parts[3];
  claim.scope_readable = claim.date.size() == 8 && is_digits(claim.date) && parts[4] == kTerminator;
}

void read_timestamp(std::string_view timestamp, Claim& claim) {
  claim.timestamp = timestamp;
  claim.signed_at = parse_basic_time(timestamp);
}

// What is no whole number leaves the default: how the real gateway takes it is not documented.
void read_lifetime(std::string_view expires, Claim& claim) {
  if (!is_digits(expires)) return;
  const auto seconds = parse_integer(expires).value_or(kLongestLifetime.count());
  claim.lifetime = std::min(std::chrono::seconds(seconds), kLongestLifetime);
}

Flaw first_flaw_of_scope(const Claim& claim) {
  if (!claim.scope_readable) return Flaw::kBadCredential;
  if (claim.access_key.empty()) return Flaw::kNoAccessKey;
  if (claim.region.empty()) return Flaw::kNoRegion;
  if (claim.service.empty()) return Flaw::kNoService;
  if (claim.timestamp.empty()) return Flaw::kNoTimestamp;
  if (claim.signature.empty()) return Flaw::kNoSignature;
  return Flaw::kNone;
}

// The header in parts; nothing when it is of another scheme or names no credential.
std::optional<canonical::Authorization> read_authorization(std::string_view header) {
  auto parsed =
      canonical::parse_authorization(header, {"Credential", "SignedHeaders", "Signature"});
  if (parsed && (parsed->algorithm != kAlgorithm || !parsed->find("Credential"))) parsed.reset();
  return parsed;
}

Claim read_header_form(std::string_view authorization, const Request& request) {
  Claim claim;
  claim.flaw = Flaw::kUnreadable;
  read_timestamp(http::header(request.headers, "X-Date"), claim);
  read_lifetime(http::header(request.headers, "X-Expires"), claim);
  claim.session_token = http::header(request.headers, kToken);

  const auto parsed = read_authorization(authorization);
  if (!parsed) return claim;
  read_credential(*parsed->find("Credential"), claim);
  claim.signature = parsed->find("Signature").value_or("");
  claim.signed_headers = canonical::header_names(parsed->find("SignedHeaders").value_or(""));
  claim.flaw = claim.signed_headers.empty() ? Flaw::kNoSignedHeaders : first_flaw_of_scope(claim);
  return claim;
}

Claim read_query_form(const Parameters& query) {
  Claim claim;
  claim.flaw = Flaw::kUnreadable;
  claim.presigned = true;
  read_timestamp(text_of(query, "X-Date"), claim);
  read_lifetime(text_of(query, "X-Expires"), claim);
  claim.session_token = text_of(query, kToken);
  claim.signature = text_of(query, "X-Signature");
  claim.body_signed = find(query, "X-NotSignBody") == nullptr;
  if (const std::string* names = find(query, "X-SignedQueries")) {
    claim.signed_queries.emplace();
    for (const std::string_view name : split(*names, ';')) claim.signed_queries->emplace_back(name);
  }
  const std::string* credential = find(query, "X-Credential");
  if (credential == nullptr) return claim;
  read_credential(*credential, claim);
  if (text_of(query, "X-Algorithm") != kAlgorithm) return claim;
  const std::string* names = find(query, "X-SignedHeaders");
  if (names != nullptr) claim.signed_headers = canonical::header_names(*names);
  claim.flaw = names == nullptr ? Flaw::kNoSignedHeaders : first_flaw_of_scope(claim);
  return claim;
}

// The parameters that a presigned URL's signature covers. `and_token`: volc-sdk-python signs the
// session token without naming it in X-SignedQueries.
Parameters covered(const Claim& claim, const Parameters& sent, bool and_token) {
  std::unordered_set<std::string_view> named;
  if (claim.signed_queries)
    named.insert(claim.signed_queries->begin(), claim.signed_queries->end());
  Parameters kept;
  for (const auto& pair : sent) {
    const bool listed = !claim.signed_queries || named.contains(pair.first);
    if (pair.first != "X-Signature" && (listed || (and_token && pair.first == kToken)))
      kept.push_back(pair);
  }
  return kept;
}

std::optional<Examination> obstacle(const Claim& claim, const Request& request,
                                    std::string_view body_hash) {
  if (claim.flaw != Flaw::kNone)
    return Examination{Component::kAuthorization, "the request claims no complete signature"};
  if (!std::string_view(claim.timestamp).starts_with(claim.date))
    return Examination{Component::kScopeDate, "the date of the credential, " + claim.date +
                                                  ", is not the day of X-Date, " + claim.timestamp};
  const std::string* declared = http::find_header(request.headers, kBodyHash);
  if (declared != nullptr && trim(*declared) != body_hash)
    return Examination{Component::kBodyHash, std::string(kBodyHash) +
                                                 " is not the hash of the body received, " +
                                                 std::string(body_hash)};
  return std::nullopt;
}

std::vector<std::string> scope_of(const Claim& claim) {
  return {claim.date, claim.region, claim.service, std::string(kTerminator)};
}

// Of one request, what its readings are made from.
class Material {
 public:
  Material(const Claim& claim, const Request& request)
      : claim_(claim),
        request_(request),
        sent_(parse_query(http::query_of(request.target))),
        signed_(claim.presigned ? covered(claim, sent_, false) : sent_),
        lines_(canonical::pick(request.headers, claim.signed_headers)),
        body_hash_(hash_hex(Hash::kSha256, request.body)) {}

  const Parameters& signed_query() const { return signed_; }
  std::optional<Examination> obstacle() const {
    return volcengine::obstacle(claim_, request_, body_hash_);
  }

  // Those of @volcengine/openapi, and of all other clients wherever they agree with it.
  Readings plain() const {
    return {
        .method = request_.method,
        .paths = {canonical::path(raw_path(), PathReading::kAsReceived)},
        .queries = {canonical::query(signed_, ValueOrder::kByEncodedForm)},
        .header_lines = {canonical::header_lines(lines_, InnerSpaces::kCollapsed)},
        .signed_headers = canonical::join(claim_.signed_headers, ';'),
        .payloads = {claim_.body_signed ? body_hash_ : hash_hex(Hash::kSha256, "")},
    };
  }

  // Each that is added is a habit of some official client.
  void widen(Readings& readings) const {
    for (const PathReading reading : {PathReading::kDecodeEncode, PathReading::kEncodeAsReceived})
      canonical::add_reading(readings.paths, canonical::path(raw_path(), reading));
    // The vendor's C++ demo orders parameters by their encoded names.
    for (const ValueOrder order : {ValueOrder::kAsSent, ValueOrder::kAllByEncodedForm})
      canonical::add_reading(readings.queries, canonical::query(signed_, order));
    if (claim_.presigned) {
      const Parameters and_token = covered(claim_, sent_, true);
      for (const ValueOrder order : {ValueOrder::kByEncodedForm, ValueOrder::kAsSent})
        canonical::add_reading(readings.queries, canonical::query(and_token, order));
    }
    for (const HostPort port : {HostPort::kAsSent, HostPort::kDefaultStripped})
      for (const InnerSpaces spaces : {InnerSpaces::kCollapsed, InnerSpaces::kKept})
        canonical::add_reading(readings.header_lines,
                               canonical::header_lines(lines_, spaces, port));
  }

 private:
  std::string_view raw_path() const { return http::path_of(request_.target); }

  const Claim& claim_;
  const Request& request_;
  const Parameters sent_;
  const Parameters signed_;
  const std::vector<canonical::Line> lines_;
  const std::string body_hash_;
};

constexpr doctor::Mistake kMistakes[] = {
    doctor::wrong_signature,    doctor::wrong_body_hash,      doctor::wrong_host,
    doctor::wrong_header_value, doctor::wrong_signed_headers, doctor::wrong_query,
    doctor::wrong_path,         doctor::wrong_date,           doctor::wrong_scope,
    doctor::wrong_secret,       doctor::wrong_chained_key,    doctor::wrong_algorithm,
    doctor::wrong_layout,       doctor::wrong_method,         doctor::one_character_off,
};

}  // namespace

std::string_view words_for(Flaw flaw) {
  switch (flaw) {
    case Flaw::kNone: return "";
    case Flaw::kAbsent: return "neither an Authorization header nor a signed query";
    case Flaw::kUnreadable: return "not `HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…`";
    case Flaw::kNoSignedHeaders: return "SignedHeaders is missing";
    case Flaw::kBadCredential: return "Credential is not KEY/YYYYMMDD/REGION/SERVICE/request";
    case Flaw::kNoAccessKey: return "Credential names no key";
    case Flaw::kNoRegion: return "Credential names no region";
    case Flaw::kNoService: return "Credential names no service";
    case Flaw::kNoTimestamp: return "X-Date is missing";
    case Flaw::kNoSignature: return "Signature is missing";
  }
  return "";
}

std::string claimed_key(const Request& request) {
  const std::string_view authorization = trim(http::header(request.headers, "Authorization"));
  const auto key_in = [](std::string_view credential) {
    return std::string(credential.substr(0, credential.find('/')));
  };
  if (authorization.empty())
    return key_in(find_in_query(http::query_of(request.target), "X-Credential").value_or(""));
  const auto parsed = read_authorization(authorization);
  return parsed ? key_in(*parsed->find("Credential")) : "";
}

Claim read_claim(const Request& request) {
  const std::string_view authorization = trim(http::header(request.headers, "Authorization"));
  if (!authorization.empty()) return read_header_form(authorization, request);
  const Parameters query = parse_query(http::query_of(request.target));
  for (const std::string_view name : {"X-Algorithm", "X-Credential", "X-Signature"})
    if (find(query, name) != nullptr) return read_query_form(query);
  Claim claim;
  read_timestamp(http::header(request.headers, "X-Date"), claim);
  return claim;
}

bool is_timely(const Claim& claim, Time now) {
  const auto age = claim.signed_at ? now - *claim.signed_at : now - Time();
  return age <= claim.lifetime && age >= -claim.lifetime;
}

Proof prove(const Claim& claim, const Request& request, std::string_view secret,
            SigningKeys* keys) {
  const Material material(claim, request);
  canonical::Seal seal{.hash = Hash::kSha256, .head = std::string(kAlgorithm), .key = {}};
  const auto scope = scope_of(claim);
  seal.head += "\n" + claim.timestamp + "\n" + scope_text(scope) + "\n";
  if (auto wrong = material.obstacle())
    return canonical::refuse(material.plain(), seal, std::move(wrong->what));
  const auto derive = [&] { return chained_key(secret, scope); };
  seal.key = keys != nullptr ? keys->find(claim.access_key, secret, scope, derive) : derive();
  return canonical::first_match(
      material.plain(), [&](Readings& readings) { material.widen(readings); }, seal,
      claim.signature);
}

Examination diagnose(const Claim& claim, const Request& request, std::string_view secret) {
  const Material material(claim, request);
  doctor::Case of{.request = request,
                  .signature = claim.signature,
                  .parameters = material.signed_query(),
                  .listed = claim.signed_headers,
                  .date_name = "X-Date",
                  .hash_name = kBodyHash,
                  .credential_name = claim.presigned ? "X-Credential" : "",
                  .habits = {},
                  .obstacle = material.obstacle()};
  if (claim.flaw != Flaw::kNone) return *of.obstacle;
  Readings readings = material.plain();
  material.widen(readings);
  doctor::Reading frame;
  frame.algorithm = kAlgorithm;
  frame.timestamp = claim.timestamp;
  frame.key = doctor::Key::kChained;
  frame.access_key = claim.access_key;
  frame.secret = secret;
  frame.scope = frame.key_scope = scope_of(claim);
  of.habits = doctor::combine(readings, frame);
  return doctor::examine(of, kMistakes);
}

}  // namespace virga::volcengine
