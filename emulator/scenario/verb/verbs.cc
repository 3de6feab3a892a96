#include "scenario/verb/verb.h"

namespace virga {

extern const Verb kErrorVerb, kStatusVerb, kLatencyVerb, kPhaseVerb, kResetVerb, kEmptyReplyVerb;

std::span<const Verb* const> verbs() {
  static constexpr const Verb* kVerbs[] = {
      &kErrorVerb, &kStatusVerb, &kLatencyVerb, &kPhaseVerb, &kResetVerb, &kEmptyReplyVerb,
  };
  return kVerbs;
}

}  // namespace virga
