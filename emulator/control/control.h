// /_virga/: Virga's own API, over which tests see and steer the emulator.
#pragma once

#include <virga/message.h>

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "callback/sender.h"
#include "catalog/catalog.h"
#include "http/message.h"
#include "metrics/meter.h"
#include "verify/vigil.h"
#include "world/worlds.h"

namespace virga {

struct ControlSettings {
  std::string host =
      "127.0.0.1";       // where the emulator listens: the one name beside loopback it answers to
  std::string token;     // when set, asked for as `Authorization: Bearer TOKEN`
  std::string instance;  // tells one start of the emulator from another
};

// Safe to use from several threads.
class Control {
 public:
  Control(const Catalog& catalog, Worlds& worlds, Sender& sender, Vigil& vigil, const Meter& meter,
          ControlSettings settings)
      : catalog_(catalog),
        worlds_(worlds),
        sender_(sender),
        vigil_(vigil),
        meter_(meter),
        settings_(std::move(settings)) {}

  static bool addressed_by(const Request& request);  // is the target below /_virga?

  http::Answer handle(const Request& request);
  static Reply refuse(http::Refusal refusal, const std::string& why);
  static Reply refuse_without_socket();  // of an answer that goes on

 private:
  http::Answer answer(const Request& request);
  void sign(Reply& reply) const;

  const Catalog& catalog_;
  Worlds& worlds_;
  Sender& sender_;
  Vigil& vigil_;
  const Meter& meter_;
  const ControlSettings settings_;
  const std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

}  // namespace virga
