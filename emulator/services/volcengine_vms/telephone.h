// A telephone network that needs no telephones: what a dialled number does is decided by the kind
// `phones`, and for numbers that have none by the seed.
//
//     begin ──1 s──> ringing ──RingsFor──> answered ──TalksFor──> end
//                                  └─────> end, with another CallResult
#pragma once

#include <optional>
#include <string>

#include "base/time.h"
#include "store/store.h"

namespace virga::vms {

inline constexpr std::int64_t kAnswered = 1;  // a CallResult [doc]; others tell why not

struct Leg {
  std::int64_t result = kAnswered;
  std::chrono::seconds rings{0};
  std::chrono::seconds talks{0};  // 0 when nobody answers
};

// What the number does when it is dialled.
Leg dial(const Store& store, const std::string& number);

struct Dialling {
  std::string_view prefix = {};  // of the CallId: D click-to-call, V notification, R AI, S privacy
  std::int64_t sub_service = 0;
  std::string caller = {};  // who is called first, or the number that shows when there is one leg
  std::string callee = {};
  std::string caller_show = {};  // what the caller sees; empty: the caller is not called
  std::string callee_show = {};  // what the callee sees
  std::string pool = {};
  bool recorded = true;
  std::optional<std::chrono::seconds> longest_ring = {};
  std::optional<std::chrono::seconds> longest_talk = {};
  std::optional<std::int64_t> refused = {};  // a CallResult: nobody is dialled
  Json more = Json::object();                // members of the record, such as UserData
};

inline constexpr std::string_view kCallEnds = "vms.call_ends";

// Dials. How it will go is settled at once and kept; the record can be read when the call is over.
Json place_call(Store& store, Time now, const Dialling& dialling);

// Both sides hang up now, by the platform. False when the call is not known or is over.
bool hang_up(Store& store, Time now, const std::string& call_id);

}  // namespace virga::vms
