#include "auth/seal.h"

#include "base/base64.h"
#include "base/digest.h"
#include "base/text.h"

namespace virga {
namespace {

constexpr std::size_t kDigest = 32;  // bytes

}  // namespace

std::string claimed(const Claims& claims, std::string_view name) {
  for (const auto& [key, value] : claims)
    if (key == name) return value;
  return {};
}

Seal::Seal(std::uint64_t seed) : key_(hmac(Hash::kSha256, "virga.seal", hex_digits(seed))) {}

std::string Seal::digest(std::string_view purpose, std::string_view of) const {
  return hmac(Hash::kSha256, hmac(Hash::kSha256, key_, purpose), of);
}

std::string Seal::close(std::string_view kind, const Claims& claims) const {
  std::string text;
  for (const auto& [name, value] : claims) {
    if (!text.empty()) text += '&';
    text += name + "=" + percent_encode(value);
  }
  return std::string(kind) + to_base64(text + digest(kind, text));
}

std::optional<Claims> Seal::open(std::string_view kind, std::string_view text) const {
  if (!text.starts_with(kind)) return std::nullopt;
  const auto bytes = from_base64(text.substr(kind.size()));
  if (!bytes || bytes->size() < kDigest) return std::nullopt;
  const std::string_view claims = std::string_view(*bytes).substr(0, bytes->size() - kDigest);
  if (!equal_in_constant_time(digest(kind, claims), std::string_view(*bytes).substr(claims.size())))
    return std::nullopt;
  return parse_query(claims);
}

}  // namespace virga
