// What a cloud tells its user's servers by itself.
#pragma once

#include <chrono>
#include <span>
#include <string>
#include <string_view>

#include "base/time.h"
#include "catalog/operation.h"
#include "http/message.h"
#include "store/outbox.h"

namespace virga {

struct Callback {
  Operation message;  // its name, and the members of its body as input; nobody can call it
  // An attempt is made again after each of these in turn, until one is answered with 2xx.
  std::span<const std::chrono::seconds> retries = {};
  int even_hours = 0;  // then so many times, whenever an even hour begins
};

// From where the letter is sent.
struct Sending {
  Time now;
  std::string url;      // where this emulator answers, "http://127.0.0.1:4610"
  bool forged = false;  // the proof has to be wrong
};

}  // namespace virga
