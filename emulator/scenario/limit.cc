#include "scenario/limit.h"

#include <algorithm>

#include "base/text.h"
#include "scenario/duration.h"
#include "scenario/words.h"

namespace virga {
namespace {

using std::chrono::milliseconds;

constexpr std::int64_t kMostCalls = 100'000;

struct Rate {
  std::int64_t calls;
  milliseconds per;
};

// 5/s, 100/m, 1000/h.
std::optional<Rate> parse_rate(const Yaml& from, Mistakes& mistakes) {
  const auto parts = split(from.is_scalar() ? std::string_view(from.text) : "", '/');
  const std::int64_t calls =
      parts.size() == 2 && is_digits(parts[0]) ? parse_integer(parts[0]).value_or(0) : 0;
  const milliseconds per = parts.size() != 2 ? milliseconds(0)
                           : parts[1] == "s" ? std::chrono::seconds(1)
                           : parts[1] == "m" ? std::chrono::minutes(1)
                           : parts[1] == "h" ? std::chrono::hours(1)
                                             : milliseconds(0);
  if (calls >= 1 && calls <= kMostCalls && per.count() > 0) return Rate{calls, per};
  mistakes.add(from, "rate has to be like 5/s, 100/m or 1000/h, of 1 to 100000 calls");
  return std::nullopt;
}

std::optional<std::int64_t> read_calls(const Yaml* from, std::string_view what,
                                       Mistakes& mistakes) {
  const auto calls = from == nullptr ? std::nullopt : read_count(*from, what, 1, mistakes);
  if (!calls || *calls <= kMostCalls) return calls;
  mistakes.add(*from, std::string(what) + " is at most 100000");
  return std::nullopt;
}

}  // namespace

std::optional<Limit> Limit::read(const Yaml& from, Mistakes& mistakes) {
  const Yaml* bucket = from.find("bucket");
  const Yaml* quota = from.find("quota");
  if ((bucket == nullptr) == (quota == nullptr)) {
    mistakes.add(from, "a limit is a bucket or a quota, one of them");
    return std::nullopt;
  }
  return bucket != nullptr ? read_bucket(*bucket, mistakes) : read_quota(*quota, mistakes);
}

std::optional<Limit> Limit::read_bucket(const Yaml& from, Mistakes& mistakes) {
  if (!expect_keys(from, "bucket", {"rate", "burst", "key"}, {}, mistakes)) return std::nullopt;
  const Yaml* rate_given = need(from, "rate", "bucket", mistakes);
  const auto rate = rate_given == nullptr ? std::nullopt : parse_rate(*rate_given, mistakes);
  const Yaml* burst_given = from.find("burst");
  const auto burst = burst_given == nullptr ? std::optional<std::int64_t>(1)
                                            : read_calls(burst_given, "burst", mistakes);
  if (!rate || !burst) return std::nullopt;
  Limit limit;
  limit.calls_ = rate->calls;
  limit.per_ = rate->per;
  limit.burst_ = *burst;
  limit.text_ = rate_given->text;
  return limit;
}

std::optional<Limit> Limit::read_quota(const Yaml& from, Mistakes& mistakes) {
  if (!expect_keys(from, "quota", {"calls", "per", "window", "key"}, {}, mistakes))
    return std::nullopt;
  const auto calls = read_calls(need(from, "calls", "quota", mistakes), "calls", mistakes);
  const Yaml* per_given = need(from, "per", "quota", mistakes);
  const auto given = per_given == nullptr ? std::nullopt : parse_duration(*per_given, mistakes);
  const milliseconds per = given.value_or(milliseconds(0));
  if (given && per.count() == 0) mistakes.add(*per_given, "per has to be more than nothing");
  Limit limit;
  limit.kind_ = Kind::kFixed;
  if (const Yaml* window = from.find("window")) {
    const auto word = read_word(*window, "window", {"fixed", "rolling"}, {}, mistakes);
    if (word && *word == "rolling") limit.kind_ = Kind::kRolling;
  }
  if (!calls || per.count() == 0) return std::nullopt;
  limit.calls_ = *calls;
  limit.per_ = per;
  limit.text_ = std::to_string(*calls) + " in " + print_duration(per);
  return limit;
}

bool Limit::take(Used& used, Time since, Time now) const {
  if (kind_ == Kind::kRolling) {
    while (!used.times.empty() && used.times.front() <= now - per_) used.times.pop_front();
    if (static_cast<std::int64_t>(used.times.size()) >= calls_) return false;
    used.times.push_back(now);
    return true;
  }
  if (kind_ == Kind::kFixed) {
    const std::int64_t turn = (now - since) / per_;
    if (turn != used.turn) used.calls = 0;
    used.turn = turn;
    return used.calls < calls_ && ++used.calls > 0;
  }
  // A call empties the bucket for per_ / calls_, which may be no whole number of milliseconds: time
  // is counted in parts of which a millisecond has calls_.
  const std::int64_t at = (now - since).count() * calls_;
  const std::int64_t due = std::max(used.due, at);
  if (due - at > (burst_ - 1) * per_.count()) return false;
  used.due = due + per_.count();
  return true;
}

}  // namespace virga
