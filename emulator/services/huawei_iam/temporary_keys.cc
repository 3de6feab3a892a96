#include "auth/temporary_key.h"

#include "base/text.h"
#include "services/huawei_iam/bearer.h"
#include "services/huawei_iam/errors.h"
#include "services/huawei_iam/home.h"
#include "services/huawei_iam/operations.h"

namespace virga::iam {
namespace {

// Seconds [doc].
constexpr std::int64_t kShortest = 900;
constexpr std::int64_t kLongest = 86400;

constexpr Member kCredential[] = {
    {.name = "access"}, {.name = "expires_at"}, {.name = "secret"}, {.name = "securitytoken"}};
constexpr Member kAnswer[] = {
    {.name = "credential", .type = Type::kObject, .members = kCredential}};

constexpr std::string_view kSecrets[] = {"token.id", "credential.secret",
                                         "credential.securitytoken"};

constexpr Field kInput[] = {
    {.name = "auth",
     .type = Type::kObject,
     .in = In::kBody,
     .required = true,
     .note = "identity by token: id, duration_seconds; policy has no effect"},
};
constexpr const Error* kErrors[] = {&kInvalidBody, &kUnauthenticated, &kForbidden,
                                    &kInternal,    &kTokenExpired,    &kInvalidToken};

// The documented sample has the number in quotes. Nothing: out of its limits.
std::optional<std::chrono::seconds> lifetime_in(const Json* token) {
  if (token == nullptr || !token->contains("duration_seconds"))
    return std::chrono::seconds(kShortest);
  const Json& given = token->at("duration_seconds");
  std::optional<std::int64_t> seconds;
  if (given.is_number_integer()) seconds = parse_integer(given.dump());
  if (given.is_string()) seconds = parse_integer(given.get_ref<const std::string&>());
  if (!seconds || *seconds < kShortest || *seconds > kLongest) return std::nullopt;
  return std::chrono::seconds(*seconds);
}

// A signature goes before a token in the header, and that before one in the body [doc].
Result<Shown> bearer_of(const Call& call, const Json* token) {
  if (!call.principal.account.empty()) return Shown{call.principal.account, call.principal.user};
  const std::string text = token == nullptr ? "" : text_in(*token, "id");
  if (text.empty()) return kUnauthenticated.because("no signature and no token says who asks");
  const auto checked = check_token(text, call);
  if (!checked) return checked.fault();
  return Shown{checked->account, checked->user};
}

Result<Json> create_temporary_access_key_by_token(Call& call) {
  const Json* identity = identity_by(call.input.at("auth"), "token");
  if (identity == nullptr) return kInvalidBody.because("auth.identity.methods is not [\"token\"]");
  const Json* token = object_in(*identity, "token");
  const auto lifetime = lifetime_in(token);
  if (!lifetime)
    return kInvalidBody.because("duration_seconds is no whole number from 900 to 86400");
  const auto bearer = bearer_of(call, token);
  if (!bearer) return bearer.fault();
  const TemporaryKey key =
      issue_key(KeyIssuer::kIam, bearer->account, bearer->user, call.now + *lifetime,
                call.request_id, call.credentials.seal());
  return Json{{"credential",
               {{"access", key.access_key},
                {"expires_at", iam_time(key.expires)},
                {"secret", key.secret},
                {"securitytoken", key.session_token}}}};
}

constexpr Operation kOperations[] = {
    {.name = "CreateTemporaryAccessKeyByToken",
     .route = Rest{"POST", "/v3.0/OS-CREDENTIAL/securitytokens"},
     .summary = "Issues a temporary access key with its security token",
     .input = kInput,
     .output = {.members = kAnswer},
     .errors = kErrors,
     .invalid = &kInvalidBody,
     .internal = &kInternal,
     .success = 201,
     .handler = create_temporary_access_key_by_token,
     .claimant = claimed_by_body,
     .secrets = kSecrets},
};

}  // namespace

std::span<const Operation> temporary_key_operations() { return kOperations; }

}  // namespace virga::iam
