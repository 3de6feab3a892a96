// What the rules of a scenario did, and for the calls that they let by, why.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace virga {

// A call that a rule might have acted on, and did not.
struct Miss {
  std::chrono::sys_time<std::chrono::milliseconds> time;  // on the world's clock
  std::string request_id;
  std::string clause;  // the first that failed: "params", "window", "earlier rule", …
  std::string why;     // "params.NumberPoolNo: NP9, the rule takes NP1234"
};

// One attempt of a call that a client makes again because a rule made it fail.
struct Attempt {
  std::string request_id;
  std::chrono::milliseconds gap{0};  // since the attempt before, on the world's clock
  bool failed = false;               // the rule acted on it
  bool same = true;                  // the parameters that `same` names are as in the first attempt
  bool signed_anew = false;          // its signature is that of no earlier attempt
};

// What a client regards as one call: an attempt that failed, and those that came after it.
struct LogicalCall {
  std::vector<Attempt> attempts;
  std::vector<std::string> unmet;  // what `expect.retries` wants otherwise
};

// Why a rule acted on fewer calls than it was expected to.
enum class Diagnosis {
  kNone,         // it did not
  kNeverCalled,  // nobody called an operation that it is about
  kClause,       // a clause failed for the call that came nearest
  kWindowOrCap,  // it came outside the window, or after the cap had been reached
  kShadowed,     // an earlier rule acted on it
};

struct RuleReport {
  std::string id;
  bool armed = true;
  std::int64_t called = 0;   // calls of the operations it is about
  std::int64_t matched = 0;  // of those, calls that `when` matched while it was armed
  std::int64_t hits = 0;     // of those, calls it acted on
  // The other calls by the first clause that failed, the one that got farthest first.
  std::vector<std::pair<std::string, std::int64_t>> misses;
  std::vector<Miss> nearest;         // of them, a few that got farthest
  std::string expected;              // how often it is to act: "1", "2..5", "at least 1", "any"
  std::vector<LogicalCall> retried;  // when `expect` asks about retries
  std::vector<std::string> unmet;    // what does not hold, in words
  Diagnosis diagnosis = Diagnosis::kNone;

  bool held() const { return unmet.empty(); }
};

struct Report {
  std::string scenario;
  std::vector<RuleReport> rules;  // in the order of the file

  bool held() const {
    for (const RuleReport& rule : rules)
      if (!rule.held()) return false;
    return true;
  }
};

// For how long a rule that is armed stays so. Neither: until it is disarmed.
struct Arming {
  std::optional<std::chrono::milliseconds> ttl = {};  // on the world's clock
  std::optional<std::int64_t> max_hits = {};          // calls that it acts on
};

}  // namespace virga
