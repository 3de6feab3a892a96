// What one request gathers on its way: first what was asked, then by whom, then of what.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "auth/principal.h"
#include "base/time.h"
#include "catalog/input.h"
#include "catalog/operation.h"
#include "catalog/service.h"
#include "http/message.h"
#include "store/store.h"

namespace virga {

class Credentials;

// What the catalogue made of method and target.
struct Match {
  const Service* service = nullptr;  // the service, or one of the cloud that the request looks like
  const Operation* operation = nullptr;  // nullptr: no such operation
  bool path_known = false;               // the path exists, with other methods
  std::vector<std::pair<std::string, std::string>> path_values;  // decoded
  std::string nearest;  // for an unknown operation: the route it resembles
};

struct Exchange {
  Request request;
  Time now;
  Match match;
  std::string request_id;
  Principal principal;
  Input input;
  std::vector<std::string> notes;  // oddities for the journal
  Headers headers;                 // of the answer, beside those of every answer
};

// All that a handler may touch.
struct Call {
  const Operation& operation;
  const Input& input;
  Store& store;
  Time now;
  std::uint64_t seed;  // of the world; for ids that look random and are not
  const Principal& principal;
  const Credentials& credentials;
  const std::string& request_id;  // no other call of the world has it
  Headers& headers;               // of the answer, beside those of every answer
  std::string_view host = {};     // as the client addressed this emulator; for URLs in answers
  bool tls = false;               // and whether over TLS
};

}  // namespace virga
