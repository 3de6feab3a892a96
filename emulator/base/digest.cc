#include "base/digest.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <stdexcept>

namespace virga {
namespace {

const EVP_MD* algorithm(Hash hash) { return hash == Hash::kSha256 ? EVP_sha256() : EVP_sm3(); }

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::string to_hex(std::string_view bytes) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += kHex[byte >> 4];
    out += kHex[byte & 15];
  }
  return out;
}

std::string hash_hex(Hash hash, std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
  unsigned int size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), out.data(), &size, algorithm(hash), nullptr) != 1)
    throw std::runtime_error("OpenSSL has no such digest");
  return to_hex({reinterpret_cast<const char*>(out.data()), size});
}

std::string hmac(Hash hash, std::string_view key, std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
  unsigned int size = 0;
  if (key.data() == nullptr) key = "";  // OpenSSL takes no key for the key of a former call
  if (HMAC(algorithm(hash), key.data(), static_cast<int>(key.size()), bytes_of(bytes), bytes.size(),
           out.data(), &size) == nullptr)
    throw std::runtime_error("OpenSSL has no such keyed digest");
  return {reinterpret_cast<const char*>(out.data()), size};
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace virga
