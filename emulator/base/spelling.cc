#include "base/spelling.h"

#include <algorithm>
#include <numeric>

#include "base/text.h"

namespace virga {
namespace {

// Insertions, deletions, replacements and swaps of neighbours that turn a into b.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before = last;
    last = row;
  }
  return last[b.size()];
}

constexpr std::size_t kLongestWord =
    128;  // nobody mistypes a longer one; keeps hostile input cheap

}  // namespace

std::string nearest(std::string_view word, const std::vector<std::string_view>& known) {
  if (word.empty() || word.size() > kLongestWord) return {};
  const std::string wanted = lower(word);
  std::string_view best;
  std::size_t least = std::max<std::size_t>(2, word.size() / 3) + 1;
  for (const std::string_view each : known) {
    if (each.size() > kLongestWord) continue;
    const std::size_t apart = distance(wanted, lower(each));
    if (apart < least && apart < std::max(word.size(), each.size())) {
      least = apart;
      best = each;
    }
  }
  return std::string(best);
}

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& known) {
  const std::string best = nearest(word, known);
  return best.empty() ? "" : " (did you mean \"" + best + "\"?)";
}

}  // namespace virga
