// A kind of resource that a service keeps: its documents, their identity and what can be searched.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/shape.h"

namespace virga {

// A parameter by which requests name a document, and the member that has its value.
struct Handle {
  std::string_view parameter;
  std::string_view member;
};

struct Kind {
  std::string_view service;   // "gsl"
  std::string_view name;      // as fixtures and the control API say it: "sim_cards"
  std::string_view id;        // the member that identifies a document; an int64 or a text
  Shape members;              // everything a document may hold; the indexed ones become columns
  std::string_view one = {};  // what scenarios call a single one: "sim_card"
  std::span<const Handle> handles = {};  // tried in turn; none: no request is about one of them
  bool internal = false;                 // book-keeping of the emulator: not in fixtures
  void (*complete)(Json& document) = nullptr;  // gives a fixture's document what it left out

  const Member& member(std::string_view name) const;  // throws std::logic_error for an unknown one
};

}  // namespace virga
