// Which of the matching calls a rule acts on.
#pragma once

#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "base/yaml.h"
#include "scenario/clause.h"

namespace virga {

// Every call, unless a clause says otherwise; all clauses have to hold.
class At {
 public:
  static std::optional<At> read(const Yaml& from, Mistakes& mistakes);

  // Which clause fails first, and why; without words when all hold. `ordinal` counts matching calls
  // from 1, `hits` are the calls acted on so far; `draw` is ignored without a probability, `since`,
  // the time since the scenario was loaded on the world's clock, without a window.
  Missed missed(std::int64_t ordinal, std::int64_t hits, double draw,
                std::chrono::milliseconds since = {}) const;

  bool draws() const { return probability_.has_value(); }
  bool always() const;  // no call can fail

 private:
  // `calls` in all its forms: a range that is stepped through, or a list.
  struct Calls {
    std::int64_t first = 1;
    std::int64_t last = std::numeric_limits<std::int64_t>::max();
    std::int64_t every = 1;
    std::vector<std::int64_t> among = {};  // when not empty, only these
    std::string text = {};                 // as the file says it

    bool take(std::int64_t ordinal) const;
  };

  // A stretch of time that may come again.
  struct Window {
    std::chrono::milliseconds from{0};
    std::chrono::milliseconds length{0};
    std::optional<std::chrono::milliseconds> every = {};

    bool open(std::chrono::milliseconds since) const;
    std::string text() const;
  };

  static std::optional<Window> read_window(const Yaml& from, Mistakes& mistakes);
  static std::optional<Calls> read_calls(const Yaml& from, Mistakes& mistakes);
  static std::optional<Calls> parse_calls(const std::string& text);

  Calls calls_;
  std::optional<double> probability_;
  std::optional<std::int64_t> max_hits_;
  std::optional<Window> window_;
};

}  // namespace virga
