// A scenario file, read: rules that say when, at which of the matching calls, and what happens.
#pragma once

#include <virga/entry.h>

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/yaml.h"
#include "catalog/catalog.h"
#include "http/message.h"
#include "scenario/amount.h"
#include "scenario/corruption.h"

namespace virga {

// What becomes of an attempt to deliver a callback.
struct Handling {
  enum class What {
    kPostpone,  // made later, by this much
    kDrop,      // lost on its way
    kDuplicate,
    kReorder,  // goes after the next callback
    kForge,    // its signature is wrong
  };
  What what = What::kPostpone;
  std::chrono::milliseconds delay{0};
};

// What a rule does to one call. Nothing set: the call runs undisturbed.
struct Plan {
  enum class Phase {
    kBefore,  // nothing has happened yet, and nothing will when there is an answer or an ending
    kAfterCommit,  // the operation has run and its state is kept
    kMidBody,      // and half of the answer's body has been sent
  };

  Phase phase = Phase::kBefore;
  std::chrono::milliseconds latency{0};
  std::optional<Fault> error;                       // answered in the vendor's envelope
  std::optional<std::chrono::seconds> retry_after;  // of the error
  std::optional<Reply> answer;                      // or this, as it is
  std::optional<Fault> body_from;                   // whose body the answer has instead of its own
  std::optional<Corruption> corruption;
  std::string content_type;                             // instead of the answer's own; empty: that
  std::string repeated_header;                          // of the answer; empty: none
  std::optional<std::chrono::milliseconds> clock_skew;  // of the answer's Date
  bool silent = false;                                  // not a byte is sent, unless half a body is
  Ending ending = Ending::kWhole;
  std::optional<Part> cut;  // how much of the body is sent before the ending
  std::optional<Pace> slow_head;
  std::optional<Pace> slow_body;
  std::chrono::milliseconds patience{0};  // of a stall
  std::optional<Pace> slow_request;       // how its body is read; then there is nothing else

  std::optional<Handling> handling;  // of a callback; then there is nothing else

  std::string rule;               // the rule that acts; empty: none
  std::vector<Verdict> verdicts;  // of every rule whose `when` matched

  bool replaces_answer() const { return error || answer || silent; }
};

struct Rule;

struct Scenario {
  std::string name;
  std::string description;
  std::optional<std::uint64_t> seed;  // none: the emulator's
  std::vector<std::shared_ptr<const Rule>> rules;
  std::string source;  // the text it was read from
};

// Reads a scenario: every mistake at once, each with its place and the nearest known word. Nothing
// when there was one. The rules point into the catalogue, which has to outlive them.
std::shared_ptr<const Scenario> parse_scenario(std::string_view text, const Catalog& catalog,
                                               Mistakes& mistakes);

}  // namespace virga
