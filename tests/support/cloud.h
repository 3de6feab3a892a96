// One emulator for one test, asked in process. Every answer is held against what its operation
// declares.
#pragma once

#include <virga/emulator.h>

#include <string>

#include "base/json.h"

namespace virga {

// Tags of the demo fixture, which tests create and count.
inline constexpr std::size_t kDemoTags = 11;

struct Answer {
  int status = 0;
  Json json;  // the parsed body; null when there is none
  Reply reply;
};

class Cloud {
 public:
  // The demo fixture, seed 1, the clock standing at 2025-06-05T07:27:35Z.
  static Options usual();

  explicit Cloud(Options options = usual()) : emulator(std::move(options)) {}

  Answer get(const std::string& target) { return send("GET", target); }
  Answer post(const std::string& target, const std::string& body) {
    return send("POST", target, body);
  }
  Answer send(const std::string& method, const std::string& target, const std::string& body = "",
              Headers headers = {});

  // An action of the voice service, its parameters in a JSON body.
  Answer act(const std::string& action, const Json& parameters, Headers headers = {});

  void advance(std::chrono::milliseconds by) { emulator.clock().advance(by); }

  // The documents of a kind, as the control API shows them.
  Json state(const std::string& service, const std::string& kind,
             const std::string& world = "default");

  Emulator emulator;
};

// A scenario as a file for Emulator::play, gone with this.
class ScenarioFile {
 public:
  explicit ScenarioFile(const std::string& text);
  ~ScenarioFile();
  ScenarioFile(const ScenarioFile&) = delete;
  ScenarioFile& operator=(const ScenarioFile&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace virga
