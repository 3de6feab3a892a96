#include "scenario/verb/verb.h"

namespace virga {

extern const Verb kErrorVerb, kStatusVerb, kLatencyVerb, kPhaseVerb, kResetVerb, kEmptyReplyVerb,
    kTruncateVerb, kSlowHeadersVerb, kSlowBodyVerb, kStallVerb, kCorruptVerb, kWrongContentTypeVerb,
    kDuplicateHeaderVerb;

std::span<const Verb* const> verbs() {
  static constexpr const Verb* kVerbs[] = {
      &kErrorVerb,      &kStatusVerb,           &kLatencyVerb,         &kPhaseVerb,    &kResetVerb,
      &kEmptyReplyVerb, &kTruncateVerb,         &kSlowHeadersVerb,     &kSlowBodyVerb, &kStallVerb,
      &kCorruptVerb,    &kWrongContentTypeVerb, &kDuplicateHeaderVerb,
  };
  return kVerbs;
}

}  // namespace virga
