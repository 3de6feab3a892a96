// Temporary access keys as both clouds issue them: the key proves itself ours, its secret follows
// from it, and the session token says whose it is and how long.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "auth/seal.h"
#include "base/time.h"

namespace virga {

enum class KeyIssuer {
  kIam,  // Huawei: HST…
  kSts,  // Volcengine: AKTP…
};

struct TemporaryKey {
  std::string access_key;
  std::string secret;
  std::string session_token;
  std::string account;
  std::string user;  // in whose name: an IAM user, or ROLE/SESSION
  Time expires;
};

// `nonce` is to be used once; the same nonce gives the same key.
TemporaryKey issue_key(KeyIssuer issuer, std::string_view account, std::string_view user,
                       Time expires, std::string_view nonce, const Seal& seal);

// Whether a key of this id was issued by us, ever.
bool is_issued(std::string_view access_key, const Seal& seal);

// Nothing when the session token is not that of the key. Whether it has expired is not judged.
std::optional<TemporaryKey> find_issued(std::string_view access_key, std::string_view session_token,
                                        const Seal& seal);

}  // namespace virga
