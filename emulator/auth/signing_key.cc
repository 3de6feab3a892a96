#include "auth/signing_key.h"

#include "auth/canonical.h"
#include "base/digest.h"

namespace virga {

std::string chained_key(std::string_view secret, const std::vector<std::string>& scope) {
  std::string key(secret);
  for (const std::string& part : scope) key = hmac(Hash::kSha256, key, part);
  return key;
}

std::string derived_key(std::string_view access_key, std::string_view secret,
                        const std::vector<std::string>& scope) {
  const std::string pseudorandom = hmac(Hash::kSha256, access_key, secret);
  return to_hex(hmac(Hash::kSha256, pseudorandom, scope_text(scope) + '\x01'));
}

std::string scope_text(const std::vector<std::string>& scope) {
  return canonical::join(scope, '/');
}

}  // namespace virga
