// How many calls a rule lets through, on the world's clock, before it acts on the others.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>

#include "base/time.h"
#include "base/yaml.h"

namespace virga {

// Never changes once read; what is left of it is kept by those who play it.
class Limit {
 public:
  // What one key has used.
  struct Used {
    std::int64_t due = 0;    // of a bucket: when it is full again, in parts of a millisecond
    std::int64_t turn = -1;  // of a fixed quota: which one it is, and its calls
    std::int64_t calls = 0;
    std::deque<Time> times = {};  // of a rolling quota
  };

  // {bucket: {rate: 5/s, burst: 10}} or {quota: {calls: 100, per: 1h, window: fixed}}. Keys beside
  // them are for the caller to read.
  static std::optional<Limit> read(const Yaml& from, Mistakes& mistakes);

  // Takes a call off what is left. False: nothing was left. `since` is when the limit came into
  // force: from there, fixed quotas begin anew.
  bool take(Used& used, Time since, Time now) const;

  const std::string& text() const { return text_; }  // "5/s"

 private:
  enum class Kind { kBucket, kFixed, kRolling };

  static std::optional<Limit> read_bucket(const Yaml& from, Mistakes& mistakes);
  static std::optional<Limit> read_quota(const Yaml& from, Mistakes& mistakes);

  Kind kind_ = Kind::kBucket;
  std::int64_t calls_ = 1;  // in each `per_`
  std::chrono::milliseconds per_{1000};
  std::int64_t burst_ = 1;  // of a bucket: calls that may come at once
  std::string text_;
};

}  // namespace virga
