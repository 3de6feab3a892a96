// `virga serve` as a child process, and what tests ask it for.
#pragma once

#include <catch2/catch.hpp>
#include <csignal>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "base/json.h"
#include "support/program.h"
#include "support/raw_client.h"

namespace virga {

inline std::string text_of(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

inline std::vector<std::string> serve(std::vector<std::string> flags) {
  std::vector<std::string> arguments{"serve", "--port", "0"};
  arguments.insert(arguments.end(), flags.begin(), flags.end());
  return arguments;
}

// Ends it as its users do, and in order.
inline void stop(Program& program) {
  program.signal(SIGTERM);
  CHECK(program.exit_code() == 0);
}

inline RawAnswer act(const std::string& url, const std::string& action, const Json& parameters,
                     Headers headers = {}) {
  headers.emplace_back("Content-Type", "application/json");
  return ask_once(url, raw_request("POST", "/?Action=" + action + "&Version=2022-01-01",
                                   parameters.dump(), headers));
}

inline RawAnswer rename_pool(const std::string& url, const std::string& name) {
  return act(url, "UpdateNumberPoolV2", {{"NumberPoolNo", "NP1234"}, {"Name", name}});
}

inline Json document(const std::string& url, const std::string& path) {
  return ask_once(url, raw_request("GET", "/_virga/state/" + path)).json();
}

}  // namespace virga
