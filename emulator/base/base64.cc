#include "base/base64.h"

#include <cstdint>

namespace virga {
namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

}  // namespace

std::string to_base64(std::string_view bytes) {
  std::string out;
  out.reserve((bytes.size() * 4 + 2) / 3);
  std::uint32_t pool = 0;
  int bits = 0;
  for (const char c : bytes) {
    pool = pool << 8 | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 6;) out += kAlphabet[pool >> (bits -= 6) & 63];
  }
  if (bits > 0) out += kAlphabet[pool << (6 - bits) & 63];
  return out;
}

std::string to_padded_base64(std::string_view bytes) {
  std::string text = to_base64(bytes);
  for (char& c : text) c = c == '-' ? '+' : c == '_' ? '/' : c;
  text.resize((text.size() + 3) / 4 * 4, '=');
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  std::string out;
  out.reserve(text.size() * 3 / 4);
  std::uint32_t pool = 0;
  int bits = 0;
  for (const char c : text) {
    const auto value = kAlphabet.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    pool = pool << 6 | static_cast<std::uint32_t>(value);
    if ((bits += 6) < 8) continue;
    bits -= 8;
    out += static_cast<char>(pool >> bits & 0xFF);
  }
  // What is left over has to be less than a character, and zero: one text for one value.
  if (bits >= 6 || (pool & ((1U << bits) - 1)) != 0) return std::nullopt;
  return out;
}

}  // namespace virga
