#include "auth/volcengine.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

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

// No prefix before the secret, which is taken as text although it looks like base64.
std::string signing_key(const Claim& claim, std::string_view secret) {
  std::string key(secret);
  for (const std::string_view step : {std::string_view(claim.date), std::string_view(claim.region),
                                      std::string_view(claim.service), kTerminator})
    key = hmac(Hash::kSha256, key, step);
  return key;
}

std::string obstacle(const Claim& claim, const Request& request, std::string_view body_hash) {
  if (claim.flaw != Flaw::kNone) return "the request claims no complete signature";
  if (!std::string_view(claim.timestamp).starts_with(claim.date))
    return "the date of the credential, " + claim.date + ", is not the day of X-Date, " +
           claim.timestamp;
  const std::string* declared = http::find_header(request.headers, "X-Content-Sha256");
  if (declared != nullptr && trim(*declared) != body_hash)
    return "X-Content-Sha256 is not the hash of the body received, " + std::string(body_hash);
  return {};
}

}  // namespace

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

// The plain readings are those of @volcengine/openapi, and of all other clients wherever they agree
// with it; each reading that is added is a habit of some official client.
Proof prove(const Claim& claim, const Request& request, std::string_view secret) {
  const std::string_view raw_path = http::path_of(request.target);
  const Parameters sent = parse_query(http::query_of(request.target));
  const Parameters signed_query = claim.presigned ? covered(claim, sent, false) : sent;
  const auto lines = canonical::pick(request.headers, claim.signed_headers);
  const std::string body_hash = hash_hex(Hash::kSha256, request.body);

  Readings plain{
      .method = request.method,
      .paths = {canonical::path(raw_path, PathReading::kAsReceived)},
      .queries = {canonical::query(signed_query, ValueOrder::kByEncodedForm)},
      .header_lines = {canonical::header_lines(lines, InnerSpaces::kCollapsed)},
      .signed_headers = canonical::join(claim.signed_headers, ';'),
      .payloads = {claim.body_signed ? body_hash : hash_hex(Hash::kSha256, "")},
  };
  canonical::Seal seal{.hash = Hash::kSha256, .head = std::string(kAlgorithm), .key = {}};
  seal.head += "\n" + claim.timestamp + "\n" + claim.date + "/" + claim.region + "/" +
               claim.service + "/" + std::string(kTerminator) + "\n";
  if (std::string why = obstacle(claim, request, body_hash); !why.empty())
    return canonical::refuse(plain, seal, std::move(why));

  const auto widen = [&](Readings& readings) {
    canonical::add_reading(readings.paths, canonical::path(raw_path, PathReading::kDecodeEncode));
    canonical::add_reading(readings.paths,
                           canonical::path(raw_path, PathReading::kEncodeAsReceived));
    // The vendor's C++ demo orders parameters by their encoded names.
    for (const ValueOrder order : {ValueOrder::kAsSent, ValueOrder::kAllByEncodedForm})
      canonical::add_reading(readings.queries, canonical::query(signed_query, order));
    if (claim.presigned) {
      const Parameters and_token = covered(claim, sent, true);
      for (const ValueOrder order : {ValueOrder::kByEncodedForm, ValueOrder::kAsSent})
        canonical::add_reading(readings.queries, canonical::query(and_token, order));
    }
    for (const HostPort port : {HostPort::kAsSent, HostPort::kDefaultStripped})
      for (const InnerSpaces spaces : {InnerSpaces::kCollapsed, InnerSpaces::kKept})
        canonical::add_reading(readings.header_lines, canonical::header_lines(lines, spaces, port));
  };
  seal.key = signing_key(claim, secret);
  return canonical::first_match(std::move(plain), widen, seal, claim.signature);
}

}  // namespace virga::volcengine
