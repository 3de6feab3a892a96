#include <virga/verification.h>

#include "base/time.h"

namespace virga {
namespace {

std::string line_of(const ExpectationReport& expectation) {
  return std::string(expectation.held() ? "held      " : "not held  ") + expectation.id + ": " +
         std::to_string(expectation.counted) + (expectation.counted == 1 ? " call" : " calls") +
         ", expected " + expectation.expected + "\n";
}

}  // namespace

std::string Verification::text() const {
  const std::string margin(10, ' ');
  std::string text;
  for (const ExpectationReport& expectation : expectations) {
    text += line_of(expectation);
    if (expectation.held()) continue;
    for (const std::string& wrong : expectation.unmet) text += margin + wrong + "\n";
    for (const Miss& miss : expectation.nearest)
      text += margin + "near: " + miss.why + " (" + miss.request_id + ", " + plain_time(miss.time) +
              ")\n";
    if (expectation.counted == 0 && expectation.nearest.empty())
      text += margin + "no call of an operation that it is about has come\n";
  }
  return text;
}

}  // namespace virga
