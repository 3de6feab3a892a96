// Requests that claim to be signed as Huawei Cloud's are.
#include "auth/huawei.h"

#include <string_view>

#include "base/text.h"
#include "fuzz/promise.h"
#include "fuzz/request.h"
#include "fuzz/verdict.h"

namespace virga::fuzz {
namespace {

using huawei::Algorithm;
using huawei::Claim;
using huawei::Flaw;

void hold_claim(const Claim& claim) {
  for (const std::string& name : claim.signed_headers)
    promise(!name.empty() && lower(name) == name, "names of signed headers are in lower case",
            name);
  if (claim.flaw != Flaw::kNone) return;
  for (const std::string* part : {&claim.access_key, &claim.timestamp, &claim.signature})
    promise(!part->empty(), "no part of a claim without a flaw is empty");
  if (claim.algorithm != Algorithm::kDerived) return;
  promise(is_digits(claim.date) && claim.date.size() == 8, "a key is derived for a day",
          claim.date);
  promise(!claim.region.empty() && !claim.service.empty(), "a key is derived for a service");
}

// The keys as Huawei's signers make them, apart from the code that is tested.
std::string signature_of(const Claim& claim, std::string_view string_to_sign,
                         std::string_view secret) {
  if (claim.algorithm != Algorithm::kDerived)
    return to_hex(hmac(claim.algorithm == Algorithm::kSdkSm3 ? Hash::kSm3 : Hash::kSha256, secret,
                       string_to_sign));
  const std::string scope = claim.date + "/" + claim.region + "/" + claim.service + '\x01';
  const std::string key =
      to_hex(hmac(Hash::kSha256, hmac(Hash::kSha256, claim.access_key, secret), scope));
  return to_hex(hmac(Hash::kSha256, key, string_to_sign));
}

bool leaves_body_open(const Request& request) {
  for (const auto& [name, value] : request.headers)
    if (value == "UNSIGNED-PAYLOAD") return true;
  return false;
}

// Whoever knows the secret and signs what the server is about to compare is believed; a signature
// of anything else is not.
void hold_proof(Claim claim, Request request) {
  const Proof refused = huawei::prove(claim, request, kUnknownSecret);
  promise(!refused.matches, "a signature without the secret does not match");
  promise(!refused.canonical_request.empty() && !refused.string_to_sign.empty(),
          "the server tells what it would have signed");
  if (!refused.why.empty() || claim.flaw != Flaw::kNone) {
    promise(!refused.why.empty(), "a claim with a flaw is refused with a reason");
    return;
  }
  claim.signature = signature_of(claim, refused.string_to_sign, kUnknownSecret);
  promise(huawei::prove(claim, request, kUnknownSecret).matches,
          "a signature of the server's own string to sign matches");
  if (!leaves_body_open(request)) {
    request.body += '.';
    promise(!huawei::prove(claim, request, kUnknownSecret).matches,
            "a signature does not match another body");
    request.body.pop_back();
  }
  request.method += 'X';
  promise(!huawei::prove(claim, request, kUnknownSecret).matches,
          "a signature does not match another method");
  request.method.pop_back();
  claim.signature.pop_back();
  promise(!huawei::prove(claim, request, kUnknownSecret).matches,
          "a part of a signature does not match");
}

}  // namespace
}  // namespace virga::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {  // NOLINT
  using namespace virga;  // NOLINT(google-build-using-namespace)
  using huawei::Flaw;
  const Request request = fuzz::read_request({reinterpret_cast<const char*>(bytes), size});
  const auto claim = huawei::read_claim(request);
  fuzz::hold_claim(claim);
  fuzz::hold_proof(claim, request);
  // To find out why a signature does not match takes thousands of tries: a few inputs are enough.
  if (claim.flaw != Flaw::kNone || size % 32 == 0) fuzz::hold_verdicts(request, claim.signed_at);
  return 0;
}
