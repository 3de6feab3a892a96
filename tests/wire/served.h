// An emulator behind a port, as tests of the wire want it.
#pragma once

#include <catch2/catch.hpp>
#include <chrono>
#include <functional>
#include <string>
#include <thread>

#include "support/cloud.h"

namespace virga {

inline const std::string kListPools = "/?Action=NumberPoolList&Version=2022-01-01";
inline const std::string kRename = "/?Action=UpdateNumberPoolV2&Version=2022-01-01";

inline Headers with_type(const std::string& type) { return {{"Content-Type", type}}; }

// Answers are not held against their declarations: assertions belong to the thread of the test.
class Served : public Cloud {
 public:
  Served() : Served(quiet()) {}
  explicit Served(Options options)
      : Cloud(std::move(options)), url(emulator.url()), port(url.substr(url.rfind(':') + 1)) {}

  static Options quiet() {
    Options options = usual();
    options.observe = {};
    return options;
  }

  std::string pool_name(const std::string& number, const std::string& world = "default") {
    for (const Json& pool : state("vms", "number_pools", world))
      if (pool.at("NumberPoolNo") == number) return pool.at("Name").get<std::string>();
    return {};
  }

  void play(const std::string& scenario) {
    const ScenarioFile file(scenario);
    emulator.play(file.path());
  }

  const std::string url;
  const std::string port;
};

// Asks again and again, for at most ten seconds.
inline bool eventually(const std::function<bool()>& holds) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (!holds()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::this_thread::yield();
  }
  return true;
}

}  // namespace virga
