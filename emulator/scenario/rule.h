// One rule of a scenario, ready to decide.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "scenario/at.h"
#include "scenario/expectation.h"
#include "scenario/limit.h"
#include "scenario/sequence.h"
#include "scenario/verb/verb.h"
#include "scenario/when.h"

namespace virga {

// What a rule counts apart: each key of these has ordinals of its own.
struct CountBy {
  enum class What { kWorld, kAccessKey, kAccount, kParam, kGlobal };

  What what = What::kWorld;
  std::vector<std::string> param = {};  // of kParam: a declared field, then members of objects

  std::string key_of(const Exchange& exchange) const;    // "" for the world, and what is not there
  bool global() const { return what == What::kGlobal; }  // counts the calls of all worlds together
};

// Never changes once read; the counters are kept by those who play it.
struct Rule {
  std::string id;
  CountBy count_by;
  bool armed = true;  // a disarmed rule neither counts nor acts
  // Disarmed until a request names it in X-Virga-Activate; then for as long as this says, or for
  // that request alone.
  std::optional<Arming> activation;
  When when;
  At at;
  Effects effects;
  Sequence sequence;           // instead of the same effects for every call
  std::optional<Limit> limit;  // the effects are for the calls beyond it
  CountBy limit_key;           // each has a limit of its own
  bool on_head = false;        // decided before the body of the request has been read
  ExpectedHits expected;       // how often it is to act
  std::optional<ExpectedRetries> retries;
};

}  // namespace virga
