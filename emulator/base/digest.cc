#include "base/digest.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>

namespace virga {
namespace {

constexpr std::size_t kBlock = 64;  // bytes of one block, of both hashes

using Bytes = std::array<unsigned char, 32>;  // of one digest, of both hashes

const EVP_MD* fetched(const char* name) {
  const EVP_MD* found = EVP_MD_fetch(nullptr, name, nullptr);
  if (found == nullptr) throw std::runtime_error("OpenSSL has no such digest");
  return found;
}

// OpenSSL looks an algorithm up by name at every use unless it is handed one that was fetched. They
// are fetched once a process, are immutable, and are shared by all threads.
const EVP_MD* algorithm(Hash hash) {
  static const EVP_MD* const sha256 = fetched("SHA256");
  if (hash == Hash::kSha256) return sha256;
  static const EVP_MD* const sm3 = fetched("SM3");
  return sm3;
}

// One OpenSSL digest at work, one after the other.
class Digest {
 public:
  explicit Digest(Hash hash) : algorithm_(algorithm(hash)), state_(EVP_MD_CTX_new()) {}

  void begin() { check(EVP_DigestInit_ex2(state_.get(), algorithm_, nullptr)); }
  void add(std::string_view bytes) {
    check(EVP_DigestUpdate(state_.get(), bytes.data(), bytes.size()));
  }
  Bytes end() {
    Bytes out;
    check(EVP_DigestFinal_ex(state_.get(), out.data(), nullptr));
    return out;
  }

 private:
  static void check(int outcome) {
    if (outcome != 1) throw std::runtime_error("OpenSSL cannot make a digest");
  }

  struct Free {
    void operator()(EVP_MD_CTX* state) const { EVP_MD_CTX_free(state); }
  };

  const EVP_MD* algorithm_;
  std::unique_ptr<EVP_MD_CTX, Free> state_;
};

std::string_view view(const Bytes& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
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
  Digest digest(hash);
  digest.begin();
  digest.add(bytes);
  return to_hex(view(digest.end()));
}

// RFC 2104, over OpenSSL's digest: OpenSSL's own way to it is five times as long, all of it spent
// on looking things up, and a signed request takes five of them.
std::string hmac(Hash hash, std::string_view key, std::string_view bytes) {
  Digest digest(hash);
  std::array<char, kBlock> block{};
  if (key.size() <= kBlock) {
    std::copy(key.begin(), key.end(), block.begin());
  } else {
    digest.begin();
    digest.add(key);
    const Bytes shorter = digest.end();
    std::copy(shorter.begin(), shorter.end(), block.begin());
  }
  const auto add_padded = [&](char with) {
    std::array<char, kBlock> pad = block;
    for (char& c : pad) c = static_cast<char>(c ^ with);
    digest.add({pad.data(), pad.size()});
  };
  digest.begin();
  add_padded(0x36);
  digest.add(bytes);
  const Bytes inner = digest.end();
  digest.begin();
  add_padded(0x5c);
  digest.add(view(inner));
  return std::string(view(digest.end()));
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace virga
