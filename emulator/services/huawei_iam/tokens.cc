#include <algorithm>

#include "services/huawei_iam/bearer.h"
#include "services/huawei_iam/errors.h"
#include "services/huawei_iam/home.h"
#include "services/huawei_iam/identity.h"
#include "services/huawei_iam/operations.h"
#include "services/huawei_iam/projects.h"

namespace virga::iam {
namespace {

constexpr std::chrono::hours kLifetime{24};  // [doc]

constexpr Member kNamed[] = {{.name = "id"}, {.name = "name"}};
constexpr Member kEndpoint[] = {{.name = "id"},
                                {.name = "interface"},
                                {.name = "region"},
                                {.name = "region_id"},
                                {.name = "url"}};
constexpr Member kCatalogEntry[] = {
    {.name = "endpoints", .type = Type::kArray, .items = Type::kObject, .members = kEndpoint},
    {.name = "id"},
    {.name = "name"},
    {.name = "type"},
};
constexpr Member kProject[] = {
    {.name = "domain", .type = Type::kObject, .members = kNamed}, {.name = "id"}, {.name = "name"}};
constexpr Member kUser[] = {{.name = "domain", .type = Type::kObject, .members = kNamed},
                            {.name = "id"},
                            {.name = "name"},
                            {.name = "password_expires_at"}};
constexpr Member kToken[] = {
    {.name = "catalog", .type = Type::kArray, .items = Type::kObject, .members = kCatalogEntry},
    {.name = "expires_at"},
    {.name = "issued_at"},
    {.name = "methods", .type = Type::kArray},
    {.name = "project", .type = Type::kObject, .nullable = true, .members = kProject},
    {.name = "domain", .type = Type::kObject, .nullable = true, .members = kNamed},
    {.name = "roles", .type = Type::kArray, .items = Type::kObject, .members = kNamed},
    {.name = "user", .type = Type::kObject, .members = kUser},
};
constexpr Member kAnswer[] = {{.name = "token", .type = Type::kObject, .members = kToken}};

constexpr std::string_view kSecrets[] = {"user.password", "secret.key", "security_token.key",
                                         "token.id"};

struct Listed {
  std::string_view name;
  std::string_view region;
  std::string_view url;
};
// What of the cloud is emulated, under the vendor's addresses.
constexpr Listed kListed[] = {
    {"iam", "*", "https://iam.myhuaweicloud.com/v3"},
    {"gsl", "cn-north-4", "https://gsl.cn-north-4.myhuaweicloud.com/v1"},
};

Json catalog(const Call& call) {
  Json entries = Json::array();
  for (const Listed& each : kListed)
    entries.push_back({{"endpoints", Json::array({{{"id", id_of(call.seed, "endpoint", each.name)},
                                                   {"interface", "public"},
                                                   {"region", each.region},
                                                   {"region_id", each.region},
                                                   {"url", each.url}}})},
                       {"id", id_of(call.seed, "service", each.name)},
                       {"name", each.name},
                       {"type", each.name}});
  return entries;
}

// What a token says, as both operations answer it.
Json described(const Call& call, const Token& token) {
  const Domain home = home_of(call, token.account);
  const Json domain{{"id", domain_id(call, home)}, {"name", home.name}};
  const std::string user = token.user.empty() ? home.name : token.user;
  Json said{{"catalog", call.input.has("nocatalog") ? Json::array() : catalog(call)},
            {"expires_at", iam_time(token.expires)},
            {"issued_at", iam_time(token.issued)},
            {"methods", Json::array({token.method})}};
  if (token.project_id.empty())
    said["domain"] = domain;
  else
    said["project"] = {{"domain", domain}, {"id", token.project_id}, {"name", token.project_name}};
  said["roles"] = Json::array({{{"id", "0"}, {"name", "te_admin"}}});
  said["user"] = {{"domain", domain},
                  {"id", id_of(call.seed, "user", home.name + "/" + user)},
                  {"name", user},
                  {"password_expires_at", ""}};
  return {{"token", std::move(said)}};
}

constexpr std::string_view kMethods[] = {"password", "token", "hw_ak_sk"};  // as in Identity

// Narrows the token to its scope. What is not there, or is somebody else's, is told alike
// [inferred].
std::optional<Fault> narrow(Token& token, const Scope& scope, const Call& call) {
  const Domain home = home_of(call, token.account);
  if (scope.project) {
    const auto project = find_project(call, home, scope.project->member, scope.project->value);
    if (!project) return kNotFound.about("project").with("target_id", scope.project->value);
    token.project_id = project->at("id").get<std::string>();
    token.project_name = project->at("name").get<std::string>();
  } else if (scope.domain) {
    const std::string own = scope.domain->member == "id" ? domain_id(call, home) : home.name;
    if (scope.domain->value != own)
      return kNotFound.about("domain").with("target_id", scope.domain->value);
  }
  return std::nullopt;
}

constexpr Field kCreateToken[] = {
    {.name = "auth",
     .type = Type::kObject,
     .in = In::kBody,
     .required = true,
     .note = "identity by password, token or hw_ak_sk; scope"},
    {.name = "nocatalog", .in = In::kQuery, .note = "anything: the answer holds no catalog"},
};
constexpr const Error* kCreateErrors[] = {
    &kInvalidBody, &kWrongPassword, &kForbidden,     &kNotFound,     &kInternal,
    &kUnavailable, &kThrottled,     &kAccountLocked, &kTokenExpired, &kInvalidToken};

Result<Json> keystone_create_user_token_by_password(Call& call) {
  const Json& auth = call.input.at("auth");
  const auto identity = read_identity(auth);
  if (!identity) return identity.fault();
  const auto scope = read_scope(auth);
  if (!scope) return scope.fault();
  const auto shown = check(*identity, call);
  if (!shown) return shown.fault();
  Token token{.account = shown->account,
              .user = shown->user,
              .method = std::string(kMethods[identity->index()]),
              .issued = call.now,
              .expires = call.now + kLifetime};
  if (shown->until) token.expires = std::min(token.expires, *shown->until);
  if (auto fault = narrow(token, *scope, call)) return *fault;
  call.headers.emplace_back("X-Subject-Token",
                            write_token(token, call.request_id, call.credentials.seal()));
  return described(call, token);
}

constexpr Field kValidateToken[] = {
    {.name = "X-Subject-Token",
     .in = In::kHeader,
     .required = true,
     .note = "the token that is asked about"},
    {.name = "nocatalog", .in = In::kQuery, .note = "anything: the answer holds no catalog"},
};
constexpr const Error* kValidateErrors[] = {&kUnauthenticated, &kForbidden, &kInvalidSubject,
                                            &kInternal};

// Only of the caller's own account [inferred].
Result<Json> keystone_validate_token(Call& call) {
  const std::string& text = call.input.text("X-Subject-Token");
  const auto token = check_token(text, call);
  if (!token) return kInvalidSubject.because(token.fault().why);
  if (!call.principal.account.empty() && token->account != call.principal.account)
    return kInvalidSubject.because("the token belongs to another account");
  call.headers.emplace_back("X-Subject-Token", text);
  return described(call, *token);
}

// One route for all the ways to ask; it bears the name of the one that the vendor lists first.
constexpr Operation kOperations[] = {
    {.name = "KeystoneCreateUserTokenByPassword",
     .route = Rest{"POST", "/v3/auth/tokens"},
     .summary = "Issues a token for a password, a token, or an access key and its secret",
     .input = kCreateToken,
     .output = {.members = kAnswer},
     .errors = kCreateErrors,
     .invalid = &kInvalidBody,
     .internal = &kInternal,
     .success = 201,
     .handler = keystone_create_user_token_by_password,
     .claimant = claimed_by_body,
     .secrets = kSecrets},
    {.name = "KeystoneValidateToken",
     .route = Rest{"GET", "/v3/auth/tokens"},
     .summary = "Tells what a token says",
     .input = kValidateToken,
     .output = {.members = kAnswer},
     .errors = kValidateErrors,
     .invalid = &kInvalidSubject,
     .internal = &kInternal,
     .handler = keystone_validate_token},
};

}  // namespace

std::span<const Operation> token_operations() { return kOperations; }

}  // namespace virga::iam
