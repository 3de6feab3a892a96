// What a request to Volcengine claims about its sender, and whether its signature bears that out.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "auth/canonical.h"
#include "auth/diagnosis.h"
#include "auth/signing_keys.h"
#include "base/time.h"
#include "http/message.h"

namespace virga::volcengine {

using virga::Proof;

// The first thing wrong with the form of a claim, in the order in which the gateway looks.
enum class Flaw {
  kNone,
  kAbsent,      // no Authorization header, none of X-Algorithm, X-Credential, X-Signature
  kUnreadable,  // another scheme or algorithm, no Credential, or parts that cannot be told apart
  kNoSignedHeaders,  // the list is missing; only in the query form may it be empty
  kBadCredential,    // not five parts, a date that is not 8 digits, or another end than `request`
  kNoAccessKey,      // that part of the credential is empty
  kNoRegion,
  kNoService,
  kNoTimestamp,  // no X-Date
  kNoSignature,
};

std::string_view words_for(Flaw flaw);  // for people: "X-Date is missing"

// Filled as far as the request can be read, whatever the flaw: a credential of two parts still
// names its access key.
struct Claim {
  Flaw flaw = Flaw::kAbsent;
  bool presigned = false;  // made by the query, not by the header
  std::string access_key;  // with date, region and service: the credential scope
  std::string date;        // YYYYMMDD
  std::string region;
  std::string service;
  // The flaw is not that of a bad credential: its parts can be trusted, though some may be empty.
  bool scope_readable = false;
  std::string timestamp;                    // X-Date as received
  std::optional<Time> signed_at;            // nothing when X-Date is not YYYYMMDDTHHMMSSZ: no flaw
  std::chrono::seconds lifetime{900};       // X-Expires, when that is a whole number
  std::vector<std::string> signed_headers;  // lower case, in the order of the list
  std::string signature;
  std::string session_token;  // X-Security-Token
  bool body_signed = true;    // false with X-NotSignBody, in the query form
  std::optional<std::vector<std::string>> signed_queries;  // X-SignedQueries, in the query form
};

// An Authorization header wins over a signature in the query. A blank one counts as none.
Claim read_claim(const Request& request);
std::string claimed_key(const Request& request);  // its access key alone

// Whether the claim was made within its lifetime of `now`. How far into the future is not
// documented: as far as into the past [inferred].
bool is_timely(const Claim& claim, Time now);

// Whether `secret` made the signature, by any reading that an official client is known to sign.
// Never so when the claim has a flaw, when its date is not the day of X-Date, or when
// X-Content-Sha256 is there and is not the hash of the body received. Neither time nor session
// token is judged.
// `keys` holds what was derived before; none: every time anew.
Proof prove(const Claim& claim, const Request& request, std::string_view secret,
            SigningKeys* keys = nullptr);

// Of a claim that was not proven: what its sender most likely did wrong. Takes milliseconds.
Examination diagnose(const Claim& claim, const Request& request, std::string_view secret);

}  // namespace virga::volcengine
