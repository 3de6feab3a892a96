#include "base/chance.h"

namespace virga {
namespace {

constexpr std::uint64_t kPrime = 0x100000001b3;  // FNV-1a

std::uint64_t feed_byte(std::uint64_t hash, unsigned char byte) { return (hash ^ byte) * kPrime; }

std::uint64_t feed_number(std::uint64_t hash, std::uint64_t number) {
  for (int shift = 0; shift < 64; shift += 8)
    hash = feed_byte(hash, static_cast<unsigned char>(number >> shift));
  return hash;
}

// FNV-1a leaves neighbouring inputs close together in the high bits; this finaliser (splitmix64)
// spreads them.
std::uint64_t spread(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}

}  // namespace

std::uint64_t hash_of(std::uint64_t seed, std::initializer_list<std::string_view> parts,
                      std::uint64_t number) {
  std::uint64_t hash = feed_number(0xcbf29ce484222325, seed);
  for (const std::string_view part : parts) {
    hash = feed_number(hash, part.size());
    for (const char c : part) hash = feed_byte(hash, static_cast<unsigned char>(c));
  }
  return spread(feed_number(hash, number));
}

double unit_of(std::uint64_t hash) { return static_cast<double>(hash >> 11) * 0x1.0p-53; }

}  // namespace virga
