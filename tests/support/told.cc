#include "support/told.h"

namespace virga {

std::string everything_to(const std::string& url) {
  std::string row = "    - {Scope: account, AuthToken: 8D202AC288";
  for (const char* callback : {"number_status", "risk_freeze", "call_status", "call_record",
                               "recording", "resource_review"})
    row += std::string(", ") + callback + ": \"" + url + "\"";
  return row + "}\n";
}

}  // namespace virga
