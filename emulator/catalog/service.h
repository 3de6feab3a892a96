// One service of a cloud: its operations, the kinds of resource it keeps and what it does later by
// itself.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "catalog/callback.h"
#include "catalog/operation.h"
#include "catalog/validate.h"
#include "http/message.h"
#include "store/kind.h"
#include "store/store.h"

namespace virga {

class Dialect;
struct Phrasing;

// Work that an operation left on the agenda under this name.
struct Event {
  std::string_view name;
  void (*run)(Store& store, Time due, std::string_view subject);
};

// What scenarios may call an error in any service.
inline constexpr std::string_view kSymbolNames[] = {"throttled", "internal", "unavailable",
                                                    "quota_exceeded", "timeout"};

struct Symbol {
  std::string_view name;
  const Error* error;
};

struct Service {
  std::string_view name;  // "gsl": in scenarios, fixtures and the control API
  std::string_view title;
  const Dialect* dialect = nullptr;
  const Phrasing* phrasing = nullptr;  // the dialect as JSON Schemas
  Errors gateway_errors = {};          // of the gateway in front of every operation
  // In turn: of one name, the first that an operation documents is meant.
  std::vector<std::span<const Symbol>> symbols = {};
  // Does a request that names no known operation look like one for this cloud?
  bool (*resembles)(const Request& request) = nullptr;
  std::vector<std::span<const Operation>> operations;  // one span a resource file
  std::vector<const Kind*> kinds;
  std::vector<Event> events;
  std::span<const Callback> callbacks = {};
  // The request that a letter becomes; its target is the whole URL.
  Request (*post)(const Letter& letter, const Sending& sending) = nullptr;
  // What a world begins with beside its documents: work on the agenda. nullptr: nothing.
  void (*begin)(Store& store, Time now, std::uint64_t seed) = nullptr;
  Fault (*refuse)(const Operation& operation, const Complaint& complaint) = nullptr;
  Result<Json> (*perform)(Call& call) = nullptr;  // runs the handler; nullptr: as it is
};

}  // namespace virga
