#include "support/told.h"

#include <deque>

namespace virga {

Options with_callback_urls(const std::string& rows, Options options) {
  // Emulators read their fixtures when they are made.
  static thread_local std::deque<ScenarioFile> files;
  while (files.size() > 8) files.pop_front();
  files.emplace_back("format: 1\nvms:\n  callback_urls:\n" + rows);
  options.fixtures = {VIRGA_SOURCE_DIR "/fixtures/demo.yaml", files.back().path()};
  return options;
}

Options telling(const std::string& url, Options options) {
  std::string row = "    - {Scope: account, AuthToken: 8D202AC288";
  for (const char* callback : {"number_status", "risk_freeze", "call_status", "call_record",
                               "recording", "resource_review"})
    row += std::string(", ") + callback + ": \"" + url + "\"";
  return with_callback_urls(row + "}\n", std::move(options));
}

}  // namespace virga
