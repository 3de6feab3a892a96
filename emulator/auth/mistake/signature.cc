#include <algorithm>

#include "auth/mistake/mistake.h"
#include "base/base64.h"
#include "base/text.h"

namespace virga::doctor {
namespace {

constexpr int kFewDigits = 8;  // of 64: chance alone never leaves so few different

// How many characters differ, counted in the same time wherever they do.
int count_differences(std::string_view a, std::string_view b) {
  int count = 0;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) count += a[i] != b[i] ? 1 : 0;
  return count;
}

std::string from_hex(std::string_view hex) {
  std::string escaped;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    escaped += "%" + std::string(hex.substr(i, 2));
  return percent_decode(escaped);
}

}  // namespace

// Says that a signature is nearly right, not where: nobody shall read the right one out of it.
void wrong_signature(const Case& of, const Reading& habit, Search& search) {
  const std::string right = search.signature_of(habit);
  const std::string& given = of.signature;
  const auto found = [&](const char* what) { search.found({Component::kSignature, what}); };
  if (equal_in_constant_time(lower(given), right))
    return found("it is written in capitals, not in small letters");
  const std::string bytes = from_hex(right);
  if (equal_in_constant_time(given, to_base64(bytes)) ||
      equal_in_constant_time(given, to_base64(right)))
    return found("it is written in base64, not in hex");
  if (given.size() == right.size() && count_differences(given, right) <= kFewDigits)
    return found("it was made rightly, and then some of its digits were changed");
  const bool longer = given.size() > right.size();
  const std::size_t common = std::min(given.size(), right.size());
  if (given.size() != right.size() && common > right.size() / 2 &&
      equal_in_constant_time(std::string_view(given).substr(0, common),
                             std::string_view(right).substr(0, common)))
    return found(longer ? "something follows it" : "its end is missing");
}

}  // namespace virga::doctor
