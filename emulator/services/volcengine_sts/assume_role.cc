#include "services/volcengine_sts/assume_role.h"

#include "auth/credentials.h"
#include "auth/temporary_key.h"
#include "base/chance.h"
#include "catalog/exchange.h"
#include "services/volcengine_sts/errors.h"
#include "services/volcengine_sts/role.h"

namespace virga::sts {
namespace {

// Seconds [doc].
constexpr std::int64_t kShortest = 900;
constexpr std::int64_t kUsual = 3600;
constexpr std::int64_t kLongest = 43200;

constexpr Member kCredentials[] = {
    {.name = "CurrentTime"},     {.name = "ExpiredTime"},  {.name = "AccessKeyId"},
    {.name = "SecretAccessKey"}, {.name = "SessionToken"},
};
constexpr Member kAssumedRoleUser[] = {{.name = "Trn"}, {.name = "AssumedRoleId"}};
constexpr Member kAnswer[] = {
    {.name = "Credentials", .type = Type::kObject, .members = kCredentials},
    {.name = "AssumedRoleUser", .type = Type::kObject, .members = kAssumedRoleUser},
};

constexpr std::string_view kSecrets[] = {"Credentials.SecretAccessKey", "Credentials.SessionToken"};

constexpr Field kInput[] = {
    {.name = "RoleTrn",
     .required = true,
     .note = "trn:iam::ACCOUNT:role/NAME, of the caller's own account"},
    {.name = "RoleSessionName",
     .required = true,
     .min = 1,
     .max = 64,
     .note = "name of the session"},
    {.name = "DurationSeconds",
     .type = Type::kInt64,
     .note = "900..43200; less counts as 3600, more as 43200"},
    {.name = "Policy", .note = "has no effect"},
};

// Out of its limits it is not refused [doc].
std::chrono::seconds lifetime(std::int64_t asked) {
  return std::chrono::seconds(asked < kShortest ? kUsual : std::min(asked, kLongest));
}

std::string rfc3339(Time time) {  // in China's time [inferred]
  std::string text = plain_time(time + kBeijing);
  return text.replace(text.find('.'), std::string::npos, "+08:00");
}

// Fixtures declare no roles: every account has any, for itself alone [inferred].
Result<Json> assume_role(Call& call) {
  const std::string& trn = call.input.text("RoleTrn");
  const auto role = read_role(trn);
  if (!role) return kInvalidParameter.about("RoleTrn", "not trn:iam::ACCOUNT:role/NAME");
  const std::string& caller = call.principal.account;
  if (!call.credentials.knows_account(role->account) ||
      (!caller.empty() && caller != role->account))
    return kAccessDenied.about("sts:AssumeRole", "the caller's account is \"" + caller + "\"")
        .with("resource", trn);
  const std::string& session = call.input.text("RoleSessionName");
  const TemporaryKey key =
      issue_key(KeyIssuer::kSts, role->account, role->name + "/" + session,
                call.now + lifetime(call.input.integer_or("DurationSeconds", 0)), call.request_id,
                call.credentials.seal());
  const std::uint64_t id = hash_of(call.seed, {"sts.role", trn}) % 1'000'000'000;
  return Json{{"Credentials",
               {{"CurrentTime", rfc3339(call.now)},
                {"ExpiredTime", rfc3339(key.expires)},
                {"AccessKeyId", key.access_key},
                {"SecretAccessKey", key.secret},
                {"SessionToken", key.session_token}}},
              {"AssumedRoleUser",
               {{"Trn", "trn:sts::" + role->account + ":assumed-role/" + key.user},
                {"AssumedRoleId", std::to_string(id) + ":" + session}}}};
}

constexpr Operation kOperations[] = {
    {.name = "AssumeRole",
     .route = Action{.name = "AssumeRole", .version = "2018-01-01"},
     .summary = "Issue a temporary access key in the name of a role",
     .input = kInput,
     .output = {.members = kAnswer},
     .errors = kErrors,
     .invalid = &kInvalidParameter,
     .missing = &kMissingParameter,
     .internal = &kInternalError,
     .handler = assume_role,
     .secrets = kSecrets},
};

}  // namespace

std::span<const Operation> assume_role_operations() { return kOperations; }

}  // namespace virga::sts
