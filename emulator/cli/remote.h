// Asks the control API of a running emulator.
#pragma once

#include <virga/message.h>

#include <chrono>
#include <string>

#include "base/json.h"
#include "cli/cli.h"

namespace virga::cli {

// The emulator that a command talks to.
struct Remote {
  std::string url = std::string(kUsualUrl);
  std::string world = "default";  // empty: the call is about none
  std::string token;
  std::string authority;  // PEM file to trust over TLS; empty: that of `virga serve --tls`

  void declare(CLI::App& app);

  // kDone with the answer in `body`; otherwise it has complained. Sends `given`, unless it is null.
  int call(const std::string& method, const std::string& path, const std::string& query, Json& body,
           const Json& given = nullptr) const;
  // The same of a request whose target is what follows /_virga. The answer may take so much longer.
  int send(Request request, const std::string& query, std::chrono::milliseconds wait,
           Json& body) const;
};

}  // namespace virga::cli
