// What a request to Huawei Cloud claims by its AK/SK signature, and whether that bears it out.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "auth/canonical.h"
#include "auth/diagnosis.h"
#include "auth/signing_keys.h"
#include "base/time.h"
#include "http/message.h"

namespace virga::huawei {

using virga::Proof;

enum class Algorithm {
  kSdkSha256,  // SDK-HMAC-SHA256
  kSdkSm3,     // SDK-HMAC-SM3
  kDerived,    // V11-HMAC-SHA256: the key is derived from the secret for a day, region and service
};

// The first thing wrong with the form of a claim, in the order in which the gateway looks.
enum class Flaw {
  kNone,
  kAbsent,       // no Authorization header; an X-Auth-Token is not looked for
  kUnreadable,   // another scheme or algorithm, no access key, no list of signed headers, or parts
                 // that cannot be told apart
  kNoTimestamp,  // no X-Sdk-Date
  kNoSignature,
};

std::string_view words_for(Flaw flaw);  // for people: "X-Sdk-Date is missing"

// Filled as far as the request can be read, whatever the flaw.
struct Claim {
  Flaw flaw = Flaw::kAbsent;
  Algorithm algorithm = Algorithm::kSdkSha256;
  std::string access_key;
  std::string date;  // YYYYMMDD, with region and service only in the derived form
  std::string region;
  std::string service;
  std::string timestamp;                    // X-Sdk-Date as received
  std::optional<Time> signed_at;            // nothing when that is not YYYYMMDDTHHMMSSZ: no flaw
  std::vector<std::string> signed_headers;  // lower case, in the order of the list
  std::string signature;
  std::string session_token;  // X-Security-Token
};

// A blank Authorization header counts as none.
Claim read_claim(const Request& request);

// Whether the claim was made within 15 minutes of `now` [doc].
bool is_timely(const Claim& claim, Time now);

// Whether `secret` made the signature, by any reading that an official client is known to sign.
// Never so when the claim has a flaw, when X-Sdk-Date is not among the signed headers, when the
// date of a derived key is not its day, or when the declared hash of the body is not that of the
// body received. Unless UNSIGNED-PAYLOAD is declared, the canonical request holds the hash of the
// body received: it is the gateway's own and may be shown to the caller. Neither time nor session
// token is judged.
// `keys` holds what was derived before; none: every time anew.
Proof prove(const Claim& claim, const Request& request, std::string_view secret,
            SigningKeys* keys = nullptr);

// Of a claim that was not proven: what its sender most likely did wrong. Takes milliseconds.
Examination diagnose(const Claim& claim, const Request& request, std::string_view secret);

}  // namespace virga::huawei
