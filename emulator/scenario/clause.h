// The clauses of a rule, and behind them those of an expectation about the journal, in the order in
// which they are tried.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace virga {

enum class Clause : std::uint8_t {
  kParams,
  kAccount,
  kHeaders,
  kState,
  kArmed,
  kWindow,
  kCalls,
  kProbability,
  kMaxHits,
  kLimit,
  kSequence,
  kEarlierRule,
  kBetween,
  kStatus,
  kError,
  kRule,
};

inline constexpr std::size_t kClauses = 16;

// As reports say it: the key of the file where there is one.
constexpr std::string_view name_of(Clause clause) {
  constexpr std::string_view kNames[kClauses] = {"params",   "account", "headers",  "state",
                                                 "armed",    "window",  "calls",    "probability",
                                                 "max_hits", "limit",   "sequence", "earlier rule",
                                                 "between",  "status",  "error",    "rule"};
  return kNames[static_cast<std::size_t>(clause)];
}

// How far a rule came with a call before a clause failed: the larger, the nearer.
struct Depth {
  Clause clause = Clause::kParams;
  std::uint32_t part = 0;  // of the clause, such as one of several parameters

  friend auto operator<=>(const Depth&, const Depth&) = default;
};

// Why a rule let a call by. Without words: it did not.
struct Missed {
  Clause clause = Clause::kParams;
  std::string why = {};
};

}  // namespace virga
