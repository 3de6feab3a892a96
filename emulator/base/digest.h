// Digests and keyed digests, by OpenSSL. Hex is lower case.
#pragma once

#include <string>
#include <string_view>

namespace virga {

enum class Hash { kSha256, kSm3 };

std::string hash_hex(Hash hash, std::string_view bytes);
std::string hmac(Hash hash, std::string_view key, std::string_view bytes);  // raw bytes
std::string to_hex(std::string_view bytes);

// Takes the same time wherever the texts differ.
bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace virga
