#include "scenario/verb/verb.h"

namespace virga {

extern const Verb kErrorVerb, kStatusVerb, kLatencyVerb, kPhaseVerb, kResetVerb, kEmptyReplyVerb,
    kTruncateVerb, kSlowHeadersVerb, kSlowBodyVerb, kStallVerb, kCorruptVerb, kWrongContentTypeVerb,
    kDuplicateHeaderVerb, kBodyFromVerb, kClockSkewVerb, kSlowRequestVerb, kDeliverVerb;

std::span<const Verb* const> verbs() {
  static constexpr const Verb* kVerbs[] = {
      &kErrorVerb,           &kStatusVerb,     &kLatencyVerb,   &kPhaseVerb,
      &kResetVerb,           &kEmptyReplyVerb, &kTruncateVerb,  &kSlowHeadersVerb,
      &kSlowBodyVerb,        &kStallVerb,      &kCorruptVerb,   &kWrongContentTypeVerb,
      &kDuplicateHeaderVerb, &kBodyFromVerb,   &kClockSkewVerb, &kSlowRequestVerb,
      &kDeliverVerb,
  };
  return kVerbs;
}

}  // namespace virga
