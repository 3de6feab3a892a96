// Requests that claim to be signed as Volcengine's are.
#include "auth/volcengine.h"

#include <string_view>

#include "base/text.h"
#include "fuzz/promise.h"
#include "fuzz/request.h"
#include "fuzz/verdict.h"

namespace virga::fuzz {
namespace {

using volcengine::Claim;
using volcengine::Flaw;

void hold_claim(const Claim& claim) {
  promise(claim.lifetime.count() >= 0 && claim.lifetime <= std::chrono::hours(24 * 365 * 100),
          "a lifetime can be added to any time");
  for (const std::string& name : claim.signed_headers)
    promise(!name.empty() && lower(name) == name, "names of signed headers are in lower case",
            name);
  if (claim.flaw != Flaw::kNone) return;
  promise(claim.scope_readable, "a claim without a flaw has a readable scope");
  promise(is_digits(claim.date) && claim.date.size() == 8, "its date is a day", claim.date);
  for (const std::string* part :
       {&claim.access_key, &claim.region, &claim.service, &claim.timestamp, &claim.signature})
    promise(!part->empty(), "and none of its parts is empty");
}

// The key as Volcengine documents it, apart from the code that is tested.
std::string signature_of(const Claim& claim, std::string_view string_to_sign,
                         std::string_view secret) {
  std::string key(secret);
  for (const std::string& step : {claim.date, claim.region, claim.service, std::string("request")})
    key = hmac(Hash::kSha256, key, step);
  return to_hex(hmac(Hash::kSha256, key, string_to_sign));
}

// Whoever knows the secret and signs what the server is about to compare is believed; a signature
// of anything else is not.
void hold_proof(Claim claim, Request request) {
  const Proof refused = volcengine::prove(claim, request, kUnknownSecret);
  promise(!refused.matches, "a signature without the secret does not match");
  promise(!refused.canonical_request.empty() && !refused.string_to_sign.empty(),
          "the server tells what it would have signed");
  if (!refused.why.empty() || claim.flaw != Flaw::kNone) {
    promise(!refused.why.empty(), "a claim with a flaw is refused with a reason");
    return;
  }
  claim.signature = signature_of(claim, refused.string_to_sign, kUnknownSecret);
  promise(volcengine::prove(claim, request, kUnknownSecret).matches,
          "a signature of the server's own string to sign matches");
  if (claim.body_signed) {
    request.body += '.';
    promise(!volcengine::prove(claim, request, kUnknownSecret).matches,
            "a signature does not match another body");
    request.body.pop_back();
  }
  request.method += 'X';
  promise(!volcengine::prove(claim, request, kUnknownSecret).matches,
          "a signature does not match another method");
  request.method.pop_back();
  claim.signature.pop_back();
  promise(!volcengine::prove(claim, request, kUnknownSecret).matches,
          "a part of a signature does not match");
}

}  // namespace
}  // namespace virga::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {  // NOLINT
  using namespace virga;  // NOLINT(google-build-using-namespace)
  using volcengine::Flaw;
  const Request request = fuzz::read_request({reinterpret_cast<const char*>(bytes), size});
  const auto claim = volcengine::read_claim(request);
  fuzz::hold_claim(claim);
  fuzz::hold_proof(claim, request);
  // To find out why a signature does not match takes thousands of tries: a few inputs are enough.
  if (claim.flaw != Flaw::kNone || size % 32 == 0) fuzz::hold_verdicts(request, claim.signed_at);
  return 0;
}
