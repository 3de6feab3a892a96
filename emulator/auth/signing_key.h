// The keys that the two clouds derive from a secret. Whoever holds one can sign: they are never
// shown.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace virga {

// Volcengine's: an HMAC for each part of the scope, keyed with the one before. No prefix before the
// secret, which is taken as text although it looks like base64.
std::string chained_key(std::string_view secret, const std::vector<std::string>& scope);

// Huawei's V11: for the scope's text, and used as hex text, not as bytes.
std::string derived_key(std::string_view access_key, std::string_view secret,
                        const std::vector<std::string>& scope);

std::string scope_text(const std::vector<std::string>& scope);  // its parts joined by `/`

}  // namespace virga
