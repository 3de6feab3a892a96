// Chance without a generator: a draw is a hash of what it is for, so the same calls draw the same
// in every run.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace virga {

// A hash of the parts, in order. Parts cannot run into one another: ("ab", "c") differs from ("a",
// "bc"). The value is the same on every machine and in every version: scenario files depend on it.
std::uint64_t hash_of(std::uint64_t seed, std::initializer_list<std::string_view> parts,
                      std::uint64_t number = 0);

// The hash as a number 0 <= x < 1.
double unit_of(std::uint64_t hash);

}  // namespace virga
