// One thing that a rule can do to a call. A new one is a file beside this that defines its Verb,
// and a row in verbs.cc.
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "base/yaml.h"
#include "catalog/exchange.h"
#include "scenario/draws.h"
#include "scenario/scenario.h"
#include "scenario/when.h"

namespace virga {

// Never changes once read: safe for any number of threads.
class Effect {
 public:
  virtual ~Effect() = default;

  // Sets its part of the plan for a call that the rule acts on.
  virtual void apply(const Exchange& exchange, const Draws& draws, Plan& plan) const = 0;

  // Has it to be known before the body of the request has been read?
  virtual bool on_head() const { return false; }
};

// The part of a plan that a verb sets; a rule sets each at most once.
enum class Slot {
  kAnswer,
  kOtherBody,
  kBody,
  kContentType,
  kHeader,
  kDate,
  kEnding,
  kHeadSpeed,
  kBodySpeed,
  kRequestSpeed,
  kLatency,
  kPhase,
  kHandling
};

struct Verb {
  std::string_view key;
  Slot slot;
  std::span<const std::string_view> sides;  // keys that may stand beside it

  // `entry` is a mapping that has the key, and nothing but the key and its sides. `when` is nullptr
  // when it is not known what the rule is about: what depends on it goes unchecked. Nothing, and
  // mistakes, when it cannot be read.
  std::unique_ptr<const Effect> (*read)(const Yaml& entry, const When* when, Mistakes& mistakes);

  // JSON Schema of the key and its sides: the `properties` of an entry. See scenario/schema.h.
  std::string_view schema;
};

std::span<const Verb* const> verbs();

}  // namespace virga
