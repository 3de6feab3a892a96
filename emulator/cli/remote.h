// Asks the control API of a running emulator.
#pragma once

#include <virga/message.h>

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "cli/cli.h"
#include "http/client.h"

namespace virga::cli {

// The emulator that a command talks to.
struct Remote {
  std::string url = std::string(kUsualUrl);
  std::string world = "default";  // empty: the call is about none, and no flag asks for one
  std::string token;
  std::string authority;        // PEM file to trust over TLS; empty: that of `virga serve --tls`
  std::string timeout = "10s";  // how long an answer may take

  void declare(CLI::App& app);

  // kDone with the answer in `body`; otherwise it has complained. Sends `given`, unless it is null.
  int call(const std::string& method, const std::string& path, const std::string& query, Json& body,
           const Json& given = nullptr) const;

  // Likewise of any text, such as a fixture: sends `given`, unless it is empty. The answer may take
  // `wait` longer than `timeout`.
  int send(const std::string& method, const std::string& path, const std::string& query,
           std::string& answer, const std::string& given = {},
           std::chrono::milliseconds wait = std::chrono::milliseconds(0)) const;

  // Follows an answer that goes on, until the emulator ends it: gives its bytes to `take`.
  int follow(const std::string& path, const std::string& query,
             const std::function<void(std::string_view)>& take) const;

 private:
  Request request(const std::string& method, const std::string& path,
                  const std::string& query) const;
  http::Terms terms(std::chrono::milliseconds wait) const;
  int judge(const http::Outcome& outcome) const;
  int complain_about_stranger() const;
};

}  // namespace virga::cli
